"""Sessions as the sign-in role keeps them: the key hashed, and whose session it is.

Who reads the table (a backup, an administrator of the database) finds no key that opens a session; who ends a colleague
finds all sessions of that colleague.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

from samspil.organisations.signin.models import Session


def hashed(session_key: str) -> str:
    """What the table knows of a session's key. The key is 160 bits of chance, so no salt is needed."""
    return hashlib.blake2b(session_key.encode(), digest_size=20).hexdigest()


class SessionStore(db.SessionStore):
    """Django's sessions in the database, with the two differences named above."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        found: Session | None = self.model.objects.filter(  # type: ignore[assignment]  # the model of this store
            session_key=hashed(str(self.session_key)), expire_date__gt=timezone.now()
        ).first()
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        return super().exists(hashed(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]
        row.session_key = hashed(row.session_key)
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        return row

    def delete(self, session_key: str | None = None) -> None:
        session_key = session_key or self.session_key
        if session_key is not None:
            super().delete(hashed(session_key))
