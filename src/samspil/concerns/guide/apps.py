from django.apps import AppConfig


class GuideConfig(AppConfig):
    name = "samspil.concerns.guide"
    label = "guide"
