"""Addresses of the catalogue: Danish paths, English names."""

from django.urls import path

from samspil.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("forebyggelse/", views.prevention, name="prevention"),
    path("indsatser/", views.interventions, name="interventions"),
    path("indsatser/<int:intervention_id>/", views.intervention, name="intervention"),
]
