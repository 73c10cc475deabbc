"""The panel of a forum with its meetings: the next ones, and those that have been."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from samspil.meetings.calendar.queries import meetings_around
from samspil.organisations.models import Forum

register = template.Library()


@register.inclusion_tag("meetings/calendar/_forum.html", takes_context=True)
def forum_meetings(context: template.Context, forum: Forum) -> dict[str, Any]:
    """Meetings of the forum; their dates are no secret, what is said there is."""
    coming, held = meetings_around(forum, timezone.now(), context["request"].colleague)
    return {"forum": forum, "coming": coming, "held": held}
