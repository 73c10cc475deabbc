"""What nobody may do before somebody has acted on a danger."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samspil.access.models import Confidential
from samspil.concerns.arrivals.queries import promise_about
from samspil.lib.refusals import Refused


def check_danger_is_taken(about: Confidential) -> None:
    """What its sender has marked as danger ends when somebody has said that they act on it. Two statements at most."""
    promise = promise_about(about)
    if promise.in_danger and promise.taken_at is None:
        raise Refused(
            _("Its sender says that somebody is in danger now. Say first that you act on it, or that you have.")
        )
