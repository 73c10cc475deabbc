from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotifyingConfig(AppConfig):
    name = "samspil.concerns.notifying"
    label = "notifying"

    def ready(self) -> None:
        # What reads tables can be imported only when the apps are ready.
        from samspil.sharing.notices import kinds  # noqa: PLC0415

        kinds.register(
            kinds.Kind("notification_yours", _("You are to send a statutory notification."), "concerns:at_door"),
            kinds.Kind(
                "notification_off", _("A statutory notification is not to be sent after all."), "concerns:at_door"
            ),
            kinds.Kind(
                "notification_fell",
                _("A notification that somebody else was to send is yours to send now."),
                "concerns:at_door",
            ),
            kinds.Kind(
                "notification_passed",
                _("Whoever took over the concern sends the notification now."),
                "concerns:handover",
            ),
            kinds.Kind(
                "notification_taken",
                _("Somebody else sends the notification that you were to send."),
                "concerns:at_door",
            ),
            kinds.Kind("not_sent_yet", _("A statutory notification has not been sent yet."), "concerns:at_door"),
            kinds.Kind(
                "not_sent_in_a_day", _("A statutory notification was not sent within 24 hours."), "concerns:at_door"
            ),
        )
        kinds.remind_by("notifying.remind")
