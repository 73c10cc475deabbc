"""Addresses of lists and concerns: Danish paths, English names."""

from __future__ import annotations

from django.urls import path

from samspil.concerns.views import concerns, lists

app_name = "concerns"
urlpatterns = [
    path("", concerns.waiting, name="waiting"),
    path("ny/", concerns.new, name="new"),
    path("<int:concern_id>/", concerns.concern, name="concern"),
    path("<int:concern_id>/kvittering/", concerns.receipt, name="receipt"),
    path("liste/ny/", lists.upload, name="upload"),
    path("liste/ny/<uuid:key>/", lists.preview, name="preview"),
    path("liste/ny/<uuid:key>/slet/", lists.forget, name="forget"),
    path("liste/<int:list_id>/", lists.received, name="list"),
    path("liste/linje/<int:entry_id>/", lists.match, name="match"),
    path("liste/linje/<int:entry_id>/ret/", lists.correct, name="correct"),
]
