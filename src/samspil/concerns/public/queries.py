"""Reads of the public pages, which need no principal, and of the counselling's queue, which do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Case, Q, When
from django.utils import timezone

from samspil.access.actor import Actor, now
from samspil.access.cabinet import own_keys
from samspil.access.models import Principal, PrincipalKind
from samspil.concerns.arrivals.queries import Promise, dangers, late_numbers, promise_about
from samspil.concerns.public.models import AgeBand, Counted, Question, QuestionState, Theme
from samspil.concerns.queries.hours import ALARM, DUTY, DoorNow, Number, Rules, door_now, each_once, rules_of
from samspil.concerns.queries.narrowing import LATE, Turned, Wanted, Ways, turn
from samspil.lib.refusals import NotVisible
from samspil.organisations.models import Body, ConcernDoor, Staff
from samspil.organisations.profile import DoorFor, DoorTakes
from samspil.organisations.queries import DoorGroup, DoorLine, public_page, staff_named, staff_of
from samspil.organisations.queries.concern_doors import answering, doors_answered, doors_of, is_inside

FEWEST = 5  # figures about fewer are not shown
SHOWN = 50
FIGURES_OF = timedelta(days=365)
CHILDREN, VIOLENCE = "children", "violence"


@dataclass(frozen=True)
class PublicPlace:
    """A municipality as somebody without sign-in meets it, at this instant."""

    body: Body
    principal_id: int
    doors: tuple[ConcernDoor, ...]
    rules: Rules
    at: datetime
    mark: str = ""

    @property
    def general(self) -> ConcernDoor:
        """The door for concerns of everybody, else the first."""
        return self._for_everybody(DoorTakes.CONCERN) or self.doors[0]

    @property
    def for_concerns(self) -> tuple[ConcernDoor, ...]:
        """The doors that take concerns, one of them for everybody."""
        return tuple(door for door in self.doors if DoorTakes.CONCERN in door.takes)

    @property
    def for_enquiries(self) -> ConcernDoor:
        """The door for citizens' enquiries. Raises NotVisible where none takes them."""
        return self._or_not_visible(DoorTakes.ENQUIRY)

    @property
    def counsels(self) -> bool:
        """Whether a door here takes anonymous questions."""
        return self._for_everybody(DoorTakes.QUESTION) is not None

    @property
    def counselling(self) -> ConcernDoor:
        """The door that answers anonymous questions. Raises NotVisible where the profile names none."""
        return self._or_not_visible(DoorTakes.QUESTION)

    def _for_everybody(self, takes: DoorTakes) -> ConcernDoor | None:
        """The door for everybody that takes this, else the first that does."""
        doors = [door for door in self.doors if takes in door.takes]
        return next((door for door in doors if door.district_id is None), next(iter(doors), None))

    def _or_not_visible(self, takes: DoorTakes) -> ConcernDoor:
        door = self._for_everybody(takes)
        if door is None:
            raise NotVisible
        return door

    @property
    def now(self) -> DoorNow:
        """The door for everybody, now."""
        return door_now(self.general, self.rules, self.at)

    @property
    def enquiring(self) -> DoorNow:
        """The door for citizens' enquiries, now: whoever has one, and is rung about it."""
        return door_now(self.for_enquiries, self.rules, self.at)

    @property
    def advice(self) -> DoorNow:
        """The counselling's door, now."""
        return door_now(self.counselling, self.rules, self.at)

    @property
    def emergency(self) -> list[Number]:
        """Whom to ring at this hour when somebody is in danger."""
        return self.rules.numbers([ALARM, DUTY], self.at, self.general)

    @property
    def helplines(self) -> list[Number]:
        """Whom a child can talk to in the whole country. Each under its own number, closed or not: then with when it opens."""
        return each_once(self.rules.number(key, self.at, can_wait=True) for key in (CHILDREN, VIOLENCE))


def public_place(body_key: str, mark: str = "") -> PublicPlace:
    """The municipality of that key. Raises NotVisible where it has stated no reception."""
    body = Body.objects.filter(key=body_key).first()
    if body is None:
        raise NotVisible
    at = now()
    doors = [
        door
        for door in doors_of(body, timezone.localdate(at))
        if not (door.matter or door.workplace_id or is_inside(door))
    ]
    principal = Principal.objects.filter(kind=PrincipalKind.PUBLIC, body_id=body.audience_id).order_by("pk").first()
    if principal is None or not doors:
        raise NotVisible
    return PublicPlace(body, principal.pk, tuple(doors), rules_of(body), at, mark)


def counselling_place(body_key: str, mark: str = "") -> PublicPlace:
    """The same, where it also answers anonymous questions. Raises NotVisible where its profile names no counselling."""
    place = public_place(body_key, mark)
    if not place.counsels:
        raise NotVisible
    return place


def doors_for_children(place: PublicPlace) -> list[DoorGroup]:
    """The public doors that a child can use, as the profile states them."""
    groups = []
    for group in public_page(place.body, timezone.localdate(place.at)).groups:
        doors = tuple(line for line in group.doors if DoorFor.CHILD in line.door.open_for and _says_something(line))
        if doors:
            groups.append(DoorGroup(group.purpose, doors))
    return groups


