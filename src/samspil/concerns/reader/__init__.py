"""Reads the police's list (BRO-56). `read_list` is the way in; README.md says what it understands and refuses."""

from samspil.concerns.reader.again import HeadingsUnknown
from samspil.concerns.reader.aliases import Meaning
from samspil.concerns.reader.headers import NAMES, shut_out
from samspil.concerns.reader.process import read_again, read_list
from samspil.concerns.reader.result import ListReading, ListRow, OpenColumn, Problem, Role, open_column
from samspil.concerns.reader.sentences import NotAList
from samspil.concerns.reader.table import MOST_BYTES

__all__ = [
    "MOST_BYTES", "NAMES", "HeadingsUnknown", "ListReading", "ListRow", "Meaning", "NotAList", "OpenColumn", "Problem", "Role",
    "open_column", "read_again", "read_list", "shut_out",
]  # fmt: skip
