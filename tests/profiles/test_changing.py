"""Administrators change the organisation in the product: under the checks of a file, with validity, history and a reason."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
import yaml
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samspil.access.actor import Actor, now, sign
from samspil.audit.models import Event
from samspil.lib.refusals import Conflict, Refused
from samspil.organisations.models import Body, Forum, ForumTerms, ProfileVersion, Seat, SeatHolder, Staff
from samspil.organisations.profile import Profile, calendar_of
from samspil.organisations.queries import latest_profile, terms_of
from samspil.profiles import actions, editing, queries
from samspil.profiles.models import Change, Subject
from tests.cast import Cast
from tests.profiles.reading import read
from tests.profiles.test_pages_of_the_four import settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(cast: Cast) -> tuple[Body, Client]:
    return settle(read("vallensbaek"))


def forum_of(body: Body, key: str = "onsdagsgruppen") -> Forum:
    return Forum.objects.select_related("body").get(body=body, key=key)


def hidden(page: str) -> dict[str, Any]:
    """What a browser sends again of a page's hidden fields."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page):
        found.setdefault(name, []).append(value.replace("&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&"))
    found.pop("csrfmiddlewaretoken", None)
    return {name: values if len(values) > 1 else values[0] for name, values in found.items()}


def confirmed(client: Client, address: str, typed: dict[str, Any], reason: str = "Besluttet i styregruppen") -> str:
    """Look at what would change, confirm with a reason; answers what was shown before it held."""
    before = ProfileVersion.objects.count()
    look = client.post(address, {**typed, "step": "look"})
    shown = look.content.decode()
    assert look.status_code == 200, shown[:4000]
    assert ProfileVersion.objects.count() == before, "looking changes nothing"
    done = client.post(address, {**hidden(shown), "step": "apply", "reason": reason})
    assert done.status_code == 303, done.content.decode()[:4000]
    return shown


def applied_again(body: Body) -> None:
    """What is exported now is the profile, and applying it changes nothing."""
    sign(Actor(body.installer_id, now()))
    profile = Profile.model_validate(queries.content_of(body))
    versions = ProfileVersion.objects.filter(body=body).count()
    done = actions.apply(Actor(body.installer_id, now()), body, profile)
    assert sum(sum(one.values()) for one in done.values()) == 0, done
    assert ProfileVersion.objects.filter(body=body).count() == versions


SEAT = {"name": "Sundhedsplejen", "unit": "center-sundhed", "kind": "standing", "votes": ""}


def test_what_was_typed_for_one_seat_does_not_stand_in_the_form_of_the_next(place: tuple[Body, Client]) -> None:
    """Met by a stranger: the draft of the first step outlived the last, and "FormandenReferenten" became a seat."""
    body, client = place
    address = reverse("setup:add_seat", args=[forum_of(body).pk])
    url = re.findall(r'data-draft-url="([^"]+)"', client.get(address).content.decode())[0]
    assert client.post(url, {"name": "Sundhedsplejen"}).status_code == 204
    assert 'value="Sundhedsplejen"' in client.get(address).content.decode()
    shown = confirmed(client, address, {**SEAT, "_draft": url.split("/")[-2]})
    assert "_draft" not in hidden(shown)
    assert 'value="Sundhedsplejen"' not in client.get(address).content.decode()


@pytest.mark.covers("VAL-82", page="setup:history")
def test_a_seat_is_added_changed_and_ended_and_every_version_says_who_and_why(place: tuple[Body, Client]) -> None:
    body, client = place
    forum = forum_of(body)
    address = reverse("setup:add_seat", args=[forum.pk])
    wrong = client.post(address, {**SEAT, "unit": "", "valid_from": "1.3.2027", "valid_to": "1.2.2027"})
    assert wrong.status_code == 422
    assert "Sundhedsplejen" in wrong.content.decode(), "what was typed is kept"
    shown = confirmed(client, address, SEAT)
    assert "Onsdagsgruppen" in shown
    assert "Sundhedsplejen" in shown
    assert "De nye regler gælder fra i dag" not in shown, "a seat is no rule"
    seat = Seat.objects.get(forum=forum, key="sundhedsplejen")
    assert seat.unit.key == "center-sundhed"
    made = Change.objects.get(version__body=body)
    assert (made.made_by.name, made.reason, made.subject) == ("Hanne Lund", "Besluttet i styregruppen", Subject.SEATS)
    assert Event.objects.filter(act="profile.changed", object_id=made.version_id).exists()

    change = reverse("setup:change_seat", args=[forum.pk, "sundhedsplejen"])
    page = client.get(change).content.decode()
    assert 'value="Sundhedsplejen"' in page
    confirmed(client, change, {**SEAT, "name": "Sundhed", "duties": ["deputy"], "votes": "no"})
    seat.refresh_from_db()
    assert (seat.name, seat.deputises) == ("Sundhed", True)

    last = timezone.localdate() + timedelta(days=30)
    shown = confirmed(
        client, reverse("setup:end_seat", args=[forum.pk, "sundhedsplejen"]), {"valid_to": f"{last:%d.%m.%Y}"}
    )
    seat.refresh_from_db()
    assert seat.valid_to == last
    assert Seat.objects.filter(pk=seat.pk).exists(), "nothing is deleted"
    history = client.get(reverse("setup:history")).content.decode()
    assert history.count("Besluttet i styregruppen") == 3
    assert "læst ind fra profilens fil" in history
    version = client.get(reverse("setup:version", args=[made.version_id])).content.decode()
    assert "Sundhedsplejen" in version
    applied_again(body)
    exported = yaml.safe_load(client.get(reverse("setup:export")).content)
    group = next(one for one in exported["forums"] if one["key"] == "onsdagsgruppen")
    assert next(one for one in group["seats"] if one["key"] == "sundhedsplejen")["votes"] is False


