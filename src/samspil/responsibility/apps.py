from django.apps import AppConfig


class ResponsibilityConfig(AppConfig):
    name = "samspil.responsibility"
    label = "responsibility"
