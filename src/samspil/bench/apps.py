from django.apps import AppConfig


class BenchConfig(AppConfig):
    name = "samspil.bench"
    label = "bench"
