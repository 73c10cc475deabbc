from django.apps import AppConfig


class CurriculumConfig(AppConfig):
    name = "samspil.curriculum"
    label = "curriculum"
