from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChosenConfig(AppConfig):
    name = "samspil.concerns.chosen"
    label = "chosen"

    def ready(self) -> None:
        # What reads tables can be imported only when the apps are ready.
        from samspil.organisations import leaving  # noqa: PLC0415
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
        kinds.register(
            kinds.Kind(
                "chosen_left",
                _("The adult whom somebody chose to talk with has stopped. Ask whom they will talk with now."),
                "concerns:at_door",
            ),
            kinds.Kind(
                "chosen_stops",
                _("An adult whom somebody chose to talk with stops on a settled day."),
                "concerns:at_door",
            ),
            kinds.Kind(
                "chosen_stays",
                _("An adult whom somebody chose to talk with does not stop after all."),
                "concerns:at_door",
            ),
        )
        leaving.register(leaving.Keeper(
            held="SELECT kind, number FROM chosen.held(%s, %s) WHERE kind = 'chosen'",
            entrusted="SELECT acting, number FROM chosen.held(%s, %s) WHERE kind = 'acting'",
            left="SELECT chosen.left_behind(%s)",
            planned="SELECT chosen.last_day_set(%s)",
            words={"chosen": _("Concerns in which somebody chose this colleague to talk with")},
            own={"chosen": _("Concerns in which somebody chose you to talk with")},
        ))  # fmt: skip
        kinds.remind_by("chosen.remind")
