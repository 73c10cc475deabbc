from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

# Where one begins, and the page itself. Elsewhere the count would be a statement more on every page of the product.
COUNTED = ("desk:my_day", "notices:notices")


class NoticesConfig(AppConfig):
    name = "samspil.sharing.notices"
    label = "notices"

    def ready(self) -> None:
        # What reads tables can be imported only when the apps are ready.
        from samspil.organisations import identity  # noqa: PLC0415
        from samspil.sharing.notices import kinds  # noqa: PLC0415
        from samspil.sharing.notices.queries import unseen  # noqa: PLC0415
        from samspil.web import navigation  # noqa: PLC0415

        def count(request: HttpRequest) -> int | None:
            match = request.resolver_match
            return unseen() if match is not None and match.view_name in COUNTED else None

        kinds.register(
            kinds.Kind("mail_undelivered", _("Mail does not arrive at a colleague."), "notices:notices"),
        )
        navigation.register(
            navigation.Entry(_("Notices"), "notices:notices", order=95, visible=identity.works_here, count=count)
        )
