from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    name = "samspil.concerns"
    label = "concerns"
