from django.apps import AppConfig


class PassagesConfig(AppConfig):
    name = "samspil.meetings.passages"
    label = "passages"
