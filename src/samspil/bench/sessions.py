"""Signed-in browsers for the bench: sessions written straight into the sign-in tables, as signing in would leave them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import psycopg
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils.crypto import get_random_string

from samspil.organisations.signin.models import User
from samspil.organisations.signin.sessions import SessionStore, hashed

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def sign_in(admin: psycopg.Connection, principal: int) -> str:
    """A session of this principal; answers the key that the browser's cookie holds."""
    row = admin.execute("SELECT id, password FROM signin_user WHERE principal_id = %s", [principal]).fetchone()
    assert row, "everybody in the world can sign in"
    user = User(pk=row[0], password=row[1], principal_id=principal)
    data = {SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: BACKEND, HASH_SESSION_KEY: user.get_session_auth_hash()}
    key = get_random_string(32)
    admin.execute(
        "INSERT INTO signin_session (session_key, session_data, expire_date, user_id) VALUES (%s, %s, %s, %s)",
        [hashed(key), SessionStore().encode(data), datetime.now(UTC) + timedelta(hours=9), user.pk],
    )
    return key
