"""The text that goes along with a notification: everything that the sender has told, to this minute."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samspil.concerns.queries.at_door import AtDoorPage
from samspil.concerns.queries.naming import called
from samspil.concerns.queries.outside import writes_about_itself
from samspil.web import dates
from samspil.web.headings import in_heading


def text_to_send(page: AtDoorPage) -> str:
    """Whom it is about, as the door has found out and as it was told, what was seen, that somebody is in danger, how a child who wrote
    of itself may be reached so that nobody else sees it, whom the child talks with, and what the sender has told since.
    """
    child, who = called(page.person), in_heading(page.concern.who)
    parts = [who] if child in {"", who} else [child, _("Told as: %(who)s") % {"who": who}]
    if page.promise.in_danger:
        parts.append(_("The sender says that somebody is in danger."))
    parts.append(in_heading(page.concern.text))
    if page.contact and writes_about_itself(page.concern):
        how = {"how": in_heading(page.contact)}
        parts.append(_("So that nobody else sees it the child may be reached like this: %(how)s") % how)
    for step in page.told_since:
        assert step.written_at is not None  # the database writes it
        parts.append(_("Told %(time)s:") % {"time": dates.moment(step.written_at)} + f"\n{in_heading(step.text)}")
    if page.chosen:
        parts.append(page.chosen.words)
    return "\n\n".join(parts)