RHYTHM = {
    "kind": "every_n_weeks", "weeks": "2", "counted_in": "school_weeks", "first": "", "times": "", "months": "", "days": "",
    "event": "", "weekday": "wednesday", "starts": "09.00", "ends": "11.00", "at_most": "25", "minutes_close_days": "10",
}  # fmt: skip


def test_terms_change_from_a_day_and_those_of_before_stay(place: tuple[Body, Client]) -> None:
    body, client = place
    forum, today = forum_of(body), timezone.localdate()
    address, first = reverse("setup:rhythm", args=[forum.pk]), today + timedelta(days=40)
    client.get(address)
    past = client.post(address, RHYTHM | {"holds_from": f"{today - timedelta(days=1):%d.%m.%Y}"})
    assert past.status_code == 422
    assert "Dagen er gået" in past.content.decode()
    typed = {
        "holds_from": f"{first:%d.%m.%Y}",
        "weekday": "thursday",
        "starts": "13.00",
        "ends": "15.00",
        "at_most": "23",
    }
    shown = confirmed(client, address, RHYTHM | typed)
    assert "De nye regler gælder fra i dag" not in shown, "they begin later"
    before, after = terms_of(forum, first - timedelta(days=1)), terms_of(forum, first)
    assert (before.cadence.weekday, before.ages.at_most) == ("wednesday", 25)  # type: ignore[union-attr]
    assert (after.cadence.weekday, after.ages.at_most) == ("thursday", 23)  # type: ignore[union-attr]
    assert after.decisions == before.decisions
    assert ForumTerms.objects.filter(forum=forum).on(first).count() == 1

    words = {f"label_{number}": word.label for number, word in enumerate(before.decisions)}
    days = {
        f"days_{n}": str(word.deadline_days)
        for n, word in enumerate(before.decisions)
        if word.deadline_days is not None
    }
    shown = confirmed(
        client, reverse("setup:decisions", args=[forum.pk]),
        {"holds_from": f"{today:%d.%m.%Y}", **words, **days, "label_0": "Samtale med familien"},
    )  # fmt: skip
    assert "De nye regler gælder fra i dag" in shown
    assert terms_of(forum, today).decisions[0].label == "Samtale med familien"
    assert terms_of(forum, first).ages.at_most == 23, "what was settled for later stands"
    headings = {f"title_{number}": heading.title for number, heading in enumerate(after.agenda)}
    confirmed(
        client, reverse("setup:agenda", args=[forum.pk]),
        {"holds_from": f"{first:%d.%m.%Y}", **headings, "title_5": "Evaluering", "minutes_5": "5"},
    )  # fmt: skip
    assert [heading.title for heading in terms_of(forum, first).agenda][-1] == "Evaluering"
    applied_again(body)


