"""The scene of one change of a municipality's profile, made in the product."""

from __future__ import annotations

from typing import Any

from samspil.organisations.models import Body, Staff, Unit
from samspil.profiles import actions, editing, queries
from samspil.profiles.models import Subject
from tests.cast import Cast, Member
from tests.profiles.reading import read
from tests.profiles.test_pages_of_the_four import settle
from tests.verbs.scene import Other, Play, scene


def call_it(content: dict[str, Any]) -> None:
    editing.set_word(content, "concern", {"word": "undring"})


def settled(cast: Cast) -> Body:
    """A municipality with a profile: Hanne Lund administers it, Ida Holm does not."""
    body, _client = settle(read("vallensbaek"))
    unit = Unit.objects.filter(body=body).order_by("pk")[0]
    for key, name in (("their_administrator", "Hanne Lund"), ("their_colleague", "Ida Holm")):
        cast.members[key] = Member(key, Staff.objects.get(body=body, name=name), unit)
    return body


@scene(actions.change)
def change(cast: Cast) -> Play:
    body = settled(cast)

    def args(edit: queries.Edit = call_it) -> dict[str, Any]:
        seen = queries.digest_of(queries.content_of(body))
        return {"body": body, "edit": edit, "seen": seen, "subject": Subject.WORDS, "reason": "Vi siger undring"}

    def so_already() -> dict[str, Any]:
        """Somebody else has done the same, and the page was loaded afterwards."""
        actions.change(cast.members["their_administrator"].sign(), **args())
        return args()

    return Play("their_administrator", args, Other("their_colleague"), so_already)
