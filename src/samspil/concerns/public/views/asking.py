"""The anonymous question, and the answer that four words open."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from samspil.access.entrance import anybody, open_to
from samspil.concerns.public import actions
from samspil.concerns.public.forms import AskForm, CodeForm
from samspil.concerns.public.queries import counselling_place
from samspil.concerns.public.views.answers import answered, status_of
from samspil.web.errors import refusals_on


@csrf_exempt  # there is no session to ride on; the form's own token stands for it
@require_http_methods(["GET", "POST"])
@open_to(anybody)
def ask(request: Any, body_key: str) -> HttpResponse:
    """Ask; what comes back is the code, once."""
    place = counselling_place(body_key, request.mark)
    form = AskForm(request.POST or None, purpose=f"ask.{body_key}")
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            said = {name: data[name] for name in ("question", "theme", "age_band", "in_danger")}
            code = actions.ask(place, nonce=form.nonce, **said)
            told = {"answer_by": actions.promised(place, place.counselling), "in_danger": data["in_danger"]}
            return answered(request, "public/asked.html", place, {"code": code, **told})
    return answered(request, "public/ask.html", place, {"form": form}, status=status_of(form))


@csrf_exempt
@require_http_methods(["GET", "POST"])
@open_to(anybody)
def read(request: Any, body_key: str) -> HttpResponse:
    """Read the answer. The words are posted, so that they stand in no address."""
    place = counselling_place(body_key, request.mark)
    form = CodeForm(request.POST or None, purpose=f"read.{body_key}")
    answer = None
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            answer = actions.read_answer(place, code=form.cleaned_data["code"])
    return answered(request, "public/read.html", place, {"form": form, "answer": answer}, status=status_of(form))
