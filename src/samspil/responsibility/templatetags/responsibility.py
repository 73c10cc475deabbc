"""Words of responsibility for templates: `{% load responsibility %}`."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from samspil.responsibility.states import Party

register = template.Library()


@register.filter
def party_name(party: str) -> str:
    """Who agrees to a handover."""
    return str(Party(party).label)


@register.filter
def standing_words(standing: str) -> str:
    """Where a party stands."""
    return {
        "agrees": _("has said yes"), "disagrees": _("does not agree"),
        "not_asked": _("not asked; it must be confirmed"), "excepted": _("not asked, and it is confirmed"),
        "urgent": _("not asked: it could not wait, and the reason is written down"),
        "told": _("has been told"), "not_told": _("is not told"), "answered": _("an answer is written down"),
    }.get(standing, _("has not answered"))  # fmt: skip
