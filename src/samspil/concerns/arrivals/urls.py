"""Where somebody at a door says that they act on a danger."""

from __future__ import annotations

from django.urls import path

from samspil.concerns.arrivals import views

app_name = "arrivals"
urlpatterns = [path("<slug:sort>/<int:about_id>/tag/", views.take, name="take")]
