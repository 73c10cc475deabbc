from django.apps import AppConfig


class SignsConfig(AppConfig):
    name = "samspil.concerns.signs"
    label = "signs"
