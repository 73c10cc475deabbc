"""Reads the police's list (BRO-56). `read_list` is the way in; README.md says what it understands and refuses."""

from samspil.concerns.reader.process import read_list
from samspil.concerns.reader.result import ListReading, ListRow, Problem, Role
from samspil.concerns.reader.sentences import NotAList
from samspil.concerns.reader.table import MOST_BYTES

__all__ = ["MOST_BYTES", "ListReading", "ListRow", "NotAList", "Problem", "Role", "read_list"]
