"""Reads of files. The bytes are read by opening a file and in no other way: `actions.read`."""

from __future__ import annotations

from samspil.access.models import Confidential
from samspil.lib.refusals import NotVisible
from samspil.sharing.models import File


def files_of(thing: Confidential) -> list[File]:
    """The files that hang on a row and that the actor reads, in the order in which they came; without their bytes."""
    mine = File.objects.filter(parent_table=thing._meta.db_table, parent_id=thing.pk)
    return list(mine.defer("data", "sha256").order_by("pk"))


def get_file(file_id: int) -> File:
    """A file, without its bytes. Raises NotVisible."""
    found = File.objects.filter(pk=file_id).defer("data").first()
    if found is None:
        raise NotVisible
    return found
