"""The address to which a page sends what is being typed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from samspil.access.entrance import open_to, signed_in
from samspil.sharing.drafts import actions

NEVER_KEPT = {"csrfmiddlewaretoken", "idempotency_key"}
DROP = "_drop"


@open_to(signed_in)
@require_POST
def save(request: HttpRequest, key: str) -> HttpResponse:
    """Keep the form's texts as a draft, or throw it away; 204 means that the browser may forget its own copy."""
    if request.POST.get(DROP):
        actions.discard(request.actor, key)
        return HttpResponse(status=204)
    fields = {name: values for name, values in request.POST.lists() if name not in NEVER_KEPT}
    actions.save(request.actor, key=key, data={"values": fields})
    return HttpResponse(status=204)
