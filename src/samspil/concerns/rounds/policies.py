"""A round is about a class, and names nobody."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samspil.lib.naming import traces
from samspil.lib.refusals import Refused


def check_names_nobody(group: str) -> None:
    """The class or group ("7.b", "Fredagsklubben"), not a child."""
    found = traces(group)
    if found.numbers or found.names:
        raise Refused(_("Write the class or the group, never a child’s name or number."), field="group")
