"""Middleware of the kit: characters that cannot be stored, a domain's refusals, the draft key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from samspil.lib.refusals import Conflict, NotVisible, Refused
from samspil.web import drafts, errors, writer

GetResponse = Callable[[HttpRequest], HttpResponseBase]
NUL = "\x00"


class Edge:
    """Stands last in MIDDLEWARE's first half, after sessions and CSRF (see README).

    * NUL characters in address, query or form are answered with 400: PostgreSQL cannot store them, and asking it anyway
      would be a server error. The page gives back what was typed.
    * The cookie of the draft key is set when the key was drawn, and dies with sign-out.
    * A POST that ended well is confirmed to the page's draft keeper, so that it forgets what is now saved.
    * What was written on a page of somebody else, before another signed in in the same browser, is refused (writer.py).
    * Where the sign-in has ended, no panel gets a sign-in page inside the page, and what was sent is given back.
    * A refused form whose page has no place for it any more gives back what was typed, with the reason.
    * An address that something is sent to answers whoever opens it by hand with a page that leads on.
    * What a signed-in person sees is kept in no cache.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        before = drafts.person_of(request)
        errors.begin()
        response = self.get_response(request)
        if response.status_code == 422 and response.headers["Content-Type"].startswith("text/html"):
            response = errors.kept(request, response)
        if response.status_code == 405 and request.method in {"GET", "HEAD"} and not response.getvalue():
            told = errors.only_sent(request)
            told.headers["Allow"] = response.headers.get("Allow", "")
            response = told
        if errors.leads_to_sign_in(response):
            response = errors.signed_out(request) or response
        after = drafts.person_of(request)
        if before and not after:
            drafts.forget(response)
        elif after:
            drafts.set_cookie(request, response)
            drafts.confirm(request, response)
        if after:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if _holds_nul(request):
            return errors.bad_request(request)
        return errors.somebody_else(request) if writer.is_another(request) else None


class Refusals:
    """Turns what a domain raises into answers. Innermost of all, so that the transaction around it can roll back.

    `NotVisible` 404, `Refused` 409, `Conflict` 409.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        match exception:
            case NotVisible():
                return errors.not_found(request)
            case Refused():
                return errors.refused(request, exception)
            case Conflict():
                return errors.conflicted(request, exception)
        return None


def _holds_nul(request: HttpRequest) -> bool:
    if NUL in request.path_info:
        return True
    if any(NUL in name or NUL in value for name, values in request.GET.lists() for value in values):
        return True
    if request.method in {"GET", "HEAD"} or request.content_type not in {
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    }:
        return False
    if any(NUL in name or NUL in value for name, values in request.POST.lists() for value in values):
        return True
    return any(NUL in (file.name or "") for _, files in request.FILES.lists() for file in files)
