"""Addresses of activities: Danish paths, English names."""

from django.urls import path

from samspil.catalogue.activities import views

app_name = "activities"
urlpatterns = [
    path("", views.activities, name="activities"),
    path("ny/", views.plan, name="plan"),
    path("i-klub/", views.count, name="count"),
    path("i-klub/<int:count_id>/", views.correct, name="correct"),
    path("<int:activity_id>/", views.activity, name="activity"),
    path("<int:activity_id>/ret/", views.change, name="change"),
    path("<int:activity_id>/gik/", views.write_up, name="write_up"),
    path("<int:activity_id>/i-klub/", views.count_from, name="count_from"),
]
