"""One's own notices, and how one wants them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from samspil.access import cabinet
from samspil.sharing.notices import kinds
from samspil.sharing.notices.models import How, Reply

SHOWN = 100


@dataclass(frozen=True)
class Line:
    """A notice as its receiver reads it."""

    id: int
    sentence: str
    address: str
    made_at: datetime
    seen_at: datetime | None
    whence: str = ""  # the colleague from whom it came


@dataclass(frozen=True)
class Undelivered:
    """A colleague to whom no mail arrives, and why."""

    name: str
    address: str
    since: datetime
    reply: str
    is_mine: bool


@dataclass(frozen=True)
class Wanted:
    """How and when somebody wants mail. Unless they choose otherwise: at once, not between 17 and 7 nor in weekends."""

    how: str = How.AT_ONCE
    quiet_from: time = time(17)
    quiet_to: time = time(7)
    quiet_weekends: bool = True


def unseen() -> int:
    """How many notices the actor has not seen (at most a hundred are counted). One statement."""
    ((count,),) = cabinet.read("SELECT notices.unseen()", [])
    return int(count)


def mine() -> list[Line]:
    """The actor's notices: unseen first, then the newest. One statement; two more for each kind that says from whom it comes."""
    rows = cabinet.read("SELECT id, kind, about_id, made_at, seen_at FROM notices.mine(%s)", [SHOWN])
    whence = kinds.whence({(kind, about) for _id, kind, about, _made, _seen in rows})
    return [
        Line(id_, kinds.sentence(kind), kinds.address(kind, about), made_at, seen_at, whence.get((kind, about), ""))
        for id_, kind, about, made_at, seen_at in rows
    ]


def what_became_of(page: str, about: int) -> str:
    """For a page that is not there for the actor: what became of it, where the actor was told of it; else empty. One statement, none
    for a page of which nobody is told.
    """
    sentences = kinds.gone(page)
    if not sentences:
        return ""
    rows = cabinet.read("SELECT kind, about_id, made_at FROM notices.mine(%s)", [SHOWN])
    told = [(made_at, kind) for kind, about_id, made_at in rows if about_id == about and kind in sentences]
    return sentences[max(told)[1]] if told else ""


def wanted() -> Wanted:
    """What the actor has chosen, or the default."""
    ((how, quiet_from, quiet_to, weekends),) = cabinet.read(
        "SELECT how, quiet_from, quiet_to, quiet_weekends FROM notices.choice()", []
    )
    return Wanted(how, quiet_from, quiet_to, weekends)


def list_undelivered() -> list[Undelivered]:
    """To whom no mail arrives: oneself, and the colleagues for whom the actor answers. One statement."""
    rows = cabinet.read("SELECT name, address, given_up_at, reply, own FROM notices.undelivered()", [])
    return [
        Undelivered(name, address, since, str(Reply(reply).label), is_mine)
        for name, address, since, reply, is_mine in rows
    ]
