"""Layout, navigation, panels, settings, tags, and the key of the draft keeper."""

import datetime as dt
import re

import pytest
from django.contrib.auth import SESSION_KEY
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import Client, RequestFactory
from django.utils import translation

from samspil.lib.refusals import Conflict
from samspil.web import drafts, navigation
from samspil.web.errors import sides
from samspil.web.navigation import Entry, Identity

HTMX = {"HX-Request": "true"}


def draw(template: str, **context: object) -> str:
    with translation.override("da"):
        return Template("{% load samspil %}" + template).render(Context(context))


# --- layout -------------------------------------------------------------------------------------------------------
def test_navigation_is_drawn_in_order(member: Client) -> None:
    navigation.register(Entry("Anden", "web:settings", order=20, count=lambda request: 3))
    navigation.register(Entry("Første", "home", order=10))
    navigation.register(Entry("Skjult", "note", order=5, visible=lambda request: False))
    navigation.register(Entry("Uden side", "nowhere:at_all", order=1))
    page = member.get("/indstillinger/").content.decode()
    menu = page.split('id="main-navigation"')[1].split("</nav>")[0]
    assert re.findall(r'<a href="([^"]+)"', menu) == ["/", "/indstillinger/"]
    assert re.search(r'href="/indstillinger/" aria-current="true">Anden <span class="count">3</span>', menu)
    assert "aria-current" not in menu.split("Første")[0]


def test_identity_names_person_and_place(member: Client) -> None:
    assert "Mette Kjær" in member.get("/").content.decode()
    navigation.register_identity(lambda request: Identity("Mette Kjær", "konsulent", "Eksempel Kommune"))
    page = member.get("/").content.decode()
    assert "Eksempel Kommune" in page
    assert "konsulent" in page
    assert '<form method="post" action="/log-ud/"' in page


def test_nobody_signed_in_has_no_sign_out(visitor: Client) -> None:
    page = visitor.get("/").content.decode()
    assert "data-sign-out" not in page
    assert "data-draft-key" not in page
    assert 'lang="da"' in page


def test_demo_banner(visitor: Client, settings) -> None:
    assert "alt her er opdigtet" in visitor.get("/").content.decode()
    settings.DEMO = False
    assert "opdigtet" not in visitor.get("/").content.decode()


def test_the_style_guide_is_for_made_up_data_only(visitor: Client, settings) -> None:
    assert visitor.get("/stilguide/").status_code == 200
    settings.DEMO = settings.DEBUG = False
    assert visitor.get("/stilguide/").status_code == 404


def test_english_works_too(visitor: Client) -> None:
    page = visitor.get("/findes-ikke/", headers={"Accept-Language": "en"}).content.decode()
    assert 'lang="en"' in page
    assert "There is nothing here" in page


