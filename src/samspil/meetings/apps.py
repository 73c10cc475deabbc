from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "samspil.meetings"
    label = "meetings"

    def ready(self) -> None:
        # What reads tables can be imported only when the apps are ready.
        from samspil.concerns import agendas  # noqa: PLC0415
        from samspil.meetings.actions.preparing.correcting import follow_lines  # noqa: PLC0415
        from samspil.meetings.queries.lines import places_of_lines  # noqa: PLC0415
        from samspil.sharing.notices import kinds  # noqa: PLC0415

        agendas.register(places_of_lines, lambda actor, entries: follow_lines(actor, entries=entries))
        kinds.register(kinds.Kind("agenda_sent", _("An agenda has been sent to you."), "meetings:meeting"))
        kinds.register(kinds.Kind("let_in", _("You have been let in to a meeting."), "meetings:table"))
        kinds.register(kinds.Kind("called_now", _("You are called to a meeting now."), "meetings:item"))
