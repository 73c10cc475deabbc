from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "samspil.concerns.enquiries"
    label = "enquiries"
