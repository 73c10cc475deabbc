"""The address of a file: always a download, never a page."""

from __future__ import annotations

from io import BytesIO

from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_GET

from samspil.access.entrance import open_to, signed_in
from samspil.sharing.files import actions


@open_to(signed_in)
@require_GET
def read(request: HttpRequest, file_id: int) -> FileResponse:
    """The file as an attachment: a browser that showed it would run what is in it under our name."""
    file = actions.read(request.actor, file_id=file_id)
    answer = FileResponse(
        BytesIO(bytes(file.data)), as_attachment=True, filename=file.name, content_type=file.content_type
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "no-store"
    return answer
