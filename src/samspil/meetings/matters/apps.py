from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MattersConfig(AppConfig):
    name = "samspil.meetings.matters"
    label = "matters"

    def ready(self) -> None:
        from samspil.meetings.calendar import agendas  # noqa: PLC0415 - as below
        from samspil.meetings.matters.actions.sitting import count_waiting, put_all_off  # noqa: PLC0415 - as below
        from samspil.organisations import leaving  # noqa: PLC0415 - as below
        from samspil.sharing.notices import kinds  # noqa: PLC0415 - reads tables, so only when the apps are ready

        agendas.register(agendas.Agenda("matters", waiting=count_waiting, move=put_all_off, moves_first=True))

        kinds.register(
            kinds.Kind("item_invited", _("You are invited to one item of a meeting."), "matters:matter"),
            kinds.Kind("meeting_called", _("You are called to a meeting."), "matters:agenda"),
            kinds.Kind("agreement_yours", _("A meeting has agreed on something that you do."), "matters:follow_up"),
            kinds.Kind(
                "agreement_handed_on",
                _("An agreement that you had has been given to another colleague."),
                "matters:follow_up",
                _("An agreement that you had has been given to another colleague, who does it now."),
            ),
        )
        leaving.register(leaving.Keeper(
            held="SELECT kind, number FROM matters.held(%s, %s)", words={"agreement": _("Agreements from meetings")},
        ))  # fmt: skip
