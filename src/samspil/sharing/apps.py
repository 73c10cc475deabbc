from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "samspil.sharing"
    label = "sharing"

    def ready(self) -> None:
        # What reads tables can be imported only when the apps are ready.
        from samspil.sharing.drafts.queries import form_drafts  # noqa: PLC0415
        from samspil.web import drafts  # noqa: PLC0415

        drafts.keep_with(lambda request: form_drafts(getattr(request, "actor")))  # noqa: B009 - our own middleware sets it
