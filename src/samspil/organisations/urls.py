"""Addresses of the organisation: Danish paths, English names."""

from django.urls import path

from samspil.organisations.views import administration, forums, units

app_name = "organisations"
urlpatterns = [
    path("administration/", administration.colleagues, name="colleagues"),
    path("administration/medarbejdere/ny/", administration.create_colleague, name="create_colleague"),
    path("administration/medarbejdere/<int:staff_id>/", administration.colleague, name="colleague"),
    path("administration/medarbejdere/<int:staff_id>/ret/", administration.change_colleague, name="change_colleague"),
    path("administration/medarbejdere/<int:staff_id>/stilling/", administration.give_post, name="give_post"),
    path("administration/medarbejdere/<int:staff_id>/plads/", administration.give_seat, name="give_seat"),
    path("administration/medarbejdere/<int:staff_id>/link/", administration.renew_password, name="renew_password"),
    path("administration/medarbejdere/<int:staff_id>/log-ud/", administration.end_sessions, name="end_sessions"),
    path("administration/medarbejdere/<int:staff_id>/slut/", administration.end_colleague, name="end_colleague"),
    path("administration/stillinger/<int:post_id>/slut/", administration.end_post, name="end_post"),
    path("administration/pladser/<int:holder_id>/slut/", administration.end_seat, name="end_seat"),
    path("enheder/", units.units, name="units"),
    path("enheder/<int:unit_id>/", units.settle_taking_part, name="unit"),
    path("fora/", forums.forums, name="forums"),
    path("fora/<int:forum_id>/", forums.forum, name="forum"),
]
