"""What leaves the product on paper: a template becomes a tagged PDF (PDF/UA: tags, language, title, headings).

Nothing is fetched while it is made but our own fonts: a text that somebody typed can name no address that is looked up. The fonts
come along (`fonts/`), so that a name in any European script or in Arabic looks alike on every server.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from samspil.lib.refusals import Refused

if TYPE_CHECKING:
    from weasyprint.document import Document

LOOK = Path(__file__).with_suffix(".css")


def lay_out(template: str, context: dict[str, Any], request: HttpRequest | None = None) -> Document:
    """The pages of a document, before they become a file. Raises Refused where the machine has no Pango."""
    try:
        # Here, not above: it loads system libraries, and all the rest of the product works without them.
        from weasyprint import CSS, HTML  # noqa: PLC0415
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

        from samspil.meetings.paper_fetching import OurFontsAlone  # noqa: PLC0415
    except OSError as missing:
        raise Refused(
            _(
                "No PDF can be made here, because Pango is missing on the server. Tell those who run it; the page itself can "
                "be printed from the browser."
            )
        ) from missing
    text = render_to_string(template, context, request=request)
    fonts = FontConfiguration()
    look = CSS(string=LOOK.read_text(encoding="utf-8"), url_fetcher=OurFontsAlone(), font_config=fonts)
    return HTML(string=text, url_fetcher=OurFontsAlone()).render(
        pdf_variant="pdf/ua-1", stylesheets=[look], font_config=fonts
    )


def as_file(document: Document, name: str) -> HttpResponse:
    """The document as a file that is saved, never shown inside a page or kept by a cache."""
    return HttpResponse(
        document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )
