"""Who takes part in a joint assessment, and when it ends."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.concerns.joint.models import JointAssessment
from samspil.concerns.joint.states import Party, Trigger
from samspil.concerns.queries.holders import Holder
from samspil.lib.refusals import Refused
from samspil.organisations.models import Staff
from samspil.organisations.queries import staff_of
from samspil.responsibility.queries import presence_in


def check_parties(
    parties: Mapping[str, Staff | None], choices: Mapping[str, Collection[Staff]], without_because: str = ""
) -> None:
    """Three different colleagues: one who is SSP teacher, one who is SSP consultant, one who leads a school. As what nobody works
    here today, nobody is asked, and it is said why it goes on without.
    """
    lacking = {party for party in Party if not choices[party]}
    if len(lacking) == len(Party):
        raise Refused(_("There is nobody to ask. Talk with them on the telephone, and write a note."))
    if lacking and not without_because.strip():
        raise Refused(_("Write why you go on without them."), field="without_because")
    for party in Party:
        if party in lacking:
            continue
        chosen = parties.get(party)
        if chosen is None or chosen.pk not in {each.pk for each in choices[party]}:
            raise Refused(_("Choose who it is."), field=party)
    if len({chosen.pk for chosen in parties.values() if chosen}) < len(Party) - len(lacking):
        raise Refused(_("Three different people assess together."), field=Party.SCHOOL)


def check_what_is_asked(trigger: str, question: str, answer_by: date, today: date) -> None:
    """A person says what set it off, what the three are to assess, and by which day."""
    if trigger not in Trigger.values:
        raise Refused(_("Choose what set it off."), field="trigger")
    if not question.strip():
        raise Refused(_("Write what you are to assess together."), field="question")
    if answer_by <= today:
        raise Refused(_("Choose a day that is still to come."), field="answer_by")


def party_of(staff: Staff, assessment: JointAssessment) -> str:
    """As whom a colleague takes part; empty for others."""
    return next((party for party, asked in asked_ids(assessment).items() if asked == staff.pk), "")


def check_may_answer(staff: Staff, assessment: JointAssessment, answered: Collection[str]) -> str:
    """Each of the three answers for themselves, once, until it is concluded. Answers as whom."""
    party = party_of(staff, assessment)
    if not party:
        raise Refused(_("Only the three who are asked can answer."))
    if party in answered:
        raise Refused(_("You have answered already."))
    if assessment.concluded_at is not None:
        raise Refused(_("It is concluded."))
    return party


def check_says_something(text: str) -> None:
    """An answer has words."""
    if not text.strip():
        raise Refused(_("Write what you think should be done."), field="text")


def is_due(assessment: JointAssessment, answered: Collection[str], at: datetime) -> bool:
    """Whether no more answers are waited for: the day has passed, or whoever has not answered has left."""
    if assessment.answer_by is None or timezone.localdate(at) > assessment.answer_by:
        return True
    missing = [one for one in asked_of(assessment).values() if party_of(one, assessment) not in answered]
    here = presence_in([], [one.pk for one in missing], at)
    return bool(missing) and all(here.has_left(one) for one in missing)


def asked_ids(assessment: JointAssessment) -> dict[Party, int]:
    """The numbers of those who are asked, and as whom."""
    all_three = {
        Party.TEACHER: assessment.teacher_id, Party.CONSULTANT: assessment.consultant_id, Party.SCHOOL: assessment.school_id,
    }  # fmt: skip
    return {party: asked for party, asked in all_three.items() if asked is not None}


def asked_of(assessment: JointAssessment) -> dict[Party, Staff]:
    """Who is asked, and as whom."""
    people = Staff.objects.in_bulk(asked_ids(assessment).values())
    return {party: people[asked] for party, asked in asked_ids(assessment).items()}


def check_may_conclude(
    actor: Actor, assessment: JointAssessment, answered: Collection[str], measures: str, missing_because: str,
    holder: Holder | None,
) -> None:  # fmt: skip
    """The door concludes when all three have answered (VAL-92). Where one never does, whoever has the concern now ends it
    after its day, or when those who have not answered have left, and writes why; who did not answer is named.
    """
    if assessment.owner_audience_id not in cabinet.own_keys():
        raise Refused(_("Only those who have the concern conclude it."))
    if assessment.concluded_at is not None:
        raise Refused(_("It is concluded."))
    if missing := [str(party.label) for party in asked_ids(assessment) if party not in answered]:
        if not is_due(assessment, answered, actor.at):
            raise Refused(
                _("All three must answer first. Still to come: %(who)s.") % {"who": ", ".join(missing)},
                field="measures",
            )
        if holder is not None and not holder.is_chosen and holder.now.pk != staff_of(actor).pk:
            raise Refused(_("%(name)s has the concern, and ends it without an answer.") % {"name": holder.now.name})
        if not missing_because.strip():
            raise Refused(
                _("Write why it ends without an answer from: %(who)s.") % {"who": ", ".join(missing)},
                field="missing_because",
            )
    if not measures.strip():
        raise Refused(_("Write what you do now, and who does it."), field="measures")
