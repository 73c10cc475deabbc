"""Table classes: every table of the installation is of exactly one (a test walks the catalogue)."""

from __future__ import annotations

from enum import Enum


class TableClass(Enum):
    """What a table may hold and which lock it has.

    Stands in a model's `Privacy` as `table`, beside `fields` (why each is kept) and `numbers` (why a number that looks like
    a reference is no foreign key).
    """

    CONFIDENTIAL = "confidential"  # header and policies
    RECORD = "record"  # read by audiences, written by definer functions alone (audit)
    CABINET = "cabinet"  # keys; the app role may read at most
    DOOR = "door"  # sign-in; another role
    OPEN = "open"  # no personal data about children; read by everyone signed in
    HIDDEN = "hidden"  # no right for the app role at all
