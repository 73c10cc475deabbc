from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "samspil.catalogue"
    label = "catalogue"
