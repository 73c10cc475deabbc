"""Addresses of rounds."""

from django.urls import path

from samspil.concerns.rounds import views

app_name = "rounds"
urlpatterns = [
    path("", views.rounds, name="rounds"),
    path("hold/", views.hold, name="hold"),
]
