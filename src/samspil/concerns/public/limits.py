"""How often one address may send a form. Addresses are kept nowhere: only their HMAC, in this process's memory, under a key
that is drawn anew each day and dies with it.

Each process counts for itself, so the limits are those of one process; a school's whole network may share an address, so they
are wide. A second limit, for all addresses together, holds back somebody with many.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from collections import deque
from datetime import UTC, date, datetime, timedelta
from ipaddress import IPv6Address, ip_address

HOUR = timedelta(hours=1)
# form: (from one address in an hour, from all together)
MOST = {
    "ask": (30, 240),
    "read": (40, 1200),
    "raise": (20, 240),
    "enquire": (12, 240),
    "link": (12, 600),
    "mail": (3, 600),
}
ALL = "all"


class _Book:
    """One day's counts."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.key = secrets.token_bytes(32)
        self.seen: dict[tuple[str, str], deque[datetime]] = {}


_lock = threading.Lock()
_books: list[_Book] = []


def mark(address: str) -> str:
    """What stands for an address today. Of an IPv6 address the network counts: one house has many."""
    try:
        found = ip_address(address)
        if isinstance(found, IPv6Address):
            address = str(IPv6Address(int(found) >> 64 << 64))
    except ValueError:
        pass  # no address (a socket), or a mail address: counted as it stands
    with _lock:
        return _mark(_today(), address)


def allows(form: str, marked: str) -> bool:
    """Whether this form may be sent once more; counts it. Refused ones are not counted."""
    of_one, of_all = MOST[form]
    now = datetime.now(UTC)
    with _lock:
        book = _today()
        mine, everybody = (book.seen.setdefault((form, who), deque()) for who in (marked, ALL))
        for times in (mine, everybody):
            while times and times[0] <= now - HOUR:
                times.popleft()
        if len(mine) >= of_one or len(everybody) >= of_all:
            return False
        mine.append(now)
        everybody.append(now)
        return True


def forget() -> None:
    """Begin anew, as each day does."""
    with _lock:
        _books.clear()


def _today() -> _Book:
    day = datetime.now(UTC).date()
    if not _books or _books[0].day != day:
        _books[:] = [_Book(day)]
    return _books[0]


def _mark(book: _Book, address: str) -> str:
    return hmac.new(book.key, address.encode(), hashlib.sha256).hexdigest()
