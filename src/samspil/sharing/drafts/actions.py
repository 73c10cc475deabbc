"""The writers of drafts. A draft is nobody's business but its writer's: no history, and no word of it in the audit."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.lib.refusals import Refused
from samspil.organisations.models import Staff
from samspil.sharing.drafts.queries import own_audience
from samspil.sharing.models import Draft

KEPT = timedelta(days=14)
LONGEST_KEY = 120


@verb("draft.saved", silent="A draft is nobody's business but its writer's.")
def save(actor: Actor, *, key: str, data: dict[str, Any]) -> Draft:
    """Keep `data` under `key` for the actor alone; what lay there before is gone. The same twice is the same once.

    Raises Refused for somebody who is not staff: only staff have an audience of their own.
    """
    if not key or len(key) > LONGEST_KEY:
        raise Refused(_("This draft cannot be kept. Copy your text, and load the page again."))
    owner = own_audience(actor)
    with connection.cursor() as cursor:
        # Two windows save at once: one after the other, so that the later is what stays.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))", [key, owner])
    # Deleted and written anew instead of updated: an update would keep every half sentence as history.
    Draft.objects.filter(owner_audience_id=owner, key=key).delete()
    return Draft.objects.create(
        owner_audience_id=owner, key=key, data=data, retention_kind="draft", delete_after=(actor.at + KEPT).date()
    )


@verb("draft.discarded", silent="A draft is nobody's business but its writer's.")
def discard(actor: Actor, *keys: str) -> None:
    """Drop the actor's drafts of these keys, as when the text has been sent. One statement."""
    own = Staff.objects.filter(principal_id=actor.principal_id).values("person_audience_id")
    Draft.objects.filter(owner_audience_id__in=own, key__in=keys).delete()
