from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "samspil.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        # What reads tables can be imported only when the apps are ready.
        from samspil.organisations import identity  # noqa: PLC0415
        from samspil.web import navigation  # noqa: PLC0415

        navigation.register(
            navigation.Entry(_("Prevention"), "catalogue:prevention", order=65, visible=identity.works_here)
        )
