"""Addresses of notices."""

from django.urls import path

from samspil.sharing.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notices, name="notices"),
    path("set/", views.see, name="see_all"),
    path("<int:notice_id>/set/", views.see, name="see"),
    path("mail/", views.choose, name="choose"),
]
