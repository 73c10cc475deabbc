"""What may be done with enquiries. Who sees one is the database's matter."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.audit.queries import events_of
from samspil.concerns.enquiries.models import Enquiry, Outcome, State
from samspil.lib.refusals import NotVisible, Refused
from samspil.organisations.models import ConcernDoor, Staff
from samspil.organisations.queries.concern_doors import answering
from samspil.responsibility.policies import check_is_free


def check_answers(actor: Actor, door: ConcernDoor) -> None:
    """Enquiries are registered and counted by those who answer the door."""
    if door.audience_id not in cabinet.own_keys():
        raise NotVisible


def check_open(actor: Actor, enquiry: Enquiry) -> None:
    """Those who answer the door work with an enquiry until it is closed."""
    if enquiry.owner_audience_id not in cabinet.own_keys():
        raise Refused(_("Only those who answer the door can do this."))
    if enquiry.state == State.CLOSED:
        raise Refused(_("The enquiry is closed. Open it again if something is left to do."))


def check_may_be_opened(actor: Actor, enquiry: Enquiry) -> None:
    """What is closed is opened again by those who answer the door."""
    if enquiry.owner_audience_id not in cabinet.own_keys():
        raise Refused(_("Only those who answer the door can do this."))
    if enquiry.state != State.CLOSED:
        raise Refused(_("The enquiry is open."))


def check_is_no_concern_yet(enquiry: Enquiry) -> None:
    """What has become a concern becomes none again; the enquiry stays open for the answer alone."""
    if enquiry.outcome == Outcome.CONCERN:
        raise Refused(_("It has become a concern already. Here you answer the citizen."))


def check_nobody_has_it(enquiry: Enquiry, door: ConcernDoor, day: date) -> None:
    """What a colleague has who answers the door is given on by that colleague, on the page of the enquiry; not taken in passing."""
    at_door = {post.staff_id for _place, post in answering([door], day)[door.pk]}
    holder = Staff.objects.filter(pk=enquiry.assigned_to_id or 0, ended_at__isnull=True).first()
    check_is_free(holder if holder is not None and holder.pk in at_door else None)


def check_may_be_assigned(actor: Actor, door: ConcernDoor, staff: Staff) -> None:
    """An enquiry is given to somebody who answers the door, so that they can read it."""
    from_door = {post.staff_id for _place, post in answering([door], timezone.localdate(actor.at))[door.pk]}
    if staff.pk not in from_door:
        raise Refused(_("Choose somebody who answers the door."), field="staff")


def check_had_it(enquiry: Enquiry, staff: Staff) -> None:
    """It goes back only to the colleague from whom it has just gone."""
    last = events_of(enquiry).filter(act="enquiry.assigned").first()
    if last is None or last.detail.get("had") != staff.pk or enquiry.assigned_to_id != last.detail.get("to"):
        raise Refused(_("It did not come from %(name)s.") % {"name": staff.name}, field="staff")
