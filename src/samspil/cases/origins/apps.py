from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OriginsConfig(AppConfig):
    name = "samspil.cases.origins"
    label = "origins"

    def ready(self) -> None:
        # What reads tables can be imported only when the apps are ready.
        from samspil.cases.origins.queries import cases_now  # noqa: PLC0415
        from samspil.concerns.queries import cases  # noqa: PLC0415
        from samspil.organisations import leaving  # noqa: PLC0415
        from samspil.sharing.notices import kinds  # noqa: PLC0415

        cases.register(cases_now)
        kinds.register(
            kinds.Kind(
                "case_adult_left",
                _("The adult whom somebody chose to talk with has stopped. Ask whom they will talk with now."),
                "cases:case",
            )
        )
        kinds.remind_by("origins.remind")
        leaving.register(leaving.Keeper(held="", words={}, left="SELECT origins.adult_left(%s)"))
