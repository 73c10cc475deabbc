"""On which legal basis each kind of giver shares with a forum. The wordings stand in the product's register."""

from __future__ import annotations

from samspil.organisations.profile.parts import Key, Part

GIVER_OF_BASIS = {
    "rpl-115-1-1": "police",
    "rpl-115-1-2": "police",
    "rpl-115-1-3-a": "police",
    "rpl-115-1-3-b": "police",
    "rpl-115-1-3-c": "police",
    "rpl-115-2": "authority",
    "rpl-115-2-psp": "authority",
    "rpl-115-2-ksp": "authority",
    "rpl-115-3": "self_governing",
    "rpl-115-4": "nobody",
    "inside-municipality": "inside",
}
"""The register's keys and who gives on each (retsplejeloven § 115). Nobody gives on stk. 4: the right to be silent."""


class BasisReference(Part):
    """An entry of the register, and whether a jurist of the municipality has confirmed that it carries this forum."""

    basis: Key
    """The register's key, such as rpl-115-1-1."""

    confirmed: bool = False
    """Shipped unconfirmed."""

    confirmed_by: str = ""
    """The role that confirmed it."""


class Bases(Part):
    """The basis by kind of giver. What is left out cannot be given here."""

    police: BasisReference | None = None
    """The police give."""

    authority: BasisReference | None = None
    """Another authority gives to the police and to other authorities."""

    self_governing: BasisReference | None = None
    """A self-governing institution gives."""

    inside: BasisReference | None = None
    """Two departments of one municipality, with nobody else at the table: whether that is disclosure at all is open."""
