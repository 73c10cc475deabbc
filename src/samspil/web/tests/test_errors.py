"""Every no has a page in Danish that says what to do, and gives back what was typed."""

import re

import pytest
from django import forms
from django.test import Client

HTMX = {"HX-Request": "true"}


def body(response) -> str:
    """The page without the CSRF tokens, which differ on every page."""
    return re.sub(
        r'(value|X-CSRFToken": )="?[A-Za-z0-9]{64}', "", re.sub(r"[A-Za-z0-9]{64}", "", response.content.decode())
    )


def test_not_visible_looks_exactly_like_not_existing(member: Client) -> None:
    hidden, missing = member.get("/nej/not-visible/"), member.get("/findes/ikke/")
    assert hidden.status_code == missing.status_code == 404
    assert body(hidden) == body(missing)
    assert "secret reason" not in body(hidden)
    assert "Siden findes ikke, eller den er ikke for dig." in body(hidden)
    drop = {"Set-Cookie", "X-Request-Id"}
    assert {k: v for k, v in hidden.headers.items() if k not in drop} == {
        k: v for k, v in missing.headers.items() if k not in drop
    }


def test_not_visible_in_a_panel(member: Client) -> None:
    hidden, missing = member.get("/nej/not-visible/", headers=HTMX), member.get("/findes/ikke/", headers=HTMX)
    assert hidden.status_code == missing.status_code == 404
    assert body(hidden) == body(missing)
    assert hidden["HX-Retarget"] == "#page-alert"


def test_refused_says_why_and_gives_back_the_text(member: Client) -> None:
    response = member.post("/nej/refused/", {"text": "En lang og vigtig tekst", "password": "hemmelig", "nr": "12345"})
    assert response.status_code == 409
    page = response.content.decode()
    assert "Mødet er lukket. Bed mødelederen åbne det igen." in page
    assert re.search(r"<textarea[^>]*readonly>En lang og vigtig tekst</textarea>", page)
    assert "hemmelig" not in page


def test_refused_leads_back_to_the_page_one_came_from(member: Client) -> None:
    link = '<a class="button button-primary" href="/moeder/7/referat/?vis=alle">Tilbage til siden</a>'
    came = member.post("/nej/refused/", headers={"Referer": "http://testserver/moeder/7/referat/?vis=alle"})
    assert link in came.content.decode()
    for referer in ("", "https://et-andet-sted.example/moeder/7/"):
        assert "Tilbage til siden" not in member.post("/nej/refused/", headers={"Referer": referer}).content.decode()


def test_refused_in_a_panel_leaves_the_panel_alone(member: Client) -> None:
    response = member.post("/nej/refused/", {"text": "Min tekst"}, headers=HTMX)
    assert response.status_code == 409
    assert response["HX-Retarget"] == "#page-alert"
    assert "<html" not in response.content.decode()
    assert response.headers["HX-Trigger"].isascii()


def test_conflict_shows_both_texts(member: Client) -> None:
    response = member.post("/nej/conflict/", {"text": "Min tekst"})
    assert response.status_code == 409
    page = response.content.decode()
    assert "Hans tekst" in page
    assert "Min tekst" in page
    assert "Mette Kjær har gemt her imens" in page
    assert member.post("/nej/conflict/", headers=HTMX).headers["HX-Retarget"] == "#page-alert"


def test_a_conflict_is_solved_on_its_page(member: Client) -> None:
    """Mine over the new version, with all that was sent; or theirs, and the draft goes."""
    sent = {"text": "Min tekst", "version": "3", "_draft": "f-" + "a" * 32, "_tab": "7"}
    page = member.post("/nej/conflict/", sent, headers={"Referer": "http://testserver/notat/"}).content.decode()
    mine = next(form for form in page.split("<form") if "Gem min tekst i stedet" in form)
    assert 'name="version" value="4"' in mine
    assert 'name="version" value="3"' not in mine
    assert 'name="text" value="Min tekst"' in mine
    assert f'name="_draft" value="{sent["_draft"]}"' in mine
    assert 'href="/notat/"' in page or 'name="next" value="/notat/"' in page


def test_what_cannot_be_chosen_is_never_told_by_its_code() -> None:
    for field in (
        forms.ChoiceField(choices=[("a", "A")]), forms.TypedChoiceField(choices=[("a", "A")]),
        forms.MultipleChoiceField(choices=[("a", "A")]),
    ):  # fmt: skip
        with pytest.raises(forms.ValidationError) as refused:
            field.clean(["pick-326"] if isinstance(field, forms.MultipleChoiceField) else "pick-326")
        assert "pick-326" not in " ".join(refused.value.messages)
        assert refused.value.code == "invalid_choice"


def test_a_refusal_in_a_form_keeps_it(member: Client) -> None:
    page = member.get("/notat/").content.decode()
    key = re.search(r'name="idempotency_key" value="([^"]+)"', page)
    assert key
    response = member.post("/notat/", {"text": "nej tak", "version": "1", "idempotency_key": key[1]})
    assert response.status_code == 422
    answer = response.content.decode()
    assert "nej tak</textarea>" in answer
    assert "Notatet kan ikke gemmes, når mødet er slut." in answer
    assert key[1] in answer


