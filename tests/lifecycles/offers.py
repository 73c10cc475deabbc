"""What a page offers a person: its forms, with the ways in which somebody may fill them in, and the pages one step away."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.html
from django.test import Client
from lxml.html import FormElement, HtmlElement

# Forms of the layout and of the person's own settings: on every page, and no part of what the page is about.
LAYOUT = ("/konto/", "/kladde/", "/demo/", "/soeg/", "/beskeder/", "/indstillinger/", "/kalender/abonnement/")
DOWNLOADS = (".pdf", ".docx", ".xlsx", ".ics", ".csv")
MOST_OPTIONS = (
    12  # of one list: a decision has nine words, a list of colleagues is as long as the municipality is large
)
MOST_REDIRECTS = 3
ESSENTIAL = ("textarea", "choice", "date")
WORDS = "Aftalt med alle"

Values = dict[str, list[str]]


@dataclass(frozen=True)
class Control:
    """A field of a form that a person fills in. `options` of a list or of radio buttons; `kind` tells how it is typed."""

    name: str
    kind: str
    value: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Offer:
    """A form on a page, with the button that sends it."""

    page: str
    action: str
    hidden: tuple[tuple[str, str], ...]
    controls: tuple[Control, ...]
    button: tuple[str, str] = ("", "")

    @property
    def name(self) -> tuple[str, tuple[str, str]]:
        """Alike for the same form met again on another page or by another person."""
        return self.action, self.button

    def fillings(self, today: date) -> Iterator[Values]:
        """The form as it stands; then with what a person cannot leave out, and with everything, for each choice of each list."""
        yield self._filled(self.controls, (), today)
        lists = [control for control in self.controls if control.options]
        choices = [(control, option) for control in lists for option in control.options[:MOST_OPTIONS]] or [(None, "")]
        for kinds, days in ((ESSENTIAL, (1, 0, -1)), (None, (0,))):
            for ahead, (control, option) in itertools.product(days, choices):
                chosen = tuple(replace(one, value=option) if one == control else one for one in self.controls)
                yield self._filled(chosen, kinds, today + timedelta(days=ahead))

    def _filled(self, controls: tuple[Control, ...], kinds: Collection[str] | None, day: date) -> Values:
        """What is sent where empty fields of these kinds are filled in; None for all. Several days are days in a row."""
        values: Values = {}
        for name, value in (*self.hidden, self.button):
            if name:
                values.setdefault(name, []).append(value)
        earlier = itertools.count()
        for control in controls:
            value = control.value
            if not value and (kinds is None or control.kind in kinds):
                value = _typed(control, day - timedelta(days=next(earlier)) if control.kind == "date" else day)
            if value:
                values.setdefault(control.name, []).append(value)
        return values


def _typed(control: Control, day: date) -> str:
    """What a person would write there."""
    match control.kind:
        case "date":
            return f"{day:%d.%m.%Y}"
        case "number":
            return "2"
        case "email":
            return "vera.ottosen@example.org"
        case "time":
            return "10:00"
        case "checkbox":
            return "on"
        case "choice":
            return next((option for option in control.options if option), "")
        case _:
            return WORDS


@dataclass(frozen=True)
class Page:
    """A page as one person met it."""

    path: str
    offers: tuple[Offer, ...]
    links: tuple[str, ...]


def look(client: Client, path: str) -> Page | None:
    """Open a page as a person; None where it answers anything but a page."""
    answered = client.get(path)
    for _ in range(MOST_REDIRECTS):
        if not (to := answered.headers.get("Location")):
            break
        path = urlsplit(urljoin(path, to)).path
        answered = client.get(path)
    if answered.status_code != 200 or "html" not in answered.headers.get("Content-Type", ""):
        return None
    return read(path, answered.content.decode())


def asked_back(offer: Offer, answered: Any) -> Offer | None:
    """The form that the answer shows in place of the one that was sent: it asks whether the person is sure."""
    if answered.status_code != 200 or "html" not in answered.headers.get("Content-Type", ""):
        return None
    asked = read(offer.page, answered.content.decode()).offers if answered.content.strip() else ()
    return next((one for one in asked if one.action == offer.action and one.hidden != offer.hidden), None)


def read(path: str, html: str) -> Page:
    """The offers and links in a page's own part."""
    document = lxml.html.document_fromstring(html)
    for menu in document.xpath("//nav[.//@id='main-navigation' or @id='main-navigation']"):
        menu.drop_tree()
    offers = [offer for form in document.forms for offer in _offers(path, document, form)]
    links = [urlsplit(urljoin(path, link.get("href"))).path for link in document.xpath("//a[@href]")]
    kept = [link for link in links if link.startswith("/") and not link.startswith(LAYOUT)]
    return Page(path, tuple(offers), tuple(dict.fromkeys(each for each in kept if not each.endswith(DOWNLOADS))))


def _offers(path: str, document: HtmlElement, form: FormElement) -> Iterator[Offer]:
    action = urljoin(path, form.get("hx-post") or form.get("action") or path)
    if form.method != "POST" and not form.get("hx-post"):
        return
    if urlsplit(action).path.startswith(LAYOUT):
        return
    hidden: list[tuple[str, str]] = []
    controls: dict[str, Control] = {}
    for field in form.inputs:
        if not field.name or field.get("disabled") is not None:
            continue
        kind = field.get("type", "text") if field.tag == "input" else field.tag
        if kind == "hidden":
            hidden.append((field.name, field.value or ""))
        elif kind == "radio":
            known = controls.get(field.name)
            value = field.get("value", "on")
            checked = value if field.get("checked") is not None else ""
            if known is None:
                controls[field.name] = Control(field.name, "choice", checked, (value,))
            else:
                controls[field.name] = replace(known, value=known.value or checked, options=(*known.options, value))
        elif kind == "checkbox":
            value = field.get("value", "on")
            checked = value if field.get("checked") is not None else ""
            known = controls.get(field.name)
            if known is None:
                controls[field.name] = Control(field.name, "choice" if value != "on" else "checkbox", checked, (value,))
            else:
                controls[field.name] = replace(known, options=(*known.options, value))
        elif kind == "select":
            options = tuple(option.get("value", "") for option in field.iter("option"))
            current = field.value if isinstance(field.value, str) else ""
            controls[field.name] = Control(field.name, "choice", current, tuple(filter(None, options)))
        elif kind not in {"submit", "button", "file", "search"}:
            controls[field.name] = Control(field.name, _kind(field, kind), (field.value or "").strip())
    buttons = [
        button
        for button in document.iter("button")
        if (form in button.iterancestors() or button.get("form") == (form.get("id") or "-"))
        and button.get("type", "submit") == "submit"
        and button.get("disabled") is None
    ]
    for button in buttons:
        pressed = (button.get("name", ""), button.get("value", "")) if button.get("name") else ("", "")
        to = urljoin(path, button.get("hx-post") or button.get("formaction") or action)
        yield Offer(path, urlsplit(to).path, tuple(hidden), tuple(controls.values()), pressed)


def _kind(field: HtmlElement, kind: str) -> str:
    """Days and numbers are typed into text fields that say so."""
    if field.get("data-date") is not None:
        return "date"
    return "number" if field.get("inputmode") == "numeric" else kind
