"""Addresses of the counselling that answers."""

from django.urls import path

from samspil.concerns.public.views import counselling

app_name = "counselling"
urlpatterns = [
    path("", counselling.queue, name="questions"),
    path("tag/", counselling.take_several, name="take_several"),
    path("<int:question_id>/", counselling.question, name="question"),
]
