"""The guide without sign-in, below /om/ as all that is without sign-in."""

from django.urls import path

from samspil.concerns.guide import views

app_name = "guide"
urlpatterns = [
    path("", views.where, name="where"),
    path("<slug:body_key>/jeg-er-bekymret/", views.public, name="public"),
    path("<slug:body_key>/jeg-er-bekymret/<slug:step>/", views.public, name="public_step"),
]
