from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "samspil.sharing"
    label = "sharing"
