"""What a case needs to hear from the child and the network before it ends."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from samspil.cases.models import Case
from samspil.cases.origins.queries import parents_of
from samspil.cases.voices.models import Voice, Whose
from samspil.lib.refusals import Refused

SENTENCES = (gettext_noop("only who works on the case may ask how it is met"),)  # what the database itself says


def missing(heard: Collection[str]) -> list[str]:
    """Whose part is not written yet."""
    return [whose for whose in Whose.values if whose not in heard]


def check_heard(case: Case) -> None:
    """A case ends when it says how the child and the network took part, or why they did not (HAL-05). While nobody talks with the
    parents first, nobody asks for the family's part.
    """
    heard = set(Voice.objects.filter(case=case).values_list("whose", flat=True))
    if parents_of(case).last:
        heard.add(Whose.NETWORK)
    for whose in missing(heard):
        raise Refused(
            _("Write first how the child took part in the case, or why not.")
            if whose == Whose.CHILD
            else _("Write first how the family and network took part in the case, or why not.")
        )
