from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvaluationConfig(AppConfig):
    name = "samspil.evaluation"
    label = "evaluation"

    def ready(self) -> None:
        # What reads tables can be imported only when the apps are ready.
        from samspil.organisations import identity  # noqa: PLC0415
        from samspil.web import navigation  # noqa: PLC0415

        navigation.register(
            navigation.Entry(_("Plans and goals"), "evaluation:documents", order=70, visible=identity.works_here)
        )
