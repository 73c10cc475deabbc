"""Pages of the kit itself."""

from django.urls import path

from samspil.web import views

app_name = "web"
urlpatterns = [
    path("tilgaengelighed/", views.accessibility, name="accessibility"),
    path("indstillinger/", views.settings_page, name="settings"),
    path("stilguide/", views.styleguide, name="styleguide"),
]
