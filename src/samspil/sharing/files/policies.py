"""Who may attach and open files. Who sees that there is one is the database's matter."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.models import Confidential
from samspil.lib.refusals import Refused
from samspil.sharing.models import File, Scanned

MEGABYTE = 1024 * 1024


def check_may_attach(actor: Actor, to: Confidential) -> None:
    """Those who keep a row hang files on it; who received it writes a row of his own."""
    if to.owner_audience_id not in cabinet.own_keys():
        raise Refused(_("Only those who keep this matter can attach a file to it."))


def check_size(size: int) -> None:
    """At most 25 MiB: a file is a row of the database."""
    if size == 0:
        raise Refused(_("This file is empty. Choose another."))
    if size > File.LARGEST:
        raise Refused(
            _("This file is larger than %(most)d MB. Make it smaller, and attach it again.")
            % {"most": File.LARGEST // MEGABYTE}
        )


def check_may_open(actor: Actor, file: File) -> None:
    """What is shut away is opened by nobody, and so is what the scanner refused."""
    if file.shut_away:
        raise Refused(
            _("This file has been shut away and is opened by nobody. It is destroyed when its time has come.")
        )
    if file.scanned == Scanned.REFUSED:
        raise Refused(_("The virus scanner has refused this file, so it cannot be opened."))
