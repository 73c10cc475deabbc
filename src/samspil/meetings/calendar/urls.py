"""Addresses of the calendar: Danish paths, English names."""

from django.urls import path

from samspil.meetings.calendar import views

app_name = "calendar"
urlpatterns = [
    path("", views.year, name="year"),
    path("abonnement/", views.subscribe, name="subscribe"),
    path("abonnement/<str:secret>.ics", views.calendar_feed, name="feed"),
    path("moede/<int:meeting_id>/", views.meeting, name="meeting"),
    path("moede/<int:meeting_id>/flyt/", views.move_meeting, name="move_meeting"),
    path("moede/<int:meeting_id>/aflys/", views.cancel_meeting, name="cancel_meeting"),
    path("forum/<int:forum_id>/ekstra/", views.call_extra, name="call_extra"),
    path("forum/<int:forum_id>/planlaeg/", views.plan_year, name="plan_year"),
    path("aendring/<int:change_id>/set/", views.put_aside, name="put_aside"),
]