def test_the_calendar_and_the_words(place: tuple[Body, Client]) -> None:
    body, client = place
    year = max(year.starts for year in latest_profile(body).calendar.school_years) + 1
    address = reverse("setup:school_year", args=[year])
    half = client.post(address, {"name_0": "Efterårsferie", "first_0": f"16.10.{year}"})
    assert half.status_code == 422
    assert "hører sammen" in half.content.decode()
    confirmed(
        client, address,
        {"name_0": "Efterårsferie", "first_0": f"16.10.{year}", "last_0": f"20.10.{year}", "confirmed_by": "Skolechefen"},
    )  # fmt: skip
    settled = next(one for one in latest_profile(body).calendar.school_years if one.starts == year)
    assert (settled.confirmed_by, settled.holidays[0].first_day) == ("Skolechefen", date(year, 10, 16))
    assert calendar_of(latest_profile(body).calendar)
    confirmed(client, reverse("setup:closing_days"), {"name_0": "Grundlovsdag", "day_0": "5.6."})
    assert [day.day for day in latest_profile(body).calendar.closing_days] == ["06-05"]
    confirmed(client, reverse("setup:word", args=["ssp_teacher"]), {"word": "kontaktlærer", "plural": "kontaktlærere"})
    assert {word.term: word.word for word in latest_profile(body).vocabulary}["ssp_teacher"] == "kontaktlærer"
    confirmed(
        client, reverse("setup:texts"), {"purpose": "At give alle børn en god ungdom", "about": "Sammen om de unge"}
    )
    assert "Sammen om de unge" in client.get(reverse("organisations:about", args=[body.key])).content.decode()
    assert client.get(reverse("setup:word", args=["unknown_term"])).status_code == 404
    applied_again(body)


def test_any_section_is_changed_as_text_and_faults_are_told_at_their_line(place: tuple[Body, Client]) -> None:
    body, client = place
    address = reverse("setup:section", args=["roles"])
    text = queries.section_text(queries.content_of(body), "roles")
    lines = text.splitlines()
    at = next(number for number, line in enumerate(lines) if "type: ssp_teacher" in line)
    broken = "\n".join([*lines[:at], lines[at].replace("ssp_teacher", "trold"), *lines[at + 1 :]])
    wrong = client.post(address, {"text": broken})
    assert wrong.status_code == 422
    assert f"Linje {at + 1}: roles" in wrong.content.decode()
    assert "trold" in wrong.content.decode(), "what was typed is kept"
    assert client.post(address, {"text": "roles: ["}).status_code == 422
    assert "roles:" in client.post(address, {"text": "units: []"}).content.decode()
    # What another section leans on is told with its place.
    gone = client.post(address, {"text": text.replace("key: gadeplansmedarbejder\n", "key: gademedarbejder\n")})
    assert gone.status_code == 422
    assert "posts[" in gone.content.decode()
    same = client.post(address, {"text": text})
    assert same.status_code == 422
    assert "Intet ville blive ændret" in same.content.decode()
    confirmed(client, address, {"text": text.replace("name: SSP-lærer\n", "name: SSP-kontaktlærer\n")})
    assert "SSP-kontaktlærer" in client.get(reverse("organisations:roles")).content.decode()
    applied_again(body)


def test_two_administrators_never_overwrite_each_other(place: tuple[Body, Client]) -> None:
    body, client = place
    forum, address = forum_of(body), ""
    address = reverse("setup:add_seat", args=[forum.pk])
    look = client.post(address, {**SEAT, "step": "look"}).content.decode()
    actor = Actor(Staff.objects.get(body=body, name="Hanne Lund").principal_id, now())
    sign(actor)
    seen = queries.digest_of(queries.content_of(body))

    def call_it(content: dict[str, Any]) -> None:
        editing.set_word(content, "concern", {"word": "undring"})

    actions.change(actor, body=body, edit=call_it, seen=seen, subject=Subject.WORDS, reason="Vi siger undring")
    with pytest.raises(Conflict):
        actions.change(actor, body=body, edit=call_it, seen=seen, subject=Subject.WORDS, reason="En gang til")
    late = client.post(address, {**hidden(look), "step": "apply", "reason": "Sundhed skal med"})
    page = late.content.decode()
    assert late.status_code == 409
    assert "Vi siger undring" in page
    assert "Sundhed skal med" in page, "the reason is kept"
    assert not Seat.objects.filter(forum=forum, key="sundhedsplejen").exists()
    done = client.post(address, {**hidden(page), "step": "apply", "reason": "Sundhed skal med"})
    assert done.status_code == 303
    assert Seat.objects.filter(forum=forum, key="sundhedsplejen").exists()
    assert {word.term: word.word for word in latest_profile(body).vocabulary}["concern"] == "undring", "both stand"


def test_others_than_administrators_change_nothing(place: tuple[Body, Client], cast: Cast) -> None:
    body, _client = place
    somebody = Staff.objects.get(body=body, name="Ida Holm")
    actor = Actor(somebody.principal_id, now())
    sign(actor)
    with pytest.raises(Refused, match="administrator"):
        actions.change(actor, body=body, edit=lambda now: None, seen="", subject=Subject.WORDS, reason="Nej")
    assert cast.client("consultant").get(reverse("setup:overview")).status_code == 409
    assert SeatHolder.objects.count() > 0
