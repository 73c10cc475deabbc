"""What the door does with a file that came with a concern and should not have come."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns import policies
from samspil.concerns.actions.assessing import share_with_sender, write_step
from samspil.concerns.models import Concern, StepKind
from samspil.concerns.queries.outside import wrote_outside
from samspil.lib.refusals import NotVisible, Refused
from samspil.sharing.files.actions import shut_away
from samspil.sharing.files.queries import files_of
from samspil.sharing.notices.actions import tell


@verb("concern.file_shut")
def shut_file(actor: Actor, *, concern: Concern, file_id: int, reason: str) -> None:
    """Shut away for everybody a file that came with the concern, open or closed. What it was called, who did it and why stays in the
    history, and a sender who reads here is told. Shut away twice is shut away once. Raises NotVisible, Refused.
    """
    policies.check_may_answer(actor, concern)
    file = next((one for one in files_of(concern) if one.pk == file_id), None)
    if file is None:
        raise NotVisible
    if not reason.strip():
        raise Refused(_("Write why it is shut away."), field="reason")
    if file.shut_away:
        return
    shut_away(actor, file_id=file.pk)
    step = write_step(actor, concern, StepKind.FILE_SHUT, f"{file.name} – {reason.strip()}", None)
    record("concern.file_shut", concern, file=file.pk)
    if not wrote_outside(concern) and policies.audience_of_sender(concern, timezone.localdate(actor.at)) is not None:
        share_with_sender(actor, concern, step)
        tell(actor, [concern.sender_id], "file_shut", concern)


__all__ = ["shut_file"]
