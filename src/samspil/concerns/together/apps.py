from django.apps import AppConfig


class TogetherConfig(AppConfig):
    name = "samspil.concerns.together"
    label = "together"
