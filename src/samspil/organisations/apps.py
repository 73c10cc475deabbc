from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "samspil.organisations"
    label = "organisations"

    def ready(self) -> None:
        # What reads tables can be imported only when the apps are ready.
        from samspil.organisations import identity  # noqa: PLC0415
        from samspil.organisations.queries.colleagues import told_without_post  # noqa: PLC0415
        from samspil.web import errors, navigation  # noqa: PLC0415

        errors.tell_person_by(lambda request: told_without_post(getattr(request, "actor", None)))
        navigation.register_identity(identity.identity_of)
        navigation.register(
            navigation.Entry(_("Forums"), "organisations:forums", order=80, visible=identity.works_here)
        )
        navigation.register(
            navigation.Entry(_("Administration"), "administration:colleagues", order=90, visible=identity.administers)
        )
