"""Addresses of enquiries: Danish paths, English names."""

from django.urls import path

from samspil.concerns.enquiries import views

app_name = "enquiries"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("tag/", views.take_several, name="take_several"),
    path("ny/", views.register, name="register"),
    path("paa-stedet/", views.on_the_spot, name="on_the_spot"),
    path("<int:enquiry_id>/", views.enquiry, name="enquiry"),
    path("<int:enquiry_id>/tildel/", views.assign, name="assign"),
    path("<int:enquiry_id>/svar/", views.answer, name="answer"),
    path("<int:enquiry_id>/videre/", views.pass_on, name="pass_on"),
    path("<int:enquiry_id>/bekymring/", views.to_concern, name="to_concern"),
    path("<int:enquiry_id>/luk/", views.close, name="close"),
    path("<int:enquiry_id>/aabn/", views.reopen, name="reopen"),
]
