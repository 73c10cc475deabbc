"""Writing down the child's and the network's part, and counting what they say about the cooperation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.cases import policies
from samspil.cases.actions.writing import required, sent_before
from samspil.cases.models import Case
from samspil.cases.voices.models import Voice
from samspil.lib.refusals import Refused


@verb("voice.written")
def write_voice(
    actor: Actor,
    *,
    case: Case,
    whose: str,
    involved: bool,
    text: str,
    persons: str = "",
    on: date | None = None,
    key: UUID | None = None,
) -> Voice:
    """How the child or the network took part, or why not (HAL-05). Nothing is written over: a new line is added.

    Raises Refused without a text, for a day to come, and in a case that is closed or another unit's.
    """
    sentence = (
        _("Write how they took part, and what they said.") if involved else _("Write why they have not taken part.")
    )
    text = required(text, sentence, "text")
    sent = sent_before(Voice, case.owner_audience_id, key)
    if sent:
        return sent  # type: ignore[no-any-return]
    policies.check_is_open(actor, case, cabinet.own_keys())
    today = timezone.localdate(actor.at)
    if on and on > today:
        raise Refused(_("The day has not come yet. Plan a conversation instead."), field="on")
    voice = Voice.objects.create(
        owner_audience_id=case.owner_audience_id,
        subject=case.subject,
        case=case,
        whose=whose,
        involved=involved,
        persons=persons.strip(),
        text=text,
        on=on or today,
        key=key,
        retention_kind="case",
    )
    record("voice.written", voice, whose=whose, involved=involved)
    return voice


@verb("experience.told")
def tell_experience(actor: Actor, *, case: Case, whose: str, replies: Mapping[str, str]) -> None:
    """Count what a child or a family answers; the answer is kept in no case (HAL-21). Raises Refused without an answer."""
    if not replies:
        raise Refused(_("Choose an answer to at least one of the three."))
    cabinet.call("SELECT voices.tell(%s, %s, %s::jsonb)", [case.pk, whose, json.dumps(dict(replies))])
