"""Addresses of plans, goals and the year: Danish paths, English names."""

from django.urls import path

from samspil.evaluation import views

app_name = "evaluation"
urlpatterns = [
    path("planer/", views.documents, name="documents"),
    path("planer/<int:document_id>/", views.document, name="document"),
    path("planer/<int:document_id>/fornyet/", views.renew, name="renew"),
    path("planer/nationalt/<int:frame_id>/", views.frame, name="frame"),
    path("maal/", views.goals, name="goals"),
    path("aarshjul/", views.year, name="year"),
]
