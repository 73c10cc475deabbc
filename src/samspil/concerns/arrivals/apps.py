from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Which page shows what such a notice is about.
PAGES = {
    "concern": "concerns:at_door",
    "sparring": "concerns:sparring",
    "question": "counselling:question",
    "enquiry": "enquiries:enquiry",
}
SENTENCES = {
    "danger": _("Somebody is said to be in danger now. Look at it, and say that you act."),
    "due": _("Something at your door must be answered within two hours."),
    "late": _("Something at your door was not answered in time."),
    "broken": _("What you sent was not answered in time. Ring, the number stands on the page."),
}
WAITS = {
    "concern": _("A concern from outside waits for an answer."),
    "sparring": _("A colleague waits for your sparring."),
    "question": _("An anonymous question waits for an answer."),
    "enquiry": _("An enquiry from a citizen waits for an answer."),
}


class ArrivalsConfig(AppConfig):
    name = "samspil.concerns.arrivals"
    label = "arrivals"

    def ready(self) -> None:
        from samspil.sharing.notices import kinds  # noqa: PLC0415  it reads tables

        for sort, page in PAGES.items():
            kinds.register(kinds.Kind(f"waits_{sort}", WAITS[sort], page))
            kinds.register(*(kinds.Kind(f"{code}_{sort}", words, page) for code, words in SENTENCES.items()))
        kinds.register(kinds.Kind("acted_concern", _("Somebody has acted on what you sent."), "concerns:raised"))
        kinds.register(kinds.Kind("broken_concern", SENTENCES["broken"], "concerns:raised"))
        kinds.remind_by("arrivals.remind")
