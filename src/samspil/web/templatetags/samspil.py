"""Template tags and filters of the kit: `{% load samspil %}`."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms, template
from django.contrib.messages.storage.base import Message
from django.core.paginator import Page
from django.forms.utils import flatatt
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from samspil.web import dates, drafts, icons, receipts
from samspil.web.forms import problems
from samspil.web.headings import beside_number, in_heading

register = template.Library()

TONES = ("neutral", "info", "success", "warning", "error")


# --- typed text ---------------------------------------------------------------------------------------------------
@register.simple_tag(takes_context=True)
def draft(context: Any, form: forms.BaseForm, action: str = "", url: str = "") -> SafeString:
    """`<form method="post" novalidate{% draft form %}>`: what is typed is kept as a draft, and stands there again next time.

    Nothing for a form without long texts, and for somebody who can keep none. `url` names a draft that the view itself restores.
    """
    request = context.get("request")
    if request is None or not drafts.keeps(request) or not (url or drafts.has_long_text(form)):
        return SafeString("")
    key_ = url.rstrip("/").rpartition("/")[2] if url else drafts.key_of_form(request, form, action)
    kept = drafts.kept_by(request)
    if not url:
        url = drafts.address_of(key_)
        if not url:
            return SafeString("")
        if key_ in kept and not form.is_bound:
            drafts.restore(form, kept[key_])
    here = SafeString(" data-draft-here" if key_ in kept else "")
    known = drafts.known_to_sender(request, form, key_)
    goes_on = SafeString("") if known is None else format_html(' data-draft-known="{}"', known)
    return format_html(' data-draft-url="{}"{}{}', url, here, goes_on)


@register.simple_tag(takes_context=True)
def receipt(context: Any, message: Message) -> str:
    """`{% receipt message %}`: what was done, with the names of whom it is about where the reader may read them."""
    return receipts.told(message, context.get("request"))


# --- icons and badges ---------------------------------------------------------------------------------------------
@register.simple_tag
def icon(name: str, label: str = "", **attributes: str) -> SafeString:
    """`{% icon "lock" %}`: an icon of the sprite, hidden from screen readers unless it gets a `label`."""
    css = f"icon-svg {attributes.pop('class', '')}".strip()
    reading = {"role": "img", "aria-label": label} if label else {"aria-hidden": "true"}
    return format_html(
        '<svg class="{}" focusable="false"{}><use href="{}#{}"></use></svg>',
        css,
        flatatt({**reading, **attributes}),
        static("web/icons.svg"),
        icons.named(name),
    )


@register.simple_tag
def badge(text: str, tone: str = "neutral") -> SafeString:
    """`{% badge "Ny" "info" %}`: a short state. The word says it; the colour only helps the eye."""
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"A badge is {', '.join(TONES)}; not {tone!r}.")
    return format_html('<span class="badge{}">{}</span>', "" if tone == "neutral" else f" badge-{tone}", text)


@register.simple_tag
def key(letter: str) -> SafeString:
    """`{% key "J" %}`: a shortcut key beside its button or row. Not read aloud: the help dialog names it."""
    return format_html('<kbd aria-hidden="true">{}</kbd>', letter)


# --- dates, names -------------------------------------------------------------------------------------------------
@register.filter
def danish_date(value: dt.date | dt.datetime | None, form: str = "long") -> str:
    """`{{ day|danish_date }}` tirsdag d. 24. november 2026; `|danish_date:"short"` 24.11.2026."""
    if value is None:
        return ""
    day = _day(value)
    return dates.short(day) if form == "short" else dates.long(day)


@register.filter
def danish_datetime(value: dt.datetime | None) -> str:
    """`{{ moment|danish_datetime }}` 24.11.2026 kl. 9.41"""
    return dates.moment(value) if value else ""


@register.filter
def clock(value: dt.datetime | dt.time | None) -> str:
    """`{{ moment|clock }}` 9.41"""
    return dates.clock(value) if value is not None else ""


@register.filter
def weekday(value: dt.date | None, today: dt.date | None = None) -> str:
    """`{{ deadline|weekday }}` tirsdag, om 14 dage; with a day as argument the distance is counted from there."""
    return dates.weekday_and_distance(_day(value), today or timezone.localdate()) if value else ""


@register.filter
def age(born: dt.date | None, on: dt.date | None = None) -> str:
    """`{{ child.born|age:meeting.day }}` 15 år. Without a day: today."""
    if born is None:
        return ""
    years = dates.age(born, on or timezone.localdate())
    return ngettext("%(years)d year old", "%(years)d years old", years) % {"years": years}


@register.filter(name="in_heading")
def in_heading_(text: str) -> str:
    """`{{ enquiry.matter|in_heading|truncatewords:14 }}` without CPR numbers: words of somebody outside in a heading or a list."""
    return in_heading(text)


@register.filter(name="beside_number")
def beside_number_(text: str) -> str:
    """`{{ concern.text|beside_number }}` the words of somebody outside, on a page that shows a CPR number in them beside them."""
    return beside_number(text)


@register.filter
def short_name(name: str) -> str:
    """`{{ "Jonas Bøgh Holm"|short_name }}` Jonas H. For lists that others may glance at."""
    surname, comma, given = name.partition(",")
    parts = f"{given} {surname}".split() if comma else name.split()  # lists have "Holm, Jonas" too
    return f"{parts[0]} {parts[-1][0]}." if len(parts) > 1 else name


@register.filter
def or_unknown(name: str | None) -> str:
    """The name, or that the child is not identified yet."""
    return name or gettext("not identified")


def _day(value: dt.date | dt.datetime) -> dt.date:
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


# --- forms --------------------------------------------------------------------------------------------------------
@register.inclusion_tag("web/forms/_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """`{% error_summary form %}`: what is wrong, each with a link to its field. `{{ form }}` draws it by itself."""
    prefix = f"{form.prefix}-" if form.prefix else ""
    return {"problems": problems(form), "summary_id": f"{prefix}error-summary-heading"}


# --- page parts ---------------------------------------------------------------------------------------------------
@register.inclusion_tag("web/_empty.html")
def empty(title: str, what_to_do: str = "", url: str = "", action: str = "", heading: int = 2) -> dict[str, Any]:
    """`{% empty "Ingen opgaver" "Nye opgaver kommer fra møderne." %}`: nothing here, and what to do about it."""
    return {"title": title, "what_to_do": what_to_do, "url": url, "action": action, "heading": f"h{int(heading)}"}


@register.inclusion_tag("web/_pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any], parameter: str = "side", target: str = "") -> dict[str, Any]:
    """`{% pagination page %}`: links to the other pages that keep the rest of the query string.

    With `target` (an id) the links swap that panel by htmx; without JavaScript they are ordinary links.
    """
    query = context["request"].GET.copy()

    def url(number: int) -> str:
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    ellipsis = str(page.paginator.ELLIPSIS)
    return {
        "page": page,
        "target": target,
        "numbers": [
            {"number": None if str(n) == ellipsis else n, "url": "" if str(n) == ellipsis else url(int(n))}
            for n in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
        ],
        "previous_url": url(page.previous_page_number()) if page.has_previous() else "",
        "next_url": url(page.next_page_number()) if page.has_next() else "",
    }


@register.inclusion_tag("web/_steps.html")
def steps(labels: list[Any], current: int) -> dict[str, Any]:
    """`{% steps labels 2 %}`: where one is in a sequence of pages. `labels`: words, or (word, url) where one may go."""
    drawn = []
    for number, label in enumerate(labels, start=1):
        text, url = label if isinstance(label, tuple | list) else (label, "")
        drawn.append({"number": number, "text": text, "url": url, "done": number < current, "here": number == current})
    return {"steps": drawn, "current": current, "total": len(drawn)}
