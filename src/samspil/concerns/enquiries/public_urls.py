"""The public page of enquiries, below /om/ as all that is without sign-in."""

from django.urls import path

from samspil.concerns.enquiries import views

app_name = "citizens"
urlpatterns = [path("<slug:body_key>/henvendelse/", views.enquire, name="enquire")]
