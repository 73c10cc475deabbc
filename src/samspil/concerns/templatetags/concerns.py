"""Words of lists and concerns for templates: `{% load concerns %}`."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from samspil.concerns.models import Concern, ConcernState
from samspil.concerns.queries.preview import PreviewLine
from samspil.concerns.queries.waiting import EntryLine
from samspil.concerns.states import About, Source, role_label
from samspil.web.templatetags.samspil import badge

register = template.Library()

COLUMNS = {
    "name": gettext_lazy("name"),
    "cpr": gettext_lazy("CPR number"),
    "birth_date": gettext_lazy("birth date"),
    "address": gettext_lazy("address (for the district, then dropped)"),
    "place": pgettext_lazy("column of a list", "place"),
    "date": pgettext_lazy("column of a list", "date"),
    "role": gettext_lazy("role"),
    "text": gettext_lazy("words"),
    "reference": gettext_lazy("the police's number"),
}
TONES = {ConcernState.NEW: "info", ConcernState.ON_AGENDA: "warning", ConcernState.CLOSED: "neutral"}


@register.filter
def column_name(key: str) -> str:
    """What a column of the file was taken for."""
    return str(COLUMNS.get(key, key))


@register.filter
def role_of_line(line: PreviewLine) -> str:
    """The role of a line of the preview."""
    return role_label(line.role, line.age)


@register.filter
def role_of_entry(line: EntryLine) -> str:
    """The role of an entry."""
    return role_label(line.entry.role, line.age)


@register.filter
def about_badge(about: str) -> SafeString:
    """Child, group or place."""
    return badge(str(About(about).label))


@register.filter
def state_badge(concern: Concern) -> SafeString:
    """Where a concern is."""
    return badge(str(ConcernState(concern.state).label), TONES[ConcernState(concern.state)])


@register.filter
def source_name(source: str) -> str:
    """Where the knowledge comes from (BRO-91)."""
    return str(Source(source).label)


@register.simple_tag
def skip_box(line: PreviewLine, skipped: set[str]) -> SafeString:
    """The box that leaves a row out. Made here and not by a form field: a list may have a thousand of them."""
    return format_html(
        '<span class="form-group-checkbox"><input type="checkbox" class="form-checkbox" id="skip-{0}" name="skip" '
        'value="{0}"{1}><label class="form-label" for="skip-{0}"><span class="sr-only">{2}</span></label></span>',
        line.index,
        SafeString(" checked") if str(line.index) in skipped else "",
        _("Leave row %(row)s out") % {"row": line.line.row},
    )
