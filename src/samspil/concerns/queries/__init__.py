"""Reads of lists and concerns."""

from samspil.concerns.queries.doors import SendingPage, Target, UploadPage, holders, sending_page, upload_page
from samspil.concerns.queries.preview import Preview, PreviewLine, choices_key, preview, unfinished
from samspil.concerns.queries.waiting import (
    concern_page,
    entry_page,
    get_concern,
    list_page,
    waiting_page,
)

__all__ = [
    "Preview",
    "PreviewLine",
    "SendingPage",
    "Target",
    "UploadPage",
    "choices_key",
    "concern_page",
    "entry_page",
    "get_concern",
    "holders",
    "list_page",
    "preview",
    "sending_page",
    "unfinished",
    "upload_page",
    "waiting_page",
]
