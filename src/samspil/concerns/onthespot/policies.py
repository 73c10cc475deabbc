"""What the database itself says (sql/tally.sql); here for the catalogue."""

from __future__ import annotations

from django.utils.translation import gettext_noop

SENTENCES = (gettext_noop("only who works in a unit counts for it"),)
