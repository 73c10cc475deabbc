from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "samspil.concerns.public"
    label = "public"
