from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LeavingConfig(AppConfig):
    name = "samspil.cases.leaving"
    label = "leaving"

    def ready(self) -> None:
        # What reads tables can be imported only when the apps are ready.
        from samspil.organisations import leaving  # noqa: PLC0415
        from samspil.organisations.queries import staff_named  # noqa: PLC0415
        from samspil.sharing.notices import kinds  # noqa: PLC0415

        kinds.register(
            kinds.Kind("left_behind", _("You act for a colleague who has left."), "leaving:left"),
            kinds.Kind(
                "case_chosen_left",
                _("The adult whom somebody chose to talk with has stopped. Ask whom they will talk with now."),
                "cases:case",
            ),
            kinds.Kind("act_from_above", _("You act for a unit in which nobody is here."), "leaving:left"),
            kinds.Kind(
                "acts_for_less",
                _("Somebody else acts now for some of what lies with a colleague for whom you act."),
                "leaving:left",
            ),
            kinds.Kind("above_released", _("You act no more for a unit in which nobody was here."), "leaving:left"),
            kinds.Kind(
                "danger_above",
                _("Somebody may be in danger, and nobody who answers there is here. Step in."),
                "leaving:left",
            ),
            kinds.Kind("nobody_acts", _("Somebody must be put in where nobody can act."), "administration:colleagues"),
            kinds.Kind(
                "nobody_opens",
                _("In a forum nobody can open a meeting any more: give somebody the seat."),
                "organisations:forum",
            ),
            kinds.Kind(
                "chair_left",
                _("The chair of a forum has left. You lead its meetings as the deputy until there is a new one."),
                "organisations:forum",
            ),
            kinds.Kind("own_last_day", _("Your last day in a post is settled."), "leaving:left"),
            kinds.Kind("no_last_day", _("Your post has no last day any more."), "leaving:left"),
            kinds.Kind("colleague_leaves", _("A colleague stops on a settled day."), "leaving:of_colleague"),
            kinds.Kind("colleague_stays", _("A colleague does not stop after all."), "leaving:of_colleague"),
            kinds.Kind("last_day_said", _("A colleague has said their last day."), "administration:colleague"),
            kinds.Kind("last_day_taken_back", _("A colleague does not stop after all."), "administration:colleague"),
            kinds.Kind("given_back", _("Something of a colleague who has left has been given back."), "leaving:left"),
            kinds.Kind(
                "given_back_ahead", _("Something of a colleague who stops has been given back."), "leaving:left"
            ),
            kinds.Kind(
                "given_back_here", _("Something has been given back to the colleague who had it."), "leaving:left"
            ),
            kinds.Kind(
                "work_taken_back",
                _("Something that you had been given has been taken back."),
                "leaving:left",
            ),
            kinds.Kind("own_shared_out", _("Something that lay with you has been shared out."), "leaving:left"),
            kinds.Kind("own_given_back", _("Something that had been shared out lies with you again."), "leaving:left"),
            kinds.Kind("post_ended", _("A post of yours has ended."), "leaving:left"),
            kinds.Kind("post_given", _("You have a new post."), "organisations:directory"),
            kinds.Kind("colleague_left", _("A colleague has stopped in the unit."), "leaving:of_colleague"),
            kinds.Kind(
                "work_given_ahead",
                _("You have been given work of a colleague who stops on a settled day."),
                "leaving:left",
                whence=staff_named,
            ),
            kinds.Kind(
                "case_asked_left",
                _("A colleague whom you asked to take something over has left. Ask somebody else."),
                "cases:handover",
                kinds.OVER,
            ),
            kinds.Kind(
                "concern_asked_left",
                _("A colleague whom you asked to take something over has left. Ask somebody else."),
                "concerns:handover",
                kinds.OVER,
            ),
            kinds.Kind(
                "work_given",
                _("You have been given work of a colleague who has left."),
                "leaving:left",
                whence=staff_named,
            ),
        )
        kinds.remind_by("leaving.remind")
        leaving.register(leaving.Keeper(
            held="SELECT kind, number FROM leaving.held(%s, %s)",
            left="SELECT leaving.left_behind(%s)",
            ended="SELECT leaving.post_ended(%s)",
            given="SELECT leaving.post_given(%s)",
            planned="SELECT leaving.last_day_set(%s)",
            came="SELECT leaving.came()",
            unstaffed="SELECT unit, acting FROM leaving.unstaffed()",
            urgent="SELECT unit FROM leaving.urgent_without()",
            acts="SELECT leaving.would_act(%s, %s)",
            without="SELECT unit FROM leaving.without(%s)",
            words={
                "case": _("Cases held or coordinated"), "task": _("Open tasks"),
                "conversation": _("Conversations not held yet"), "concern": _("Concerns"),
                "enquiry": _("Enquiries from citizens"),
                "joint": _("Joint assessments that wait for this colleague"),
                "notification": _("Notifications to be sent within 24 hours"),
                "handover": _("Handovers that wait for this colleague"),
                "offer": _("Handovers that others have not answered"),
                "seat": _("Forums as chair, deputy or minute-taker"),
            },
            own={
                "joint": _("Joint assessments that wait for you"),
                "handover": _("Handovers that wait for you"),
            },
        ))  # fmt: skip
