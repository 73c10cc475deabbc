"""The Danish words for a person's part in an event.

Only words that say exactly one thing are taken: "ikke sigtet" or "sigtet og forurettet" is left to a person to judge.
"""

import re
from dataclasses import dataclass

from samspil.concerns.reader.result import Role

_WORDS: dict[str, Role] = {
    "sigtet": "charged", "sigtede": "charged", "sigt": "charged", "tiltalt": "charged", "tiltalte": "charged",
    "mistænkt": "suspected", "mistænkte": "suspected", "mistanke": "suspected", "mist": "suspected",
    "dømt": "convicted", "dømte": "convicted", "domfældt": "convicted", "domfældte": "convicted",
    "vidne": "witness", "vidner": "witness", "vidnet": "witness",
    "forurettet": "victim", "forurettede": "victim", "offer": "victim", "ofre": "victim", "skadelidt": "victim",
    "skadelidte": "victim", "krænket": "victim", "krænkede": "victim", "foru": "victim",
}  # fmt: skip

_MET = frozenset(("antruffet", "antruffen", "påtruffet", "påtruffen", "truffet"))
# Known words for a contact that is none of the five: other; those that do not say "antruffet" are told.
_CONTACT = frozenset((
    "antruffet", "antruffen", "påtruffet", "påtruffen", "truffet", "kontakt", "kontakten", "kontaktet",
    "politikontakt", "set", "observeret", "bemærket", "tilstede", "tilstedeværende", "anden", "andet", "andre",
    "øvrig", "øvrige", "øvrigt", "bekymring", "bekymret", "involveret", "involverede", "omtalt", "nævnt",
    "part", "person", "henvendelse", "samtale", "ledsager",
))  # fmt: skip
_NEGATION = frozenset(("ikke", "ej", "ingen", "aldrig", "frafaldet", "frifundet"))
_FILLING = frozenset((
    "som", "er", "blev", "i", "på", "af", "ved", "for", "til", "sagen", "forholdet", "og", "under", "over",
    "år", "årig", "u", "u15", "o", "o18",
))  # fmt: skip
_NOT_WORD = re.compile(r"[^0-9a-zæøåéäöü]+")


@dataclass(frozen=True)
class RoleWord:
    """A role, whether the word for it was known, whether a question mark stands beside it, and whether other words do. `is_contact`:
    the word says what the role "other" is called by, that the police met somebody.
    """

    role: Role
    known: bool
    doubted: bool = False
    says_more: bool = False
    is_contact: bool = False


def role_of(word: str) -> RoleWord:
    """Return the role a word stands for; an unknown word, or one that says two things, is "other" and not known."""
    words = {part for part in _NOT_WORD.split(word.lower()) if part and not part.isdigit()}
    roles = {_WORDS[part] for part in words if part in _WORDS}
    if not roles:
        more = bool(words - _CONTACT - _FILLING)
        known = bool(words & _CONTACT) and not words & _NEGATION
        return RoleWord("other", known=known, says_more=more, is_contact=bool(words & _MET))
    if len(roles) == 1 and not words - _WORDS.keys() - _FILLING:
        return RoleWord(roles.pop(), known=True, doubted="?" in word)
    return RoleWord("other", known=False)
