from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarConfig(AppConfig):
    name = "samspil.meetings.calendar"
    label = "calendar"

    def ready(self) -> None:
        # What reads tables can be imported only when the apps are ready.
        from samspil.concerns import calendar as coming_meetings  # noqa: PLC0415
        from samspil.meetings.calendar.queries import coming  # noqa: PLC0415
        from samspil.organisations import identity  # noqa: PLC0415
        from samspil.web import navigation  # noqa: PLC0415

        navigation.register(navigation.Entry(_("Calendar"), "calendar:year", order=40, visible=identity.works_here))
        coming_meetings.register(coming)
