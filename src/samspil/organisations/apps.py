from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "samspil.organisations"
    label = "organisations"
