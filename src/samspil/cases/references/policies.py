"""A reference points; it does not tell."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from samspil.lib.refusals import Refused

_PERHAPS_CPR = re.compile(r"(?<!\d)\d{6}[\s\-]?\d{4}(?!\d)")
_ADDRESS = re.compile(r"https://[^\s]+")


def check_points(*, number: str, what: str, link: str) -> None:
    """A number of the case over there, never a person's; a link that a browser opens safely.

    Raises Refused: a CPR number, also inside a link, would be a copy of what the other system keeps.
    """
    for field, text in (("number", number), ("what", what), ("link", link)):
        if _PERHAPS_CPR.search(text):
            raise Refused(
                _("This looks like a CPR number. Write the number that the case has in the other system."), field=field
            )
    if link and not _ADDRESS.fullmatch(link):
        raise Refused(_("Write a link that begins with https://, or leave it empty."), field="link")
