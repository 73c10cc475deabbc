"""Pages of the demo alone."""

from django.urls import path

from samspil.demo import views

app_name = "demo"
urlpatterns = [
    path("liste/", views.lists, name="lists"),
    path("liste/<str:name>", views.download, name="download"),
    path("oplaesning/", views.aloud, name="aloud"),
]
