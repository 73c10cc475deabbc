"""An administrator creates, posts, seats and ends colleagues: what each verb does, refuses and notes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from samspil.access import cabinet
from samspil.lib.refusals import Refused
from samspil.organisations import actions
from samspil.organisations.models import Post, Role, SeatHolder, Staff
from samspil.organisations.queries import seats_on, staff_of, unit_of
from samspil.organisations.signin.models import Session, User
from samspil.organisations.tests.conftest import events, keys_of
from tests.cast import Cast, as_role

DAY = timedelta(days=1)


def role(cast: Cast, key: str) -> Role:
    return Role.objects.get(body=cast.body, key=key)


def enrol(cast: Cast, **given: object) -> Staff:
    facts = {
        "body": cast.body,
        "name": "Ny Kollega",
        "email": "ny.kollega@example.org",
        "role": role(cast, "social_worker"),
        "unit": cast.units["family"],
    }
    return actions.create_colleague(cast.administrator.sign(), **{**facts, **given}).staff


# --- create_colleague ---------------------------------------------------------------------------------------------
def test_a_new_colleague_holds_the_keys_of_the_post_and_no_other(cast: Cast) -> None:
    staff = enrol(cast)
    assert keys_of(staff.principal_id) == {staff.person_audience_id, cast.units["family"].audience_id}
    assert User.objects.get(principal_id=staff.principal_id).email == "ny.kollega@example.org"
    (event,) = events("colleague.created")
    assert (event.object_id, event.principal) == (staff.pk, cast.administrator.principal_id)


def test_only_an_administrator_of_the_municipality_creates_colleagues(cast: Cast) -> None:
    for member in ("consultant", "outsider", "other_consultant"):
        with pytest.raises(Refused, match="administrator"):
            actions.create_colleague(cast.members[member].sign(), body=cast.body, name="X", email="x@example.org")
    assert not User.objects.filter(email="x@example.org").exists()


def test_an_address_signs_in_one_person_only(cast: Cast) -> None:
    enrol(cast)
    with pytest.raises(Refused, match="Logger allerede ind") as refused:
        enrol(cast, email="Ny.Kollega@example.org ")
    assert refused.value.field == "email"


def test_an_address_left_by_an_enrolment_that_was_rolled_back_is_free(cast: Cast) -> None:
    User.objects.create_user("ny.kollega@example.org", principal_id=999_999)
    assert User.objects.get(email="ny.kollega@example.org").principal_id == 999_999
    staff = enrol(cast)
    assert User.objects.get(email="ny.kollega@example.org").principal_id == staff.principal_id


def test_a_failing_record_undoes_the_enrolment(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("no audit")

    monkeypatch.setattr("samspil.organisations.actions.staffing.record", broken)
    with pytest.raises(RuntimeError):
        enrol(cast)
    assert not Staff.objects.filter(name="Ny Kollega").exists()
    assert not User.objects.filter(email="ny.kollega@example.org").exists()


def test_who_comes_back_signs_in_with_the_same_address(cast: Cast) -> None:
    first = enrol(cast, phone="12345678")
    actions.end_colleague(cast.administrator.sign(), staff=Staff.objects.get(pk=first.pk))
    client = cast.client("administrator")
    ended = client.get(f"/administration/medarbejdere/{first.pk}/").content.decode()
    assert f"/administration/medarbejdere/ny/?igen={first.pk}" in ended
    form = client.get(f"/administration/medarbejdere/ny/?igen={first.pk}").content.decode()
    assert all(f'value="{known}"' in form for known in ("Ny Kollega", "ny.kollega@example.org", "12345678"))
    back = enrol(cast)
    assert back.pk != first.pk
    assert User.objects.get(email="ny.kollega@example.org").principal_id == back.principal_id
    assert keys_of(first.principal_id) == set()


def test_the_contact_of_who_works_here_or_elsewhere_is_not_filled_in(cast: Cast) -> None:
    here, elsewhere = enrol(cast), cast.other_consultant.staff
    Staff.objects.filter(pk=elsewhere.pk).update(ended_at=cast.administrator.sign().at)
    client = cast.client("administrator")
    for asked in (str(here.pk), str(elsewhere.pk), "x", "9" * 20):
        page = client.get(f"/administration/medarbejdere/ny/?igen={asked}").content.decode()
        assert here.name not in page
        assert elsewhere.name not in page


# --- change_colleague ---------------------------------------------------------------------------------------------
def test_a_changed_address_is_the_one_to_sign_in_with(cast: Cast) -> None:
    staff = enrol(cast)
    changed = actions.change_colleague(
        cast.administrator.sign(), staff=staff, name="Nyt Navn", email="nyt.navn@example.org", phone="12345678"
    )
    assert (changed.pk, changed.name) == (staff.pk, "Nyt Navn")
    staff.refresh_from_db()
    assert (staff.name, staff.phone) == ("Nyt Navn", "12345678")
    assert User.objects.get(principal_id=staff.principal_id).email == "nyt.navn@example.org"
    assert len(events("colleague.changed")) == 1


def test_an_address_cannot_be_changed_to_a_colleagues(cast: Cast) -> None:
    enrol(cast)
    other = enrol(cast, email="anden@example.org")
    with pytest.raises(Refused):
        actions.change_colleague(
            cast.administrator.sign(), staff=other, name="A", email="ny.kollega@example.org", phone=""
        )


# --- posts --------------------------------------------------------------------------------------------------------
def test_a_post_gives_the_units_keys_and_its_end_takes_them_in_the_same_second(cast: Cast) -> None:
    worker, unit = cast.social_worker, cast.units["school"]
    post = actions.give_post(cast.administrator.sign(), staff=worker.staff, role=role(cast, "social_worker"), unit=unit)
    assert unit.audience_id in keys_of(worker.principal_id)
    actions.end_post(cast.administrator.sign(), post=post)
    assert unit.audience_id not in keys_of(worker.principal_id)
    assert [event.object_id for event in events("post.given") + events("post.ended")] == [post.pk, post.pk]


def test_a_key_that_another_post_gives_too_stays(cast: Cast) -> None:
    worker = cast.social_worker
    post = actions.give_post(
        cast.administrator.sign(), staff=worker.staff, role=role(cast, "ssp_consultant"), unit=worker.unit
    )
    actions.end_post(cast.administrator.sign(), post=post)
    assert worker.unit.audience_id in keys_of(worker.principal_id)


def test_a_post_in_the_future_gives_its_keys_then(cast: Cast, today) -> None:
    worker, unit = cast.social_worker, cast.units["school"]
    actions.give_post(
        cast.administrator.sign(),
        staff=worker.staff,
        role=role(cast, "social_worker"),
        unit=unit,
        since=today + 3 * DAY,
        until=today + 9 * DAY,
    )
    assert unit.audience_id not in keys_of(worker.principal_id)
    assert _period(worker.principal_id, unit.audience_id) == [(today + 3 * DAY, today + 10 * DAY)]


def test_a_post_with_a_last_day_keeps_its_keys_until_then(cast: Cast, today) -> None:
    worker = cast.social_worker
    post = Post.objects.get(staff=worker.staff)
    actions.end_post(cast.administrator.sign(), post=post, last_day=today + 2 * DAY)
    assert worker.unit.audience_id in keys_of(worker.principal_id)
    assert _period(worker.principal_id, worker.unit.audience_id)[-1][1] == today + 3 * DAY


def test_periods_of_two_posts_that_meet_become_one(cast: Cast, today) -> None:
    staff = enrol(cast, role=None, unit=None)
    unit = cast.units["school"]
    for first, last in ((2, 4), (5, 8), (6, None)):
        actions.give_post(
            cast.administrator.sign(),
            staff=staff,
            role=role(cast, ("social_worker", "ssp_teacher", "politician")[first % 3]),
            unit=unit,
            since=today + first * DAY,
            until=None if last is None else today + last * DAY,
        )
    assert _period(staff.principal_id, unit.audience_id) == [(today + 2 * DAY, None)]


def test_leading_a_unit_gives_its_leaders_key(cast: Cast) -> None:
    unit = cast.units["school"]
    actor = cast.administrator.sign()
    (unit.leadership_id,) = cabinet.found("leadership", cast.body.administration_id, ["Ledelse"])
    unit.save(update_fields=["leadership_id"])
    staff = enrol(cast, unit=unit, leads=True)
    assert unit.leadership_id in keys_of(staff.principal_id)
    assert actor.principal_id == cast.administrator.principal_id


@pytest.mark.parametrize(
    ("type_", "audience"), [("administrator", "administration_id"), ("data_protection_officer", "protection_id")]
)
def test_two_roles_hold_a_key_of_the_municipality(cast: Cast, type_: str, audience: str) -> None:
    made = Role.objects.create(body=cast.body, key=f"x-{type_}", name=type_, type=type_)
    staff = enrol(cast, role=made)
    assert getattr(cast.body, audience) in keys_of(staff.principal_id)


def test_nobody_gives_himself_a_key(cast: Cast) -> None:
    me = cast.administrator
    actor = me.sign()
    own_post = Post.objects.get(staff=me.staff)
    seat = cast.forum.seats.get(key="ssp")
    attempts = [
        lambda: actions.give_post(actor, staff=me.staff, role=role(cast, "ssp_consultant"), unit=cast.units["ssp"]),
        lambda: actions.end_post(actor, post=own_post),
        lambda: actions.give_seat(actor, staff=me.staff, seat=seat),
        lambda: actions.end_colleague(actor, staff=me.staff),
        lambda: actions.renew_password(actor, staff=me.staff),
    ]
    for attempt in attempts:
        with pytest.raises(Refused, match="Ingen giver"):
            attempt()
    assert cast.units["ssp"].audience_id not in keys_of(me.principal_id)


def test_the_database_itself_refuses_a_key_for_oneself(cast: Cast) -> None:
    me = cast.administrator
    me.sign()
    with pytest.raises(Refused, match="sig selv"):
        cabinet.admit([cast.units["ssp"].audience_id], [me.principal_id])


def test_a_post_is_refused_across_municipalities_twice_and_backwards(cast: Cast, today) -> None:
    actor, worker = cast.administrator.sign(), cast.social_worker
    post = Post.objects.get(staff=worker.staff)
    with pytest.raises(Refused) as refused:
        actions.give_post(actor, staff=worker.staff, role=post.role, unit=cast.units["other:ssp"])
    assert refused.value.field == "unit"
    with pytest.raises(Refused) as refused:
        actions.give_post(actor, staff=worker.staff, role=post.role, unit=post.unit)
    assert refused.value.field == "role"
    with pytest.raises(Refused) as refused:
        actions.give_post(actor, staff=worker.staff, role=post.role, unit=cast.units["school"], until=today - DAY)
    assert refused.value.field == "until"
    actions.end_post(actor, post=post)
    with pytest.raises(Refused, match="afsluttet"):
        actions.end_post(actor, post=post)


def test_a_last_day_does_not_lie_in_the_past(cast: Cast, today) -> None:
    post = Post.objects.get(staff=cast.social_worker.staff)
    with pytest.raises(Refused) as refused:
        actions.end_post(cast.administrator.sign(), post=post, last_day=today - DAY)
    assert refused.value.field == "last_day"


# --- seats --------------------------------------------------------------------------------------------------------
@pytest.mark.covers("BRO-54", verb="seat.ended")
def test_the_forums_keys_follow_its_seats_and_nobody_else_reads_there(cast: Cast) -> None:
    forum = cast.forum
    readers = {key for key, member in cast.members.items() if forum.audience_id in keys_of(member.principal_id)}
    assert readers == {"consultant", "colleague", "social_worker", "police_officer"}
    doors = {key for key, member in cast.members.items() if forum.door_id in keys_of(member.principal_id)}
    assert doors == {"consultant", "colleague", "social_worker"}
    worker = cast.outreach_worker
    holder = actions.give_seat(cast.administrator.sign(), staff=worker.staff, seat=forum.seats.get(key="ssp"))
    assert {forum.audience_id, forum.door_id} <= keys_of(worker.principal_id)
    actions.end_seat(cast.administrator.sign(), holder=holder)
    assert not {forum.audience_id, forum.door_id} & keys_of(worker.principal_id)
    assert [event.object_id for event in events("seat.given") + events("seat.ended")] == [holder.pk, holder.pk]


def test_a_seat_for_one_block_gives_no_key_of_the_forum(cast: Cast) -> None:
    assert cast.forum.audience_id not in keys_of(cast.youth_job_centre.principal_id)


def test_a_seat_needs_a_post_in_its_unit(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        actions.give_seat(
            cast.administrator.sign(), staff=cast.ssp_teacher.staff, seat=cast.forum.seats.get(key="family")
        )
    assert refused.value.field == "seat"
    with pytest.raises(Refused, match="allerede"):
        actions.give_seat(
            cast.administrator.sign(), staff=cast.social_worker.staff, seat=cast.forum.seats.get(key="family")
        )


def test_the_seat_ends_with_the_only_post_in_its_unit(cast: Cast, today) -> None:
    officer = cast.police_officer
    actions.end_post(cast.administrator.sign(), post=Post.objects.get(staff=officer.staff))
    assert keys_of(officer.principal_id) == set()  # who works nowhere reads nothing
    assert [seat.holders for seat in seats_on(cast.forum, today) if seat.key == "police"] == [()]


def test_a_seat_that_would_have_lasted_a_day_longer_ends_with_the_post(cast: Cast, today) -> None:
    officer = cast.police_officer
    with as_role("samspil_owner"):
        SeatHolder.objects.filter(staff=officer.staff).update(valid_to=today + DAY)
    actions.end_post(cast.administrator.sign(), post=Post.objects.get(staff=officer.staff), last_day=today)
    assert SeatHolder.objects.get(staff=officer.staff).valid_to == today


def test_the_wrong_role_changes_no_seat(cast: Cast) -> None:
    holder = SeatHolder.objects.get(staff=cast.police_officer.staff)
    for member in ("consultant", "other_consultant"):
        with pytest.raises(Refused, match="administrator"):
            actions.end_seat(cast.members[member].sign(), holder=holder)


# --- ending, passwords, sessions ----------------------------------------------------------------------------------
def test_access_ends_in_the_same_second(cast: Cast) -> None:
    """Keys by raw SQL as that principal, the open browser, the sign-in and the calendar address."""
    worker = cast.social_worker
    browser = cast.client("social_worker")
    user = User.objects.get(principal_id=worker.principal_id)
    assert Session.objects.filter(user_id=user.pk).exists()
    assert len(keys_of(worker.principal_id)) == 4
    actions.end_colleague(cast.administrator.sign(), staff=worker.staff, nobody=True)
    assert keys_of(worker.principal_id) == set()
    with connection.cursor() as cursor:
        worker.sign()
        cursor.execute("SELECT access.actor(), cardinality(access.own_keys())")
        assert cursor.fetchone() == (None, 0)
    user.refresh_from_db()
    assert not user.is_active
    assert not user.has_usable_password()
    assert not Session.objects.filter(user_id=user.pk).exists()
    assert browser.get("/administration/").status_code == 302
    assert [event.object_id for event in events("colleague.ended")] == [worker.staff.pk]
    with pytest.raises(Refused, match="ingen stilling"):
        unit_of(staff_of(worker.actor), timezone.localdate(worker.actor.at))


def test_the_ended_are_not_ended_posted_or_seated_again(cast: Cast) -> None:
    actor, staff = cast.administrator.sign(), cast.social_worker.staff
    actions.end_colleague(actor, staff=staff, nobody=True)
    for attempt in (
        lambda: actions.end_colleague(actor, staff=staff),
        lambda: actions.renew_password(actor, staff=staff),
        lambda: actions.give_post(actor, staff=staff, role=role(cast, "social_worker"), unit=cast.units["ssp"]),
        lambda: actions.change_colleague(actor, staff=staff, name="A", email="a@example.org", phone=""),
    ):
        with pytest.raises(Refused, match="på ny"):
            attempt()


def test_a_colleague_without_sign_in_can_be_ended(cast: Cast) -> None:
    actions.end_colleague(cast.administrator.sign(), staff=cast.outsider.staff)
    assert keys_of(cast.outsider.principal_id) == set()


def test_a_new_one_time_link_kills_password_and_sessions(cast: Cast) -> None:
    cast.client("social_worker")
    staff = cast.social_worker.staff
    staff.email = "pia@example.org"
    staff.save()
    made = actions.renew_password(cast.administrator.sign(), staff=staff)
    user = User.objects.get(principal_id=staff.principal_id)
    assert made.link.startswith("/konto/adgangskode/ny/")
    assert not user.has_usable_password()
    assert not Session.objects.filter(user_id=user.pk).exists()
    assert len(events("password.renewed")) == 1


def test_ending_sessions_leaves_the_password(cast: Cast) -> None:
    cast.client("social_worker")
    user = User.objects.get(principal_id=cast.social_worker.principal_id)
    user.set_password("tre ord der hører sammen")
    user.save()
    assert actions.end_sessions(cast.administrator.sign(), staff=cast.social_worker.staff) == 1
    user.refresh_from_db()
    assert user.has_usable_password()
    assert len(events("session.ended")) == 1


@pytest.mark.parametrize("member", ["consultant", "other_consultant"])
def test_the_wrong_role_ends_and_renews_nothing(cast: Cast, member: str) -> None:
    actor, staff = cast.members[member].sign(), cast.social_worker.staff
    for verb in (actions.end_colleague, actions.renew_password, actions.end_sessions):
        with pytest.raises(Refused, match="administrator"):
            verb(actor, staff=staff)
    assert len(keys_of(staff.principal_id)) == 4


def _period(principal: int, audience: int) -> list[tuple[object, object]]:
    """The days of the memberships that are to come or run on, past every policy."""
    from tests.cast import as_role  # noqa: PLC0415

    with as_role("samspil_lock") as cursor:
        cursor.execute(
            "SELECT (lower(period) AT TIME ZONE 'Europe/Copenhagen')::date, "
            "(upper(period) AT TIME ZONE 'Europe/Copenhagen')::date FROM access_membership "
            "WHERE principal_id = %s AND audience_id = %s "
            "AND (upper(period) IS NULL OR upper(period) > now() + '1 minute') ORDER BY period",
            [principal, audience],
        )
        return list(cursor.fetchall())
