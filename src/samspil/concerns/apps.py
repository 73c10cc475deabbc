from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConcernsConfig(AppConfig):
    name = "samspil.concerns"
    label = "concerns"

    def ready(self) -> None:
        # What reads tables can be imported only when the apps are ready.
        from samspil.organisations import identity  # noqa: PLC0415
        from samspil.organisations.queries import staff_named  # noqa: PLC0415
        from samspil.responsibility.notes import away_later  # noqa: PLC0415
        from samspil.sharing.notices import kinds  # noqa: PLC0415
        from samspil.web import navigation  # noqa: PLC0415

        navigation.register(navigation.Entry(_("Concerns"), "concerns:waiting", order=40, visible=identity.works_here))
        kinds.register(
            kinds.Kind("concern_arrived", _("You have been sent a concern to look at."), "concerns:at_door"),
            kinds.Kind("hours_passed", _("A concern has waited long for its first answer."), "concerns:at_door"),
            kinds.Kind(
                "day_passed", _("A concern has waited more than 24 hours for its first answer."), "concerns:at_door"
            ),
            kinds.Kind("sender_wrote", _("The sender of a concern has told more."), "concerns:at_door"),
            kinds.Kind(
                "notifier_cannot",
                _("A notification is not sent: whoever was to send it has written that they cannot."),
                "concerns:at_door",
            ),
            kinds.Kind("question_asked", _("You have been asked something about what you sent."), "concerns:raised"),
            kinds.Kind("file_shut", _("A file that you sent has been shut away."), "concerns:raised"),
            kinds.Kind("concern_closed", _("What you sent has been closed."), "concerns:at_door"),
            kinds.Kind("sparring_answered", _("Your question for sparring has been answered."), "concerns:sparring"),
            kinds.Kind(
                "concern_offered", _("You have been asked to take something over."), "concerns:handover", kinds.OVER
            ),
            kinds.Kind(
                "confirm_asked",
                _("A handover waits for you to confirm that somebody is not asked."),
                "concerns:handover",
            ),
            kinds.Kind("concern_answered", _("A handover of yours has been answered."), "concerns:handover", kinds.OVER),
            kinds.Kind(
                "concern_taken_back", _("What you were asked to take over has been taken back."), "concerns:handover",
                kinds.TAKEN_BACK,
            ),
            kinds.Kind(
                "written_away", _("It is written down that you are away."), "concerns:absences", whence=staff_named
            ),
            kinds.Kind(
                "written_back", _("It is written down that you are back at work."), "concerns:absences", whence=staff_named
            ),
            kinds.Kind(
                "deputy_named", _("You act for a colleague while they are away."), "leaving:left", whence=staff_named
            ),
            kinds.Kind(
                "deputy_released", _("You act no more for a colleague."), "leaving:left", whence=staff_named
            ),
            kinds.Kind(
                "deputy_ahead",
                _("You act for a colleague from the day on which they are away."),
                "leaving:left",
                whence=away_later,
            ),
            kinds.Kind(
                "deputy_spared",
                _("You do not act for a colleague after all: their absence has been taken back."),
                "leaving:left",
                whence=staff_named,
            ),
            kinds.Kind(
                "sparring_taken_back", _("A question to your door has been taken back."), "concerns:sparring"
            ),
        )  # fmt: skip
        kinds.remind_by("concerns.remind")
