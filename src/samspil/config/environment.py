"""The environment, read by one function that says what to do when something is missing."""

from __future__ import annotations

import os
from urllib.parse import parse_qsl, unquote, urlsplit


class MissingSetting(Exception):
    """A setting is missing or wrong; the message says which and what to do."""


def read(name: str, default: str | None = None) -> str:
    """Value of the environment variable `name`.

    Raises MissingSetting where it is not set and has no default.
    """
    value = os.environ.get(name, default)
    if value is None:
        raise MissingSetting(f"Set the environment variable {name}; docs/reference/settings.md says what it is for.")
    return value


def flag(name: str) -> bool:
    """Whether `name` is set to 1; unset, empty and 0 mean no. Raises MissingSetting for other values."""
    value = os.environ.get(name, "0")
    if value not in {"", "0", "1"}:
        raise MissingSetting(f"{name} is {value!r}; set it to 1 or 0.")
    return value == "1"


def database(url: str, *, role: str | None = None) -> dict[str, object]:
    """Django's database settings from a `postgresql://user:password@host:port/name?host=/socket` address."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise MissingSetting("A database address begins with postgresql://; Samspil runs on PostgreSQL only.")
    query = dict(parse_qsl(parts.query))
    options: dict[str, object] = {key: value for key, value in query.items() if key not in {"host", "port"}}
    if role:
        options["assume_role"] = role
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host") or unquote(parts.hostname or ""),
        "PORT": query.get("port") or (str(parts.port) if parts.port else ""),
        "OPTIONS": options,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }
