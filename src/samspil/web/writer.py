"""Who a page was drawn for: what is typed on it is saved in that person's name, or not at all.

Two windows of a browser share one sign-in. Where somebody else signs in in one of them, or the same person chooses another
place to work in, a form that is open in the other would be carried out, and its draft and its waiting lines kept, as the
wrong one. So each page carries the mark of its writer, its script sends it along, and `Edge` refuses what another sends.
Without the script a form keeps the token of its own sign-in, which Django refuses after another.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

FIELD = "_writer"  # in a form
HEADER = "Writer"  # of a request that a script sends


def mark_of(request: HttpRequest) -> str:
    """Sixteen characters that stand for the person and the place they work in; empty for nobody."""
    actor = getattr(request, "actor", None)
    return salted_hmac("samspil.web.writer", str(actor.principal_id)).hexdigest()[:16] if actor else ""


def is_another(request: HttpRequest) -> bool:
    """Whether what was sent was written on a page of somebody else than who is signed in now."""
    if request.method != "POST" or not (now := mark_of(request)):
        return False
    sent = request.headers.get(HEADER) or request.POST.get(FIELD, "")
    return bool(sent) and not constant_time_compare(sent, now)
