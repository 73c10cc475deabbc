from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "samspil.access"
    label = "access"
