from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LeavingConfig(AppConfig):
    name = "samspil.cases.leaving"
    label = "leaving"

    def ready(self) -> None:
        # What reads tables can be imported only when the apps are ready.
        from samspil.organisations import leaving  # noqa: PLC0415
        from samspil.sharing.notices import kinds  # noqa: PLC0415

        kinds.register(
            kinds.Kind("left_behind", _("You act for a colleague who has left."), "leaving:left"),
            kinds.Kind("case_given", _("You have been given a case of a colleague who has left."), "cases:case"),
            kinds.Kind(
                "enquiry_given", _("You have been given an enquiry of a colleague who has left."), "enquiries:enquiry"
            ),
            kinds.Kind("work_given", _("You have been given work of a colleague who has left."), "cases:tasks"),
        )
        leaving.register(
            held="SELECT kind, number FROM leaving.held(%s, %s)",
            left="SELECT leaving.left_behind(%s)",
            post_ended="SELECT leaving.post_ended(%s)",
            words={
                "case": _("Cases held or coordinated"), "task": _("Open tasks"),
                "conversation": _("Conversations not held yet"), "concern": _("Concerns"),
                "enquiry": _("Enquiries from citizens"),
                "handover": _("Handovers that wait for this colleague"),
            },
        )  # fmt: skip
        kinds.remind_by("leaving.remind")
