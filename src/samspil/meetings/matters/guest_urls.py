"""The address of a citizen's secret link."""

from django.urls import path

from samspil.meetings.matters.views import inviting

app_name = "guests"
urlpatterns = [path("<str:guest_secret>/", inviting.guest, name="matter")]
