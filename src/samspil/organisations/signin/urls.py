"""Addresses of sign-in, under allauth's names. What is not here (sign-up, mail) does not exist."""

from django.urls import path, re_path

from samspil.organisations.signin import views

urlpatterns = [
    path("log-ind/", views.sign_in, name="account_login"),
    path("log-ud/", views.sign_out, name="account_logout"),
    path("plads/", views.places, name="account_places"),
    path("lukket/", views.inactive, name="account_inactive"),
    path("adgangskode/", views.change_password, name="account_change_password"),
    path("adgangskode/valgt/", views.password_chosen, name="account_reset_password_from_key_done"),
    re_path(
        r"^adgangskode/ny/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.choose_password,
        name="account_reset_password_from_key",
    ),
]
