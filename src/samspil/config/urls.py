"""Every address of the product: Danish paths, English names."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("konto/", include("allauth.account.urls")),
    path("", include("samspil.web.urls")),
]

handler400 = "samspil.web.errors.bad_request"
handler403 = "samspil.web.errors.forbidden"
handler404 = "samspil.web.errors.not_found"
handler500 = "samspil.web.errors.server_error"
