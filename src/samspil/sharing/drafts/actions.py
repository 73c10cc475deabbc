"""The writers of drafts. A draft is nobody's business but its writer's: no history, and no word of it in the audit."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.lib.refusals import Refused
from samspil.organisations.models import Staff
from samspil.sharing.drafts.queries import OF_THE_PAGE, draft, own_audience, values
from samspil.sharing.models import Draft

KEPT = timedelta(days=14)
LONGEST_KEY = 120


@verb("draft.saved", silent="A draft is nobody's business but its writer's.")
def save(
    actor: Actor, *, key: str, data: dict[str, Any], tab: str = "", base: dict[str, list[str]] | None = None,
    was: Collection[str] = (), chosen: Collection[str] = (), began: dict[str, list[str]] | None = None,
) -> Draft:  # fmt: skip
    """Keep `data` under `key` for the actor alone; what lay there before is gone. The same twice is the same once.

    `tab` is a mark of the page that saves, `base` the fields as that page knows them to be kept. What another page of the same
    person has kept meanwhile stays beside it (`others`, by their marks): of two windows none loses what was typed. `was` are the pages
    that the same window showed before, `chosen` the fields in which nothing is typed: what differs in them alone is no other text.
    `began` is what stood in the form before anything was typed; where a page cannot know, what an earlier one has said stays.

    Raises Refused for somebody who is not staff: only staff have an audience of their own.
    """
    if not key or len(key) > LONGEST_KEY:
        raise Refused(_("This draft cannot be kept. Copy your text, and load the page again."))
    owner = own_audience(actor)
    with connection.cursor() as cursor:
        # Two windows save at once: one after the other, so that the later is what stays.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))", [key, owner])
    if tab:
        before = draft(actor, key) or {}
        began = began if began is not None else before.get("began")
        beside = _others(before, data, {tab, *was}, base or {}, chosen)
        data = data | {"tab": tab, "others": beside, "began": began, "chosen": sorted(chosen)}
    # Deleted and written anew instead of updated: an update would keep every half sentence as history.
    Draft.objects.filter(owner_audience_id=owner, key=key).delete()
    return Draft.objects.create(
        owner_audience_id=owner,
        key=key,
        data=data,
        retention_kind="draft",
        delete_after=timezone.localdate(actor.at + KEPT),
    )


def _others(
    before: dict[str, Any],
    data: dict[str, Any],
    own: Collection[str],
    base: dict[str, list[str]],
    chosen: Collection[str],
) -> dict[str, Any]:
    """What other pages have typed, the newest last; without what this window has typed before (`own`: its marks)."""
    others = {mark: fields for mark, fields in (before.get("others") or {}).items() if mark not in own}
    theirs = values(before)
    known = [_texts(fields, chosen) for fields in (base, values(data))]
    if before.get("tab", "") not in {"", *own} and _texts(theirs, chosen) not in (*known, {}):
        others[before["tab"]] = theirs
    return others


def _texts(fields: dict[str, list[str]], chosen: Collection[str] = ()) -> dict[str, list[str]]:
    """What was typed: no version, nothing that was `chosen`, nothing that is empty."""
    return {
        name: texts
        for name, texts in fields.items()
        if name not in OF_THE_PAGE and name not in chosen and any(text.strip() for text in texts)
    }


@verb("draft.discarded", silent="A draft is nobody's business but its writer's.")
def discard(
    actor: Actor, *keys: str, tab: str = "", base: dict[str, list[str]] | None = None,
    was: Collection[str] = (), chosen: Collection[str] = (),
) -> None:  # fmt: skip
    """Drop the actor's drafts of these keys, as when the text has been sent from the page `tab`, which knows `base` to be kept. What
    another page has typed meanwhile stays: its texts, and nothing that it had chosen, for that is answered now. `was` and `chosen` as
    in `save`. Two statements, more where there is another.
    """
    own = Staff.objects.filter(principal_id=actor.principal_id).values("person_audience_id")
    for one in Draft.objects.filter(owner_audience_id__in=own, key__in=keys):
        others = dict(one.data.get("others") or {})
        if others and not tab:
            continue  # whose was sent, the middleware knows
        one.delete()
        picked = {*chosen, *one.data.get("chosen", ())}
        theirs = {
            mark: kept
            for mark, fields in others.items()
            if mark not in {tab, *was} and (kept := _texts(fields, picked))
        }
        last = _texts(values(one.data), picked)
        known = not tab or last in (
            _texts(base or {}, picked),
            {},
        )  # the page was loaded with it, or nothing is typed in it
        if one.data.get("tab", tab) not in {tab, *was} and not known:
            left = one.data | {"values": last, "others": theirs}
        elif theirs:
            mark, fields = theirs.popitem()
            left = {"values": fields, "tab": mark, "others": theirs}
        else:
            continue
        Draft.objects.create(
            owner_audience_id=one.owner_audience_id,
            key=one.key,
            data=left,
            retention_kind="draft",
            delete_after=one.delete_after,
        )
