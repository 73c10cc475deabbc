from django.apps import AppConfig


class DoorSurveyConfig(AppConfig):
    name = "samspil.concerns.doorsurvey"
    label = "doorsurvey"
