from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "samspil.meetings"
    label = "meetings"

    def ready(self) -> None:
        # What reads tables can be imported only when the apps are ready.
        from samspil.concerns import agendas as agendas_of_lists  # noqa: PLC0415
        from samspil.meetings.actions.preparing import move_items  # noqa: PLC0415
        from samspil.meetings.actions.preparing.correcting import follow_lines  # noqa: PLC0415
        from samspil.meetings.calendar import agendas  # noqa: PLC0415
        from samspil.meetings.models import Item  # noqa: PLC0415
        from samspil.meetings.queries.finding import what_became_of  # noqa: PLC0415
        from samspil.meetings.queries.lines import places_of_lines  # noqa: PLC0415
        from samspil.meetings.queries.naming import names_of_items  # noqa: PLC0415
        from samspil.organisations import leaving  # noqa: PLC0415
        from samspil.sharing.notices import kinds  # noqa: PLC0415
        from samspil.web import errors, receipts  # noqa: PLC0415

        def gone(request: HttpRequest) -> errors.Gone | None:
            match = request.resolver_match
            of_an_item = match is not None and match.namespace == "meetings" and "item_id" in match.kwargs
            if match is None or not of_an_item or not getattr(request, "actor", None):
                return None
            became = what_became_of(match.kwargs["item_id"])
            return errors.Gone(became.sentence, became.address, str(_("To the table"))) if became else None

        errors.explain_by(gone)
        receipts.name_by("item", names_of_items)
        agendas.register(
            agendas.Agenda(
                "items",
                waiting=lambda meeting: Item.objects.filter(meeting=meeting, state="waiting").count(),
                move=lambda actor, was, to: move_items(actor, from_meeting=was, to_meeting=to),
            )
        )
        agendas_of_lists.register(
            places_of_lines, lambda actor, entries, left: follow_lines(actor, entries=entries, left=left)
        )
        kinds.register(kinds.Kind("agenda_sent", _("An agenda has been sent to you."), "meetings:meeting"))
        kinds.register(kinds.Kind("let_in", _("You have been let in to a meeting."), "meetings:table"))
        kinds.register(
            kinds.Kind(
                "minutes_taken_over", _("A colleague keeps the minutes of a meeting after you."), "meetings:meeting"
            )
        )
        kinds.register(
            kinds.Kind(
                "keeper_left",
                _("Who kept the minutes of a meeting in progress has left. You can go on."),
                "meetings:meeting",
            ),
            kinds.Kind(
                "nobody_writes",
                _("Nobody writes the minutes of a meeting that you are at. You can take them over."),
                "meetings:meeting",
            ),
        )
        leaving.register(leaving.Keeper(
            held="", words={}, left="SELECT meetings.left_table(%s)", table="SELECT meeting, others FROM meetings.in_progress(%s, %s)",
        ))  # fmt: skip
        kinds.register(kinds.Kind("called_now", _("You are called to a meeting now."), "meetings:item"))
