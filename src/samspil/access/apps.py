from django.apps import AppConfig
from django.core.checks import Tags, register

from samspil.access import checks


class AccessConfig(AppConfig):
    name = "samspil.access"
    label = "access"

    def ready(self) -> None:
        register(checks.lock_stands, Tags.database)
