"""One child on paper, for who has the child now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from samspil.access.entrance import open_to, signed_in
from samspil.meetings import paper, queries
from samspil.meetings.actions import extracting


@require_GET
@open_to(signed_in)
def child_pdf(request: HttpRequest, person_id: int) -> HttpResponse:
    """The child's decision lines and one's own texts as a tagged PDF, each page marked with reader, time and number."""
    person, records = queries.child_on_paper(person_id)
    mark = extracting.take_out(request.actor, staff=request.colleague, person=person, records=records)
    context = {"page": queries.extract_of(person, records), "mark": mark}
    return paper.as_file(paper.lay_out("meetings/child_pdf.html", context, request), f"udskrift-{mark.number}.pdf")
