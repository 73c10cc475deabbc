from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvaluationConfig(AppConfig):
    name = "samspil.evaluation"
    label = "evaluation"

    def ready(self) -> None:
        # What reads tables can be imported only when the apps are ready.
        from samspil.organisations import identity  # noqa: PLC0415
        from samspil.sharing.notices import kinds  # noqa: PLC0415
        from samspil.web import navigation  # noqa: PLC0415

        kinds.register(
            kinds.Kind("document_due", _("A document that the law demands is to be renewed."), "evaluation:document")
        )
        kinds.remind_by("evaluation.remind")
        navigation.register(
            navigation.Entry(_("Plans and goals"), "evaluation:documents", order=70, visible=identity.works_here)
        )
