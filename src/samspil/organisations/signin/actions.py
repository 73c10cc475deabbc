"""Opening, renewing and closing a sign-in, and noting who came and who was turned away.

These write through the sign-in role, in a transaction of their own (`door`): the domain's transaction neither sees nor
carries them. So whoever calls them does the domain's part first; if that is rolled back afterwards, what is left is an
address that opens nothing.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from samspil.access.actor import Actor, now, sign
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.lib.refusals import NotVisible, Refused
from samspil.organisations.models import Staff
from samspil.organisations.signin.models import FurtherPlace, Session, User
from samspil.organisations.signin.queries import principals_of


@transaction.atomic(using="door")
def open_account(*, principal_id: int, email: str) -> User:
    """A sign-in for a principal, without a password: that is chosen with the one-time link.

    Raises Refused where the address is somebody else's.
    """
    check_address_is_free(email=email, principal_id=principal_id)
    user = User.objects.filter(principal_id=principal_id).first()
    if user is None:
        return User.objects.create_user(email, principal_id=principal_id)
    user.email = User.objects.normalize_email(email).lower()
    user.save(update_fields=["email"])
    return user


def check_address_is_free(*, email: str, principal_id: int | None = None) -> None:
    """Raises Refused where the address signs in somebody who is here. An address left by an undone enrolment, or by somebody
    whose access has ended everywhere, is taken over: who comes back has the same work address.
    """
    others = User.objects.filter(email__iexact=email.strip())
    taken = (others if principal_id is None else others.exclude(principal_id=principal_id)).first()
    if taken is None:
        return
    if Staff.objects.filter(principal_id__in=principals_of(taken), ended_at__isnull=True).exists():
        raise Refused(
            _(
                "Somebody signs in with this address. Tick “Signs in already” if it is the same person; else use another one."
            ),
            field="email",
        )
    taken.delete(using="door")


@transaction.atomic(using="door")
def renew(*, principal_id: int) -> User:
    """The password opens nothing any more and all sessions end; a new one-time link is needed."""
    user = User.objects.select_for_update().get(principal_id=principal_id)
    user.is_active = True
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    Session.objects.filter(user_id=user.pk).delete()
    return user


@transaction.atomic(using="door")
def end_sessions(*, principal_id: int) -> int:
    """Sign the person out everywhere; answers from how many browsers."""
    users = User.objects.filter(principal_id=principal_id).values_list("pk", flat=True)
    ended, _per_table = Session.objects.filter(user_id__in=list(users)).delete()
    return ended


@transaction.atomic(using="door")
def close_account(*, principal_id: int) -> None:
    """The sign-in opens nothing any more: no password, no session, not active. Where the person works in further places, it goes on
    as that of the next one; what was open in this place is closed.
    """
    FurtherPlace.objects.filter(principal_id=principal_id).delete()
    user = User.objects.filter(principal_id=principal_id).first()
    if user is None:
        return
    following = FurtherPlace.objects.filter(user=user).order_by("pk").first()
    if following is not None:
        user.principal_id = following.principal_id
        following.delete()
        user.save(update_fields=["principal_id"])
        Session.objects.filter(user_id=user.pk).delete()
        return
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    Session.objects.filter(user_id=user.pk).delete()


@transaction.atomic(using="door")
def open_place(*, email: str, principal_id: int) -> User:
    """Let whoever signs in with this address work as one more principal. Raises Refused where nobody does."""
    user = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if user is None:
        raise Refused(_("Nobody signs in with this address. Create the colleague instead."), field="email")
    FurtherPlace.objects.create(user=user, principal_id=principal_id)
    return user


def is_further_place(principal_id: int) -> bool:
    """Whether a principal is one more place of somebody, without a sign-in of its own."""
    return FurtherPlace.objects.filter(principal_id=principal_id).exists()


@verb("place.chosen")
def work_as(*, user: User, principal_id: int) -> None:
    """Note that the person works in this place from now on; their own audience and data protection may see it.

    Raises NotVisible where the place is not theirs, or has ended.
    """
    if principal_id not in principals_of(user):
        raise NotVisible
    staff = Staff.objects.filter(principal_id=principal_id, ended_at__isnull=True).first()
    if staff is None:
        raise NotVisible
    sign(Actor(principal_id, now()))
    record("place.chosen", staff, owner=staff.person_audience_id)


class _CountedFrom(type(default_token_generator)):  # type: ignore[misc]
    """Makes links whose days are counted from an instant to come."""

    def __init__(self, since: datetime) -> None:
        super().__init__()
        self._since = since

    def _now(self) -> datetime:
        return self._since


def one_time_link(user: User, *, begins: date | None = None) -> str:
    """Path at which the person chooses a password. Dies when used, at the next renewal, and after three days; of who begins on a day
    to come, three days after that day.
    """
    makes = default_token_generator
    if begins is not None:
        makes = _CountedFrom(datetime.combine(begins + timedelta(days=1), time()))
    key = makes.make_token(user)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])


@verb("session.opened")
def note_signed_in(*, user: AbstractBaseUser, way: str) -> None:
    """`session.opened`, in the person's own audience and data protection's."""
    assert isinstance(user, User)
    staff = Staff.objects.filter(principal_id=user.principal_id).first()
    if staff is None:
        return
    sign(Actor(user.principal_id, now()))
    record("session.opened", owner=staff.person_audience_id, way=way)


@verb("session.refused")
def note_turned_away(*, email: str) -> None:
    """`session.refused` for an address that somebody has: their administrators and data protection may see it."""
    user = User.objects.filter(email__iexact=email).first()
    staff = Staff.objects.select_related("body").filter(principal_id=user.principal_id).first() if user else None
    if staff is not None:
        record("session.refused", owner=staff.body.administration_id, principal=staff.principal_id)
