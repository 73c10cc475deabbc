"""Addresses of the municipality's setup: Danish paths, English names."""

from django.urls import path

from samspil.profiles.views import forums, place

app_name = "setup"
urlpatterns = [
    path("", place.overview, name="overview"),
    path("historik/", place.history, name="history"),
    path("historik/<int:version_id>/", place.version, name="version"),
    path("profil.yaml", place.export, name="export"),
    path("skoleaar/<int:starts>/", place.school_year, name="school_year"),
    path("lukkedage/", place.closing_days, name="closing_days"),
    path("ord/<slug:term>/", place.word, name="word"),
    path("tekster/", place.texts, name="texts"),
    path("afsnit/<slug:name>/", place.section, name="section"),
    path("fora/<int:forum_id>/", forums.forum, name="forum"),
    path("fora/<int:forum_id>/plads/", forums.add_seat, name="add_seat"),
    path("fora/<int:forum_id>/plads/<slug:seat_key>/", forums.change_seat, name="change_seat"),
    path("fora/<int:forum_id>/plads/<slug:seat_key>/slut/", forums.end_seat, name="end_seat"),
    path("fora/<int:forum_id>/rytme/", forums.rhythm, name="rhythm"),
    path("fora/<int:forum_id>/dagsorden/", forums.agenda, name="agenda"),
    path("fora/<int:forum_id>/beslutningsord/", forums.decisions, name="decisions"),
]
