from django.apps import AppConfig


class ReferencesConfig(AppConfig):
    name = "samspil.cases.references"
    label = "references"
