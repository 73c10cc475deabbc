from django.apps import AppConfig


class OriginsConfig(AppConfig):
    name = "samspil.cases.origins"
    label = "origins"

    def ready(self) -> None:
        # What reads tables can be imported only when the apps are ready.
        from samspil.cases.origins.queries import cases_now  # noqa: PLC0415
        from samspil.concerns.queries import cases  # noqa: PLC0415

        cases.register(cases_now)
