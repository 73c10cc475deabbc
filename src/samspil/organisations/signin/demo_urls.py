"""The front door of the demo; 404 everywhere else."""

from django.urls import path

from samspil.organisations.signin import views

app_name = "signin"
urlpatterns = [path("", views.choose_member, name="choose_member")]
