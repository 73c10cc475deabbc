"""The calendar: the year, a meeting's time, and the feed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.access.actor import now
from samspil.access.entrance import anybody, open_to, signed_in
from samspil.lib.calendars import SchoolYear
from samspil.lib.refusals import NotVisible
from samspil.meetings.calendar import actions, agendas, blocks, feed, forms, overview, policies, queries
from samspil.organisations.models import Forum
from samspil.organisations.queries import get_forum, terms_of
from samspil.web import dates
from samspil.web.errors import refusals_on
from samspil.web.htmx import go, respond

FIRST_YEAR, LAST_YEAR = 2000, 2100
LONGEST_NUMBER = 18  # digits of an id


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isdecimal() and len(value) <= LONGEST_NUMBER else None


def _school_year(request: Any) -> int | None:
    """The year in which the school year asked for begins; None for the one of today. Raises NotVisible far away."""
    starts = _number(request.GET.get("aar"))
    if starts is not None and not FIRST_YEAR <= starts <= LAST_YEAR:
        raise NotVisible
    return starts


def _today(request: Any) -> date:
    """The day of the request, by the clock that the actor was signed with."""
    return timezone.localtime(request.actor.at).date()


def _sent(request: HttpRequest) -> Any:
    """What was typed; None before anything was sent, so that an empty form can be an answer too."""
    return request.POST if request.method == "POST" else None


def _page_of(meeting_id: int) -> str:
    return reverse("calendar:meeting", args=[meeting_id])


@open_to(signed_in)
@require_safe
def year(request: Any) -> HttpResponse:
    """A school year of meetings by month: mine, or one forum's."""
    shown = queries.year_page(
        request.actor,
        request.colleague,
        day=_today(request),
        forum_id=_number(request.GET.get("forum")),
        starts=_school_year(request),
    )
    news = queries.news_for(request.colleague, request.actor.at)
    public = shown.forum is not None and queries.is_public(shown.forum, _today(request))
    short = overview.too_few(shown.forum, shown.year) if shown.forum and shown.may_plan else None
    context = {"shown": shown, "news": news, "is_public": public, "short": short}
    return respond(request, "meetings/calendar/year.html", context)


@open_to(signed_in)
@require_safe
def all_forums(request: Any) -> HttpResponse:
    """A school year of every forum by month, for a level or a district; made to be printed too."""
    body, level, district = request.colleague.body, request.GET.get("niveau", ""), request.GET.get("distrikt", "")
    shown = overview.sheet(
        body, _today(request), request.actor.at, starts=_school_year(request), level=level, district=district
    )
    form = forms.SheetForm(
        levels=shown.levels, districts=shown.districts, initial={"niveau": level, "distrikt": district}
    )
    return respond(request, "meetings/calendar/all_forums.html", {"shown": shown, "form": form})


@open_to(signed_in)
@require_safe
def meeting(request: Any, meeting_id: int) -> HttpResponse:
    """When and where a meeting is, what has changed, and what can be done about it."""
    found = queries.get_meeting(meeting_id, request.colleague.body)
    shown = queries.meeting_page(request.actor, request.colleague, found)
    return respond(request, "meetings/calendar/meeting.html", {"shown": shown, "meeting": found})


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def move_meeting(request: Any, meeting_id: int) -> HttpResponse:
    """Another day, time or place."""
    found = queries.get_meeting(meeting_id, request.colleague.body)
    policies.check_may_change(request.actor, found)
    local = timezone.localtime
    known = {
        "day": local(found.starts_at).date(), "starts": local(found.starts_at).time(),
        "ends": local(found.ends_at).time(), "place": found.place,
    }  # fmt: skip
    form = forms.TimeForm(_sent(request), initial=known)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.move_meeting(request.actor, meeting=found, **form.times())
            return go(request, _page_of(found.pk))
    context = {"form": form, "meeting": found, "cancel_url": _page_of(found.pk)}
    context["has_blocks"] = bool(terms_of(found.forum, local(found.starts_at).date()).blocks)
    return respond(request, "meetings/calendar/move_meeting.html", context, status=422 if form.errors else 200)


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel_meeting(request: Any, meeting_id: int) -> HttpResponse:
    """Cancel a meeting; what waits on its agenda goes to the next."""
    found = queries.get_meeting(meeting_id, request.colleague.body)
    policies.check_may_change(request.actor, found)
    form = forms.ReasonForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.cancel_meeting(request.actor, meeting=found, **form.cleaned_data)
            return go(request, _page_of(found.pk))
    following = queries.next_meeting(found.forum, after=found.starts_at)
    year = SchoolYear.of(timezone.localtime(found.starts_at).date())
    short = overview.too_few(found.forum, year, without=found)
    context = {"form": form, "meeting": found, "following": following, "short": short}
    context |= {"stands_alone": found.forum.type == Forum.AD_HOC, "waiting": agendas.waiting(found)}
    context["cancel_url"] = _page_of(found.pk)
    return respond(request, "meetings/calendar/cancel_meeting.html", context, status=422 if form.errors else 200)


