from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "samspil.catalogue.activities"
    label = "activities"
