"""Main navigation: domains register their entries, the layout draws them.

A domain calls `register(...)` in the `ready()` of its AppConfig. The kit never imports a domain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise


def _always(request: HttpRequest) -> bool:
    return True


@dataclass(frozen=True)
class Entry:
    """One entry of the main navigation.

    `url_name` is the page it opens and `section` the URL namespace in which the entry counts as the current one
    (default: the namespace of `url_name`). `visible` answers whether this request shall see it: that is a courtesy to
    the eye, never the lock. `count` may answer a number to show beside the label (0 and None: nothing is shown).
    """

    label: str | Promise
    url_name: str
    order: int = 100
    section: str = ""
    visible: Callable[[HttpRequest], bool] = _always
    count: Callable[[HttpRequest], int | None] | None = None

    @property
    def namespace(self) -> str:
        return self.section or self.url_name.partition(":")[0]


@dataclass(frozen=True)
class Drawn:
    """An entry as the template needs it."""

    label: str
    url: str
    current: bool
    count: int | None


@dataclass(frozen=True)
class Identity:
    """Who is signed in and where, as words for the header bar."""

    name: str
    role: str = ""
    place: str = ""
    places_url: str = ""  # where somebody with several places chooses another


IdentityOf = Callable[[HttpRequest], Identity | None]

_entries: dict[str, Entry] = {}
_identity_of: list[IdentityOf] = []


def register(entry: Entry) -> None:
    """Add `entry`; registering the same URL name again replaces it (so that `ready()` may run twice)."""
    _entries[entry.url_name] = entry


def register_identity(identity_of: IdentityOf) -> None:
    """Say how a request's person is named in the header bar. The last one registered answers."""
    _identity_of[:] = [identity_of]


def entries() -> Iterable[Entry]:
    return sorted(_entries.values(), key=lambda entry: (entry.order, entry.url_name))


def drawn(request: HttpRequest) -> list[Drawn]:
    """The entries that this request shall see, in order. An entry whose page is not routed is left out."""
    match = request.resolver_match
    here = match.namespaces if match else []
    result = []
    for entry in entries():
        if not entry.visible(request):
            continue
        try:
            url = reverse(entry.url_name)
        except NoReverseMatch:
            continue
        count = entry.count(request) if entry.count else None
        result.append(Drawn(str(entry.label), url, entry.namespace in here, count or None))
    return result


def identity(request: HttpRequest) -> Identity | None:
    """The person in the header bar; None for nobody signed in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    if _identity_of:
        return _identity_of[0](request)
    return Identity(name=user.get_full_name() or str(user))