@open_to(signed_in)
@require_POST
def call_block(request: Any, meeting_id: int) -> HttpResponse:
    """The seats of a block come to this meeting, or do not."""
    found = queries.get_meeting(meeting_id, request.colleague.body)
    policies.check_may_change(request.actor, found)
    day = timezone.localdate(found.starts_at)
    form = forms.BlockForm(request.POST, blocks=blocks.with_seats(found.forum, day))
    if not form.is_valid():
        raise NotVisible
    actions.call_block(request.actor, meeting=found, **form.cleaned_data)
    return go(request, _page_of(found.pk))


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def call_extra(request: Any, forum_id: int) -> HttpResponse:
    """An extra meeting beside the rhythm."""
    forum = get_forum(forum_id, request.colleague.body)
    policies.check_may_plan(request.actor, forum)
    form = forms.ExtraForm(_sent(request), blocks=blocks.with_seats(forum, _today(request)))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = actions.call_extra(request.actor, forum=forum, **form.times())
            return go(request, _page_of(made.pk))
    context = {"form": form, "forum": forum, "cancel_url": f"{reverse('calendar:year')}?forum={forum.pk}"}
    return respond(request, "meetings/calendar/call_extra.html", context, status=422 if form.errors else 200)


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_year(request: Any, forum_id: int) -> HttpResponse:
    """Plan a school year from terms and calendar; says what it did and where a gap stays."""
    forum = get_forum(forum_id, request.colleague.body)
    policies.check_may_plan(request.actor, forum)
    this = SchoolYear.of(_today(request))
    form = forms.YearForm(_sent(request), years=[this, SchoolYear(this.starts + 1)])
    planned, gaps = None, []
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            planned = actions.plan_year(request.actor, forum=forum, school_year=form.cleaned_data["year"])
            names = queries.block_names([forum.pk])
            gaps = [_gap(names.get((forum.pk, block), block), one, other) for block, one, other in planned.gaps]
    back = f"{reverse('calendar:year')}?forum={forum.pk}"
    context = {"form": form, "forum": forum, "planned": planned, "gaps": gaps, "cancel_url": back}
    return respond(request, "meetings/calendar/plan_year.html", context, status=422 if form.errors else 200)


def _gap(block: str, one: Any, other: Any) -> str:
    days = (other - one).days
    words = ngettext("%(days)d day", "%(days)d days", days) % {"days": days}
    return _("%(block)s: %(words)s between %(one)s and %(other)s") % {
        "block": block, "words": words, "one": dates.short(one), "other": dates.short(other),
    }  # fmt: skip


@open_to(signed_in)
@require_POST
def put_aside(request: Any, change_id: int) -> HttpResponse:
    """The change is seen; it goes off my day."""
    change = queries.get_change(change_id, request.colleague.body)
    actions.put_aside(request.actor, change=change, staff=request.colleague)
    back = request.POST.get("back", "")
    within = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return go(request, back if within else reverse("calendar:year"))


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: Any) -> HttpResponse:
    """The secret address of my calendar: make, replace, stop. It is shown once, in the answer."""
    link, forum_links = "", []
    if request.method == "POST" and "stop" in request.POST:
        actions.revoke_feed_address(request.actor, staff=request.colleague)
    elif request.method == "POST":
        secret = actions.make_feed_address(request.actor, staff=request.colleague)
        link = request.build_absolute_uri(reverse("calendar:feed", args=[secret]))
        forum_links = [
            (forum.name, request.build_absolute_uri(reverse("calendar:forum_feed", args=[secret, forum.pk])))
            for forum in queries.forums(request.colleague.body, _today(request))
        ]
    context = {"link": link, "forum_links": forum_links, "address": queries.feed_address_of(request.colleague)}
    return respond(request, "meetings/calendar/subscribe.html", context)


@open_to(anybody)
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The feed behind a secret address. Open data alone: whoever has the address sees meetings, never children."""
    return _answer(queries.feed_of(secret, now()))


@open_to(signed_in)
@require_safe
def forum_calendar(request: Any, forum_id: int) -> HttpResponse:
    """One forum's meetings as a file for a calendar program, for colleagues of its body."""
    forum = get_forum(forum_id, request.colleague.body)
    answer = _answer(queries.forum_feed(forum, request.actor.at))
    answer.headers["Content-Disposition"] = f'attachment; filename="{forum.key}.ics"'
    return answer


@open_to(anybody)
@require_safe
def forum_feed(request: HttpRequest, secret: str, forum_id: int) -> HttpResponse:
    """One forum's feed behind a colleague's secret address; dead when the address is."""
    return _answer(queries.forum_feed_of(secret, forum_id, now()))


@open_to(anybody)
@require_safe
def public_feed(request: HttpRequest, body_key: str, forum_key: str) -> HttpResponse:
    """When a forum meets whose meetings are open to the public. No secret, no names."""
    return _answer(queries.public_feed(body_key, forum_key, now()))


def _answer(shown: queries.Feed) -> HttpResponse:
    body = feed.render(shown, product=getattr(settings, "PRODUCT_NAME", "Samspil"))
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
