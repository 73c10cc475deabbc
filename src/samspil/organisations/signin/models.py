"""The sign-in user and the sessions, in the sign-in role's tables. Nothing confidential refers to them."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from samspil.lib.privacy import TableClass


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, *, principal_id: int) -> User:
        user = self.model(email=self.normalize_email(email).lower(), principal_id=principal_id)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Opens the door to one principal. The number of the principal is all that it knows of the domain."""

    email = models.EmailField(unique=True)
    principal_id = models.BigIntegerField(unique=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Privacy:
        table = TableClass.DOOR
        numbers: ClassVar[dict[str, str]] = {
            "principal_id": "the sign-in role knows nothing of the domain but this number",
        }
        fields: ClassVar[dict[str, str]] = {"email": "work address, to sign in", "password": "hash, to sign in"}


class FurtherPlace(models.Model):
    """One more principal that the same person may work as: a second role, or a place in another body.

    Each is a principal of its own with its own keys, so that what was read as one is not found as the other.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="further_places")
    principal_id = models.BigIntegerField(unique=True)

    class Privacy:
        table = TableClass.DOOR
        numbers: ClassVar[dict[str, str]] = {
            "principal_id": "the sign-in role knows nothing of the domain but this number",
        }
        fields: ClassVar[dict[str, str]] = {}


class Session(AbstractBaseSession):
    """A signed-in browser. `session_key` is a hash of the key in the cookie (see `sessions.py`)."""

    user_id = models.BigIntegerField(null=True, db_index=True)

    class Privacy:
        table = TableClass.DOOR
        numbers: ClassVar[dict[str, str]] = {"user_id": "a user's sessions are ended by this number"}
        fields: ClassVar[dict[str, str]] = {
            "user_id": "whose sessions end when access ends",
            "session_data": "what the signed-in browser needs; ends with the session",
        }


class CacheEntry(models.Model):
    """What Django's database cache keeps, in the shape that it expects: attempts to sign in, counted by all processes."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "signin_cache"

    class Privacy:
        table = TableClass.DOOR
        fields: ClassVar[dict[str, str]] = {
            "cache_key": "who is counted: an address, hashed", "value": "how often", "expires": "when it is forgotten",
        }  # fmt: skip
