from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "samspil.desk"
    label = "desk"
