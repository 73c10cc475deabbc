"""What a profile says about receiving concerns: doors with their audiences and keys, numbers, rules, guide."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns.models import Reception
from samspil.lib.refusals import Refused
from samspil.organisations import policies
from samspil.organisations.actions.keys import keys_follow
from samspil.organisations.models import Body, ConcernDoor, District, Staff, Unit
from samspil.organisations.profile import Profile
from samspil.organisations.profile.doors import Door
from samspil.organisations.queries import may_receive
from samspil.organisations.queries.concern_doors import is_inside


@verb("reception.stated")
def apply_reception(actor: Actor, body: Body, profile: Profile) -> Mapping[str, int]:
    """Bring doors and numbers to what the profile says; keys of those who answer a door follow in this instant. Made are those of
    its doors at which something is received (`Door.receives`); the others stand in the directory alone.

    A door that the file no longer names ended yesterday. Refused: for others than installer and administrators, and for a
    door whose unit may not be told about children (retsplejeloven § 115, stk. 3).
    """
    policies.check_administers(actor, body)
    counts: dict[str, int] = {}
    with keys_follow(actor, Staff.objects.filter(body=body)):
        _doors(actor, body, profile, counts)
    content = profile.reception.model_dump(mode="json", exclude={"guide"}, exclude_defaults=True)
    if any(door.receives for door in profile.doors):  # the public pages write through a principal that holds no key
        cabinet.call("SELECT front.enrol_public(%s)", [body.administration_id])
    content["closing_days"] = [one.day for one in profile.calendar.closing_days]
    guide = profile.reception.guide.model_dump(mode="json") if profile.reception.guide else None
    last = Reception.objects.filter(body_id=body.pk).order_by("-pk").first()
    if last is None or last.content != content or last.guide != guide:
        Reception.objects.create(body_id=body.pk, stated_at=actor.at, content=content, guide=guide)
        _count(counts, "changed" if last else "added")
    if counts:
        record("reception.stated", owner=body.administration_id, changes=sum(counts.values()))
    return counts


def _doors(actor: Actor, body: Body, profile: Profile, counts: dict[str, int]) -> None:
    today = timezone.localdate(actor.at)
    units = {unit.key: unit for unit in Unit.objects.filter(body=body)}
    districts = dict(District.objects.filter(body=body).values_list("key", "pk"))
    posts = {post.key: post for post in profile.posts}
    known = {door.key: door for door in ConcernDoor.objects.filter(body=body)}
    stated = [door for door in profile.doors if door.receives]
    fresh = [door for door in stated if door.key not in known]
    audiences = cabinet.found("door", body.administration_id, [door.name for door in fresh]) if fresh else []
    for door, audience in zip(fresh, audiences, strict=True):
        known[door.key] = ConcernDoor(body=body, key=door.key, audience_id=audience)
    for position, told in enumerate(stated):
        _check(told, units, posts)
        answered_by = [
            {
                "unit": units[posts[key].unit].pk, "role": posts[key].role,
                "district": districts.get(posts[key].district or told.district or ""),
            }
            for key in told.posts
        ]  # fmt: skip
        values = {
            "name": told.name, "unit_id": units[told.unit or ""].pk, "phone": told.phone, "position": position,
            "district_id": districts[told.district] if told.district else None, "answered_by": answered_by,
            "workplace_id": units[told.workplace].pk if told.workplace else None, "matter": told.matter or "",
            "takes": [str(one) for one in told.takes],
            "hours": [hours.model_dump(mode="json", exclude_defaults=True) for hours in told.hours],
            "answers_within_open_hours": told.answers_within_open_hours,
            "valid_from": told.valid_from, "valid_to": told.valid_to,
        }  # fmt: skip
        row = known[told.key]
        is_new = row.pk is None
        differing = {name: value for name, value in values.items() if is_new or getattr(row, name) != value}
        for name, value in differing.items():
            setattr(row, name, value)
        if differing:
            row.save()
            _count(counts, "added" if is_new else "changed")
    for key, row in known.items():
        if (
            not is_inside(row)
            and key not in {door.key for door in stated}
            and (row.valid_to is None or row.valid_to >= today)
        ):
            row.valid_to = today - timedelta(days=1)
            row.save(update_fields=["valid_to"])
            _count(counts, "ended")


def _check(told: Door, units: Mapping[str, Unit], posts: Mapping[str, Any]) -> None:
    missing = [key for key in told.posts if key not in posts]
    if told.unit not in units or missing:
        raise Refused(
            _("The door “%(door)s” names a unit or a post that is not in the profile: %(keys)s.")
            % {"door": told.name, "keys": ", ".join(missing or [told.unit or ""])}
        )
    for unit in {told.unit or "", *(posts[key].unit for key in told.posts)}:
        if not may_receive(units[unit]):
            raise Refused(
                _("%(unit)s cannot answer a door: it may not be told about children (retsplejeloven § 115, stk. 3).")
                % {"unit": units[unit].name}
            )


def _count(counts: dict[str, int], word: str) -> None:
    counts[word] = counts.get(word, 0) + 1


__all__ = ["apply_reception"]
