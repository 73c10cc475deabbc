"""Reads of lists and concerns."""

from samspil.concerns.queries.doors import SendingPage, Target, UploadPage, holders, sending_page, upload_page
from samspil.concerns.queries.outcomes import put_back_words, receipt, removed_words, taken_back_words
from samspil.concerns.queries.preview import (
    Preview,
    PreviewLine,
    choices_key,
    list_of,
    preview,
)
from samspil.concerns.queries.received import entry_page, list_page
from samspil.concerns.queries.rows import begun, first_row, key_by_hand, row_page
from samspil.concerns.queries.telling import each_once, told_by
from samspil.concerns.queries.unfinished import unfinished, unfinished_one
from samspil.concerns.queries.waiting import concern_page, get_concern, waiting_page

__all__ = [
    "Preview",
    "PreviewLine",
    "SendingPage",
    "Target",
    "UploadPage",
    "begun",
    "choices_key",
    "concern_page",
    "each_once",
    "entry_page",
    "first_row",
    "get_concern",
    "holders",
    "key_by_hand",
    "list_of",
    "list_page",
    "preview",
    "put_back_words",
    "receipt",
    "removed_words",
    "row_page",
    "sending_page",
    "taken_back_words",
    "told_by",
    "unfinished",
    "unfinished_one",
    "upload_page",
    "waiting_page",
]
