"""What the database says when it refuses something about a meeting, here so that the catalogue has it.

A test compares this with `sql/`: a sentence that nobody has translated would be shown in English.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop

SENTENCES = (
    gettext_noop("only those who keep the minutes may approve them"),
    gettext_noop("only those who keep the minutes may forget a matter"),
    gettext_noop("only those who keep the minutes note who is out of an item; everybody may go out oneself"),
    gettext_noop("who went out of an item is let in again by another of those who keep the minutes"),
    gettext_noop("who is responsible for what was decided at an item does not go out of it"),
    gettext_noop("who went out of an item is not made responsible for what is decided there"),
    gettext_noop("regrets are noted for who holds a seat, by themselves or by those who keep the minutes"),
    gettext_noop("a meeting is taken over where nobody leads it any more, by those who sit there"),
    gettext_noop("the pen is laid down with the minutes, by who approves them"),
    gettext_noop("only who sits at the meeting goes out of an item"),
)
