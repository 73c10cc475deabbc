"""Addresses of the curriculum: Danish paths, English names."""

from django.urls import path

from samspil.curriculum import views

app_name = "curriculum"
urlpatterns = [path("undervisning/", views.curriculum, name="curriculum")]
