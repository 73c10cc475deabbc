"""Papers for politicians: prepared item by item, made once they name nobody, the same on page, PDF and in Word."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samspil.audit.models import Event
from samspil.lib.refusals import Conflict, NotVisible, Refused
from samspil.meetings.matters.actions import agenda
from samspil.meetings.matters.models import Matter
from samspil.meetings.models import Meeting, MeetingState
from samspil.meetings.papers import actions, queries
from samspil.meetings.papers.models import Paper, Preparation
from samspil.meetings.passages import actions as passages
from samspil.meetings.passages import queries as travelling
from samspil.meetings.passages.models import Passage
from samspil.meetings.passages.tests.forums import Forums, found
from tests.cast import Cast


@pytest.fixture
def forums(cast: Cast) -> Forums:
    return found(cast)


@pytest.fixture
def meeting(cast: Cast, forums: Forums) -> Meeting:
    """The local council meets in a week; the consultant prepares, the politician reads."""
    starts = timezone.now() + timedelta(days=7)
    cast.consultant.sign()
    made = Meeting.objects.create(forum=forums.here, starts_at=starts, ends_at=starts + timedelta(hours=2))
    return Meeting.objects.select_related("forum__body").get(pk=made.pk)


def proposed(cast: Cast, meeting: Meeting, **given: str) -> Matter:
    words = {"title": "Flere fritidspas", "text": "Ordningen virker.\nDen koster 200.000 kr."} | given
    return agenda.propose(cast.consultant.sign(), meeting=meeting, proposal=agenda.Proposal(**words), sure=True)


@pytest.mark.covers("BRO-50", verb="paper.made")
def test_a_matter_sent_up_becomes_a_paper_that_a_politician_reads(cast: Cast, forums: Forums, meeting: Meeting) -> None:
    above = forums.above
    (sent,) = passages.send(
        cast.other_consultant.sign(), forum=above, to=[travelling.addressees(above, timezone.localdate())[0]],
        kind="recommendation", title="Lys på stien", text="Der er mørkt ved stationen.", proposal="At der sættes lys op.",
        background="Drøftet i foråret.", annex="Kort over stien\nBudget",
    )  # fmt: skip
    actor = cast.consultant.sign()
    passage = travelling.get_passage(sent.pk)
    assert travelling.coming_meetings(actor, passage) == [meeting]
    matter = passages.place(actor, passage=passage, meeting=meeting)
    assert passages.place(actor, passage=passage, meeting=meeting) == matter
    assert (matter.from_passage_id, matter.collected_from) == (sent.pk, "Rådet")
    with pytest.raises(Refused) as elsewhere:
        passages.place(actor, passage=Passage(pk=sent.pk, to_forum=above), meeting=meeting)
    assert elsewhere.value.field == "meeting"
    assert [one.pk for one in travelling.passage_page(actor, passage).matters] == [matter.pk]
    (plain,) = passages.send(
        cast.other_consultant.sign(), forum=above, to=[travelling.addressees(above, timezone.localdate())[0]],
        kind="information", title="Nye tal", text="Tallene for i år er på vej.",
    )  # fmt: skip
    actor = cast.consultant.sign()
    passages.place(actor, passage=travelling.get_passage(plain.pk), meeting=meeting)
    assert Preparation.objects.count() == 1  # what has no proposal needs none
    actions.make(actor, meeting=meeting)

    politician = cast.client("politician")
    page = politician.get(reverse("papers:paper", args=[meeting.pk])).content.decode()
    pdf = politician.get(reverse("papers:paper_pdf", args=[meeting.pk]))
    word = politician.get(reverse("papers:paper_word", args=[meeting.pk]))
    told = "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(word.content)).paragraphs)
    for words in (
        "Lys på stien",
        "Der er mørkt ved stationen.",
        "At der sættes lys op.",
        "Drøftet i foråret.",
        "Budget",
    ):
        assert words in page
        assert words in told
    assert pdf.content.startswith(b"%PDF-")
    assert "Forbered" not in page  # who reads does not prepare
    assert politician.get(reverse("papers:make", args=[meeting.pk])).status_code == 409
    assert politician.get(reverse("papers:write", args=[matter.pk])).status_code == 409
    acts = list(Event.objects.filter(act__startswith="paper.").order_by("pk").values_list("act", flat=True))
    assert acts == ["paper.prepared", "paper.made", "paper.read", "paper.taken_out", "paper.taken_out"]
    for stranger in ("colleague", "other_police", "outsider"):
        for name in ("paper", "paper_pdf", "paper_word", "make"):
            assert cast.client(stranger).get(reverse(f"papers:{name}", args=[meeting.pk])).status_code == 404


def test_a_paper_names_nobody(cast: Cast, meeting: Meeting) -> None:
    matter = proposed(cast, meeting, text="Det begyndte med Alma Krogh.")
    client, url = cast.client("consultant"), reverse("papers:make", args=[meeting.pk])
    assert client.get(reverse("papers:paper", args=[meeting.pk])).status_code == 200
    assert client.get(reverse("papers:paper_pdf", args=[meeting.pk])).status_code == 404  # none is made yet
    asked = client.post(url)
    assert asked.status_code == 422
    assert "Alma Krogh" in asked.content.decode()
    assert 'type="checkbox" name="sure"' in asked.content.decode().replace(
        'name="sure" type="checkbox"', 'type="checkbox" name="sure"'
    )
    assert Paper.objects.count() == 0
    assert client.post(url, {"sure": "on"}).status_code == 303
    actor = cast.consultant.sign()
    with pytest.raises(Refused, match="CPR"):
        actions.write(actor, matter=matter, proposal="", background="7101101234", annex="", sure=True)
    with pytest.raises(Refused, match="Bo Lind"):
        actions.write(actor, matter=matter, proposal="At Bo Lind får et fritidspas", background="", annex="")
    Matter.objects.filter(pk=matter.pk).update(text="nummeret er 710110-1234")
    with pytest.raises(Refused, match="CPR"):
        actions.make(actor, meeting=meeting, sure=True)
    assert queries.items_of(queries.get_paper(meeting))[0].text == "Det begyndte med Alma Krogh."  # as it was made


def test_prepared_by_two_and_made_again(cast: Cast, meeting: Meeting) -> None:
    matter = proposed(cast, meeting)
    client, url = cast.client("consultant"), reverse("papers:write", args=[matter.pk])
    assert (
        client.post(url, {"proposal": "At der gives flere", "background": "", "annex": "", "version": 0}).status_code
        == 303
    )
    assert "At der gives flere" in client.get(url).content.decode()
    assert client.post(url, {"proposal": "x" * 9000, "version": 1}).status_code == 422
    late = client.post(url, {"proposal": "At der gives færre", "background": "", "annex": "", "version": 0})
    assert late.status_code == 409
    page = late.content.decode()
    assert "At der gives færre" in page
    assert "At der gives flere" in page, "both stand on the page on which one is chosen"
    actor = cast.consultant.sign()
    texts = {"proposal": "At der gives flere", "background": "", "annex": ""}
    assert actions.write(actor, matter=matter, **texts).version == 1
    with pytest.raises(Conflict):
        actions.write(actor, matter=matter, proposal="noget andet", background="", annex="", version=7)
    first = actions.make(actor, meeting=meeting)
    assert actions.make(actor, meeting=meeting) == first
    assert not queries.paper_page(meeting).has_changed
    actions.write(actor, matter=matter, proposal="At der gives mange flere", background="", annex="", version=1)
    assert queries.paper_page(meeting).has_changed
    assert actions.make(actor, meeting=meeting).pk != first.pk
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CANCELLED)
    with pytest.raises(Refused, match="bliver, som de er"):
        actions.make(actor, meeting=Meeting.objects.select_related("forum__body").get(pk=meeting.pk))


def test_nothing_to_make_and_nothing_to_read(cast: Cast, meeting: Meeting) -> None:
    actor = cast.consultant.sign()
    with pytest.raises(Refused, match="dagsordenen"):
        actions.make(actor, meeting=meeting)
    with pytest.raises(NotVisible):
        actions.take_out(actor, meeting=meeting, form="pdf")
    assert Preparation.objects.count() == 0


def test_a_long_paper_takes_the_same_statements(cast: Cast, meeting: Meeting) -> None:
    client, url = cast.client("consultant"), reverse("papers:paper", args=[meeting.pk])
    counted = []
    for number in (1, 4):
        for _ in range(number):
            proposed(cast, meeting)
        actions.make(cast.consultant.sign(), meeting=meeting)
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        counted.append(len(captured))
    assert counted[0] == counted[1]


def test_what_a_meeting_that_is_over_would_refuse_is_not_offered(cast: Cast, meeting: Meeting) -> None:
    matter = proposed(cast, meeting)
    client, page = cast.client("consultant"), reverse("papers:paper", args=[meeting.pk])
    ways = [reverse("papers:write", args=[matter.pk]), reverse("papers:make", args=[meeting.pk])]
    assert all(way in client.get(page).content.decode() for way in ways)
    cast.consultant.sign()
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CANCELLED)
    shown = client.get(page).content.decode()
    assert [client.get(way).status_code for way in ways] == [409, 409]
    assert not any(way in shown for way in ways)
    assert "Mødet er slut eller aflyst" in shown
