from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "samspil.meetings.matters"
    label = "matters"
