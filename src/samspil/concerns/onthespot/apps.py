from django.apps import AppConfig


class OnTheSpotConfig(AppConfig):
    name = "samspil.concerns.onthespot"
    label = "onthespot"
