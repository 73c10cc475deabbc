"""The address to which a page sends what is being typed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from samspil.access.entrance import open_to, signed_in
from samspil.lib.refusals import NotVisible
from samspil.sharing.drafts import actions, names, queries
from samspil.web.htmx import go

BESIDE = {queries.BASE, queries.TAB, queries.WAS, queries.CHOSEN, queries.BEGAN}
NEVER_KEPT = {"csrfmiddlewaretoken", "idempotency_key", *BESIDE}
DROP = "_drop"


@open_to(signed_in)
@require_POST
def save(request: HttpRequest, key: str) -> HttpResponse:
    """Keep the form's texts as a draft, or throw it away; 2xx means that the browser may forget its own copy. 200 tells what
    another page of the same person has typed into the same form meanwhile: that is kept too. Raises NotVisible for a name that is no
    form's.
    """
    if not names.is_known(key):
        raise NotVisible
    if request.POST.get(DROP):
        actions.discard(request.actor, key, **queries.sent_from(request.POST))
        back = request.POST.get("next", "")  # without it, the page's own script asks, and loads the page again
        return go(request, back) if url_has_allowed_host_and_scheme(back, None) else HttpResponse(status=204)
    fields = {name: values for name, values in request.POST.lists() if name not in NEVER_KEPT}
    page, began = queries.sent_from(request.POST), queries.began_with(request.POST)
    saved = actions.save(request.actor, key=key, data={"values": fields}, began=began, **page)
    others = queries.others(saved.data)
    return JsonResponse({"others": others}) if others else HttpResponse(status=204)
