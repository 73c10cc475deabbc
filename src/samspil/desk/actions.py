"""The desk writes nothing but that something was read or searched for."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence

from django.conf import settings

from samspil.access.actor import Actor
from samspil.access.models import Confidential
from samspil.access.verbs import verb
from samspil.audit.record import record, record_each
from samspil.organisations.models import Staff
from samspil.people.models import Person


@verb("person.read")
def read_child(actor: Actor, *, person: Person) -> None:
    """Somebody opens a child's page."""
    record("person.read", person)


@verb("disclosures.read")
def read_disclosures(actor: Actor, *, person: Person) -> None:
    """Somebody looks at what was given about a child."""
    record("disclosures.read", person)


@verb("readings.read")
def read_readings(actor: Actor, *, person: Person) -> None:
    """Somebody looks at who has read about a child."""
    record("readings.read", person)


@verb("search.made", "note.found", "person.found")
def note_search(actor: Actor, *, staff: Staff, kind: str, words: Sequence[str], found: Sequence[Confidential]) -> None:
    """Somebody has searched, and these stood in the answer. The words are kept as a keyed hash: the same search is
    known again, and nobody can read from the record for whom it was.
    """
    record("search.made", owner=staff.person_audience_id, kind=kind, words=hashed(words), count=len(found))
    record_each(f"{kind}.found", found)


def hashed(words: Sequence[str]) -> str:
    """A keyed hash of search words; the key is not in the database."""
    text = "\x1f".join(word.strip().casefold() for word in words)
    digest = hmac.new(settings.AUDIT_KEY.encode(), f"samspil.search:{text}".encode(), hashlib.sha256)
    return f"h{digest.hexdigest()[:40]}"  # a code as the record takes it: a letter first, not long
