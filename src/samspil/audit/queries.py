"""Reading the record. Which events an actor sees the database decides: those of audiences that they hold."""

from __future__ import annotations

from django.db.models import Model, QuerySet

from samspil.audit.models import Event


def events_of(thing: Model) -> QuerySet[Event]:
    """What happened to one row, newest first, as far as the actor may know it."""
    return Event.objects.filter(object_table=thing._meta.db_table, object_id=thing.pk).order_by("-at", "-pk")
