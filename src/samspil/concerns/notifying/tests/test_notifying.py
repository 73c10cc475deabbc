"""A notification: somebody with a name sends it, and until it is sent the clock runs."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from samspil.access.actor import now
from samspil.concerns.actions import assessing
from samspil.concerns.actions.raising import add_to
from samspil.concerns.enquiries.actions import to_concern
from samspil.concerns.enquiries.models import Enquiry
from samspil.concerns.enquiries.tests import callers
from samspil.concerns.models import Assessment, Concern
from samspil.concerns.notifying.models import Notifier, SentNotification
from samspil.concerns.notifying.tests.scenes import said_yes, send_it
from samspil.concerns.queries.queue import queue_page
from samspil.concerns.tests.doors import found, raised
from samspil.concerns.tests.test_assess import first
from samspil.lib.refusals import Refused
from tests.cast import Cast, as_role


def page(cast: Cast, member: str, concern: Concern) -> str:
    shown = cast.client(member).get(reverse("concerns:at_door", args=[concern.pk])).content.decode()
    return str(shown.split("<main")[1].split("<footer")[0])


def notices(cast: Cast) -> list[tuple[int, str]]:
    with as_role("samspil_lock") as cursor:
        cursor.execute("SELECT staff_id, kind FROM notices_notice ORDER BY id")
        return list(cursor.fetchall())


def test_a_yes_says_who_sends_it_and_sends_nothing(cast):
    """Met at a door: "Ja, den sendes videre nu" was kept, and everybody believed that somebody else had sent it."""
    concern = raised(cast, found(cast))
    client, address = cast.client("consultant"), reverse("concerns:answer_first", args=[concern.pk])
    form = {
        "first-answer": "yes",
        "first-version": str(_version(cast, concern)),
        "first-because": "Bange for at gå hjem",
    }
    refused = client.post(address, form)
    shown = refused.content.decode()
    assert refused.status_code == 422
    assert "Vælg, hvem der sender den." in shown
    assert "Bange for at gå hjem" in shown  # what was typed stands there still
    answered = client.post(address, form | {"first-notifier": str(cast.colleague.staff.pk)})
    assert answered.status_code == 303, answered.content.decode()
    shown = page(cast, "consultant", concern)
    assert "Line Østergaard sender den." in shown
    assert "ikke sendt endnu" in shown
    assert "24 timer" in shown
    assert (cast.colleague.staff.pk, "notification_yours") in notices(cast)
    assert "Du sender den." in page(cast, "colleague", concern)
    assert not SentNotification.objects.exists()


def _version(cast: Cast, concern: Concern) -> int:
    cast.consultant.sign()
    return int(Assessment.objects.get(concern=concern).version)


def test_nobody_is_chosen_beforehand(cast):
    concern = raised(cast, found(cast))
    shown = page(cast, "consultant", concern)
    (select,) = re.findall(r'<select[^>]*name="first-notifier".*?</select>', shown, re.DOTALL)
    assert re.findall(r'<option value="(\d*)" selected>', select) in ([], [""])
    assert "checked" not in shown.split('name="first-answer"')[1].split("</fieldset>")[0]


@pytest.mark.parametrize("notifier", [None, "police_officer", "outsider"])
def test_only_who_answers_the_door_or_wrote_it_can_be_chosen(cast, notifier):
    concern = raised(cast, found(cast))
    version = _version(cast, concern)
    chosen = cast.members[notifier].staff if notifier else None
    with pytest.raises(Refused) as refusal:
        assessing.answer_first(cast.consultant.sign(), concern=concern, version=version, answer="yes", notifier=chosen)
    assert refusal.value.field == "notifier"
    assert Assessment.objects.get(concern=concern).first_answer == ""


def test_a_no_chooses_nobody(cast):
    concern = raised(cast, found(cast))
    first(cast.consultant.sign(), concern)
    assert not Notifier.objects.exists()
    assert 'id="underretning"' not in page(cast, "consultant", concern)


def test_it_is_sent_by_somebody_at_a_time_to_somebody_with_its_text(cast):
    concern = said_yes(cast)
    client, address = cast.client("consultant"), reverse("notifying:send", args=[concern.pk])
    shown = client.get(address).content.decode()
    for words in (concern.text, "https://example.org/underret", "40 00 00 0", "Der sendes intet herfra af sig selv."):
        assert words in shown
    moment = timezone.localtime(now())
    form = {
        "staff": str(cast.consultant.staff.pk), "day": moment.strftime("%d.%m.%Y"), "clock": moment.strftime("%H.%M"),
        "sent_to": "Modtagelsen",
        "reference": "2026-17", "text": "Vera er bange for at gå hjem", "idempotency_key": str(uuid4()),
    }  # fmt: skip
    for left_out in ("staff", "day", "clock", "sent_to", "text"):
        refused = client.post(address, form | {left_out: ""})
        assert refused.status_code == 422, left_out
        assert 'value="2026-17"' in refused.content.decode()
    assert client.post(address, form).status_code == 303
    assert client.post(address, form).status_code == 303  # twice is once
    sent = SentNotification.objects.get()
    assert (sent.staff_id, sent.sent_to, sent.reference) == (cast.consultant.staff.pk, "Modtagelsen", "2026-17")
    shown = page(cast, "colleague", concern)
    assert "Mette Kjær sendte den" in shown
    assert "2026-17" in shown
    assert "Vera er bange for at gå hjem" in shown
    assert "ikke sendt endnu" not in shown
    assert "Send den igen" in shown
    assert "Send den, og skriv, at den er sendt" not in shown
    again = client.get(address).content.decode()
    assert "Mette Kjær sendte den" in again
    assert again.index("<details") < again.index('name="sent_to"'), "the empty form stands no more"
    assert (
        "<details open" in client.post(address, form | {"text": "", "idempotency_key": str(uuid4())}).content.decode()
    )


def test_it_is_not_sent_in_the_future_and_not_by_nobody(cast):
    concern = said_yes(cast)
    for said, field in (
        ({"sent_at": now() + timedelta(hours=1)}, "clock"), ({"sent_to": " "}, "sent_to"), ({"text": " "}, "text"),
        ({"staff": None}, "staff"), ({"staff": cast.police_officer.staff}, "staff"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refusal:
            send_it(cast, concern, **said)
        assert refusal.value.field == field
    assert not SentNotification.objects.exists()


def test_until_it_is_sent_the_clock_runs_and_nothing_ends(cast):
    concern = said_yes(cast)
    actor = cast.consultant.sign()
    (line,) = queue_page(actor).lines
    assert line.waits_to_be_sent
    late = actor.at + timedelta(hours=25)
    from samspil.concerns.queries.hours import rules_of  # noqa: PLC0415
    from samspil.concerns.queries.queue import queue_lines  # noqa: PLC0415

    row = Assessment.objects.select_related("concern").get(concern=concern)
    assert queue_lines([row], rules_of(cast.body), late)[0].is_late
    assert "Underretningen er ikke sendt" in cast.client("consultant").get(reverse("concerns:queue")).content.decode()
    for outcome in ("notification", "help", "nothing"):
        with pytest.raises(Refused, match="ikke sendt endnu"):
            assessing.close(
                cast.consultant.sign(), concern=concern, version=_version(cast, concern), outcome=outcome, reason="Slut"
            )
    send_it(cast, concern)
    (line,) = queue_page(cast.consultant.sign()).lines
    assert not line.waits_to_be_sent
    row = Assessment.objects.select_related("concern").get(concern=concern)
    assert not queue_lines([row], rules_of(cast.body), late)[0].is_late
    closed = assessing.close(
        cast.consultant.sign(), concern=concern, version=_version(cast, concern), outcome="notification", reason="Sendt"
    )
    assert closed.closed_at is not None


def remind(hours: int) -> None:
    with as_role("none") as cursor:
        cursor.execute("SELECT notifying.remind(access.at() + make_interval(hours => %s))", [hours])


def test_time_tells_the_door_and_who_is_to_send_it(cast):
    concern = said_yes(cast, "ssp_teacher")
    before = len(notices(cast))
    cast.consultant.sign()
    remind(11)
    assert len(notices(cast)) == before
    remind(13)
    remind(25)
    told = notices(cast)[before:]
    teacher, consultant = cast.ssp_teacher.staff.pk, cast.consultant.staff.pk
    for staff in (teacher, consultant):
        assert {kind for who, kind in told if who == staff} == {"not_sent_yet", "not_sent_in_a_day"}
    send_it(cast, concern, "ssp_teacher")
    after = len(notices(cast))
    cast.consultant.sign()
    remind(40)
    assert len(notices(cast)) == after


def test_the_colleague_who_wrote_it_sends_it_and_reads_only_that(cast):
    concern = said_yes(cast, "ssp_teacher")
    assert (cast.ssp_teacher.staff.pk, "notification_yours") in notices(cast)
    shown = page(cast, "ssp_teacher", concern)
    assert "Du sender den." in shown
    assert "Kan det være en underretning?" not in shown  # what the door assessed is the door's
    form = cast.client("ssp_teacher").get(reverse("notifying:send", args=[concern.pk])).content.decode()
    assert "Mette Kjær" not in form.split('name="staff"')[1].split("</select>")[0]
    with pytest.raises(Refused) as refusal:
        send_it(cast, concern, "ssp_teacher", staff=cast.consultant.staff)
    assert refusal.value.field == "staff"
    sent = send_it(cast, concern, "ssp_teacher")
    assert sent.owner_audience_id == concern.owner_audience_id
    assert "Anders Friis sendte den" in page(cast, "consultant", concern)
    assert "Anders Friis sendte den" in page(cast, "ssp_teacher", concern)


def test_who_wrote_it_may_say_so_before_anybody_asks(cast):
    """The duty is the teacher's own, whatever the door has answered."""
    concern = raised(cast, found(cast))
    assert reverse("notifying:send", args=[concern.pk]) in page(cast, "ssp_teacher", concern)
    send_it(cast, concern, "ssp_teacher")
    assert "Anders Friis sendte den" in page(cast, "consultant", concern)
    with pytest.raises(Refused, match="underretning"):
        send_it(cast, concern, "consultant")  # the door answers the first question first


