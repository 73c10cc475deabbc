from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "samspil.concerns.public"
    label = "public"

    def ready(self) -> None:
        # What reads tables can be imported only when the apps are ready.
        from samspil.concerns.public import links  # noqa: PLC0415
        from samspil.sharing.notices import kinds  # noqa: PLC0415

        kinds.register_letter(links.LETTER)
