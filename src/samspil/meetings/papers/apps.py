from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "samspil.meetings.papers"
    label = "papers"
