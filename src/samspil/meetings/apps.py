from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "samspil.meetings"
    label = "meetings"
