"""Words of lists and concerns for templates: `{% load concerns %}`."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from samspil.concerns.models import Assessment, Concern, ConcernState, FirstAnswer
from samspil.concerns.queries.preview_page import LeftOut, PreviewLine
from samspil.concerns.queries.waiting import EntryLine
from samspil.concerns.states import About, Arena, Source, SparringState, role_label
from samspil.web import dates
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
TONES = {
    ConcernState.NEW: "info",
    ConcernState.TAKEN: "success",
    ConcernState.ON_AGENDA: "warning",
    ConcernState.CLOSED: "neutral",
}


@register.filter
def column_name(key: str) -> str:
    """What a column of the file was taken for."""
    return str(COLUMNS.get(key, key))


@register.filter
def role_of_line(line: PreviewLine) -> str:
    """The role of a line of the preview."""
    return role_label(line.role, line.age)


@register.filter
def part_title(part: LeftOut) -> str:
    """What a part of the file is that was left out, and how many rows it has."""
    words = {
        "hidden": ngettext("%(n)s row is hidden, as by a filter", "%(n)s rows are hidden, as by a filter", part.count),
        "struck": ngettext("%(n)s row is struck out", "%(n)s rows are struck out", part.count),
        "remark": ngettext("%(n)s row looks like a remark", "%(n)s rows look like remarks", part.count),
        "columns": gettext("Hidden columns: %(name)s"),
        "sheet": ngettext("%(n)s row on the sheet “%(name)s”", "%(n)s rows on the sheet “%(name)s”", part.count),
        "hidden_sheet": ngettext(
            "%(n)s row on the hidden sheet “%(name)s”", "%(n)s rows on the hidden sheet “%(name)s”", part.count
        ),
    }
    return words[part.kind] % {"n": part.count, "name": part.name}


@register.filter
def left_out_row(line: PreviewLine) -> str:
    """A row that is left out, in one line: enough to judge whether it belongs to the list."""
    told = line.line
    born = dates.short(told.birth_date) if told.birth_date else ""
    said = ", ".join(filter(None, [told.name, born, told.text[:80]]))
    return gettext("Row %(row)s: %(who)s") % {"row": told.row, "who": said or gettext("not identified")}


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
def list_row(line: PreviewLine, skipped: set[str]) -> SafeString:
    """One row of the preview, with the box that leaves it out.

    Made here and not by a template and form fields: a list may have a thousand rows.
    """
    told = line.line
    return format_html(
        '<tr><td class="number">{0}</td><th scope="row">{1}</th><td>{2}</td><td>{3}</td><td>{4}</td><td>{5}</td><td>{6}</td>'
        '<td class="wrap">{7}</td><td><span class="form-group-checkbox"><input type="checkbox" class="form-checkbox" '
        'id="skip-{8}" name="skip" value="{8}"{9}><label class="form-label" for="skip-{8}"><span class="sr-only">{10}</span>'
        "</label></span></td></tr>",
        told.row,
        told.name or _("not identified"),
        dates.short(told.birth_date) if told.birth_date else "",
        _("not known") if line.age is None else line.age,
        role_label(line.role, line.age),
        told.place,
        dates.short(told.happened_on) if told.happened_on else "",
        told.text,
        line.index,
        SafeString(" checked") if str(line.index) in skipped else "",
        _("Leave row %(row)s out") % {"row": told.row},
    )


@register.filter
def arena_name(arena: str) -> str:
    """Where it was noticed (BAL-28)."""
    return str(Arena(arena).label) if arena in Arena.values else ""


@register.filter
def first_answer(assessment: Assessment) -> str:
    """The answer that stands to "can this be a statutory notification?", with its reason."""
    words = {
        FirstAnswer.YES: _("Yes"),
        FirstAnswer.NO: _("No"),
        FirstAnswer.UNSURE: _("We do not know; we ring and ask"),
    }
    told = words.get(FirstAnswer(assessment.first_answer), "") if assessment.first_answer else _("Not answered")
    return f"{told}: {assessment.first_because}" if assessment.first_because else told


@register.filter
def sparring_state(state: str) -> str:
    """Where a question is."""
    return str(SparringState(state).label)
