"""The choosers of a page, as they stand in its HTML: selects, radio buttons, boxes to tick."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Option:
    """One line of a chooser, under the name of its group."""

    value: str
    words: str = ""
    group: str = ""


@dataclass
class Chooser:
    """A control of a form that is sent: the options to choose among."""

    name: str
    kind: str  # select, radio, checkbox
    options: list[Option] = field(default_factory=list)

    @property
    def offered(self) -> list[Option]:
        """The options that choose something: not the empty one."""
        return [one for one in self.options if one.value]


class Reader(HTMLParser):
    """Collects the choosers of the forms that are posted."""

    def __init__(self) -> None:
        super().__init__()
        self.choosers: dict[tuple[int, str], Chooser] = {}
        self.form, self.posts = 0, False
        self.select: Chooser | None = None
        self.option: Option | None = None
        self.group = ""
        self.labels: dict[str, Option] = {}
        self.label: Option | None = None
        self.names_group = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {key: value or "" for key, value in attrs}
        if tag == "form":
            self.form, self.posts = self.form + 1, told.get("method", "get").lower() == "post" or "hx-post" in told
        elif tag == "select" and (self.posts or "form" in told):
            self.select = self._chooser(told.get("name", ""), "select")
        elif tag == "optgroup":
            self.group = told.get("label", "")
        elif tag == "p" and told.get("class") == "option-group":
            self.group, self.names_group = "", True
        elif tag == "option" and self.select is not None:
            self.option = Option(told.get("value", ""), group=self.group)
            self.select.options.append(self.option)
        elif tag == "input" and told.get("type") in {"radio", "checkbox"} and (self.posts or "form" in told):
            option = Option(told.get("value", "on"), group=self.group)
            self._chooser(told.get("name", ""), told["type"]).options.append(option)
            self.labels[told.get("id", "")] = option
        elif tag == "label" and told.get("for") in self.labels:
            self.label = self.labels[told["for"]]

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = None
        elif tag == "option":
            self.option = None
        elif tag in {"optgroup", "fieldset"}:
            self.group = ""
        elif tag == "p":
            self.names_group = False
        elif tag == "label":
            self.label = None
        elif tag == "form":
            self.posts = False

    def handle_data(self, data: str) -> None:
        if self.names_group:
            self.group = " ".join(f"{self.group} {data}".split())
        for option in (self.option, self.label):
            if option is not None:
                option.words = " ".join(f"{option.words} {data}".split())

    def _chooser(self, name: str, kind: str) -> Chooser:
        return self.choosers.setdefault((self.form, name), Chooser(name, kind))


def choosers_of(page: str) -> list[Chooser]:
    """The choosers of the forms that a page posts, in its order."""
    reader = Reader()
    reader.feed(page)
    return list(reader.choosers.values())
