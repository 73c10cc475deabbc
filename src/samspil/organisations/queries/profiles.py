"""The municipality's profile as it was last applied, and what lives on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.lib.refusals import NotVisible, Refused
from samspil.organisations.models import Body, ForumTerms, Post, ProfileVersion, SeatHolder, TakingPart
from samspil.organisations.profile import Change, Difference, Forum, Profile, Terms
from samspil.organisations.profile.goals import GoalKind
from samspil.organisations.profile.older import brought_up


def get_body(key: str) -> Body:
    """The municipality or body with this key. Raises Refused where there is none."""
    body = Body.objects.filter(key=key).first()
    if body is None:
        raise Refused(_("Nobody here has the key %(key)s.") % {"key": key})
    return body


def get_public_body(key: str) -> Body:
    """A body that has a public page. Raises NotVisible where there is none."""
    body = Body.objects.filter(key=key).first()
    if body is None or not ProfileVersion.objects.filter(body=body).exists():
        raise NotVisible
    return body


def latest_profile(body: Body) -> Profile:
    """The profile that holds now. Raises Refused where none has been applied."""
    return Profile.model_validate(latest_content(body))


def latest_content(body: Body) -> dict[str, Any]:
    """The content that was applied last, as JSON. Raises Refused where none has been applied."""
    version = ProfileVersion.objects.filter(body=body).order_by("-pk").first()
    if version is None:
        raise Refused(_("No profile has been applied for %(body)s.") % {"body": body.name})
    content: dict[str, Any] = brought_up(version.profile)
    return content


def shared_values(body: Body) -> list[dict[str, str]]:
    """What the body has written that it stands for (goals of kind "value"): name and text. One statement."""
    trees = (
        ProfileVersion.objects.filter(body=body).order_by("-pk").values_list("profile__goal_trees", flat=True).first()
    )
    goals = [goal for tree in trees or () for goal in tree.get("goals", ())]
    return [
        {"name": goal["name"], "text": goal.get("text") or ""} for goal in goals if goal.get("kind") == GoalKind.VALUE
    ]


def settled_in_the_product(body: Body, content: dict[str, Any]) -> None:
    """What was settled in the product after the file was written, put into the content (VAL-89)."""
    units = {unit["key"]: unit for unit in content.get("units", ())}
    for settled in TakingPart.objects.filter(unit__body=body).select_related("unit").order_by("decided_at", "pk"):
        unit = units.get(settled.unit.key)
        day = timezone.localtime(settled.decided_at).date()
        stated = unit.get("may_take_part") if unit else None
        if unit is not None and (stated is None or stated["on"] <= day.isoformat()):
            unit["may_take_part"] = {
                "answer": settled.may,
                "decided_by": _("Data protection officer"),
                "on": day.isoformat(),
                "reason": settled.reason,
            }


def living_records(body: Body, difference: Difference) -> Iterator[str]:
    """What happens to posts, seats and terms that are in use, if this difference is applied today."""
    today = timezone.localdate()
    posts = Post.objects.filter(staff__body=body).on_or_after(today)
    seats = SeatHolder.objects.filter(seat__forum__body=body).on_or_after(today)
    ended = difference.change is Change.ENDED
    match difference.section:
        case "units" if ended:
            yield from _posts_kept(posts.filter(unit__key=difference.key).count())
            yield from _seats_kept(seats.filter(seat__unit__key=difference.key).count())
        case "roles" if ended:
            yield from _posts_kept(posts.filter(role__key=difference.key).count())
        case "forums" if ended:
            yield from _seats_kept(seats.filter(seat__forum__key=difference.key).count())
        case "forums" if difference.change is Change.CHANGED:
            gone = {seat.key for seat in difference.before.seats} - {seat.key for seat in difference.after.seats}
            of_forum = seats.filter(seat__forum__key=difference.key)
            yield from _seats_kept(of_forum.filter(seat__key__in=gone).count())
            runs = ForumTerms.objects.filter(forum__body=body, forum__key=difference.key).on(today)
            if _works_otherwise(difference, today) and runs.exists():
                yield _("The new rules hold from today. Those of yesterday stay with the meetings held under them.")


def _works_otherwise(difference: Difference, day: date) -> bool:
    """Whether a forum works by something else that day than before: not when seats alone change, or terms of later."""
    if set(difference.fields) - {"seats", "terms"}:
        return True
    return _terms_on(difference.before, day) != _terms_on(difference.after, day)


def _terms_on(forum: Forum, day: date) -> Terms | None:
    """What the forum works by that day, whenever that began and ends."""
    held = next((terms for terms in forum.terms if terms.holds_on(day)), None)
    return held.model_copy(update={"valid_from": None, "valid_to": None}) if held else None


def _posts_kept(held: int) -> Iterator[str]:
    if held:
        yield ngettext(
            "%(held)d colleague holds a post here. It is kept, but its keys end.",
            "%(held)d colleagues hold posts here. They are kept, but their keys end.",
            held,
        ) % {"held": held}


def _seats_kept(sat: int) -> Iterator[str]:
    if sat:
        yield ngettext(
            "%(sat)d colleague sits here. The seat is kept as history, but its keys end.",
            "%(sat)d colleagues sit here. Their seats are kept as history, but their keys end.",
            sat,
        ) % {"sat": sat}
