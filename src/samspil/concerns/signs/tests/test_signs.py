"""An early sign: noted without case and name, read by the unit, narrowed, taken back, and made a concern in one press (BAL-27)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from samspil.access.actor import Actor, now
from samspil.access.actor import sign as act_as
from samspil.cases.models import Case
from samspil.concerns.models import Concern
from samspil.concerns.signs import actions
from samspil.concerns.signs.models import EarlySign
from samspil.concerns.signs.tests.scenes import noted, said
from samspil.concerns.tests.doors import found
from samspil.lib.refusals import NotVisible, Refused
from samspil.organisations.models import District, Role
from samspil.organisations.profile.roles import RoleType
from samspil.people.actions import find_or_create
from samspil.people.models import Person
from samspil.people.queries import Child
from samspil.web.dates import short
from tests.cast import Cast


def page(cast: Cast, member: str = "consultant", **asked: str) -> str:
    answer = cast.client(member).get(reverse("signs:signs"), asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


def post(cast: Cast, member: str = "outreach_worker", **more: Any) -> Any:
    form = said() | {"seen_on": short(timezone.localdate()), "idempotency_key": str(uuid4())} | more
    return cast.client(member).post(reverse("signs:note"), form)


def press(cast: Cast, act: str, sign: EarlySign, member: str) -> Any:
    return cast.client(member).post(reverse(f"signs:{act}", args=[sign.pk]))


@pytest.mark.covers("BAL-27", verb="sign.noted", page="signs:signs")
@pytest.mark.covers("BAL-27", verb="sign.became_concern", page="concerns:at_door")
def test_a_sign_is_noted_without_case_or_name_and_becomes_a_concern_in_one_press(cast: Cast) -> None:
    found(cast)
    north = District.objects.get(body=cast.body, key="nord")
    assert "Ingen tidlige tegn endnu" in page(cast, "outreach_worker")
    day = timezone.localdate() - timedelta(days=2)
    assert post(cast, district_id=str(north.pk), place="Skateparken", seen_on=short(day)).status_code == 303
    assert not Case.objects.exists()
    assert not Person.objects.exists()
    shown = page(cast)
    for words in ("ryger ved cykelskuret", "Skateparken, Nord", "Omar Said", "Gør til en bekymring"):
        assert words in shown, words
    look = shown.split("<summary>Gør til en bekymring</summary>")[1].split("</details>")[0]
    assert "går til SSP Nord som en bekymring" in look  # one tap sent it at once, beside the one that takes it back
    assert "Send som en bekymring" in look
    cast.consultant.sign()
    sign = EarlySign.objects.get()
    sent = press(cast, "to_concern", sign, "outreach_worker")
    cast.outreach_worker.sign()
    concern = Concern.objects.get()
    assert sent["Location"] == reverse("concerns:raised", args=[concern.pk])
    assert (concern.about, concern.who, concern.source, concern.arena) == (
        "place", "Skateparken, Nord", "outreach", "street",
    )  # fmt: skip
    for words in (sign.text, "Alkohol, stoffer eller vapes", short(day), "Skateparken, Nord"):
        assert words in concern.text, words
    assert concern.door is not None
    assert concern.door.key == "nord"
    shown = page(cast, "outreach_worker")
    assert "Blev til en bekymring" in shown
    assert reverse("concerns:at_door", args=[concern.pk]) in shown
    assert "Gør til en bekymring" not in shown
    assert sign.text in cast.client("consultant").get(reverse("concerns:at_door", args=[concern.pk])).content.decode()


def test_it_becomes_a_concern_once_whoever_presses(cast: Cast) -> None:
    found(cast)
    sign = noted(cast)
    assert press(cast, "to_concern", sign, "consultant").status_code == 303
    again = press(cast, "to_concern", sign, "outreach_worker")
    assert again.status_code == 409
    assert "Blev til en bekymring" in again.content.decode()
    cast.consultant.sign()
    assert Concern.objects.count() == 1
    assert press(cast, "take_back", sign, "outreach_worker").status_code == 409


@pytest.mark.parametrize("place", ["Esplanaden", "Ved Store Torv", "Kulturhuset Elværket"])
def test_the_name_of_a_place_is_not_taken_for_a_childs(cast: Cast, place: str) -> None:
    """Met by a stranger: "Esplanaden" in the field for the place was asked about as a name."""
    found(cast)
    assert post(cast, place=f"kiosken på {place}").status_code == 303
    find_or_create(
        cast.outreach_worker.sign(),
        owner_audience=cast.units["ssp"].audience_id,
        child=Child("Vera Ottosen", date(2013, 2, 3)),
    )
    asked = post(cast, place="hos Vera Ottosen")
    assert asked.status_code == 422
    assert "Vera Ottosen" in asked.content.decode()


def test_club_workers_and_pedagogues_of_a_club_note_signs(cast: Cast) -> None:
    found(cast)
    act_as(Actor(cast.body.installer_id, now()))
    role = cast.outreach_worker.staff.post_set.get().role
    Role.objects.filter(pk=role.pk).update(type=RoleType.YOUTH_CLUB_WORKER)
    assert noted(cast).source == "leisure"
    assert "ryger ved" in page(cast)


def test_without_a_door_nothing_is_lost(cast: Cast) -> None:
    sign = noted(cast)  # no door is set up
    with pytest.raises(Refused, match="112"):
        actions.to_concern(cast.consultant.sign(), sign=sign)
    assert EarlySign.objects.get().state == "open"


@pytest.mark.covers("BAL-27", verb="sign.noted")
def test_outreach_workers_and_teachers_write_and_only_their_unit_reads(cast: Cast) -> None:
    assert noted(cast).source == "outreach"
    assert noted(cast, "ssp_teacher", text="Tre elever sover i timerne").source == "school"
    for member in ("consultant", "social_worker", "police_officer", "outsider"):
        with pytest.raises(Refused, match="Meld en bekymring"):
            noted(cast, member)
        assert post(cast, member).status_code == 409
    assert "ryger ved cykelskuret" in page(cast, "consultant")
    assert "sover i timerne" not in page(cast, "consultant")
    assert "sover i timerne" in page(cast, "ssp_teacher")
    for member in ("social_worker", "police_officer", "outsider", "other_consultant", "administrator"):
        assert "ryger ved" not in page(cast, member), member
        cast.members[member].sign()
        assert not EarlySign.objects.filter(theme="drugs").exists(), member
    sign = EarlySign.objects.filter(pk=0).first()
    assert sign is None
    cast.consultant.sign()
    sign = EarlySign.objects.get()
    for act in ("to_concern", "take_back"):
        assert press(cast, act, sign, "social_worker").status_code == 404


@pytest.mark.parametrize("field", ["text", "place"])
def test_a_cpr_number_is_refused_and_what_was_typed_stays(cast: Cast, field: str) -> None:
    answer = post(cast, **{field: "Ham med 120571-4222 ved skuret"})
    assert answer.status_code == 422
    assert "120571-4222" in answer.content.decode()
    assert 'type="checkbox" name="sure"' not in answer.content.decode()
    with pytest.raises(Refused) as refusal:  # there is no "I am sure" about a number
        noted(cast, **{field: "Ham med 120571-4222 ved skuret"}, sure=True)
    assert refusal.value.field == field
    assert not EarlySign.objects.exists()


@pytest.mark.parametrize(
    "text", ["vi så vera sofie ottosen ved søen", "Vera Sofie Ottosen var der", "VERA SOFIE OTTOSEN"]
)
def test_the_name_of_a_known_child_is_asked_about_once(cast: Cast, text: str) -> None:
    actor = cast.consultant.sign()
    find_or_create(
        actor, owner_audience=cast.units["ssp"].audience_id, child=Child("Vera Sofie Ottosen", date(2013, 2, 3))
    )
    answer = post(cast, text=text)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "Vera Sofie Ottosen" in body
    assert 'name="sure"' in body
    assert text in body
    assert not EarlySign.objects.exists()
    assert post(cast, text=text, sure="on").status_code == 303


def test_a_child_whom_others_know_is_answered_as_an_unknown_one(cast: Cast) -> None:
    actor = cast.social_worker.sign()
    find_or_create(
        actor, owner_audience=cast.units["family"].audience_id, child=Child("vera ottosen", date(2013, 2, 3))
    )
    assert post(cast, text="vi så vera ottosen ved søen").status_code == 303


@pytest.mark.parametrize(
    "more",
    [
        {"text": ""}, {"text": "   "}, {"theme": "månen"}, {"arena": ""}, {"place": ""}, {"seen_on": "31.2.2026"},
        {"seen_on": "1.1.2020"}, {"district_id": "999999"}, {"text": "x" * 4001}, {"idempotency_key": "nej"},
    ],
)  # fmt: skip
def test_bad_input_keeps_what_was_typed(cast: Cast, more: dict[str, str]) -> None:
    found(cast)
    answer = post(cast, **more)
    assert answer.status_code == 422
    assert ("Cykelskuret" if "place" not in more else said()["text"]) in answer.content.decode()
    cast.outreach_worker.sign()
    assert not EarlySign.objects.exists()


def test_the_same_form_twice_is_one_sign(cast: Cast) -> None:
    key = str(uuid4())
    for _time in range(2):
        assert post(cast, idempotency_key=key).status_code == 303
    cast.outreach_worker.sign()
    assert EarlySign.objects.count() == 1


@pytest.mark.covers("BAL-27", verb="sign.listed", page="signs:signs")
def test_the_list_is_narrowed_by_area_theme_and_own(cast: Cast) -> None:
    found(cast)
    north = District.objects.get(body=cast.body, key="nord")
    noted(cast, text="Sag nord", district_id=north.pk, place="")
    noted(cast, text="Sag station", theme="crime", place="Stationen")
    for asked, stands in (
        ({}, {"Sag nord", "Sag station"}),
        ({"omraade": str(north.pk)}, {"Sag nord"}),
        ({"sted": "station"}, {"Sag station"}),
        ({"tema": "crime"}, {"Sag station"}),
        ({"vis": "egne"}, set()),
        ({"omraade": "x", "tema": "y", "side": "z"}, {"Sag nord", "Sag station"}),
    ):
        shown = page(cast, **asked)
        assert {name for name in ("Sag nord", "Sag station") if name in shown} == stands, asked
    assert "Intet tegn passer" in page(cast, vis="egne")
    assert "Sag nord" in page(cast, "outreach_worker", vis="egne")


@pytest.mark.covers("BAL-27", verb="sign.taken_back")
def test_a_wrong_sign_is_taken_back_by_its_writer_alone(cast: Cast) -> None:
    sign = noted(cast)
    assert press(cast, "take_back", sign, "colleague").status_code == 409
    assert press(cast, "take_back", sign, "outreach_worker").status_code == 303
    assert "ryger ved" not in page(cast)
    assert "ryger ved" not in page(cast, "outreach_worker")
    own = page(cast, "outreach_worker", vis="egne")
    assert "ryger ved" in own
    assert "Taget tilbage" in own
    assert press(cast, "to_concern", sign, "consultant").status_code == 409


def test_what_was_seen_is_written_once(cast: Cast) -> None:
    sign = noted(cast)
    with pytest.raises(Exception, match="settled"), transaction.atomic():
        EarlySign.objects.filter(pk=sign.pk).update(text="Noget andet")
    with pytest.raises(NotVisible):
        actions.to_concern(cast.social_worker.sign(), sign=sign)


def test_a_script_is_only_text(cast: Cast) -> None:
    assert post(cast, text="<script>alert(1)</script>").status_code == 303
    shown = page(cast)
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown
