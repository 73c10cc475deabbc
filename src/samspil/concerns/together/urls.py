"""Addresses of two concerns that are one matter."""

from __future__ import annotations

from django.urls import path

from samspil.concerns.together import views

app_name = "together"
urlpatterns = [
    path("doer/<int:raised_id>/samme-barn/", views.choose, name="choose"),
    path("doer/<int:raised_id>/samme-barn/<int:other_id>/", views.join, name="join"),
    path("doer/samme-barn/<int:tie_id>/to/", views.part, name="part"),
]
