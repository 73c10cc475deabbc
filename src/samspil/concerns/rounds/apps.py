from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "samspil.concerns.rounds"
    label = "rounds"
