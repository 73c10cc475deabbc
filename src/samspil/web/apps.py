"""The HTTP kit: layout, components, form renderer, errors, htmx. It knows nothing of the domains."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "samspil.web"
    label = "web"
    verbose_name = "HTTP kit"
