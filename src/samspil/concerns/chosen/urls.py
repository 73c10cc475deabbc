"""Addresses of the chosen adult: Danish paths, English names."""

from __future__ import annotations

from django.urls import path

from samspil.concerns.chosen import views

app_name = "chosen"
urlpatterns = [
    path("doer/<int:raised_id>/bed-doeren/", views.ask, name="ask"),
    path("doer/<int:raised_id>/bed-doeren/fortryd/", views.take_back, name="take_back"),
    path("doer/<int:raised_id>/tag-over/", views.take_over, name="take_over"),
    path("doer/<int:raised_id>/valgt-voksen/", views.hear_choice, name="hear_choice"),
]
