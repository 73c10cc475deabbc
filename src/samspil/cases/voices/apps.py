from django.apps import AppConfig


class VoicesConfig(AppConfig):
    name = "samspil.cases.voices"
    label = "voices"
