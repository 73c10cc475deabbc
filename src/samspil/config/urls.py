"""Every address of the product: Danish paths, English names."""

from __future__ import annotations

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path

from samspil.profiles.views.words import words

urlpatterns: list[URLPattern | URLResolver] = [
    path("konto/", include("samspil.organisations.signin.urls")),
    path("demo/", include("samspil.organisations.signin.demo_urls")),
    path("om/", include("samspil.concerns.public.urls")),
    path("om/", include("samspil.concerns.guide.public_urls")),
    path("om/", include("samspil.concerns.enquiries.public_urls")),
    path("henvendelser/", include("samspil.concerns.enquiries.urls")),
    path("bekymringer/raadgivning/", include("samspil.concerns.public.counselling_urls")),
    path("bekymringer/runde/", include("samspil.concerns.rounds.urls")),
    path("bekymringer/tegn/", include("samspil.concerns.signs.urls")),
    path("bekymringer/min-doer/", include("samspil.concerns.doorsurvey.urls")),
    path("bekymringer/kilder/", include("samspil.concerns.sources.urls")),
    path("bekymringer/ankommet/", include("samspil.concerns.arrivals.urls")),
    path("bekymringer/paa-stedet/", include("samspil.concerns.onthespot.urls")),
    path("bekymringer/", include("samspil.concerns.chosen.urls")),
    path("bekymringer/", include("samspil.concerns.notifying.urls")),
    path("bekymringer/", include("samspil.concerns.joint.urls")),
    path("bekymringer/", include("samspil.concerns.together.urls")),
    path("bekymringer/", include("samspil.concerns.urls")),
    path("kladde/", include("samspil.sharing.drafts.urls")),
    path("filer/", include("samspil.sharing.files.urls")),
    path("beskeder/", include("samspil.sharing.notices.urls")),
    path("", include("samspil.organisations.urls")),
    path("administration/kommunen/", include("samspil.profiles.urls")),
    path("ord/", words, name="words"),
    path("", include("samspil.catalogue.urls")),
    path("aktiviteter/", include("samspil.catalogue.activities.urls")),
    path("", include("samspil.curriculum.urls")),
    path("", include("samspil.evaluation.urls")),
    path("moeder/", include("samspil.meetings.urls")),
    path("kalender/", include("samspil.meetings.calendar.urls")),
    path("moeder/", include("samspil.meetings.matters.urls")),
    path("gaest/", include("samspil.meetings.matters.guest_urls")),
    path("op-og-ned/", include("samspil.meetings.passages.urls")),
    path("sagsfremstillinger/", include("samspil.meetings.papers.urls")),
    path("sager/", include("samspil.cases.urls")),
    path("sager/", include("samspil.cases.arenas.urls")),
    path("sager/", include("samspil.cases.efforts.urls")),
    path("sager/", include("samspil.cases.leaving.urls")),
    path("sager/", include("samspil.cases.origins.urls")),
    path("sager/", include("samspil.cases.references.urls")),
    path("sager/", include("samspil.cases.voices.urls")),
    path("sager/", include("samspil.cases.youth.urls")),
    path("soeg/", include("samspil.desk.search_urls")),
    path("", include("samspil.desk.urls")),
    path("", include("samspil.web.urls")),
]
if apps.is_installed("samspil.demo"):
    urlpatterns.append(path("demo/", include("samspil.demo.urls")))

handler400 = "samspil.web.errors.bad_request"
handler403 = "samspil.web.errors.forbidden"
handler404 = "samspil.web.errors.not_found"
handler500 = "samspil.web.errors.server_error"
handler429 = "samspil.organisations.signin.views.too_many"
