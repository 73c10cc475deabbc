"""How sums of money are written: `{% load activities %}`."""

from __future__ import annotations

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def kroner(amount: int | None) -> str:
    """`{{ 12000|kroner }}` 12.000 kr.; a dash where nobody has said."""
    return "–" if amount is None else f"{number_format(amount, force_grouping=True)} kr."
