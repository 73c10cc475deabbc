from django.apps import AppConfig


class YouthConfig(AppConfig):
    name = "samspil.cases.youth"
    label = "youth"