def test_another_door_and_strangers_write_nothing(cast):
    concern = said_yes(cast)
    for member in ("social_worker", "police_officer", "other_consultant"):
        assert cast.client(member).get(reverse("notifying:send", args=[concern.pk])).status_code == 404
        assert cast.client(member).get(reverse("notifying:assign", args=[concern.pk])).status_code == 404


def test_somebody_else_is_chosen_and_told(cast):
    concern = said_yes(cast)
    answer = cast.client("consultant").post(
        reverse("notifying:assign", args=[concern.pk]), {"notifier": str(cast.colleague.staff.pk)}
    )
    assert answer.status_code == 303
    assert "Line Østergaard sender den." in page(cast, "consultant", concern)
    assert (cast.colleague.staff.pk, "notification_yours") in notices(cast)


def test_what_was_sent_is_never_changed(cast):
    concern = said_yes(cast)
    sent = send_it(cast, concern)
    cast.consultant.sign()
    for change in ({"text": "x"}, {"sent_to": "x"}, {"staff_id": cast.colleague.staff.pk}, {"reference": "x"}):
        with pytest.raises(Exception, match="settled"), connection.cursor(), _savepoint():
            SentNotification.objects.filter(pk=sent.pk).update(**change)


def _savepoint():
    from django.db import transaction  # noqa: PLC0415

    return transaction.atomic()


