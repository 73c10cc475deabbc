"""The address to which a page sends what is being typed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.views.decorators.http import require_POST

from samspil.access.entrance import open_to, signed_in
from samspil.sharing.drafts import actions, queries

BASE = "_base"  # the fields as the page knows them to be kept, as a query string
NEVER_KEPT = {"csrfmiddlewaretoken", "idempotency_key", BASE, queries.TAB}


@open_to(signed_in)
@require_POST
def save(request: HttpRequest, key: str) -> HttpResponse:
    """Keep the form's texts as a draft; 2xx means that the browser may forget its own copy. 200 tells what another page of the
    same person has typed into the same form meanwhile: that is kept too.
    """
    fields = {name: values for name, values in request.POST.lists() if name not in NEVER_KEPT}
    before = QueryDict(request.POST.get(BASE, ""))
    saved = actions.save(
        request.actor,
        key=key,
        data={"values": fields},
        tab=queries.tab_of(request.POST),
        base={name: values for name, values in before.lists() if name not in NEVER_KEPT},
    )
    others = queries.others(saved.data)
    return JsonResponse({"others": others}) if others else HttpResponse(status=204)
