"""What the database itself says (sql/survey.sql); here for the catalogue."""

from __future__ import annotations

from django.utils.translation import gettext_noop

SENTENCES = (
    gettext_noop("you have been asked this year already"),
    gettext_noop("these figures are for those who lead"),
)
