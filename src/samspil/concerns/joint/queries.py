"""A joint assessment: who can be asked, and one with what the three have said."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from samspil.access.actor import Actor
from samspil.access.cabinet import own_keys
from samspil.concerns.joint.models import JointAnswer, JointAssessment
from samspil.concerns.joint.policies import asked_ids, is_due, party_of
from samspil.concerns.joint.states import Party
from samspil.concerns.models import Concern
from samspil.concerns.queries.holders import who_has
from samspil.lib.refusals import NotVisible
from samspil.organisations.models import District, Post, Staff
from samspil.organisations.profile.roles import RoleType
from samspil.organisations.queries import staff_named, staff_of

ROLE_OF = {
    Party.TEACHER: Q(role__type="ssp_teacher"),
    Party.CONSULTANT: Q(role__type="ssp_consultant"),
    # A head teacher is it in any unit: the posts of a small municipality's heads stand in the department of schools.
    Party.SCHOOL: Q(leads=True, unit__sector="school") | Q(role__type=RoleType.SCHOOL_HEAD),
}


@dataclass(frozen=True)
class Askable:
    """A colleague who can be asked, and in which unit they are it."""

    staff: Staff
    unit: str


def people_for(actor: Actor, near: District | None = None) -> dict[str, tuple[Askable, ...]]:
    """Who can be asked as what today, in the actor's municipality: those of the concern's own district first, then by name. One
    statement for each of the three.
    """
    posts = Post.objects.on(timezone.localdate(actor.at)).filter(
        unit__body_id=staff_of(actor).body_id, staff__ended_at__isnull=True
    )
    return {party: _askable(posts.filter(role), near) for party, role in ROLE_OF.items()}


def _askable(posts: QuerySet[Post], near: District | None) -> tuple[Askable, ...]:
    rows = posts.select_related("staff", "unit").order_by("staff__name", "pk")
    place = near.pk if near is not None else None
    found: dict[int, Askable] = {}
    for post in sorted(rows, key=lambda post: place is None or place not in {post.district_id, post.unit.district_id}):
        found.setdefault(post.staff_id, Askable(post.staff, post.unit.name))
    return tuple(found.values())


def get_joint(joint_id: int) -> JointAssessment:
    """One joint assessment. Raises NotVisible."""
    found = JointAssessment.objects.filter(pk=joint_id).first()
    if found is None:
        raise NotVisible
    return found


@dataclass(frozen=True)
class JointLine:
    """One of the three, and what they have said."""

    party: str
    name: str
    answer: JointAnswer | None


@dataclass(frozen=True)
class JointPage:
    """A joint assessment as the actor reads it."""

    assessment: JointAssessment
    lines: tuple[JointLine, ...]
    may_answer: bool
    may_conclude: bool
    may_end_without: bool  # the day has passed, one has not answered, and the actor has the concern
    is_due: bool
    at_door: bool

    @property
    def waits_for(self) -> list[JointLine]:
        """Who has not answered yet."""
        return [line for line in self.lines if line.answer is None]


def joint_page(actor: Actor, assessment: JointAssessment) -> JointPage:
    """Everything about it that the actor reads."""
    answers = {each.party: each for each in JointAnswer.objects.filter(assessment=assessment).order_by("pk")}
    asked = asked_ids(assessment)
    names = staff_named(asked.values())
    mine, is_open = party_of(staff_of(actor), assessment), assessment.concluded_at is None
    at_door = assessment.owner_audience_id in own_keys()
    due, whole = is_due(assessment, answers, actor.at), len(answers) == len(asked)
    holder = who_has(Concern.objects.filter(pk=assessment.concern_id), actor.at).get(assessment.concern_id)
    has_it = holder is None or holder.is_chosen or holder.now.pk == staff_of(actor).pk
    return JointPage(
        assessment=assessment,
        may_end_without=at_door and is_open and not whole and due and has_it,
        is_due=due,
        lines=tuple(JointLine(str(party.label), names[staff], answers.get(party)) for party, staff in asked.items()),
        may_answer=bool(mine) and mine not in answers and is_open,
        may_conclude=at_door and is_open and whole,
        at_door=at_door,
    )
