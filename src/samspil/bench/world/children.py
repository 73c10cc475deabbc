"""Children as the forum's door knows them, concerns about them, and who has read their records."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta

from samspil.audit.models import Event, SubjectKey
from samspil.bench.world import words
from samspil.bench.world.places import Place
from samspil.bench.world.sheets import Header, Sheet, array, text
from samspil.concerns.models import Concern, ConcernState
from samspil.concerns.states import CONCERN_KIND, PERSON_KIND
from samspil.lib.names import sought
from samspil.people import cpr_at_rest
from samspil.people.models import Identity, Person

READINGS = 6  # noted for each child, on average
YOUNGEST, OLDEST = 8, 24


@dataclass
class Child:
    """One child while its municipality is made; the record is written when all its readers are known."""

    id: int
    name: str
    born: date
    cpr: str
    readers: list[int] = field(default_factory=list)  # besides the door, in the order of the disclosures
    disclosures: int = 0

    def given_to(self, *audiences: int) -> None:
        """The name was disclosed to these; who reads it already is told again without reading it twice."""
        self.disclosures += len(audiences)
        self.readers += [audience for audience in audiences if audience not in self.readers]


class Children:
    """The records of children and what is hung on them directly."""

    def __init__(self) -> None:
        self.persons = Sheet(Person, "name", "birth_date", "cpr_hash", "cpr_cipher", "name_folded")
        self.identities = Sheet(Identity, "identity")
        self.concerns = Sheet(
            Concern, "forum_id", "about", "who", "text", "source", "sender_id", "sender_unit_id", "crime_focus", "state",
            "door_id", "received_at",
        )  # fmt: skip
        self.keys = Sheet(SubjectKey, "key")
        self.events = Sheet(
            Event, "at", "principal", "act", "object_table", "object_id", "subject_key", "owner_audience", "audiences",
            "transaction",
        )  # fmt: skip

    def of(self, place: Place) -> list[Child]:
        """The children of a municipality, not yet written down."""
        return [self._child(place, number) for number in range(place.size.children)]

    def _child(self, place: Place, number: int) -> Child:
        random = place.random
        age = timedelta(days=random.randrange(YOUNGEST * 365, OLDEST * 365))
        born = place.calendar.today - age
        # Replacement numbers only (day plus 60); 4000 to 9999 is who was born in these years. No two in one municipality
        # share a number.
        serial = 4000 + number % 6000
        cpr = f"{born.day + 60:02}{born:%m%y}{serial:04}"
        return Child(self.persons.next_id(), words.name(random), born, cpr)

    def write(self, place: Place, children: list[Child]) -> None:
        """The records, each with everybody to whom the name was given."""
        writer = place.minute_taker.principal
        for child in children:
            written_at = place.calendar.instant(place.random, first=700)
            self.persons.confide(
                Header(
                    owner=place.door,
                    body=place.audience,
                    written_by=writer,
                    written_at=written_at,
                    audiences=array([place.door, *child.readers]),
                    subject=child.id,
                    origin="police",
                    retention_kind=PERSON_KIND,
                    version=1 + child.disclosures,
                ),
                child.name,
                child.born.isoformat(),
                text(cpr_at_rest.keyed_hash(child.cpr)),
                text(cpr_at_rest.encrypt(child.cpr)),
                sought(child.name),
                id=child.id,
            )
            self.identities.add(str(uuid.UUID(int=place.random.getrandbits(128), version=4)), id=child.id)
            self._readings(place, child)

    def _readings(self, place: Place, child: Child) -> None:
        key = str(uuid.UUID(int=place.random.getrandbits(128), version=4))
        self.keys.add(key, id=child.id)
        readers = array([place.door, place.protection])
        colleagues = place.staff_of("ssp") + place.staff_of("family")
        for _ in range(place.random.randrange(2 * READINGS + 1)):
            at = place.calendar.instant(place.random)
            who = place.random.choice(colleagues).principal
            self.events.add(at, who, "person.read", "people_person", child.id, key, place.door, readers, 3)

    def send_concerns(self, place: Place, children: list[Child]) -> None:
        """Concerns from the schools to the forum's door; one in a hundred is new."""
        size, random, calendar = place.size.concerns, place.random, place.calendar
        for number in range(size):
            is_new = number < max(1, size // 100)
            unit = place.units[f"school_{1 + number % 4}"]
            sender = unit.colleagues[number % len(unit.colleagues)]
            self.concerns.confide(
                Header(
                    owner=place.door,
                    body=place.audience,
                    written_by=sender.principal,
                    written_at=calendar.instant(random, last=6) if is_new else calendar.instant(random, first=7),
                    audiences=array([sender.person, place.door]),
                    retention_kind=CONCERN_KIND,
                    delete_after=calendar.day(1000),
                    version=2 if is_new else 3,
                ),
                place.forum,
                "child",
                random.choice(children).name,
                words.note(random),
                "school",
                sender.staff,
                unit.id,
                f"Skolen og forældrene ønsker {words.compound(random)}",
                ConcernState.NEW if is_new else ConcernState.CLOSED,
                None,
                None,
            )

    def sheets(self) -> list[Sheet]:
        return [sheet for sheet in vars(self).values() if isinstance(sheet, Sheet)]
