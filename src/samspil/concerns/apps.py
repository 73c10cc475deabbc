from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConcernsConfig(AppConfig):
    name = "samspil.concerns"
    label = "concerns"

    def ready(self) -> None:
        # What reads tables can be imported only when the apps are ready.
        from samspil.organisations import identity  # noqa: PLC0415
        from samspil.web import navigation  # noqa: PLC0415

        navigation.register(navigation.Entry(_("Concerns"), "concerns:waiting", order=40, visible=identity.works_here))
