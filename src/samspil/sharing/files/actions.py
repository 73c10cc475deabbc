"""The writers of files: attach, open, scan, shut away."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.cabinet import call
from samspil.access.models import Confidential
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.lib.refusals import Refused
from samspil.sharing.files import policies, scanner
from samspil.sharing.files.content import recognise
from samspil.sharing.files.queries import get_file
from samspil.sharing.models import File, Scanned


@verb("file.attached")
def attach(actor: Actor, *, to: Confidential, name: str, data: bytes) -> File:
    """Hang a file on a row that the actor keeps; from then on it goes where the row goes.

    What it is, is found by its content; a picture loses place, time and telephone. Raises Refused for who does not keep
    the row, for what is too large, no picture or document, or refused by the virus scanner.
    """
    policies.check_may_attach(actor, to)
    policies.check_size(len(data))
    known = recognise(name, data)
    policies.check_size(len(known.data))
    scanned = _scanned(known.data)
    if scanned == Scanned.REFUSED:
        raise Refused(_("The virus scanner has refused this file. Do not open it, and tell your IT department."))
    file = File.objects.create(
        owner_audience_id=to.owner_audience_id,
        subject=to.subject,
        origin=to.origin,
        retention_kind=to.retention_kind,
        parent_table=to._meta.db_table,
        parent_id=to.pk,
        name=known.name,
        content_type=known.content_type,
        size=len(known.data),
        sha256=hashlib.sha256(known.data).digest(),
        data=known.data,
        scanned=scanned,
    )
    record("file.attached", file, size=file.size, scanned=scanned.value)
    return file


def attach_all(actor: Actor, *, to: Confidential, files: Sequence[tuple[str, bytes]], field: str) -> list[File]:
    """Attach every file, or none. Raises Refused at `field` with a sentence for each that cannot be taken."""
    attached, refusals = [], []
    for name, data in files:
        try:
            attached.append(attach(actor, to=to, name=name, data=data))
        except Refused as refused:
            refusals.append(f"{name}: {refused.sentence}")
    if refusals:
        raise Refused("\n".join(refusals), field=field)
    return attached


@verb("file.read")
def read(actor: Actor, *, file_id: int) -> File:
    """Open a file with its bytes, which is recorded as a reading. Raises NotVisible, Refused."""
    file = get_file(file_id)
    policies.check_may_open(actor, file)
    record("file.read", file)
    file.refresh_from_db(fields=["data"])
    return file


@verb("file.scanned")
def scan(actor: Actor, *, file_id: int) -> File:
    """Have the virus scanner look at a file that came before there was one. Raises NotVisible, Refused."""
    file = get_file(file_id)
    policies.check_may_attach(actor, file)
    file.scanned = _scanned(bytes(file.data))
    file.save(update_fields=["scanned"])
    record("file.scanned", file, scanned=str(file.scanned))
    return file


@verb("file.shut_away")
def shut_away(actor: Actor, *, file_id: int) -> None:
    """Shut a file away that should never have come: nobody opens it, and only its keeper sees that there is one.

    Shut away twice is shut away once. Raises NotVisible, Refused for others than its keeper.
    """
    file = get_file(file_id)
    if not file.shut_away:  # else only its keeper has found it
        call("SELECT sharing.shut_away(%s)", [file.pk])


def _scanned(data: bytes) -> Scanned:
    """What the scanner says; nothing where none is set. Raises Refused where it is set and does not answer."""
    if not scanner.is_set():
        return Scanned.UNSCANNED
    try:
        return Scanned.REFUSED if scanner.finds(data) else Scanned.CLEAN
    except scanner.NoAnswer as silent:
        raise Refused(
            _(
                "The file could not be scanned for viruses just now, so it was not attached. Try again in a little while."
            )
        ) from silent
