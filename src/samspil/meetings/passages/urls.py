"""Addresses of what travels between forums."""

from django.urls import path

from samspil.meetings.passages import views

app_name = "passages"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("forum/<int:forum_id>/", views.forum, name="forum"),
    path("forum/<int:forum_id>/udskrift.pdf", views.forum_pdf, name="forum_pdf"),
    path("forum/<int:forum_id>/send/", views.send, name="send"),
    path("<int:passage_id>/", views.passage, name="passage"),
    path("<int:passage_id>/modtaget/", views.acknowledge, name="acknowledge"),
    path("<int:passage_id>/saet-paa/", views.place, name="place"),
    path("<int:passage_id>/svar/", views.answer, name="answer"),
    path("<int:passage_id>/opgave/", views.make_task, name="make_task"),
    path("<int:passage_id>/udfoert/", views.carry_out, name="carry_out"),
    path("<int:passage_id>/traek-tilbage/", views.withdraw, name="withdraw"),
]
