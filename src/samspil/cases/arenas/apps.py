from django.apps import AppConfig


class ArenasConfig(AppConfig):
    name = "samspil.cases.arenas"
    label = "arenas"
