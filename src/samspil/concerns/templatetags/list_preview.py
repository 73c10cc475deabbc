"""Words of the preview of a list for templates: `{% load list_preview %}`."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from samspil.concerns import preview_words
from samspil.concerns.lists.lines import BY_LIST, BY_NUMBER
from samspil.concerns.preview_words import day_and_place, role_of, title, when, who
from samspil.concerns.queries.preview import row_name
from samspil.concerns.queries.preview_page import LeftOut, Preview, PreviewLine
from samspil.web import dates

register = template.Library()

COLUMNS = {
    "name": gettext_lazy("name"),
    "cpr": gettext_lazy("CPR number"),
    "birth_date": gettext_lazy("birth date"),
    "age": gettext_lazy("age"),
    "address": gettext_lazy("address (for the district, then dropped)"),
    "place": pgettext_lazy("column of a list", "place"),
    "date": pgettext_lazy("column of a list", "date"),
    "time": gettext_lazy("time of day"),
    "role": gettext_lazy("role"),
    "text": gettext_lazy("words"),
    "reference": gettext_lazy("the police's number"),
}


@register.filter
def column_name(key: str) -> str:
    """What a column of the file was taken for."""
    return str(COLUMNS.get(key, key))


register.filter("otherwise_words", preview_words.otherwise_words)
register.simple_tag(preview_words.rows_heading)


@register.filter
def columns_said(said: Sequence[tuple[str, str]]) -> list[str]:
    """What a person has said of columns."""
    return preview_words.columns_said(said)


@register.filter
def role_of_line(line: PreviewLine) -> str:
    """The role of a line of the preview."""
    return role_of(line)


@register.filter
def who_is_named(line: PreviewLine) -> str:
    """The name on a line of the preview, or the words of the list for somebody whom nobody knows."""
    return who(line.line)


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
    said = words[part.kind] % {"n": part.count, "name": part.name}
    if part.name and part.kind in {"hidden", "struck", "remark"}:
        return gettext("%(rows)s, on the sheet “%(name)s”") % {"rows": said, "name": part.name}
    return said


@register.filter
def left_out_row(line: PreviewLine) -> str:
    """A row that is left out, in one line: enough to judge whether it belongs to the list."""
    told = line.line
    born = dates.short(told.birth_date) if told.birth_date else ""
    name = who(told) if told.name_told or not (told.name or born or told.text) else told.name
    return f"{row_name(told)}: {', '.join(filter(None, [name, born, told.text]))}"


@register.filter
def hidden_row(line: PreviewLine, words: str) -> str:
    """A row and what the hidden columns say of it."""
    return f"{row_name(line.line)}, {who(line.line)}: {words}"


@register.filter
def in_one_line(line: PreviewLine) -> str:
    """A row with its deed."""
    return " · ".join(filter(None, [title(line), day_and_place(line), line.line.text]))


NAMED = 8


@register.filter
def names_in_short(lines: Sequence[PreviewLine]) -> str:
    """Who stands on some lines, each once: Vera Ottosen, Jonas Holm and 3 more."""
    names = list(dict.fromkeys(who(line.line) for line in lines))
    said, more = ", ".join(names[:NAMED]), len(names) - NAMED
    return (
        ngettext("%(names)s and %(n)s more", "%(names)s and %(n)s more", more) % {"names": said, "n": more}
        if more > 0
        else said
    )


@register.filter
def repeats_words(line: PreviewLine, preview: Preview) -> str:
    """A row that says what another one says."""
    other = preview.lines[line.repeats or 0].line
    return _("%(row)s says the same as row %(other)s: %(who)s") % {
        "row": row_name(line.line), "other": other.row, "who": who(other),
    }  # fmt: skip


@register.simple_tag
def edit_row(preview: Preview, index: int | None) -> SafeString:
    """The button that leads to the fields of a row; what was chosen on the page is kept."""
    if index is None:
        return SafeString("")
    return format_html(
        '<button type="submit" class="link-button" name="edit" value="{}">{}</button>',
        index,
        _("Correct this row: %(row)s") % {"row": row_name(preview.lines[index].line)},
    )


@register.simple_tag
def choose_born(preview: Preview, index: int | None) -> SafeString:
    """The buttons that say which of a row's two birth dates is right, with what was chosen; nothing where it tells one."""
    line = preview.lines[index] if index is not None else None
    if line is None or line.is_aside or line.births is None:
        return SafeString("")
    by_number, told = line.births
    words = {
        BY_NUMBER: _("Born %(day)s, as the CPR number says") % {"day": dates.short(by_number)},
        BY_LIST: _("Born %(day)s: the CPR number is wrong and is left out") % {"day": dates.short(told)},
    }
    buttons = format_html_join(
        " ",
        '<button type="submit" class="button button-secondary" name="born" value="{}-{}">{}</button>',
        [(line.index, which, said) for which, said in words.items() if which != line.born],
    )
    if line.born not in words:
        return format_html('<div class="form-buttons">{}</div>', buttons)
    return format_html(
        '<p>{}</p><input type="text" name="born-{}" value="{}" autocomplete="off" hidden><div class="form-buttons">{}</div>',
        _("Chosen by you: %(answer)s.") % {"answer": words[line.born]},
        line.index,
        line.born,
        buttons,
    )


@register.simple_tag
def list_row(line: PreviewLine, skipped: set[str]) -> SafeString:
    """One row of the preview, with the box that leaves it out and the button that leads to its fields.

    Made here and not by a template and form fields: a list may have a thousand rows. On a narrow screen each cell says what
    it is.
    """
    told = line.line
    cells = [
        (_("Born"), dates.short(told.birth_date) if told.birth_date else ""),
        (_("Age"), _("not known") if line.age is None else line.age),
        (_("Role"), role_of(line)),
        (_("Place"), told.place),
        (_("Date"), when(told.happened_on, told.happened_at)),
    ]
    return format_html(
        '<tr><td class="number" data-label="{0}">{1}</td><th scope="row">{2}</th>{3}<td class="wrap" data-label="{4}">{5}</td>'
        '<td data-label="{6}"><span class="form-group-checkbox"><input type="checkbox" class="form-checkbox" '
        'id="skip-{7}" name="skip" value="{7}"{8}><label class="form-label" for="skip-{7}"><span class="sr-only">{9}</span>'
        '</label></span></td><td><button type="submit" class="link-button" name="edit" value="{7}">{10}'
        '<span class="sr-only">: {11}</span></button></td></tr>',
        _("Row"),
        _("%(row)s (written by hand)") % {"row": told.row} if told.by_hand else told.row,
        who(told),
        format_html_join("", '<td data-label="{}">{}</td>', cells),
        _("Words"),
        told.text,
        _("Leave out"),
        line.index,
        SafeString(" checked") if str(line.index) in skipped else "",
        _("Leave row %(row)s out") % {"row": told.row},
        _("Correct"),
        row_name(told),
    )
