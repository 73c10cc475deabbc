from django.apps import AppConfig


class SigninConfig(AppConfig):
    name = "samspil.organisations.signin"
    label = "signin"
