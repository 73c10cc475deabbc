"""Addresses of the organisation: Danish paths, English names."""

from django.urls import include, path

from samspil.organisations.views import administration, ending, forums, structure, units

_administration = [
    path("", administration.colleagues, name="colleagues"),
    path("medarbejdere/ny/", administration.create_colleague, name="create_colleague"),
    path("medarbejdere/<int:staff_id>/", administration.colleague, name="colleague"),
    path("medarbejdere/<int:staff_id>/ret/", administration.change_colleague, name="change_colleague"),
    path("medarbejdere/<int:staff_id>/stilling/", administration.give_post, name="give_post"),
    path("medarbejdere/<int:staff_id>/plads/", administration.give_seat, name="give_seat"),
    path("medarbejdere/<int:staff_id>/link/", administration.renew_password, name="renew_password"),
    path("medarbejdere/<int:staff_id>/log-ud/", administration.end_sessions, name="end_sessions"),
    path("medarbejdere/<int:staff_id>/slut/", ending.end_colleague, name="end_colleague"),
    path("stillinger/<int:post_id>/slut/", ending.end_post, name="end_post"),
    path("pladser/<int:holder_id>/slut/", ending.end_seat, name="end_seat"),
]
_organisations = [
    path("enheder/", units.units, name="units"),
    path("enheder/<int:unit_id>/", units.settle_taking_part, name="unit"),
    path("fora/", forums.forums, name="forums"),
    path("fora/<int:forum_id>/", forums.forum, name="forum"),
    path("organisation/", structure.diagram, name="diagram"),
    path("roller/", structure.roles, name="roles"),
    path("hvem-ringer-jeg-til/", structure.directory, name="directory"),
    path("mine-stillinger/<int:post_id>/sidste-dag/", ending.own_last_day, name="own_last_day"),
    path("om/<slug:body_key>/", structure.about, name="about"),
]
# Two entries of the menu, so two namespaces.
urlpatterns = [
    path("administration/", include((_administration, "administration"))),
    path("", include((_organisations, "organisations"))),
]