def test_the_24_hours_run_from_the_first_door_that_had_it(cast):
    """A citizen rings about a child; two days later the enquiry becomes a concern. The clock did not wait for that."""
    door = found(cast)
    enquiry = Enquiry.objects.get(pk=callers.enquiry(cast, door))
    with as_role("none") as cursor:
        cursor.execute(
            "UPDATE enquiries_enquiry SET received_at = received_at - interval '2 days' WHERE id = %s", [enquiry.pk]
        )
    actor = cast.consultant.sign()
    enquiry.refresh_from_db()
    concern = to_concern(actor, enquiry=enquiry, version=enquiry.version, about="child", who="Vera Ottosen")
    (line,) = queue_page(actor).lines
    assert line.clock.due == enquiry.received_at + timedelta(hours=24)
    assert line.is_late
    assert concern.received_at == actor.at  # at this door it came now


def test_what_the_sender_told_later_goes_along(cast):
    """Met at a door: the age, where she is, and a brother of six stood in what came later, and were left out."""
    concern = said_yes(cast)
    for text in ("Hun er 14 år og er hos en veninde", "Der er en bror på 6 hjemme"):
        add_to(cast.ssp_teacher.sign(), concern=concern, text=text, key=uuid4())
    shown = cast.client("consultant").get(reverse("notifying:send", args=[concern.pk])).content.decode()
    (field,) = re.findall(r'<textarea name="text".*?</textarea>', shown, re.DOTALL)
    for words in (concern.text, "Hun er 14 år og er hos en veninde", "Der er en bror på 6 hjemme"):
        assert words in field
        assert words in shown.split("<blockquote>")[1].split("</blockquote>")[0]


def test_who_was_to_send_it_is_proposed_and_the_time_is_read_as_people_write_it(cast):
    concern = said_yes(cast, "colleague")
    client, address = cast.client("consultant"), reverse("notifying:send", args=[concern.pk])
    shown = client.get(address).content.decode()
    (select,) = re.findall(r'<select[^>]*name="staff".*?</select>', shown, re.DOTALL)
    assert f'<option value="{cast.colleague.staff.pk}" selected>' in select
    form = {
        "staff": str(cast.colleague.staff.pk), "day": timezone.localtime(now()).strftime("%d.%m.%Y"), "sent_to": "Modtagelsen",
        "text": "x", "idempotency_key": str(uuid4()),
    }  # fmt: skip
    assert "Skriv tiden med timer og minutter" in client.post(address, form | {"clock": "klokken to"}).content.decode()
    assert (
        client.post(address, form | {"clock": "kl. " + timezone.localtime(now()).strftime("%H%M")}).status_code == 303
    )


def test_nobody_sent_it_before_they_had_it_but_who_wrote_it_may_have(cast):
    concern = said_yes(cast)
    with pytest.raises(Refused) as refusal:
        send_it(cast, concern, sent_at=concern.received_at - timedelta(minutes=5))
    assert refusal.value.field == "clock"
    assert "før den blev modtaget her" in str(refusal.value.sentence)
    send_it(cast, concern, "ssp_teacher", sent_at=concern.received_at - timedelta(hours=3))