def test_content_security_policy_is_sent_with_the_page(visitor: Client) -> None:
    policy = visitor.get("/")["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy


# --- panels -------------------------------------------------------------------------------------------------------
def test_one_template_answers_page_and_panel(visitor: Client) -> None:
    whole, panel = visitor.get("/punkter/?nr=2"), visitor.get("/punkter/?nr=2", headers=HTMX)
    assert "<html" in whole.content.decode()
    assert panel.content.decode().strip().startswith('<section id="rows"')
    assert panel.content.decode().strip() in whole.content.decode()
    assert panel.headers["HX-Trigger"] == '{"samspil:say": {"text": "Punkt 2"}}'
    assert "HX-Trigger" not in whole.headers
    assert "HX-Request" in panel.headers["Vary"]


@pytest.mark.parametrize("extra", [{"HX-Boosted": "true"}, {"HX-History-Restore-Request": "true"}])
def test_boosted_and_restored_pages_are_whole(visitor: Client, extra: dict[str, str]) -> None:
    assert "<html" in visitor.get("/punkter/", headers={**HTMX, **extra}).content.decode()


def test_after_a_post(member: Client) -> None:
    form = {"text": "Færdig", "version": "1", "idempotency_key": "6f1a4c3e-9d0e-4b0e-8a29-111111111111"}
    assert member.post("/notat/", form).status_code == 303
    answer = member.post("/notat/", form, headers=HTMX)
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/")


# --- settings -----------------------------------------------------------------------------------------------------
def test_shortcuts_can_be_switched_off(member: Client) -> None:
    assert 'data-shortcuts-enabled="true"' in member.get("/").content.decode()
    assert member.post("/indstillinger/", {}).status_code == 303
    assert 'data-shortcuts-enabled="false"' in member.get("/").content.decode()
    assert "Dit valg er gemt" in member.get("/indstillinger/?gemt=1").content.decode()
    member.post("/indstillinger/", {"shortcuts": "on"})
    assert 'data-shortcuts-enabled="true"' in member.get("/").content.decode()


# --- the key of the draft keeper ----------------------------------------------------------------------------------
def key_in(page: bytes) -> str:
    found = re.search(rb'data-draft-key="([^"]+)"', page)
    assert found
    return found[1].decode()


def test_the_draft_key_lives_with_person_and_browser(member: Client) -> None:
    first = key_in(member.get("/").content)
    assert key_in(member.get("/notat/").content) == first
    cookie = member.cookies[drafts.COOKIE]
    assert cookie["httponly"]
    assert cookie["max-age"] == ""
    assert cookie.value not in first

    member.get("/udloeb/")  # the sign-in expires; the same person signs in again
    member.cookies.pop("sessionid", None)
    member.post("/log-ind/", {"name": "Mette Kjær"})
    assert key_in(member.get("/").content) == first

    member.post("/log-ind/", {"name": "En anden"})
    assert key_in(member.get("/").content) != first


def test_signing_out_ends_the_key(member: Client) -> None:
    first = key_in(member.get("/").content)
    answer = member.post("/log-ud/")
    assert answer["Clear-Site-Data"] == '"storage"'
    assert answer.cookies[drafts.COOKIE]["max-age"] == 0
    member.post("/log-ind/", {"name": "Mette Kjær"})
    assert key_in(member.get("/").content) != first


def test_no_key_without_a_session() -> None:
    request = RequestFactory().get("/")
    assert drafts.key_of(request) == ""
    request.session = {SESSION_KEY: "7"}  # type: ignore[assignment]
    assert len(drafts.key_of(request)) == 44


def test_a_carried_out_post_is_confirmed_to_the_page(member: Client) -> None:
    form = {"text": "Færdig", "version": "1", "idempotency_key": "6f1a4c3e-9d0e-4b0e-8a29-111111111111"}
    form[drafts.MARK] = "12345678901234567890"
    answer = member.post("/notat/", form)
    assert answer.cookies[drafts.SENT_COOKIE].value == form[drafts.MARK]
    for url, change in [("/notat/", {"text": ""}), ("/kladde/", {}), ("/notat/", {drafts.MARK: "a;b"})]:
        assert drafts.SENT_COOKIE not in member.post(url, {**form, **change}).cookies


def test_pages_of_signed_in_people_are_kept_in_no_cache(member: Client) -> None:
    for url in ("/", "/notat/", "/kladde/", "/findes-ikke/"):
        assert member.get(url)["Cache-Control"] == "no-store"


# --- tags ---------------------------------------------------------------------------------------------------------
def test_dates_and_names() -> None:
    day, moment = dt.date(2026, 11, 24), dt.datetime(2026, 11, 24, 8, 41, tzinfo=dt.UTC)
    assert draw("{{ d|danish_date }}", d=day) == "tirsdag d. 24. november 2026"
    assert draw('{{ d|danish_date:"short" }}', d=moment) == "24.11.2026"
    assert draw("{{ d|danish_datetime }} {{ d|clock }}", d=moment) == "24.11.2026 kl. 9.41 9.41"
    assert draw("{{ d|weekday:t }}", d=day, t=dt.date(2026, 11, 23)) == "tirsdag, i morgen"
    assert draw("{{ d|age:t }}", d=dt.date(2011, 11, 24), t=day) == "15 år"
    assert draw("{{ n|danish_date }}{{ n|danish_datetime }}{{ n|clock }}{{ n|weekday }}{{ n|age }}", n=None) == ""
    assert draw("{{ n|short_name }}", n="Jonas Bøgh Holm") == "Jonas H."
    assert draw("{{ n|short_name }}", n="Jonas") == "Jonas"
    assert draw("{{ n|short_name }}", n="Holm, Jonas Bøgh") == "Jonas H."
    assert draw("{{ n|or_unknown }}{{ m|or_unknown }}", n="", m="Ida") == "ikke identificeretIda"


def test_icon() -> None:
    assert 'aria-hidden="true"' in draw('{% icon "lock" %}')
    labelled = draw('{% icon "lock" "Låst" class="big" %}')
    assert 'role="img"' in labelled
    assert 'aria-label="Låst"' in labelled
    assert 'class="icon-svg big"' in labelled
    with pytest.raises(KeyError):
        draw('{% icon "nothing" %}')


def test_badge() -> None:
    assert draw('{% badge word "info" %}', word="<Ny>") == '<span class="badge badge-info">&lt;Ny&gt;</span>'
    assert draw('{% badge "Ny" %}') == '<span class="badge">Ny</span>'
    with pytest.raises(TemplateSyntaxError):
        draw('{% badge "Ny" "pink" %}')


def test_empty_state() -> None:
    html = draw('{% empty "Ingen opgaver" "De kommer fra møderne." "/ny/" "Ny opgave" heading=3 %}')
    assert '<h3 class="empty-title">Ingen opgaver</h3>' in html
    assert 'href="/ny/"' in html


def test_pagination_keeps_the_rest_of_the_address() -> None:
    request = RequestFactory().get("/?side=2&q=a%26b")
    page = Paginator(range(100), 10).get_page(2)
    html = draw("{% pagination page target='cases' %}", page=page, request=request)
    assert 'href="?side=1&amp;q=a%26b"' in html
    assert html.count('aria-current="page"') == 1
    assert 'hx-select="#cases"' in html
    single = Paginator(range(3), 10).get_page(1)
    assert draw("{% pagination page %}", page=single, request=request).strip() == ""
    last = Paginator(range(100), 10).get_page(10)
    assert 'rel="next"' not in draw("{% pagination page %}", page=last, request=request)


def test_steps() -> None:
    html = draw("{% steps labels 2 %}", labels=[("Barnet", "/1/"), "Bekymringen", "Send"])
    assert 'aria-label="Trin 2 af 3"' in html
    assert 'href="/1/"' in html
    assert '<span aria-current="step">Bekymringen</span>' in html
    assert "(udført)" in html


def test_sides_of_a_conflict() -> None:
    conflict = Conflict(theirs={"a": "1", "b": "same"}, mine={"a": "2", "b": "same", "c": "new"})
    assert sides(conflict) == [
        {"name": "a", "theirs": "1", "mine": "2"},
        {"name": "c", "theirs": "", "mine": "new"},
    ]
    assert sides(Conflict(theirs="x", mine="y")) == [{"name": "text", "theirs": "x", "mine": "y"}]
