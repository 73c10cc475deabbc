"""Forms: the renderer (settings: FORM_RENDERER = "samspil.web.forms.Renderer"), fields and the hidden fields."""

from samspil.web.forms.choosing import FEW, in_groups
from samspil.web.forms.fields import ClockField, DateField, DateInput, IdempotencyKey, LongText, ShortText, Version
from samspil.web.forms.rendering import BoundField, Problem, Renderer, problems

__all__ = [
    "FEW",
    "BoundField",
    "ClockField",
    "DateField",
    "DateInput",
    "IdempotencyKey",
    "LongText",
    "Problem",
    "Renderer",
    "ShortText",
    "Version",
    "in_groups",
    "problems",
]
