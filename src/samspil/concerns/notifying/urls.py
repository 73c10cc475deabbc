"""Addresses of notifications: Danish paths, English names."""

from __future__ import annotations

from django.urls import path

from samspil.concerns.notifying import views

app_name = "notifying"
urlpatterns = [
    path("doer/<int:raised_id>/underretning/sendt/", views.send, name="send"),
    path("doer/<int:raised_id>/underretning/hvem/", views.assign, name="assign"),
]