def test_csrf_failure_gives_back_the_text(kit: object) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/notat/", {"text": "Skrevet før jeg blev logget ud"})
    assert response.status_code == 403
    page = response.content.decode()
    assert "Skrevet før jeg blev logget ud" in page
    assert "Siden er blevet for gammel" in page
    panel = strict.post("/notat/", headers=HTMX)
    assert panel.headers["HX-Retarget"] == "#page-alert"
    assert panel.headers["Samspil-Sign-In"].startswith("/log-ind/")  # nobody is signed in


def test_server_error_is_a_page_of_its_own(visitor: Client) -> None:
    visitor.raise_request_exception = False
    response = visitor.get("/nej/broken/")
    assert response.status_code == 500
    page = response.content.decode()
    assert "Noget gik galt" in page
    assert "broken" not in page
    typed = visitor.post("/nej/broken/", {"text": "Skrevet, før det gik galt"})
    assert typed.status_code == 500
    assert "Skrevet, før det gik galt" in typed.content.decode()


@pytest.mark.parametrize(
    ("method", "url", "data"),
    [
        ("get", "/notat/?a=%00", None),
        ("get", "/notat/?a%00=1", None),
        ("get", "/nej/%00/", None),
        ("post", "/notat/", {"text": "før\x00efter, en hel sætning", "version": "1"}),
    ],
)
def test_nul_is_answered_politely(member: Client, method: str, url: str, data: dict[str, str] | None) -> None:
    response = getattr(member, method)(url, data) if data else getattr(member, method)(url)
    assert response.status_code == 400
    page = response.content.decode()
    assert "Der er et tegn i det, som ikke kan gemmes." in page
    assert "\x00" not in page
    if data:
        assert "førefter, en hel sætning" in page


def test_nul_in_a_form_with_files(member: Client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

    response = member.post("/notat/", {"file": SimpleUploadedFile("x.txt", b"a\x00b"), "text": "en tekst"})
    assert response.status_code == 422  # bytes of a file may hold NUL; the form is judged as usual
    assert member.post("/notat/", {"file": SimpleUploadedFile("x.txt", b"a"), "text": "a\x00"}).status_code == 400


def test_other_bodies_are_left_to_the_view(member: Client) -> None:
    assert member.post("/notat/", "a\x00b", content_type="text/plain").status_code == 200


# --- the sign-in has ended ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("url", ["/findes/ikke/", "/nej/not-visible/", "/nej/forbidden/"])
def test_what_was_typed_is_given_back_on_404_and_403(member: Client, url: str) -> None:
    response = member.post(url, {"text": "En lang og vigtig tekst", "password": "hemmelig"})
    assert response.status_code == (403 if "forbidden" in url else 404)
    page = response.content.decode()
    assert re.search(r"<textarea[^>]*readonly>En lang og vigtig tekst</textarea>", page)
    assert "hemmelig" not in page


def test_a_panel_never_holds_a_sign_in_page(visitor: Client) -> None:
    asked = {**HTMX, "HX-Current-URL": "http://testserver/punkter/?nr=2"}
    response = visitor.get("/notat/", headers=asked)
    assert response.status_code == 401
    assert response["HX-Retarget"] == "#page-alert"
    assert response["Samspil-Sign-In"] == "/log-ind/?next=%2Fpunkter%2F%3Fnr%3D2"
    shown = response.content.decode()
    assert "Du er blevet logget ud." in shown
    assert 'href="/log-ind/?next=%2Fpunkter%2F%3Fnr%3D2"' in shown
    assert "<form" not in shown
    sent = visitor.post("/notat/", {"text": "Skrevet før"}, headers=asked)
    assert sent.status_code == 401
    assert (
        sent["Samspil-Sign-In"] == response["Samspil-Sign-In"]
    )  # the page itself knows whether somebody has written there
    assert sent["HX-Reselect"] == "unset"  # a form that picks a part of its answer would pick nothing of this one


def test_a_form_that_was_sent_comes_back_with_its_text(visitor: Client) -> None:
    where = {"Referer": "http://testserver/punkter/?nr=2"}
    response = visitor.post("/notat/", {"text": "Skrevet før jeg blev logget ud"}, headers=where)
    assert response.status_code == 401
    page = response.content.decode()
    assert "Skrevet før jeg blev logget ud" in page
    assert 'href="/log-ind/?next=%2Fpunkter%2F%3Fnr%3D2"' in page
    assert visitor.post("/notat/", {"text": ""}).status_code == 302  # there is nothing to give back
    assert visitor.get("/notat/").status_code == 302


@pytest.mark.parametrize("elsewhere", ["https://example.org/punkter/", "//example.org/", "javascript:alert(1)", ""])
def test_the_way_back_stays_in_the_house(visitor: Client, elsewhere: str) -> None:
    page = visitor.post("/notat/", {"text": "En tekst"}, headers={"Referer": elsewhere}).content.decode()
    assert 'href="/log-ind/"' in page
