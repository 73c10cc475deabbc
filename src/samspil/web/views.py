"""Pages of the kit itself: accessibility statement, settings, style guide."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from samspil.web import styleguide_content
from samspil.web.htmx import go, respond


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement that the law on accessible public websites asks for (lov nr. 692 af 8. juni 2018)."""
    return respond(request, "web/accessibility.html")


@require_http_methods(["GET", "HEAD", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    """Switch single-letter shortcut keys off or on (WCAG 2.2, 2.1.4)."""
    if request.method == "POST":
        request.session["web.shortcuts"] = request.POST.get("shortcuts") == "on"
        return go(request, f"{request.path}?gemt=1")
    saved = gettext("Your choice is saved.") if "gemt" in request.GET else ""
    return respond(request, "web/settings.html", {"saved": saved})


@require_http_methods(["GET", "HEAD", "POST"])
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component on one page; only where made-up data is shown."""
    if not (settings.DEBUG or getattr(settings, "DEMO", False)):
        raise Http404
    if "Draft" in request.headers:  # the example form has no row to keep a draft in
        return HttpResponse(status=204)
    if "bord" in request.GET:
        return respond(request, "web/styleguide_table.html", styleguide_content.table_context(request))
    return respond(request, "web/styleguide.html", styleguide_content.context(request), panel=request.GET.get("panel"))
