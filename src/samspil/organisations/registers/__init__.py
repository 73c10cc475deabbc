"""Registers: what a profile's section lists, kept by dates, with every version of it. Domains build theirs on these.

`RegisterEntry` and `EntryVersion` are the two tables of a register, `keep_register` brings them to what a profile says,
`entries_on`, `get_entry` and `versions_of` read them, `names_in_profile` says what keys stand for.
This is the package's only door, apart from `models`.
"""

from samspil.organisations.registers.keeping import keep_register
from samspil.organisations.registers.names import names_in_profile
from samspil.organisations.registers.reading import Entry, Version, entries_on, get_entry, versions_of

__all__ = ["Entry", "Version", "entries_on", "get_entry", "keep_register", "names_in_profile", "versions_of"]
