"""Addresses of early signs: Danish paths, English names."""

from django.urls import path

from samspil.concerns.signs import views

app_name = "signs"
urlpatterns = [
    path("", views.signs, name="signs"),
    path("nyt/", views.note, name="note"),
    path("<int:sign_id>/bekymring/", views.to_concern, name="to_concern"),
    path("<int:sign_id>/tilbage/", views.take_back, name="take_back"),
]
