"""What may be done with a child's record. Who sees it is the database's matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.lib import cpr as numbers
from samspil.lib.refusals import Refused
from samspil.people import cpr_at_rest
from samspil.people.models import Person

# What the database itself says (sql/identity.sql); here for the catalogue.
SENTENCES = (
    gettext_noop("only records that you keep can be joined"),
    gettext_noop("only records that you keep can be taken apart"),
    gettext_noop("a search among all children needs two attributes"),
)


def check_may_show_cpr(actor: Actor, person: Person) -> None:
    """The whole number is shown to those who keep the record, by an act of its own (databeskyttelsesloven § 11)."""
    if person.owner_audience_id not in cabinet.own_keys():
        raise Refused(_("Only those who keep the record can see the whole CPR number. Ask them if you need it."))
    if person.cpr_cipher is None:
        raise Refused(_("There is no CPR number on this record."))


def check_numbers_are_free(persons: Sequence[Person], numbers_of: Mapping[int, str]) -> None:
    """In one audience a number stands on one record: it is not written on a second, for those two are one child."""
    hashes = {cpr_at_rest.keyed_hash(numbers_of[person.pk]) for person in persons}
    owners = {person.owner_audience_id for person in persons}
    taken = Person.objects.filter(owner_audience_id__in=owners, cpr_hash__in=hashes, merged_into__isnull=True)
    if len(hashes) < len(persons) or (hashes and taken.exists()):
        raise Refused(
            _("This CPR number stands on another record that you keep. Choose that record, or join the two first.")
        )


def check_birth_date_suits(person: Person, birth_date: date | None) -> None:
    """A birth date that is corrected by hand is that of the child's CPR number: the date in it, also of a replacement number."""
    if birth_date is None or person.cpr_cipher is None:
        return
    if birth_date != numbers.birth_date(cpr_at_rest.decrypt(person.cpr_cipher, person.cpr_hash or b"")):
        raise Refused(
            _(
                "The birth date is not that of the child’s CPR number. Correct the date, or the number if that is wrong."
            ),
            field="birth_date",
        )


def check_may_merge(keep: Person, other: Person) -> None:
    """Two records are joined when they can be one child: two real CPR numbers that differ are two children.

    A replacement number beside a real one is one child who has got a number since.
    """
    if keep.pk == other.pk:
        raise Refused(_("This is one and the same record already."))
    if other.merged_into is not None:
        raise Refused(_("This record has been joined with another already. Take it apart first."))
    if are_two(keep, other) and not _is_replacement(keep):
        raise Refused(_("The two records have different CPR numbers, so they are two children."))


def are_two(one: Person | None, other: Person | None) -> bool:
    """Whether the numbers say that two records are two children: both have one, of one kind, and they differ. A replacement number
    beside a real one says nothing: the child may have got a number since.
    """
    if one is None or other is None or one.cpr_hash is None or other.cpr_hash is None:
        return False
    return bytes(one.cpr_hash) != bytes(other.cpr_hash) and _is_replacement(one) == _is_replacement(other)


def check_may_unmerge(keep: Person, other: Person) -> None:
    """Records with one CPR number are one child and cannot be taken apart; correct the wrong number instead."""
    if keep.cpr_hash is not None and other.cpr_hash is not None and bytes(keep.cpr_hash) == bytes(other.cpr_hash):
        raise Refused(_("The two records have the same CPR number. Correct the number that is wrong instead."))


def _is_replacement(person: Person) -> bool:
    return numbers.is_replacement(cpr_at_rest.decrypt(person.cpr_cipher or b"", person.cpr_hash or b""))
