from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChosenConfig(AppConfig):
    name = "samspil.concerns.chosen"
    label = "chosen"

    def ready(self) -> None:
        # What reads tables can be imported only when the apps are ready.
        from samspil.sharing.notices import kinds  # noqa: PLC0415

        kinds.register(
            kinds.Kind("takeover_asked", _("You have been asked to take a concern over."), "concerns:at_door"),
            kinds.Kind("takeover_off", _("You are not asked any more to take a concern over."), "concerns:at_door"),
            kinds.Kind("taken_over", _("The door has taken a concern over that lay with you."), "concerns:at_door"),
            kinds.Kind(
                "chosen_waits", _("Somebody has chosen you to talk with, and waits for you."), "concerns:at_door"
            ),
            kinds.Kind(
                "chosen_late", _("Somebody has chosen an adult who has not reacted in time."), "concerns:at_door"
            ),
            kinds.Kind(
                "chooser_asked", _("Whoever chose you has not yet agreed to the handover."), "concerns:handover"
            ),
        )
        kinds.remind_by("chosen.remind")
