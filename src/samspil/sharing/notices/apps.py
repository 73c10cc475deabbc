from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "samspil.sharing.notices"
    label = "notices"

    def ready(self) -> None:
        # What reads tables can be imported only when the apps are ready.
        from samspil.organisations import identity  # noqa: PLC0415
        from samspil.sharing.notices.queries import unseen  # noqa: PLC0415
        from samspil.web import navigation  # noqa: PLC0415

        navigation.register(
            navigation.Entry(
                _("Notices"), "notices:notices", order=95, visible=identity.works_here, count=lambda request: unseen()
            )
        )
