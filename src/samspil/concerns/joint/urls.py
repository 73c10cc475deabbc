"""Addresses of joint assessments: Danish paths, English names."""

from __future__ import annotations

from django.urls import path

from samspil.concerns.joint import views

app_name = "joint"
urlpatterns = [
    path("doer/<int:raised_id>/faelles/", views.begin, name="begin"),
    path("faelles/<int:joint_id>/", views.assessment, name="assessment"),
]
