"""Words of the desk's pages: `{% load desk %}`."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

# The acts of the record, as a sentence continues after a name. An act that is not here reads "did something".
ACTS = {
    "person.read": _("opened the child’s page"),
    "person.created": _("made the record"),
    "person.found": _("found the name by searching"),
    "person.cpr_shown": _("saw the whole CPR number"),
    "person.merged": _("joined two records"),
    "person.unmerged": _("took two records apart"),
    "disclosures.read": _("looked at what was given to others"),
    "readings.read": _("looked at who has read"),
    "row.disclosed": _("gave something to others"),
    "row.handed_over": _("handed something over"),
    "case.opened": _("opened a case"),
    "case.read": _("read the case"),
    "case.described": _("wrote the background"),
    "case.closed": _("closed the case"),
    "case.withdrawn": _("took back a case"),
    "coordinator.changed": _("changed the coordinator"),
    "choice.heard": _("asked who they want to talk with"),
    "holder.changed": _("changed who holds the case"),
    "note.written": _("wrote a note"),
    "note.corrected": _("mended a note"),
    "note.found": _("found a note by searching"),
    "task.given": _("gave a task"),
    "task.read": _("read a task"),
    "task.completed": _("completed a task"),
    "task.postponed": _("postponed a task"),
    "task.withdrawn": _("took back a task"),
    "conversation.planned": _("planned a conversation"),
    "conversation.read": _("read about a conversation"),
    "conversation.held": _("wrote down a conversation"),
    "conversation.attempted": _("noted an attempt to reach the family"),
    "conversation.skipped": _("wrote that a conversation is not held"),
    "conversation.withdrawn": _("took back a conversation"),
    "offer.answered": _("wrote an answer to an offer"),
    "handover.proposed": _("asked another unit to take over"),
    "handover.read": _("read a handover"),
    "handover.accepted": _("said yes to a handover"),
    "handover.declined": _("said no to a handover"),
    "handover.withdrawn": _("took back a handover"),
    "actor.considered": _("considered involving a unit"),
    "actor.involved": _("involved a unit"),
    "actor.left_out": _("wrote why a unit does not take part"),
    "actor.ended": _("ended a unit’s part"),
    "item.read": _("read the item at the meeting"),
    "item.shown_on_wall": _("showed the child on the wall at the meeting"),
    "decisions.downloaded": _("downloaded the child’s decisions and texts"),
    "item.named": _("said the name at the meeting"),
    "decision.made": _("made a decision"),
    "decision.undone": _("undid a decision"),
    "statement.shared": _("told something"),
    "statement.written_down": _("wrote down what was told"),
    "statement.corrected": _("mended what was told"),
}


@register.filter
def act_words(act: str) -> str:
    """`{{ reading.act|act_words }}`: opened the child's page."""
    return str(ACTS.get(act, _("did something that is not named here")))
