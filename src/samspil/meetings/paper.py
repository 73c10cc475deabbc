"""What leaves the product on paper: a template becomes a tagged PDF (PDF/UA: tags, language, title, headings).

Nothing is fetched while it is made: a text that somebody typed can name no address that is looked up.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from weasyprint import HTML
from weasyprint.document import Document


def _nothing(url: str, *args: Any, **kwargs: Any) -> Any:
    raise ValueError("a document fetches nothing")


def lay_out(template: str, context: dict[str, Any], request: HttpRequest | None = None) -> Document:
    """The pages of a document, before they become a file."""
    text = render_to_string(template, context, request=request)
    return HTML(string=text, url_fetcher=_nothing).render(pdf_variant="pdf/ua-1")


def as_file(document: Document, name: str) -> HttpResponse:
    """The document as a file that is saved, never shown inside a page or kept by a cache."""
    return HttpResponse(
        document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )
