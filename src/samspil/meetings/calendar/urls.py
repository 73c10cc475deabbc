"""Addresses of the calendar: Danish paths, English names."""

from django.urls import path

from samspil.meetings.calendar import views

app_name = "calendar"
urlpatterns = [
    path("", views.year, name="year"),
    path("alle/", views.all_forums, name="all_forums"),
    path("abonnement/", views.subscribe, name="subscribe"),
    path("abonnement/<str:secret>/forum-<int:forum_id>.ics", views.forum_feed, name="forum_feed"),
    path("offentlig/<slug:body_key>/<slug:forum_key>.ics", views.public_feed, name="public_feed"),
    path("forum/<int:forum_id>.ics", views.forum_calendar, name="forum_calendar"),
    path("abonnement/<str:secret>.ics", views.calendar_feed, name="feed"),
    path("moede/<int:meeting_id>/", views.meeting, name="meeting"),
    path("moede/<int:meeting_id>/flyt/", views.move_meeting, name="move_meeting"),
    path("moede/<int:meeting_id>/aflys/", views.cancel_meeting, name="cancel_meeting"),
    path("moede/<int:meeting_id>/blok/", views.call_block, name="call_block"),
    path("forum/<int:forum_id>/ekstra/", views.call_extra, name="call_extra"),
    path("forum/<int:forum_id>/planlaeg/", views.plan_year, name="plan_year"),
    path("aendring/<int:change_id>/set/", views.put_aside, name="put_aside"),
]
