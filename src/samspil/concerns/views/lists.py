"""A list: uploaded, looked at, corrected, received."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samspil.access.entrance import open_to, signed_in
from samspil.concerns import actions, queries
from samspil.concerns.actions import Choices
from samspil.concerns.forms import RemarkForm, RemoveForm, RowForm, UploadForm
from samspil.concerns.preview_form import PreviewForm, choices_kept, choices_of, not_kept, to_keep, without_columns
from samspil.concerns.preview_words import columns_said, with_otherwise, with_rows
from samspil.lib.refusals import NotVisible, Refused
from samspil.sharing.drafts import actions as drafts
from samspil.sharing.drafts.queries import draft, values
from samspil.web.drafts import DRAFT
from samspil.web.errors import refusals_on
from samspil.web.htmx import go, respond

ONLY_LOOK = frozenset({"take", "leave", "look", "born"})


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def upload(request: Any) -> HttpResponse:
    """Choose the meeting, the giver and the file; or paste the list; or write its lines by hand."""
    page = queries.upload_page(request.actor, request.GET.get("til", ""))
    form = UploadForm(request.POST or None, request.FILES or None, page=page)
    if request.method == "POST" and form.is_valid():
        forum, day, giver, reading = form.chosen
        with refusals_on(form):
            if form.is_by_hand:
                target = form.cleaned_data["target"]
                first = reverse("concerns:row", args=[queries.key_by_hand(request.actor, target, giver.pk), 0])
                return go(request, f"{first}?{urlencode({'til': target, 'fra': giver.pk})}")
            uploaded = form.cleaned_data.get("file")
            key = actions.keep_reading(
                request.actor, forum=forum, giver=giver, meets_on=day, reading=reading,
                file=uploaded.name if uploaded else "",
            )  # fmt: skip
            return go(request, reverse("concerns:preview", args=[key]))
    context = {"form": form, "unfinished": queries.unfinished(request.actor)}
    return respond(request, "concerns/upload.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def preview(request: Any, key: UUID) -> HttpResponse:
    """What was understood, and what is to be chosen; sent, the list is received. "take", "leave" and "born" (which of two birth
    dates is right) only show it anew, "columns" reads it again, "edit" leads to a row. What has been received meanwhile leads to
    its list.
    """
    kept = values(draft(request.actor, queries.choices_key(key)))
    choices, refusal, data = choices_kept(kept), None, None
    if request.method == "POST":
        choices = choices_of(request.POST)
        if request.POST.get("edit", "").isdigit():
            _keep(request, key, to_keep(request.POST, choices.taken))
            return go(request, reverse("concerns:row", args=[key, request.POST["edit"]]))
        if ONLY_LOOK & request.POST.keys():
            # led back to the page: what the window has kept of it goes, and cannot take the choices off that are proposed anew
            taken = choices.taken.union(request.POST.getlist("take")).difference(request.POST.getlist("leave"))
            index, _dash, which = request.POST.get("born", "").partition("-")
            born = {f"born-{index}": [which]} if index.isdigit() else {}
            _keep(request, key, to_keep(request.POST, taken) | born)
            return go(request, reverse("concerns:preview", args=[key]))
        data = request.POST
        try:
            if "columns" in request.POST:
                _read_again(request, key, choices)
                return go(request, reverse("concerns:preview", args=[key]))
            received = actions.receive_list(request.actor, key=key, choices=choices)
            said = with_otherwise(
                " ".join([queries.receipt(request.actor, received, key), *columns_said(received.columns_said)]),
                received.otherwise,
            )
            is_otherwise = received.is_sent_otherwise or received.otherwise
            messages.add_message(
                request, messages.WARNING if is_otherwise else messages.SUCCESS, with_rows(said, received.became)
            )
            return go(request, reverse("concerns:list", args=[received.pk]))
        except NotVisible:
            return _to_its_list(request, key)
        except Refused as refused:
            refusal = refused
    try:
        seen = actions.look_at(request.actor, key=key, choices=choices)
    except NotVisible:
        return _to_its_list(request, key)
    form = PreviewForm(data, preview=seen, kept=kept, otherwise=actions.otherwise_of(seen, choices))
    for one in refusal.all if isinstance(refusal, actions.Unanswered) else filter(None, [refusal]):
        if not (one.field and form.has_error(one.field)):
            form.add_error(one.field if one.field in form.fields else None, one.sentence)
    context = {"preview": seen, "form": form, "draft_url": reverse("drafts:save", args=[queries.choices_key(key)])}
    return respond(request, "concerns/preview.html", context, status=422 if refusal else 200)


def _read_again(request: Any, key: UUID, choices: Choices) -> None:
    """Read the list again with what its columns are said to be, and say what that changed."""
    before = queries.preview(request.actor, key, taken=choices.taken, days=choices.days, born=choices.born)
    actions.check_read_as_shown(before, choices)
    written = actions.say_columns(request.actor, key=key, said=choices.columns)
    kept = without_columns(to_keep(request.POST, choices.taken))
    _keep(request, key, kept)
    now = queries.preview(request.actor, key, taken=choices.taken, days=choices.days, born=choices.born)
    messages.success(request, _("The list is read again."))
    told = not_kept(kept, before, now)
    if written:
        rows = ", ".join(map(str, written))
        told.append(_("As you have corrected them, these rows still say what you wrote: %(rows)s.") % {"rows": rows})
    if told:
        messages.warning(request, " ".join(told))


def _keep(request: Any, key: UUID, said: dict[str, list[str]]) -> None:
    """Keep what was chosen so far. The form names its draft, and who leads on is taken to have carried it out: not yet here."""
    drafts.save(request.actor, key=queries.choices_key(key), data={"values": said})
    request.POST = request.POST.copy()
    request.POST.pop(DRAFT, None)


def _to_its_list(request: Any, key: UUID) -> HttpResponse:
    """Whoever goes back to a page whose list has been received is told so, and led there. Raises NotVisible for any other."""
    received = queries.list_of(request.actor, key)
    if received is None:
        raise NotVisible
    messages.info(request, _("The list has been received. Here it is."))
    return go(request, reverse("concerns:list", args=[received.pk]))


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def row(request: Any, key: UUID, index: int) -> HttpResponse:
    """Correct a row before the list is received; the number behind the last row writes a new one. A list that is written by hand is
    kept from its first row on.
    """
    chosen = choices_kept(values(draft(request.actor, queries.choices_key(key))))
    begun = queries.begun(request.actor, key, request.GET.get("til", ""), request.GET.get("fra", ""))
    page = (
        queries.first_row(key, begun)
        if begun
        else queries.row_page(request.actor, key, index, taken=chosen.taken, days=chosen.days)
    )
    form = RowForm(request.POST or None, line=page.line, born=chosen.born.get(index, ""))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            if begun:
                forum, giver, day = begun
                actions.keep_reading(request.actor, forum=forum, giver=giver, meets_on=day, under=key)
            actions.correct_row(request.actor, key=key, index=index, taken=chosen.taken, days=chosen.days, **form.said)
            messages.success(request, _("The row is corrected.") if page.line else _("The row is written."))
            if "further" in request.POST:
                return go(request, reverse("concerns:row", args=[key, page.rows if page.line else page.rows + 1]))
            return go(request, reverse("concerns:preview", args=[key]))
    return respond(request, "concerns/row.html", {"page": page, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def forget(request: Any, key: UUID) -> HttpResponse:
    """Ask once, then drop what was read."""
    if request.method == "GET":
        reading = queries.unfinished_one(request.actor, key)
        if reading is None:
            return go(request, reverse("concerns:upload"))
        return respond(request, "concerns/forget.html", {"reading": reading})
    if not actions.forget_reading(request.actor, key=key):
        raise NotVisible
    messages.success(request, _("What was read is deleted. Nothing of it has been kept."))
    return go(request, reverse("concerns:upload"))


@require_GET
@open_to(signed_in)
def received(request: Any, list_id: int) -> HttpResponse:
    """A list as it was received."""
    return respond(request, "concerns/list.html", {"page": actions.open_list(request.actor, list_id=list_id)})


@require_POST
@open_to(signed_in)
def remove_doubles(request: Any, list_id: int) -> HttpResponse:
    """Remove the lines that an earlier list has too."""
    count = actions.remove_doubles(request.actor, list_id=list_id)
    messages.success(request, queries.removed_words(count))
    return go(request, reverse("concerns:list", args=[list_id]))


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def remove_list(request: Any, list_id: int) -> HttpResponse:
    """Show what is taken back of a list that should not have been received and what stays, and ask once."""
    page = actions.open_list(request.actor, list_id=list_id)
    form = RemoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            count = actions.remove_list(request.actor, list_id=list_id, because=form.cleaned_data["because"])
            messages.success(request, queries.taken_back_words(count))
            return go(request, reverse("concerns:list", args=[list_id]))
    told = queries.told_by([line.entry for line in page.waiting])
    context = {"page": page, "form": form, "told": told, "others": queries.each_once(told.values())}
    return respond(request, "concerns/remove_list.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def remark(request: Any, list_id: int) -> HttpResponse:
    """Correct the remark of a list, remove it, or put it back."""
    page = actions.open_remark(request.actor, list_id=list_id)
    form = RemarkForm(request.POST or None, page=page)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.correct_remark(request.actor, received=page.received, **form.cleaned_data)
            messages.success(
                request, _("The remark is saved.") if form.cleaned_data["note"] else _("The remark is removed.")
            )
            return go(request, reverse("concerns:list", args=[list_id]))
    context = {"page": page, "form": form}
    return respond(request, "concerns/remark.html", context, status=422 if form.errors else 200)


@require_POST
@open_to(signed_in)
def restore_list(request: Any, list_id: int) -> HttpResponse:
    """Put every removed line of a list back."""
    count = actions.restore_list(request.actor, list_id=list_id)
    messages.success(request, queries.put_back_words(count))
    return go(request, reverse("concerns:list", args=[list_id]))
