from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "samspil.concerns.sources"
    label = "sources"
