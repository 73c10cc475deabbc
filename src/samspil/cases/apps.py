from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "samspil.cases"
    label = "cases"

    def ready(self) -> None:
        # What reads tables can be imported only when the apps are ready.
        from samspil.cases.queries.attached import attached_cases  # noqa: PLC0415
        from samspil.cases.queries.passing import whence  # noqa: PLC0415
        from samspil.concerns import attached  # noqa: PLC0415
        from samspil.organisations import identity  # noqa: PLC0415
        from samspil.sharing.notices import kinds  # noqa: PLC0415
        from samspil.web import navigation  # noqa: PLC0415

        navigation.register(navigation.Entry(_("Cases"), "cases:cases", order=30, visible=identity.works_here))
        kinds.register(
            kinds.Kind("case_offered", _("You have been asked to take something over."), "cases:handover", kinds.OVER),
            kinds.Kind("case_answered", _("A handover of yours has been answered."), "cases:handover", kinds.OVER),
            kinds.Kind(
                "case_confirm_asked", _("A handover waits for you to confirm that somebody is not asked."), "cases:handover"
            ),
            kinds.Kind(
                "case_taken_back", _("What you were asked to take over has been taken back."), "cases:handover",
                kinds.TAKEN_BACK,
            ),
            kinds.Kind(
                "case_overtaken", _("A question of yours has ended because the matter has gone on."), "cases:handover",
                kinds.OVER,
            ),
            kinds.Kind(
                "case_chooser_asked", _("Whoever chose you has not yet agreed to the handover."), "cases:handover"
            ),
            kinds.Kind("case_coordinated", _("You coordinate a case from now."), "cases:case"),
            kinds.Kind("unit_involved", _("Your unit takes part in a case."), "cases:case"),
            kinds.Kind("task_given", _("You have been given a task."), "cases:task"),
            kinds.Kind("conversation_given", _("You have been given a conversation to hold."), "cases:conversation"),
            kinds.Kind("task_moved", _("A colleague has passed a task on to you."), "cases:task",
                       whence=whence("cases_task", "task.passed")),
            kinds.Kind(
                "conversation_moved", _("A colleague has passed a conversation on to you."), "cases:conversation",
                whence=whence("cases_conversation", "conversation.passed"),
            ),
            kinds.Kind("task_moved_away", _("A task of yours has been passed on to a colleague."), "cases:task"),
            kinds.Kind(
                "conversation_moved_away", _("A conversation of yours has been passed on to a colleague."),
                "cases:conversation",
            ),
            kinds.Kind("task_due", _("One of your tasks is due."), "cases:task"),
        )  # fmt: skip
        kinds.remind_by("cases.remind")
        attached.register(attached_cases)
