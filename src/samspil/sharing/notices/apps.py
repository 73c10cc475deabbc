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
        from samspil.sharing.notices.queries import unseen, what_became_of  # noqa: PLC0415
        from samspil.web import errors, navigation  # noqa: PLC0415

        def count(request: HttpRequest) -> int | None:
            match = request.resolver_match
            return unseen() if match is not None and match.view_name in COUNTED else None

        def gone(request: HttpRequest) -> errors.Gone | None:
            match = request.resolver_match
            numbers = list(match.kwargs.values()) if match is not None else []
            if (
                match is None
                or len(numbers) != 1
                or not isinstance(numbers[0], int)
                or not getattr(request, "actor", None)
            ):
                return None
            sentence = what_became_of(match.view_name, numbers[0])
            return errors.Gone(sentence) if sentence else None

        errors.explain_by(gone)
        kinds.register(
            kinds.Kind("mail_undelivered", _("Mail does not arrive at a colleague."), "notices:notices"),
        )
        navigation.register(
            navigation.Entry(_("Notices"), "notices:notices", order=95, visible=identity.works_here, count=count)
        )
