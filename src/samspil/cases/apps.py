from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "samspil.cases"
    label = "cases"

    def ready(self) -> None:
        # What reads tables can be imported only when the apps are ready.
        from samspil.cases.queries.attached import attached_cases  # noqa: PLC0415
        from samspil.concerns import attached  # noqa: PLC0415
        from samspil.organisations import identity  # noqa: PLC0415
        from samspil.sharing.notices import kinds  # noqa: PLC0415
        from samspil.web import navigation  # noqa: PLC0415

        navigation.register(navigation.Entry(_("Cases"), "cases:cases", order=30, visible=identity.works_here))
        kinds.register(
            kinds.Kind("case_offered", _("You have been asked to take something over."), "cases:handover"),
            kinds.Kind("case_answered", _("A handover of yours has been answered."), "cases:handover"),
            kinds.Kind(
                "case_chooser_asked", _("Whoever chose you has not yet agreed to the handover."), "cases:handover"
            ),
            kinds.Kind("task_due", _("One of your tasks is due."), "cases:task"),
        )
        kinds.remind_by("cases.remind")
        attached.register(attached_cases)
