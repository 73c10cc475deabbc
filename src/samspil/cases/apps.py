from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "samspil.cases"
    label = "cases"
