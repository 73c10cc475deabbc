"""Addresses of the papers for a meeting."""

from django.urls import path

from samspil.meetings.papers import views

app_name = "papers"
urlpatterns = [
    path("moede/<int:gathering_id>/", views.paper, name="paper"),
    path("moede/<int:gathering_id>/sagsfremstillinger.pdf", views.paper_pdf, name="paper_pdf"),
    path("moede/<int:gathering_id>/sagsfremstillinger.docx", views.paper_word, name="paper_word"),
    path("moede/<int:gathering_id>/lav/", views.make, name="make"),
    path("punkt/<int:matter_id>/", views.write, name="write"),
]
