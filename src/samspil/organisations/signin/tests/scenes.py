"""The scenes of signing in: who came, who was turned away, and where somebody works from now on."""

from __future__ import annotations

from typing import Any

from samspil.access.actor import sign_off
from samspil.organisations import actions as organisations
from samspil.organisations.models import Staff
from samspil.organisations.signin import actions
from samspil.organisations.signin.models import User
from samspil.organisations.tests.test_staffing import enrol, role
from tests.cast import Cast
from tests.verbs.scene import Gone, Play, scene

AT_THE_DOOR = "Nobody is signed in yet; it is about whoever stands at the door."
ENDED = "Whoever has ended finds no such place: there is nothing to tell them."


def colleague(cast: Cast) -> tuple[Staff, User]:
    staff = enrol(cast)
    return staff, User.objects.get(principal_id=staff.principal_id)


def unsigned(**args: Any) -> dict[str, Any]:
    """These, and nobody has signed in."""
    sign_off()
    return args


@scene(actions.work_as)
def work_as(cast: Cast) -> Play:
    staff, user = colleague(cast)
    place = organisations.give_place(
        cast.administrator.sign(), body=cast.body, email=staff.email, role=role(cast, "ssp_teacher"),
        unit=cast.units["school"],
    )  # fmt: skip

    def ended() -> None:
        organisations.end_colleague(cast.administrator.sign(), staff=place)

    return Play(
        "", lambda: unsigned(user=user, principal_id=place.principal_id), AT_THE_DOOR, Gone(ended), strangers=AT_THE_DOOR,
        reads=True, principal=place.principal_id,
    )  # fmt: skip


@scene(actions.note_signed_in)
def note_signed_in(cast: Cast) -> Play:
    staff, user = colleague(cast)
    return Play(
        "", lambda: unsigned(user=user, way="password"), AT_THE_DOOR, ENDED, strangers=AT_THE_DOOR, reads=True,
        principal=staff.principal_id,
    )  # fmt: skip


@scene(actions.note_turned_away)
def note_turned_away(cast: Cast) -> Play:
    _staff, user = colleague(cast)
    return Play(
        "", lambda: unsigned(email=user.email), AT_THE_DOOR, "Whoever is turned away is turned away in any state.",
        strangers=AT_THE_DOOR, reads=True,
    )  # fmt: skip
