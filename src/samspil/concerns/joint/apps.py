from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JointConfig(AppConfig):
    name = "samspil.concerns.joint"
    label = "joint"

    def ready(self) -> None:
        # What reads tables can be imported only when the apps are ready.
        from samspil.sharing.notices import kinds  # noqa: PLC0415

        kinds.register(
            kinds.Kind("joint_asked", _("You have been asked to assess something together."), "joint:assessment"),
            kinds.Kind("joint_answered", _("A joint assessment has got an answer."), "joint:assessment"),
            kinds.Kind("joint_concluded", _("A joint assessment has been concluded."), "joint:assessment"),
        )
