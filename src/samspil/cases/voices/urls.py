"""Addresses of the child's and the network's part."""

from __future__ import annotations

from django.urls import path

from samspil.cases.voices import views

app_name = "voices"
urlpatterns = [
    path("sammenhaeng/", views.figures, name="figures"),
    path("<int:case_id>/medvirken/", views.write, name="write"),
    path("<int:case_id>/tre-saetninger/", views.ask, name="ask"),
    path("<int:case_id>/tre-saetninger/tak/", views.thanks, name="thanks"),
]
