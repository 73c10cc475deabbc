"""What waits at somebody's doors and what they have, for their day."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.concerns.queries.mine import day_of_concerns
from samspil.organisations.identity import posts_today
from samspil.web import dates

register = template.Library()


@register.inclusion_tag("arrivals/_my_doors.html", takes_context=True)
def waiting_at_doors(context: dict[str, Any]) -> dict[str, Any]:
    """What one has, counts by kind with what is late and what is said to be dangerous, and what is late where one leads;
    nothing, where nothing waits, but for who leads: who sees what is late.
    """
    request = context["request"]
    if not request.colleague:
        return {}
    leads = any(post.leads for post in posts_today(request))
    return {"day": day_of_concerns(request.actor, request.colleague.pk), "leads": leads}


@register.filter
def by_when(due: datetime) -> str:
    """“before 25.11.2026 kl. 10.00”; what ends with a day is due on that day."""
    local = timezone.localtime(due)
    if local.time() == time():
        return _("by %(day)s") % {"day": dates.short((local - timedelta(minutes=1)).date())}
    return _("before %(time)s") % {"time": dates.moment(due)}
