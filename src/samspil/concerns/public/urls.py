"""Addresses of the public pages: Danish paths, English names. All lie below /om/ (see middleware)."""

from django.urls import path

from samspil.concerns.public.views import asking, pages, raising

app_name = "public"
urlpatterns = [
    path("<slug:body_key>/hvem-kan-du-tale-med/", pages.children, name="children"),
    path("<slug:body_key>/spoerg/", asking.ask, name="ask"),
    path("<slug:body_key>/svar/", asking.read, name="read"),
    path("<slug:body_key>/bekymring/", raising.concern, name="concern"),
    path("<slug:body_key>/medarbejder/", raising.link, name="link"),
    path("<slug:body_key>/medarbejder/<str:token>/", raising.send, name="send"),
]
