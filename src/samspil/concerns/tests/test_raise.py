"""A concern for a door: sent in a minute, received by somebody with a name."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from samspil.access.actor import Actor, now, sign
from samspil.audit.models import Event
from samspil.concerns.actions.raising import add_to
from samspil.concerns.door_forms import RaiseForm
from samspil.concerns.models import Assessment, Concern, Holding, Step
from samspil.concerns.queries.own_door import door_of
from samspil.concerns.tests.doors import CONTENT, FORM, SAID, at, found, raised
from samspil.lib.refusals import NotVisible, Refused
from samspil.organisations.models import ConcernDoor
from samspil.organisations.profile.doors import DoorTakes
from samspil.people.actions import find_or_create
from samspil.people.queries import Child
from samspil.responsibility.models import Absence
from samspil.sharing.files.queries import files_of
from samspil.sharing.models import Disclosure
from tests.cast import Cast, as_role
from tests.clock import today

JUDGES_ITSELF = "Kommunen vurderer selv, om det er en underretning."
OWN_DUTY = "Din egen pligt til at underrette består."


def text(answer) -> str:
    return str(answer.content.decode())


def post(cast: Cast, member: str = "ssp_teacher", **said):
    data = {**FORM, "idempotency_key": str(uuid4()), **said}
    return cast.client(member).post(reverse("concerns:raise"), {key: value for key, value in data.items() if value})


def test_a_teacher_raises_a_concern_and_sees_who_has_it(cast):
    found(cast)
    answer = post(cast, arena="online")
    assert answer.status_code == 303, text(answer)
    concern = Concern.objects.get()
    assert (concern.arena, concern.source, concern.forum_id) == ("online", "school", None)
    body = text(cast.client("ssp_teacher").get(answer["Location"]))
    for words in ("Mette Kjær", "40001000", JUDGES_ITSELF, OWN_DUTY, "https://example.org/underret", "112"):
        assert words in body
    assert "kendt" not in body.replace("om barnet var kendt før", "")


def test_at_most_five_questions_and_none_of_them_too_many(cast):
    door = found(cast)
    known = RaiseForm(doors=[door], own=door)
    several = RaiseForm(doors=[door, ConcernDoor.objects.get(key="alle")], own=door)
    for form in (known, several):
        offered = {
            "attachments",
            "in_danger",
            "chosen_by",
            "location_type",
        }  # not asked: who has nothing of it passes by
        asked = [field for field in form.visible_fields() if field.name not in offered]
        assert len(asked) <= 5
        words = " ".join(f"{field.label} {field.help_text}" for field in asked).lower()
        for never in ("cpr", "adresse", "address", "paragraf", "level", "niveau", "forældre", "parent"):
            assert never not in words
    assert sum(field.widget_type == "textarea" for field in known.visible_fields()) == 1


def test_the_district_decides_the_door_and_its_first_has_it(cast):
    door = found(cast)
    actor = cast.ssp_teacher.sign()
    assert door_of(cast.ssp_teacher.staff, at("2026-11-24T09:00").date(), DoorTakes.CONCERN) == door
    concern = raised(cast, door)
    held = Holding.objects.get(concern=concern)
    assert (held.staff_id, held.footing) == (cast.consultant.staff.pk, "received")
    assert concern.received_at == held.period.lower
    cast.outreach_worker.sign()
    assert Concern.objects.filter(pk=concern.pk).exists()
    assert actor


def test_who_reads_it(cast):
    door = found(cast)
    concern = raised(cast, door)
    for member, sees in {
        "ssp_teacher": True, "consultant": True, "outreach_worker": True, "social_worker": False, "police_officer": False,
        "outsider": False, "administrator": False, "other_consultant": False, "politician": False,
    }.items():  # fmt: skip
        cast.members[member].sign()
        assert Concern.objects.filter(pk=concern.pk).exists() is sees, member
        assert Assessment.objects.filter(concern=concern).exists() is (sees and member != "ssp_teacher"), member


def test_it_is_disclosed_on_a_basis_and_recorded(cast):
    door = found(cast)
    concern = raised(cast, door)
    cast.consultant.sign()
    assert {given.to_audience_id for given in Disclosure.objects.all()} == {door.audience_id}
    with as_role("samspil_lock"):
        assert Event.objects.filter(act="concern.raised", object_id=concern.pk).count() == 1


def test_known_or_unknown_is_the_same_to_the_sender(cast):
    """The rows that the sender reads say nothing of whether the child is known, before and after the door has found it."""
    from samspil.concerns.actions import assessing  # noqa: PLC0415

    door = found(cast)
    one, other = raised(cast, door), raised(cast, door, who="Aya Ali, 7.b")
    actor = cast.consultant.sign()
    person = find_or_create(actor, owner_audience=door.audience_id, child=Child("Vera Ottosen"))
    for concern in (one, other):
        assessment = Assessment.objects.get(concern=concern)
        assessing.answer_first(actor, concern=concern, version=assessment.version, answer="no", because="Ved det")
    assessing.name_child(actor, concern=one, person_id=person.pk)
    cast.ssp_teacher.sign()
    own = {"id", "key", "who", "received_at", "written_at"}
    one_row, other_row = (Concern.objects.filter(pk=pk).values()[0] for pk in (one.pk, other.pk))
    seen = [{key: value for key, value in row.items() if key not in own} for row in (one_row, other_row)]
    assert seen[0] == seen[1]
    pages = [text(cast.client("ssp_teacher").get(reverse("concerns:at_door", args=[pk]))) for pk in (one.pk, other.pk)]
    assert all("Hvem handler det om" not in page and "Ved det" not in page for page in pages)


def test_the_adult_whom_the_child_chose_has_it(cast):
    door = found(cast, content={**CONTENT, "chosen_adult": "responsible"})
    concern = raised(cast, door, chosen_by="child")
    cast.consultant.sign()
    held = Holding.objects.get(concern=concern)
    assert (held.staff_id, held.footing) == (cast.ssp_teacher.staff.pk, "chosen")


@pytest.mark.covers("HAL-10", verb="concern.raised")
def test_who_takes_responsibility_for_an_alarm_is_named_where_it_stands(cast):
    door = found(cast, content={**CONTENT, "chosen_adult": "responsible"})
    concern = raised(cast, door, who="Familien på Mosevej", text="Der er larm hver nat", chosen_by="family")
    shown = text(cast.client("ssp_teacher").get(reverse("concerns:raised", args=[concern.pk])))
    assert cast.ssp_teacher.staff.name in shown.split("<main")[1].split("Hvis det bliver værre")[0]
    cast.consultant.sign()
    assert Holding.objects.get(concern=concern).staff_id == cast.ssp_teacher.staff.pk


def test_sent_twice_is_one_concern(cast):
    door = found(cast)
    key = uuid4()
    assert raised(cast, door, key=key).pk == raised(cast, door, key=key).pk
    assert Concern.objects.count() == 1


def test_what_is_sent_again_after_the_door_has_closed_is_the_concern_that_was_received(cast: Cast) -> None:
    """Who sends again is told that it arrived; only a new concern is told that the door has closed."""
    door, key = found(cast), uuid4()
    sent = raised(cast, door, key=key)
    sign(Actor(cast.body.installer_id, now()))
    assert ConcernDoor.objects.filter(pk=door.pk).update(valid_to=today() - timedelta(days=1)) == 1
    with pytest.raises(Refused) as refusal:
        raised(cast, door)
    assert refusal.value.field == "text"
    assert raised(cast, door, key=key) == sent


def test_nothing_is_sent_where_it_cannot_be_recorded(cast, monkeypatch):
    door = found(cast)

    def fails(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("samspil.concerns.actions.raising.record", fails)
    with pytest.raises(RuntimeError), transaction.atomic():
        raised(cast, door)
    assert not Concern.objects.exists()


def test_neighbours_and_private_associations(cast):
    door = found(cast)
    with pytest.raises(NotVisible):
        raised(cast, door, member="other_consultant")
    with pytest.raises(Refused, match="Ring"):
        raised(cast, door, member="outsider")


def test_what_was_received_is_neither_changed_nor_withdrawn(cast):
    door = found(cast)
    concern = raised(cast, door)
    assert Concern.objects.filter(pk=concern.pk).update(text="Alligevel ikke") == 0
    cast.consultant.sign()
    for change in ({"text": "x"}, {"who": "x"}, {"received_at": None}, {"door_id": 0}):
        with pytest.raises(Exception, match="settled"), transaction.atomic():
            Concern.objects.filter(pk=concern.pk).update(**change)


def test_more_can_be_told_later_and_a_question_answered(cast):
    from samspil.concerns.actions import assessing  # noqa: PLC0415

    door = found(cast)
    concern = raised(cast, door)
    step = add_to(cast.ssp_teacher.sign(), concern=concern, text="Hun er 13", key=uuid4())
    assert step.kind == "added"
    actor = cast.consultant.sign()
    assert Step.objects.get(pk=step.pk).text == "Hun er 13"
    assessing.answer_first(actor, concern=concern, version=1 + 1, answer="no", because="Trives ellers")
    assessing.ask_back(actor, concern=concern, text="Siden hvornår?", key=uuid4())
    assessing.note(actor, concern=concern, text="Kun for os", key=uuid4())
    teacher = cast.ssp_teacher.sign()
    assert [one.text for one in Step.objects.order_by("pk")] == ["Hun er 13", "Siden hvornår?"]
    assert add_to(teacher, concern=concern, text="Siden sommer", key=uuid4()).kind == "answered"


@pytest.mark.parametrize(
    "said",
    [
        {"who": ""}, {"text": ""}, {"about": "alt"}, {"arena": "månen"}, {"who": "x" * 301}, {"text": "x" * 20_001},
        {"idempotency_key": "nej"}, {"text": "   "},
    ],
)  # fmt: skip
def test_bad_input_keeps_what_was_typed(cast, said):
    found(cast)
    answer = post(cast, **said)
    assert answer.status_code == 422
    assert not Concern.objects.exists()
    kept = SAID["who"] if "who" not in said else SAID["text"]
    assert kept in text(answer)


def test_a_script_is_only_text(cast):
    found(cast)
    answer = post(cast, text="<script>alert(1)</script>")
    assert answer.status_code == 303
    body = text(cast.client("consultant").get(reverse("concerns:at_door", args=[Concern.objects.get().pk])))
    assert "<script>alert" not in body
    assert "&lt;script&gt;" in body


def test_somebody_away_is_passed_over(cast):
    door = found(cast)
    actor = cast.consultant.sign()
    Absence.objects.create(staff_id=cast.consultant.staff.pk, away=(actor.at, None))
    concern = raised(cast, door)
    assert Holding.objects.get(concern=concern).staff_id == cast.colleague.staff.pk


@pytest.mark.parametrize(
    "spoilt",
    [
        "DELETE FROM concerns_holding WHERE concern_id = %s",
        "UPDATE concerns_holding SET period = tstzrange(lower(period), now() + interval '1 hour') WHERE concern_id = %s",
        "UPDATE concerns_concern SET closed_at = now() + interval '1 hour' WHERE id = %s",
    ],
)
def test_without_a_holder_nothing_commits(cast, spoilt):
    concern = raised(cast, found(cast))
    with pytest.raises(IntegrityError, match="exactly one holder"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE NONE; {spoilt}; SET CONSTRAINTS ALL IMMEDIATE", [concern.pk])


def test_a_nul_is_turned_away_with_what_was_typed(cast):
    found(cast)
    answer = post(cast, text="nul\x00 og mere")
    assert answer.status_code in {400, 422}
    assert not Concern.objects.exists()
    assert "og mere" in text(answer)


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF"


def test_a_file_goes_with_the_concern_and_is_shut_away_unseen(cast):
    found(cast)
    client = cast.client("ssp_teacher")
    form = client.get(reverse("concerns:raise")).content.decode()
    assert form.index("Send aldrig intime billeder eller overgrebsbilleder af børn") < form.index('type="file"')
    data = {**FORM, "idempotency_key": str(uuid4()), "attachments": [SimpleUploadedFile("brev.pdf", PDF)]}
    assert client.post(reverse("concerns:raise"), data).status_code == 303
    actor = cast.consultant.sign()
    concern = Concern.objects.get()
    (file,) = files_of(concern)
    assert file.name == "brev.pdf"
    page = reverse("concerns:at_door", args=[concern.pk])
    assert "brev.pdf" in text(cast.client("consultant").get(page))
    assert (
        cast.client("social_worker").post(reverse("concerns:shut_file", args=[concern.pk, file.pk])).status_code == 404
    )
    assert actor
    client, address = cast.client("consultant"), reverse("concerns:shut_file", args=[concern.pk, file.pk])
    asked = text(client.get(address))
    for words in ("Ingen kan åbne filen mere", "Det kan ikke fortrydes", "Anders Friis, der har sendt den, får besked"):
        assert words in asked
    assert client.post(address, {"reason": ""}).status_code == 422
    assert "Vi kender barnet i forvejen" in text(client.post(address, {"reason": "Vi kender barnet i forvejen"}))
    assert [one.shut_away for one in files_of(concern)] == [False], "nothing is shut away by one press"
    for _time in ("once", "sent again"):
        assert client.post(address, {"reason": "Et andet barns brev"}).status_code == 303
    assert cast.client("ssp_teacher").get(reverse("files:read", args=[file.pk])).status_code in {404, 409}
    # Both sides still read that it came, what became of it, and why; the sender is told.
    for member, name in (("consultant", "at_door"), ("ssp_teacher", "at_door"), ("ssp_teacher", "raised")):
        shown = text(cast.client(member).get(reverse(f"concerns:{name}", args=[concern.pk])))
        assert shown.count("brev.pdf – Et andet barns brev") == (2 if name == "at_door" else 1)
        assert "Lukket væk" in shown
    assert "En fil, du har sendt, er lukket væk." in text(cast.client("ssp_teacher").get(reverse("notices:notices")))
    sending = text(client.get(reverse("notifying:send", args=[concern.pk])))
    assert "De her filer hører til" not in sending, "no heading stands over nothing"


@pytest.mark.parametrize(
    "files", [[("navn.jpg", b"MZ\x90\x00program")], [("tom.pdf", b"")], [(f"{n}.pdf", PDF) for n in range(50)]]
)
def test_a_program_renamed_nothing_and_fifty_files_keep_what_was_typed(cast, files):
    found(cast)
    data = {
        **FORM, "idempotency_key": str(uuid4()), "attachments": [SimpleUploadedFile(name, content) for name, content in files],
    }  # fmt: skip
    answer = cast.client("ssp_teacher").post(reverse("concerns:raise"), data)
    assert answer.status_code == 422
    assert SAID["text"] in text(answer)
    assert not Concern.objects.exists()


def test_more_that_is_told_after_it_was_ended_is_given_back_with_the_reason(cast):
    from samspil.concerns.actions import assessing  # noqa: PLC0415

    concern = raised(cast, found(cast))
    actor = cast.consultant.sign()
    assessing.answer_first(actor, concern=concern, version=2, answer="no", because="Trives ellers")
    assessing.close(actor, concern=concern, version=3, outcome="help", reason="Aftalt med hjemmet")
    said = {"text": "Han har i dag fået nye trusler", "idempotency_key": str(uuid4())}
    answer = cast.client("ssp_teacher").post(reverse("concerns:add", args=[concern.pk]), said)
    body = answer.content.decode()
    assert answer.status_code == 409
    assert "Han har i dag fået nye trusler" in body
    assert "afsluttet" in body
