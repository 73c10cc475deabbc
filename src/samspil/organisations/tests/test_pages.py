"""The pages of the organisation: whom they are open to, what they show, how they say no."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from samspil.organisations import actions, queries
from samspil.organisations.models import Post, Role, SeatHolder, Staff, Unit
from samspil.organisations.signin.models import User
from samspil.organisations.tests.conftest import events, keys_of
from tests.cast import Cast, as_role

OWN_PAGES = ("", "ret/", "stilling/", "plads/", "link/", "slut/")


def of(staff: Staff, page: str = "") -> str:
    return f"/administration/medarbejdere/{staff.pk}/{page}"


def words(response: Any) -> str:
    return str(response.content.decode())


# --- whom they are open to ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("page", OWN_PAGES)
def test_only_administrators_of_the_municipality_open_a_colleague(cast: Cast, page: str) -> None:
    path = of(cast.social_worker.staff, page)
    assert cast.client("administrator").get(path).status_code == 200
    assert Client().get(path).status_code == 302
    for member in ("consultant", "outsider", "protection_officer"):
        refused = cast.client(member).get(path)
        assert refused.status_code == 409
        assert cast.body.name in words(refused)


@pytest.mark.parametrize("page", OWN_PAGES)
def test_a_colleague_of_another_municipality_is_not_there(cast: Cast, page: str) -> None:
    assert cast.client("administrator").get(of(cast.other_consultant.staff, page)).status_code == 404


def test_posts_and_seats_of_another_municipality_are_not_there(cast: Cast) -> None:
    client = cast.client("administrator")
    post = Post.objects.get(staff=cast.other_consultant.staff)
    assert client.get(f"/administration/stillinger/{post.pk}/slut/").status_code == 404
    assert client.get("/administration/pladser/999999/slut/").status_code == 404
    assert client.get(f"/enheder/{cast.units['other:ssp'].pk}/").status_code == 404


# --- the list -----------------------------------------------------------------------------------------------------
def test_the_list_finds_by_name_role_and_unit_in_any_order(cast: Cast) -> None:
    client = cast.client("administrator")
    everybody = words(client.get("/administration/"))
    assert "Pia Møller" in everybody
    assert "Eva Nord" not in everybody
    found = words(client.get("/administration/?ord=familie+pia"))
    assert "Pia Møller" in found
    assert "Mette Kjær" not in found
    assert "Ingen fundet" in words(client.get("/administration/?ord=findes+ikke"))
    assert "Ingens adgang" in words(client.get("/administration/?afsluttede=1"))


def test_the_list_takes_the_same_statements_for_many(
    cast: Cast, django_assert_num_queries: Callable[[int], Any]
) -> None:
    def find() -> list[Any]:
        return queries.find_colleagues(cast.body, timezone.localdate(cast.administrator.actor.at))

    with django_assert_num_queries(3):
        few = find()
    for number in range(20):
        actions.create_colleague(
            cast.administrator.sign(), body=cast.body, name=f"Kollega {number}", email=f"k{number}@example.org",
            role=Role.objects.get(body=cast.body, key="social_worker"), unit=cast.units["family"],
        )  # fmt: skip
    with django_assert_num_queries(3):
        assert len(find()) == len(few) + 20


# --- what is done on them -----------------------------------------------------------------------------------------
def test_creating_shows_the_link_once_and_the_new_colleague_signs_in_with_it(cast: Cast) -> None:
    client = cast.client("administrator")
    role = Role.objects.get(body=cast.body, key="social_worker")
    made = client.post(
        "/administration/medarbejdere/ny/",
        {"name": "Ny Kollega", "email": "ny@example.org", "role": role.pk, "unit": cast.units["family"].pk},
    )
    link = words(made).split("http://testserver", 1)[1].split("<", 1)[0]
    staff = Staff.objects.get(name="Ny Kollega")
    assert "http://testserver/konto/" not in words(client.get(of(staff)))
    newcomer = Client()
    form = newcomer.get(link, follow=True)
    chosen = newcomer.post(
        form.request["PATH_INFO"], {"password1": "tre ord hører sammen", "password2": "tre ord hører sammen"}
    )
    assert chosen.status_code == 302
    assert newcomer.post("/konto/log-ind/", {"login": "ny@example.org", "password": "tre ord hører sammen"}).url == "/"
    again = Client().get(link, follow=True)
    assert "kan ikke bruges" in words(again)


def test_what_is_wrong_in_the_form_comes_back_with_what_was_typed(cast: Cast) -> None:
    client = cast.client("administrator")
    answer = client.post("/administration/medarbejdere/ny/", {"name": "Ny Kollega", "email": "ikke en adresse"})
    assert answer.status_code == 422
    assert 'value="Ny Kollega"' in words(answer)
    role = Role.objects.get(body=cast.body, key="social_worker")
    User.objects.create_user("pia@example.org", principal_id=cast.social_worker.principal_id)
    answer = client.post(
        "/administration/medarbejdere/ny/",
        {"name": "Ny Kollega", "email": "pia@example.org", "role": role.pk, "unit": cast.units["family"].pk},
    )
    assert answer.status_code == 422
    assert "id_email_error" in words(answer)


def test_a_role_or_unit_of_another_municipality_cannot_be_chosen(cast: Cast) -> None:
    role = Role.objects.get(body=cast.other, key="social_worker")
    answer = cast.client("administrator").post(
        of(cast.social_worker.staff, "stilling/"), {"role": role.pk, "unit": cast.units["other:ssp"].pk}
    )
    assert answer.status_code == 422


def test_posts_and_seats_are_given_and_ended_on_the_pages(cast: Cast) -> None:
    client, worker = cast.client("administrator"), cast.outreach_worker
    role = Role.objects.get(body=cast.body, key="ssp_consultant")
    assert (
        client.post(of(worker.staff, "stilling/"), {"role": role.pk, "unit": cast.units["family"].pk}).status_code
        == 303
    )
    assert cast.units["family"].audience_id in keys_of(worker.principal_id)
    seat = cast.forum.seats.get(key="family")
    assert client.post(of(worker.staff, "plads/"), {"seat": seat.pk}).status_code == 303
    holder = SeatHolder.objects.get(staff=worker.staff)
    shown = words(client.get(of(worker.staff)))
    assert cast.forum.name in shown
    confirm = words(client.get(f"/administration/pladser/{holder.pk}/slut/"))
    assert cast.forum.name in confirm
    assert client.post(f"/administration/pladser/{holder.pk}/slut/", {"last_day": "i morgen"}).status_code == 422
    assert client.post(f"/administration/pladser/{holder.pk}/slut/", {}).status_code == 422  # an empty day is no end
    assert client.post(f"/administration/pladser/{holder.pk}/slut/", {"how": "now"}).status_code == 303
    post = Post.objects.get(staff=worker.staff, unit=cast.units["family"])
    assert client.get(f"/administration/stillinger/{post.pk}/slut/").status_code == 200
    assert client.post(f"/administration/stillinger/{post.pk}/slut/", {"how": "now"}).status_code == 303
    assert cast.units["family"].audience_id not in keys_of(worker.principal_id)
    assert "Tidligere" not in words(client.get(of(worker.staff)))  # given and taken back on one day


def test_ending_needs_a_confirmation_and_the_page_says_when_it_ended(cast: Cast) -> None:
    client, worker = cast.client("administrator"), cast.social_worker
    assert "Pia Møller" in words(client.get(of(worker.staff, "slut/")))
    assert keys_of(worker.principal_id)
    assert client.post(of(worker.staff, "slut/"), {"sure": "1", "follower": "nobody"}).status_code == 303
    assert not keys_of(worker.principal_id)
    shown = words(client.get(of(worker.staff)))
    assert "Adgangen" in shown
    assert "Tidligere" in shown
    assert "Pia Møller" in words(client.get("/administration/?afsluttede=1"))


def test_an_administrator_sees_why_his_own_posts_are_changed_by_somebody_else(cast: Cast) -> None:
    client, me = cast.client("administrator"), cast.administrator.staff
    assert "giver sig selv en nøgle" in words(client.get(of(me)))
    answer = client.post(of(me, "slut/"), {"sure": "1"})
    assert answer.status_code == 422
    assert "giver sig selv en nøgle" in words(answer)


def test_contact_password_and_sessions(cast: Cast) -> None:
    client, worker = cast.client("administrator"), cast.social_worker
    cast.client("social_worker")
    changed = client.post(of(worker.staff, "ret/"), {"name": "Pia Holm", "email": "pia@example.org", "phone": "1"})
    assert changed.status_code == 303
    assert Staff.objects.get(pk=worker.staff.pk).name == "Pia Holm"
    assert client.post(of(worker.staff, "log-ud/")).status_code == 303
    assert "/konto/adgangskode/ny/" in words(client.post(of(worker.staff, "link/"), {"sure": "1"}))
    assert len(events("session.ended")) == 1


# --- units: who may take part -------------------------------------------------------------------------------------
@pytest.fixture
def control_group(cast: Cast) -> Unit:
    """Benefit control, with somebody who was seated in the forum before anybody asked whether that may be."""
    unit = cast.units["it"]
    unit.sector = "benefit_control"
    unit.save(update_fields=["sector"])
    return unit


def settle(cast: Cast, unit: Unit, may: str) -> Any:
    return cast.client("protection_officer").post(f"/enheder/{unit.pk}/", {"may": may, "reason": "Står i kommissoriet"})


@pytest.mark.covers("VAL-89", verb="seat.given")
def test_benefit_control_gets_no_seat_where_named_persons_are_discussed_until_it_is_settled(
    cast: Cast, control_group: Unit
) -> None:
    seat = cast.forum.seats.create(key="control", name="Kontrol", unit=control_group, position=9)
    client = cast.client("administrator")
    role = Role.objects.get(body=cast.body, key="social_worker")
    worker = cast.outreach_worker
    client.post(of(worker.staff, "stilling/"), {"role": role.pk, "unit": control_group.pk})
    refused = client.post(of(worker.staff, "plads/"), {"seat": seat.pk})
    assert refused.status_code == 422
    assert "ikke afklaret" in words(refused)
    assert settle(cast, control_group, "yes").status_code == 303
    assert client.post(of(worker.staff, "plads/"), {"seat": seat.pk}).status_code == 303
    assert cast.forum.audience_id in keys_of(worker.principal_id)
    assert settle(cast, control_group, "no").status_code == 303
    assert cast.forum.audience_id not in keys_of(worker.principal_id)
    assert settle(cast, control_group, "yes").status_code == 303
    assert cast.forum.audience_id in keys_of(worker.principal_id)
    assert [event.detail["may"] for event in events("taking_part.settled")] == [True, False, True]


def test_a_no_leaves_the_keys_that_another_units_seat_gives(cast: Cast) -> None:
    worker, school = cast.social_worker, cast.units["school"]
    seat = cast.forum.seats.create(key="school", name="Skole", unit=school, position=9)
    actor = cast.administrator.sign()
    actions.give_post(actor, staff=worker.staff, role=Role.objects.get(body=cast.body, key="ssp_teacher"), unit=school)
    actions.give_seat(actor, staff=worker.staff, seat=seat)
    assert settle(cast, school, "no").status_code == 303
    assert cast.forum.audience_id in keys_of(worker.principal_id)


def test_the_database_discloses_nothing_to_a_unit_that_may_not_take_part(cast: Cast, control_group: Unit) -> None:
    from samspil.access.cabinet import call  # noqa: PLC0415
    from samspil.lib.refusals import Refused  # noqa: PLC0415

    with as_role("samspil_lock") as cursor:
        cursor.execute("GRANT EXECUTE ON FUNCTION sharing.check_receiver TO samspil_app")
    cast.consultant.sign()
    with pytest.raises(Refused, match="må ikke deltage"):
        call("SELECT sharing.check_receiver(%s)", [control_group.audience_id])
    with pytest.raises(Refused, match="privat"):
        call("SELECT sharing.check_receiver(%s)", [cast.units["sports"].audience_id])
    settle(cast, control_group, "yes")
    cast.consultant.sign()
    call("SELECT sharing.check_receiver(%s)", [control_group.audience_id])
    settle(cast, control_group, "no")
    cast.consultant.sign()
    with pytest.raises(Refused, match="må ikke deltage"):
        call("SELECT sharing.check_receiver(%s)", [control_group.audience_id])


def test_only_data_protection_settles_and_never_yes_for_a_private_association(cast: Cast) -> None:
    unit, private = cast.units["school"], cast.units["sports"]
    page = cast.client("administrator").get(f"/enheder/{unit.pk}/")
    assert 'name="may"' not in words(page)
    answer = cast.client("administrator").post(f"/enheder/{unit.pk}/", {"may": "yes", "reason": "fordi"})
    assert answer.status_code == 409
    assert settle(cast, private, "yes").status_code == 422
    assert settle(cast, private, "no").status_code == 303
    assert "Står i kommissoriet" in words(cast.client("consultant").get(f"/enheder/{private.pk}/"))
    assert "må ikke modtage" in words(cast.client("consultant").get("/enheder/"))


# --- the register of forums ---------------------------------------------------------------------------------------
@pytest.mark.covers("VAL-82", page="organisations:forum")
def test_the_register_says_what_a_forum_is_for_who_sits_there_and_who_reads(cast: Cast) -> None:
    terms = cast.forum.terms.get()
    terms.terms = {**terms.terms, "purpose": "Navngivne unge og grupper, tidligt og helhedsorienteret"}
    terms.save()
    client = cast.client("consultant")
    assert cast.forum.name in words(client.get("/fora/"))
    shown = words(client.get(f"/fora/{cast.forum.pk}/"))
    for expected in ("Navngivne unge og grupper", "SSP-enheden", "Familieafdelingen", "Lokalpolitiet", "Karen Holt",
                     "10 til 25 år", "Ingen andre"):  # fmt: skip
        assert expected in shown
    assert cast.client("other_consultant").get(f"/fora/{cast.forum.pk}/").status_code == 404


def test_a_forum_with_an_empty_seat_names_who_can_give_it(cast: Cast) -> None:
    """Met by a stranger: nobody sat in the only forum for named children, and nobody was named who could change it."""
    address, client = f"/fora/{cast.forum.pk}/", cast.client("consultant")
    assert "En administrator giver" not in words(client.get(address))
    cast.administrator.sign()
    SeatHolder.objects.filter(seat__forum=cast.forum).exclude(staff=cast.consultant.staff).delete()
    shown = " ".join(words(client.get(address)).split())
    assert f"En administrator giver en kollega en tom plads: {cast.administrator.staff.name}" in shown


def test_a_forum_without_terms_says_what_to_do(cast: Cast) -> None:
    cast.forum.terms.all().delete()
    answer = cast.client("consultant").get(f"/fora/{cast.forum.pk}/")
    assert answer.status_code == 409
    assert "profil" in words(answer)
