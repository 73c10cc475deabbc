"""What things are called in lists, by kind and number, whoever has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.utils import timezone
from django.utils.text import Truncator

from samspil.cases.models import Case, Conversation, Handover, Task
from samspil.cases.queries import names
from samspil.concerns.enquiries.models import Enquiry
from samspil.concerns.joint.models import JointAssessment
from samspil.concerns.models import Concern
from samspil.concerns.queries.clocks import my_clocks
from samspil.web.headings import in_heading

WORDS = 10  # of an enquiry, in a list


class Thing(NamedTuple):
    """One thing as a list shows it: its words, whom it is about, and its day."""

    text: str
    child: str
    due_on: date | None
    born: date | None = None


def in_list(matter: str) -> str:
    """The first words of a citizen's enquiry."""
    return Truncator(in_heading(matter)).words(WORDS)


def things(wanted: Mapping[str, Sequence[int]]) -> dict[tuple[str, int], Thing]:
    """These things by kind and number, as far as the actor reads them. Eight statements at most."""
    child, born = names.child(), names.child(field="birth_date")
    found: dict[tuple[str, int], Thing] = {}
    for case in Case.objects.filter(pk__in=wanted.get("case", ())).annotate(child=child, born=born):
        found["case", case.pk] = Thing("", case.child or "", None, case.born)
    for task in Task.objects.filter(pk__in=wanted.get("task", ())).annotate(child=child, born=born):
        found["task", task.pk] = Thing(task.text, task.child or "", task.due_on, task.born)
    for talk in Conversation.objects.filter(pk__in=wanted.get("conversation", ())).annotate(child=child, born=born):
        found["conversation", talk.pk] = Thing(str(talk.get_kind_display()), talk.child or "", talk.due_on, talk.born)
    offers = Handover.objects.filter(pk__in=wanted.get("offer", ()))
    for offer in offers.annotate(child=child, born=born, to_name=names.asked()):
        found["offer", offer.pk] = Thing(offer.to_name or "", offer.child or "", None, offer.born)
    concerns = {*wanted.get("concern", ()), *wanted.get("notification", ())}
    who = {concern.pk: concern.who for concern in Concern.objects.filter(pk__in=concerns)}
    found |= {("concern", pk): Thing(who[pk], "", None) for pk in wanted.get("concern", ()) if pk in who}
    if wanted.get("notification"):
        clocks = my_clocks()
        found |= {
            ("notification", pk): Thing(who[pk], "", timezone.localdate(clocks[pk].due))
            for pk in wanted["notification"]
            if pk in who and pk in clocks
        }
    for joint in JointAssessment.objects.filter(pk__in=wanted.get("joint", ())).select_related("concern"):
        found["joint", joint.pk] = Thing(joint.concern.who, "", joint.answer_by)
    for enquiry in Enquiry.objects.filter(pk__in=wanted.get("enquiry", ())):
        found["enquiry", enquiry.pk] = Thing(in_list(enquiry.matter), "", enquiry.due_on)
    return found
