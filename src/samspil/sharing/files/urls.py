"""Where files are opened."""

from __future__ import annotations

from django.urls import path

from samspil.sharing.files import views

app_name = "files"
urlpatterns = [path("<int:file_id>/", views.read, name="read")]
