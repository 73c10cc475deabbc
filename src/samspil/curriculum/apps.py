from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CurriculumConfig(AppConfig):
    name = "samspil.curriculum"
    label = "curriculum"

    def ready(self) -> None:
        # What reads tables can be imported only when the apps are ready.
        from samspil.organisations import identity  # noqa: PLC0415
        from samspil.web import navigation  # noqa: PLC0415

        navigation.register(
            navigation.Entry(_("Teaching"), "curriculum:curriculum", order=67, visible=identity.works_here)
        )
