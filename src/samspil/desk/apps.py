from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "samspil.desk"
    label = "desk"

    def ready(self) -> None:
        # What reads tables can be imported only when the apps are ready.
        from samspil.organisations import identity  # noqa: PLC0415
        from samspil.web import navigation  # noqa: PLC0415

        navigation.register(navigation.Entry(_("My day"), "desk:my_day", order=10, visible=identity.works_here))
        navigation.register(navigation.Entry(_("Search"), "search:children", order=60, visible=identity.works_here))
