"""Who notes an early sign, that it names nobody, and what may be done with it. Who reads it is the database's matter."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.catalogue.activities.policies import check_names_nobody
from samspil.concerns.signs.models import EarlySign
from samspil.concerns.signs.states import SIGN, WRITERS, SignState
from samspil.lib.names import sought, words_in_order
from samspil.lib.refusals import NotVisible, Refused
from samspil.organisations.models import Body, Post
from samspil.organisations.queries import posts_of
from samspil.people.models import Person

BACK = timedelta(days=90)
LONGEST_NAME = 4  # words


def writing_post(actor: Actor, day: date) -> Post:
    """The post in which the actor notes early signs. Raises Refused for who holds none of these types (BAL-27)."""
    post = next((post for post in posts_of(actor, day) if post.role.type in WRITERS), None)
    if post is None:
        raise Refused(
            _("Outreach workers, teachers, pedagogues and club workers note early signs. Raise a concern instead.")
        )
    return post


def check_names_no_child(body: Body, *, sure: bool, text: str, place: str) -> None:
    """A CPR number is refused. What looks like a name in the text, and the name of a child whom the actor's units know, is asked
    about. A place has a name of its own, such as “Esplanaden”: there a known child alone is asked about. Raises Refused at the field.
    """
    check_names_nobody(body, sure=sure, known=[place], text=text)
    check_names_nobody(body, sure=True, place=place)
    if not sure:
        for field, said in (("text", text), ("place", place)):
            _check_known_child(field, said)


def _check_known_child(field: str, said: str) -> None:
    words = words_in_order(said)
    runs = {
        sought(" ".join(words[first : first + length]))
        for length in range(2, LONGEST_NAME + 1)
        for first in range(len(words) - length + 1)
    }
    children = Person.objects.filter(owner_audience_id__in=cabinet.own_keys(), name_folded__in=runs - {""})
    if name := children.order_by("pk").values_list("name", flat=True).first():
        raise Refused(
            _("“%(name)s” is a child you know here. Take the name out, or tick that it is somebody else.")
            % {"name": name},
            field=field,
        )


def check_area(district_id: int | None, place: str) -> None:
    """A sign lies in a district, at a place, or both."""
    if district_id is None and not place:
        raise Refused(_("Choose a district, or write a place."), field="place")


def check_seen_on(day: date, today: date) -> None:
    """A day that has been, in the last three months."""
    if not today - BACK <= day <= today:
        raise Refused(_("Choose a day of the last three months."), field="seen_on")


def check_is_ours(sign: EarlySign) -> None:
    """Colleagues of the unit that noted it."""
    if sign.owner_audience_id not in cabinet.own_keys():
        raise NotVisible


def check_may_become(sign: EarlySign, state: SignState) -> None:
    """An open sign becomes a concern once, or is taken back."""
    if state not in SIGN.next[SignState(sign.state)]:
        words = str(SignState(sign.state).label)
        raise Refused(_("The sign is “%(state)s”, so this cannot be done now.") % {"state": words})


def check_wrote(actor: Actor, sign: EarlySign) -> None:
    """Who wrote it takes it back."""
    if sign.written_by != actor.principal_id:
        raise Refused(_("Only who noted the sign can take it back."))
