"""Where drafts are sent."""

from __future__ import annotations

from django.urls import path

from samspil.sharing.drafts import views

app_name = "drafts"
urlpatterns = [path("<str:key>/", views.save, name="save")]
