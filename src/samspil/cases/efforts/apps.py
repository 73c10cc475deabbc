from django.apps import AppConfig


class EffortsConfig(AppConfig):
    name = "samspil.cases.efforts"
    label = "efforts"
