"""Local words for the product's own: the same thing has two names in two municipalities."""

from __future__ import annotations

from samspil.organisations.profile.parts import Dated, Key, LongText, Name


class Word(Dated):
    """What a term of the glossary is called here."""

    term: Key
    """The code's word (glossary): outreach_team, youth_unit, ssp_teacher."""

    word: Name
    """The local word, in the singular."""

    plural: Name | None = None
    """Several of them."""

    meaning: LongText | None = None
    """What is meant by it here."""
