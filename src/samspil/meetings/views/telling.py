"""What is told about an item: by oneself or written down for somebody, mended by its giver, taken back by its giver."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspil.access.entrance import open_to, signed_in
from samspil.lib.refusals import Conflict
from samspil.meetings import policies, queries
from samspil.meetings.actions import sitting
from samspil.meetings.forms import CorrectForm, ShareForm
from samspil.meetings.models import Item, Statement
from samspil.meetings.states import ItemState
from samspil.organisations.models import Staff
from samspil.organisations.policies import allowed
from samspil.organisations.queries import terms_of
from samspil.sharing.drafts import actions as drafts
from samspil.sharing.drafts import names
from samspil.sharing.drafts import queries as kept
from samspil.web import receipts
from samspil.web.drafts import restore
from samspil.web.errors import refusals_on, sides
from samspil.web.htmx import go

names.register("item-#-share", "statement-#-text")


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def share(request: HttpRequest, item_id: int) -> HttpResponse:
    """Tell something about the item, for oneself or written down for somebody present."""
    found = queries.get_item(item_id)
    day = timezone.localdate(found.meeting.starts_at)
    keeps = allowed(policies.check_keeps_minutes, request.actor, found.meeting)
    people = queries.tellers_at(found, but=request.colleague) if keeps else []
    terms = terms_of(found.meeting.forum, day)
    draft = f"item-{found.pk}-share"
    typed = kept.values(kept.draft(request.actor, draft))
    initial = {name: texts[0] for name, texts in typed.items() if texts}
    form = ShareForm(
        request.POST or None,
        people=people,
        necessities=terms.necessity_phrases,
        why_gone=queries.why_not_offered(found),
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            speaker = next((staff for staff in people if staff.pk == data.get("said_by")), None)
            _tell(request, found, speaker, data["text"], data["necessity"])
            drafts.discard(request.actor, draft, **kept.sent_from(request.POST))
            if found.state == ItemState.DECIDED:
                said = _(
                    "Something has been decided about {names} already. Those who keep the minutes see that you have told this since."
                )
                receipts.say(request, messages.INFO, said, "item", [found.pk])
            return go(request, reverse("meetings:item", args=[found.pk]))
    context = {"item": found, "form": form, "draft_url": reverse("drafts:save", args=[draft])}
    return render(request, "meetings/share.html", context, status=422 if form.errors else 200)


def _tell(request: HttpRequest, found: Item, speaker: Staff | None, text: str, necessity: str) -> None:
    actor = request.actor
    if speaker is None or speaker.principal_id == actor.principal_id:
        sitting.share(actor, item=found, text=text, necessity=necessity)
    else:
        sitting.write_down(actor, item=found, said_by=speaker, text=text, necessity=necessity)


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def correct(request: HttpRequest, statement_id: int) -> HttpResponse:
    """The giver mends what was written down for them. Of two who mend at once, the later sees both texts and chooses."""
    statement = queries.get_statement(statement_id)
    draft = f"statement-{statement.pk}-text"
    form = CorrectForm(_sent(request, statement), initial={"text": statement.text, "version": statement.version})
    if not form.is_bound:
        restore(form, kept.typed_in(kept.draft(request.actor, draft)))
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            with refusals_on(form):
                text, version = form.cleaned_data["text"], form.cleaned_data["version"]
                sitting.correct(request.actor, statement=statement, version=version, text=text)
                drafts.discard(request.actor, draft, **kept.sent_from(request.POST))
                return go(request, reverse("meetings:item", args=[statement.item_id]))
        except Conflict as met:
            conflict = met
            form = CorrectForm(initial={"version": met.version})
            del form.fields["text"]  # both texts stand beside each other instead
    context = {
        "statement": statement,
        "form": form,
        "draft_url": reverse("drafts:save", args=[draft]),
        "texts": sides(conflict) if conflict else [],
    }
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "meetings/correct.html", context, status=status)


def _sent(request: HttpRequest, statement: Statement) -> QueryDict | None:
    """What was typed; after a conflict, "keep theirs" takes the text that stands there."""
    if request.method != "POST":
        return None
    data: QueryDict = request.POST.copy()
    if data.get("choice-text") == "theirs":
        data["text"] = statement.text
    return data


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def take_back(request: HttpRequest, statement_id: int) -> HttpResponse:
    """The giver takes back what was told, after a question that says what happens."""
    statement = queries.get_statement(statement_id)
    back = reverse("meetings:item", args=[statement.item_id])
    if request.method == "POST":
        sitting.take_back(request.actor, statement=statement)
        said = _("Taken back: what you told about {names}. Only you and your unit can read it now.")
        receipts.say(request, messages.SUCCESS, said, "item", [statement.item_id])
        return go(request, back)
    context = {
        "statement": statement,
        "cancel_url": back,
        "what_happens": [
            _(
                "Nobody else at the item can read it from now on, and nothing of it goes on when the minutes are approved."
            ),
            _("What has been heard cannot be unheard: say at the table that you take it back."),
            _("The text stays with your unit. That you took it back is noted."),
        ],
    }
    return render(request, "meetings/take_back.html", context)