def _says_something(line: DoorLine) -> bool:
    """A door of which a child reads more than a name: what it is, or how to reach it."""
    door = line.door
    return bool(door.text or line.phone or door.link or door.address or line.hours or door.anonymous)


@dataclass(frozen=True)
class Count:
    """A figure without names; None where there are too few to show."""

    label: str
    number: int | None


@dataclass(frozen=True)
class QuestionLine:
    """A question that waits, and which counsellor has taken it."""

    question: Question
    taken_by: str
    in_danger: bool


@dataclass(frozen=True)
class CounsellingPage:
    """What waits at the counselling, what was answered, and how many asked about what in a year."""

    answers: bool
    waiting: tuple[QuestionLine, ...]
    turned: Turned[Question]
    answered: tuple[Question, ...]
    count: int
    total: int | None
    themes: tuple[Count, ...]
    ages: tuple[Count, ...]
    since: date

    @property
    def can_take(self) -> bool:
        """Something on this page can be chosen and taken."""
        return any(not line.taken_by for line in self.waiting)


def who_answers(audiences: Iterable[int], day: date) -> set[int]:
    """The colleagues who answer these doors of the counselling that day. Two statements."""
    doors = list(ConcernDoor.objects.filter(audience_id__in=audiences).order_by("pk"))
    return {post.staff_id for posts in answering(doors, day).values() for _place, post in posts}


def nobodys(here: Collection[int]) -> Q:
    """Taken by nobody, or by a colleague who answers the counselling no more."""
    return Q(taken_by__isnull=True) | ~Q(taken_by__in=here)


def _ways(wanted: Wanted, staff_id: int, here: Collection[int], at: datetime) -> Ways:
    late = late_numbers("question", at) if wanted.show == LATE else []
    mine, free = Q(taken_by=staff_id), nobodys(here)
    return Ways(words=("question",), mine=mine, nobodys=free, others=~mine & ~free, late=Q(pk__in=late))


def counselling_page(actor: Actor, wanted: Wanted = Wanted()) -> CounsellingPage:  # noqa: B008  frozen
    """The queue, danger first, then the longest waiting, twenty a page. The number of statements does not grow with it."""
    own, today = own_keys(), timezone.localdate(actor.at)
    staff = staff_of(actor)
    doors = doors_answered(staff.body, today, own, DoorTakes.QUESTION)
    since = (today - FIGURES_OF).replace(day=1)
    mine = Question.objects.filter(owner_audience_id__in=[door.audience_id for door in doors], delete_after__gt=today)
    waiting = mine.filter(state=QuestionState.ASKED)
    urgent = set(dangers("question"))
    first = Case(When(pk__in=urgent, then=0), default=1)
    ordered = waiting.select_related("taken_by").order_by(first, "written_at", "pk")
    here = who_answers([door.audience_id for door in doors], today)
    turned = turn(ordered, wanted, _ways(wanted, staff.pk, here, actor.at))
    counted = list(
        Counted.objects.filter(owner_audience_id__in=[door.audience_id for door in doors], month__gte=since)
        .order_by("pk")
        .values_list("theme", "age_band")
    )
    return CounsellingPage(
        answers=bool(doors),
        waiting=tuple(QuestionLine(one, _present(one.taken_by, here), one.pk in urgent) for one in turned.rows),
        turned=turned,
        answered=tuple(mine.exclude(state=QuestionState.ASKED).order_by("-answered_at", "-pk")[:SHOWN]),
        count=waiting.count(),
        total=len(counted) if len(counted) >= FEWEST else None,
        themes=_counts(Counter(theme for theme, _age in counted), Theme),
        ages=_counts(Counter(age for _theme, age in counted), AgeBand),
        since=since,
    )


def _present(counsellor: Staff | None, here: Collection[int]) -> str:
    """The name of who has taken it; nobody's, where they answer the counselling no more."""
    return counsellor.name if counsellor is not None and counsellor.pk in here else ""


def _counts(found: Counter[str], words: type[Theme] | type[AgeBand]) -> tuple[Count, ...]:
    return tuple(
        Count(str(words(key).label), number if number >= FEWEST else None) for key, number in found.most_common()
    )


def get_question(actor: Actor, question_id: int) -> Question:
    """One question, within its thirty days. Raises NotVisible."""
    found = Question.objects.filter(pk=question_id, delete_after__gt=timezone.localdate(actor.at)).first()
    if found is None:
        raise NotVisible
    return found


@dataclass(frozen=True)
class QuestionPage:
    """One question, and who answered it."""

    question: Question
    answered_by: str
    taken_by: str
    answers: bool
    promise: Promise


def question_page(actor: Actor, question: Question) -> QuestionPage:
    """Everything about a question that the actor reads."""
    here = who_answers([question.owner_audience_id], timezone.localdate(actor.at))
    by = question.answered_by_id
    name = staff_named({by}).get(by, "") if by else ""
    return QuestionPage(
        question,
        name,
        _present(question.taken_by, here),
        question.owner_audience_id in own_keys(),
        promise_about(question),
    )


def colleague_of(body: Body, address: str) -> Staff | None:
    """The colleague here whose work address this is; most senders of a link are nobody here."""
    return Staff.objects.filter(body=body, email__iexact=address, ended_at__isnull=True).order_by("pk").first()
