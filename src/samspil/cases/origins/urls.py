"""Address of what is said of the parents: Danish path, English name."""

from django.urls import path

from samspil.cases.origins import views

app_name = "origins"
urlpatterns = [path("<int:case_id>/foraeldre/", views.parents, name="parents")]
