"""An anonymous question: asked without a name, answered by the counselling, read with four words, gone after thirty days."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test import Client
from django.urls import reverse

from samspil.audit.models import Event
from samspil.concerns.public import codes, limits
from samspil.concerns.public.models import Counted, Question
from samspil.concerns.public.tests.places import QUESTION, asked, fields, opened, post
from tests import clock
from tests.cast import Cast, as_role


def read(cast: Cast, code: str):
    return post("read", cast, fields("read", cast) | {"code": code})


def answer(cast: Cast, text: str = "Ring til os, eller tal med en voksen.", member: str = "social_worker"):
    cast.members[member].sign()
    question = Question.objects.get()
    return cast.client(member).post(
        reverse("counselling:question", args=[question.pk]), {"answer": text, "version": question.version}
    )


def test_asked_answered_and_read_with_the_words(cast):
    opened(cast)
    code = asked(cast)
    assert len(code.split()) == 4
    assert "Der er ikke svar endnu" in read(cast, code).content.decode()
    page = cast.client("social_worker").get(reverse("counselling:questions")).content.decode()
    assert "Min ven ryger noget" in page
    assert answer(cast).status_code == 303
    assert "Ring til os, eller tal med en voksen." in read(cast, code.upper().replace(" ", ",  ")).content.decode()
    again = answer(cast, "Noget andet")  # who asked may have read the first answer
    assert again.status_code == 422
    assert "Noget andet" in again.content.decode()


def test_only_the_counselling_reads_it_and_nobody_is_behind_it(cast):
    opened(cast)
    asked(cast)
    for member in ("consultant", "outsider", "administrator", "other_consultant", "ssp_teacher"):
        cast.members[member].sign()
        assert not Question.objects.exists(), member
        assert not Counted.objects.exists(), member
    cast.social_worker.sign()
    question = Question.objects.get()
    assert question.written_at == question.written_at.replace(minute=0, second=0, microsecond=0)
    assert question.written_by not in {member.principal_id for member in cast.members.values()}
    (event,) = Event.objects.filter(act="question.asked")
    assert event.at == question.written_at
    with as_role("samspil_lock") as cursor:
        cursor.execute("SELECT code_hash FROM public_question")
        assert not set(cursor.fetchone()[0].split()) & set(codes.words())


def test_sent_twice_is_one_question_with_one_code(cast):
    opened(cast)
    data = fields("ask", cast) | {"question": QUESTION, "theme": "home", "age_band": "untold"}
    first, second = (post("ask", cast, data).context["code"] for _time in range(2))
    assert first == second
    cast.social_worker.sign()
    assert Question.objects.count() == Counted.objects.count() == 1


def test_after_thirty_days_the_words_open_nothing(cast):
    opened(cast)
    code = asked(cast)
    answer(cast)
    with clock.later(days=30):
        dead, wrong = read(cast, code), read(cast, "abe and ananas anker")
        said = [page.content.decode().split('id="id_code_error"')[1].split("</")[0] for page in (dead, wrong)]
        assert dead.status_code == wrong.status_code == 422
        assert said[0] == said[1]
        cast.social_worker.sign()
        pages = [cast.client("social_worker").get(reverse("counselling:questions"))]
        pages.append(
            cast.client("social_worker").get(reverse("counselling:question", args=[Question.objects.get().pk]))
        )
        assert [page.status_code for page in pages] == [200, 404]
        assert "Min ven" not in pages[0].content.decode()
    with clock.later(days=32), connection.cursor() as cursor:  # what is due, the keeper's night removes
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute(
            "INSERT INTO sharing_retentionrule (body, kind, days, must_go, may_go, must_confirmed_by, may_confirmed_by) "
            "VALUES (%s, 'anonymous_question', 30, 'x', 'x', 'x', 'x')", [cast.body.audience_id],
        )  # fmt: skip
        cursor.execute("SET LOCAL ROLE samspil_keeper; SELECT retention.sweep(); SET LOCAL ROLE NONE")
        cursor.execute("SELECT count(*) FROM public_question")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM access_history WHERE parent_table = 'public_question'")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM public_counted")
        assert cursor.fetchone() == (1,)
        cursor.execute("SET LOCAL ROLE samspil_app")


def test_figures_without_names_and_none_about_few(cast):
    opened(cast)
    for number in range(6):
        asked(cast, theme="home" if number else "online", question=f"Spørgsmål {number}")
    page = cast.client("social_worker").get(reverse("counselling:questions")).content.decode()
    figures = page.split("Tal uden navne")[1]
    assert "Hjemme: 5" in figures
    assert "færre end fem" in figures


def test_the_words_are_enough():
    known = codes.words()
    assert len(known) == len(set(known)) == 1024
    assert all(word.isascii() and word.isalpha() and word.islower() for word in known)
    assert codes.hashed("Abe, and  ANKER") == codes.hashed("abe and anker") != codes.hashed("abe and anden")
    assert codes.code_of("one") != codes.code_of("other")


def test_an_address_is_counted_by_a_key_of_the_day(monkeypatch):
    limits.forget()
    marked = limits.mark("192.0.2.7")
    assert marked == limits.mark("192.0.2.7") != limits.mark("192.0.2.8")
    assert limits.mark("2001:db8:1:2::1") == limits.mark("2001:db8:1:2:ffff::9") != limits.mark("2001:db8:1:3::1")
    assert "192" not in marked
    assert limits.mark("") == limits.mark("")
    limits.forget()  # as at midnight
    assert marked != limits.mark("192.0.2.7")
    assert [limits.allows("mail", "a") for _time in range(4)] == [True, True, True, False]
    monkeypatch.setattr(limits, "HOUR", timedelta(0))
    assert limits.allows("mail", "a")


def test_a_new_day_draws_a_new_key(monkeypatch):
    from datetime import UTC, datetime  # noqa: PLC0415

    limits.forget()
    marked = limits.mark("192.0.2.7")

    class Tomorrow(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(UTC) + timedelta(days=1)

    monkeypatch.setattr(limits, "datetime", Tomorrow)
    assert limits.mark("192.0.2.7") != marked


def test_who_is_signed_in_is_nobody_here_and_a_proxy_is_seen_through(cast, settings):
    opened(cast)
    client = cast.client("consultant")
    answer = client.get(reverse("public:ask", args=[cast.body.key]))
    assert "Mette Kjær" not in answer.content.decode()
    assert not answer.cookies
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert client.get(reverse("desk:my_day")).status_code == 200  # and is still signed in elsewhere
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    request = Client().get(
        reverse("public:ask", args=[cast.body.key]), headers={"x-forwarded-for": "6.6.6.6, 192.0.2.9"}
    )
    assert request.wsgi_request.mark == limits.mark("192.0.2.9")
    told = [name for name in request.wsgi_request.META if name.startswith(("HTTP_", "REMOTE"))]
    assert sorted(told) == ["REMOTE_ADDR"]
    assert request.wsgi_request.META["REMOTE_ADDR"] == ""


def test_somebody_else_meets_no_such_page(cast):
    opened(cast)
    assert Client().get(reverse("public:ask", args=["storevig"])).status_code == 404
    assert Client().get(reverse("public:ask", args=["ingensteder"])).status_code == 404
    page = cast.client("outsider").get(reverse("counselling:questions")).content.decode()
    assert "Du svarer ikke" in page


def test_the_childrens_page_says_whom_to_ring(cast):
    opened(cast)
    page = Client().get(reverse("public:children", args=[cast.body.key])).content.decode()
    for words in ("112", "116 111", "Hvem kan du tale med?", "40 00 00 02"):
        assert words in page


def test_a_number_in_a_question_stands_in_no_list(cast):
    opened(cast)
    asked(cast, question="Min ven 720511-4222 ryger noget")
    client = cast.client("social_worker")
    page = client.get(reverse("counselling:questions")).content.decode()
    assert "Min ven [CPR-nummer udeladt] ryger noget" in page
    assert "720511-4222" not in page
    cast.social_worker.sign()
    shown = client.get(reverse("counselling:question", args=[Question.objects.get().pk])).content.decode()
    assert "Min ven [CPR-nummer udeladt] ryger noget" in shown
    assert "720511-4222" not in shown
