"""The paper as a Word file, from a template that can be opened in Word and made one's own (`committee_paper.docx`)."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from docxtpl import DocxTemplate

from samspil.meetings.models import Meeting
from samspil.meetings.papers.models import Paper
from samspil.meetings.papers.queries import Item, items_of
from samspil.web import dates

TEMPLATE = Path(__file__).with_name("committee_paper.docx")
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def as_word(meeting: Meeting, paper: Paper) -> bytes:
    """The file. Texts are put in as they are: nothing that somebody typed is read as a template."""
    document = DocxTemplate(TEMPLATE)
    title = _("Papers for %(forum)s") % {"forum": meeting.forum.name}
    document.render(
        {
            "title": title,
            "when": dates.long(timezone.localdate(meeting.starts_at)),
            "place": meeting.place,
            "made": _("Made %(day)s. Names nobody.") % {"day": dates.short(timezone.localdate(paper.made_at))},
            "headings": headings(),
            "items": [_item(item) for item in items_of(paper)],
        },
        autoescape=True,
    )
    document.docx.core_properties.title = title
    document.docx.core_properties.author = meeting.forum.name
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def headings() -> dict[str, str]:
    """The headings of an item, on page and on paper."""
    return {
        "text": _("Presentation"),
        "proposal": _("What is proposed"),
        "background": _("Background"),
        "annex": _("Annexes"),
    }


def _item(item: Item) -> dict[str, Any]:
    lines = {name: [line for line in text.splitlines() if line.strip()] for name, text in item.texts.items()}
    return {"number": item.number, "title": item.title, "kind": item.kind, "lines": lines}
