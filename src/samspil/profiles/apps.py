from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    name = "samspil.profiles"
    label = "profiles"
