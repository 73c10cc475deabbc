"""What rows of the cases are found again by: what is sent twice, and what a decision set going."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


def once(name: str, *fields: str) -> models.UniqueConstraint:
    """What is sent twice is made once. Only within one owner: over all, a refused insert would tell of a hidden row."""
    return models.UniqueConstraint(
        fields=["owner_audience", *fields], condition=Q(**{f"{fields[0]}__isnull": False}), name=name
    )


def of_decision(name: str) -> models.Index:
    """Found again when the decision is undone."""
    return models.Index(fields=["decision_id"], condition=Q(decision_id__isnull=False), name=name)
