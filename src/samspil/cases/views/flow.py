"""One way for every form: shown, sent, refused with what was typed, in conflict with both texts, done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.cases import forms, queries
from samspil.cases.models import Conversation, Task
from samspil.lib.refusals import Conflict
from samspil.responsibility.notes import acts_meanwhile
from samspil.web.errors import refusals_on, sides
from samspil.web.htmx import go, respond


def sent(request: Any, row: Model | None = None) -> QueryDict | None:
    """What was typed; None before anything was. After a conflict, "keep theirs" takes the text that stands in `row`."""
    if request.method != "POST":
        return None
    data: QueryDict = request.POST.copy()
    for name in [name for name in data if name.startswith("choice-") and data[name] == "theirs"]:
        field = name.removeprefix("choice-")
        data[field] = str(getattr(row, field, "") or "") if row is not None else ""
    return data


def answer(
    request: Any, *, form: Form, act: Callable[[], str], said: str, page: dict[str, Any], template: str = ""
) -> HttpResponse:
    """Show `form`, or carry out `act`, which answers the address to go to. `page`: title, submit, back; may hold
    more.
    """
    conflict: Conflict | None = None
    if request.method == "POST" and form.is_valid():
        try:
            with refusals_on(form):
                url = act()
                messages.success(request, said)
                if isinstance(form, forms.StaffForm) and (words := acts_meanwhile(*form.chosen(), request.actor.at)):
                    messages.warning(request, words)
                return go(request, url)
        except Conflict as met:
            conflict = met
            _take_up(form, met)
    status = 409 if conflict else 422 if form.errors else 200
    context = {"form": form, "conflict": conflict, "texts": _labelled(form, conflict) if conflict else [], **page}
    return respond(request, template or "cases/form.html", context, status=status)


def _take_up(form: Form, conflict: Conflict) -> None:
    """Save next time on top of what they saved. Raises the conflict again where the form cannot show both texts."""
    texts = sides(conflict)
    if not texts or conflict.version is None or not all(text["name"] in form.fields for text in texts):
        raise conflict
    data = QueryDict(mutable=True)
    data.update(form.data)
    data["version"] = str(conflict.version)
    form.data = data


def _labelled(form: Form, conflict: Conflict) -> list[dict[str, str]]:
    texts = [side | {"label": str(form.fields[side["name"]].label)} for side in sides(conflict)]
    for text in texts:
        del form.fields[text["name"]]  # both texts stand below instead
    return texts


def passing(request: Any, work: Task | Conversation, *, is_open: bool) -> dict[str, Any]:
    """What a page of a task or a conversation shows of whose it is: from whom it came, and whether the reader may send it on."""
    day = timezone.localdate()
    theirs = is_open and work.owner_audience_id in cabinet.own_keys()
    return {
        "knows": queries.who_knows(work, work.child, request.actor.at, request.colleague),  # type: ignore[union-attr]
        "came": queries.came_from(request.actor, work) if is_open else None,
        "done_by": queries.who_did([work]).get(work.pk, ""),
        "may_pass": theirs and queries.may_pass_on(request.actor, work, request.colleague, day),
    }


def pass_form(request: Any, work: Task | Conversation) -> forms.PassForm:
    """The form that sends a task or a conversation on, to the colleagues of its unit who have it not already."""
    colleagues = [
        pair for pair in queries.staff_in([work.unit], timezone.localdate()) if pair[0].pk != work.responsible_id
    ]
    return forms.PassForm(sent(request), colleagues=colleagues, initial={"version": work.version})


def saved() -> str:
    return _("Saved.")
