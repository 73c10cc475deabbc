"""Names as people write them: when two are the same name, when they are like, and whether a text mentions somebody.

"Åse Holm-Lund", "AASE HOLM LUND" and "Holm Lund, Aase" are one name. Accents are never stripped there: ø is not o, and
é is not e. Two names that are the same prove nothing about two children; with the same birth date they are worth a
question, and so are two that are only *like*: "Vera Prøve", "Vera Proeve", "Vera Prove", "Vera Sofie Prøve"; also where several words
are spelled otherwise, as names usually are: "Philip Viktor Krog", "Filip Victor Krogh".

Who *searches* may have heard the name, or have a keyboard without its letters: there "Soren", "Soeren" and "Søren" are one
word, and so are "Kovacevic" and "Kovačević" (`sought`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import permutations

from samspil.lib.encodings import without_invisible

SHORTEST_TELLING = 3  # "af", "de" and initials stand in every text
_SHORTEST_WITH_SLIP = 3
_MOST_WORDS_TRIED = 4
_WORDS_KNOWN = 4096  # a list of a thousand names is compared with all who are born on its days: the same few words, again and again

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")  # a mark that no letter takes in stands in the word
_SILENT = re.compile(r"['’‘´`.ʼ·]")  # O'Neil, Jr., Gal·la
# Letters that no decomposition makes plain, and the pairs that stand for Danish letters where there are none.
_PLAIN = str.maketrans({
    "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h", "ŋ": "n", "ŧ": "t", "ə": "e",
})  # fmt: skip
# Each is read as the first of its letters, so that the beginning of a word is the beginning of what it is read as.
_SPELLINGS = re.compile(r"(a)[ae]+|([ou])e+")
_SOUNDS = (("ks", "x"), ("ph", "f"), ("ck", "k"))
# What is spelled in several ways and heard alike. Only whole words are compared so: of a name that is searched while it is typed nobody
# knows how it goes on, so `sought` has none of it.
_HEARD = (
    (re.compile(r"ij"), "y"), (re.compile(r"w"), "v"), (re.compile(r"c(?=[eiy])"), "s"), (re.compile(r"c"), "k"), (re.compile(r"z"), "s"),
    (re.compile(r"(?<=[b-df-hj-np-tvx])h|(?<=.)h$"), ""), (re.compile(r"ks"), "x"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")


def fold(name: str) -> str:
    """The name in the form in which it is compared: small letters, aa as å, no punctuation, its words in order.

    Empty for a text without letters.
    """
    return " ".join(sorted(words_in_order(name)))


def spelled(name: str) -> str:
    """The name as it is spelled, small letters and its words in order: unlike in `fold`, "Aage" is not "Åge"."""
    composed = unicodedata.normalize("NFC", without_invisible(name))
    return " ".join(sorted(word.casefold() for word in _WORD.findall(_SILENT.sub("", composed))))


def sought(name: str) -> str:
    """The name in the form in which it is searched: as `fold`, and ø oe o, å aa a, æ ae a, č c and the like are one letter.

    The beginning of a name is the beginning of its form, for names are found while they are typed. The database keeps it
    beside each name (`people.Person.name_folded`) and folds nothing itself.
    """
    return " ".join(sorted(word for word in map(_bare, words_in_order(name)) if word))


def words_in_order(text: str) -> list[str]:
    """The folded words of a text, in its own order."""
    composed = unicodedata.normalize("NFC", without_invisible(text))
    return [_fold_word(word) for word in _WORD.findall(_SILENT.sub("", composed))]


def are_like(one: str, other: str) -> bool:
    """Whether two names may be one person's: the same but for spelling, a middle name, an initial or one letter.

    Meant for two people with one birth date or one CPR number: twins of one surname are not like.
    """
    ours, theirs = sorted((_plain_words(one), _plain_words(other)), key=len)
    if not ours:
        return False
    as_heard = [_heard(word) for word in ours], [_heard(word) for word in theirs]
    if len(ours) == len(theirs) and _one_slip(ours, theirs):
        return True
    if len(ours) == 1 == len(theirs):
        return False
    if any(_may_be_words_of(*words) for words in ((ours, theirs), as_heard)):
        return True
    # "Ahmad Alsayed Hasan" and "Ahmed Al-Sayed Hassan"
    return len(ours) > 1 and any(
        _within([_heard(word) for word in ours], [_heard(word) for word in joined])
        or (len(ours) == len(joined) and _one_slip(ours, joined))
        for joined in _with_two_joined(theirs)
        if len(ours) <= len(joined)
    )


def _with_two_joined(words: list[str]) -> Iterator[list[str]]:
    """The words with each two neighbours as one; an initial is no part of a word."""
    for place in range(len(words) - 1):
        one, other = words[place : place + 2]
        if len(one) > 1 and len(other) > 1:
            yield [*words[:place], _DOUBLED.sub(r"\1", one + other), *words[place + 2 :]]


def _may_be_words_of(ours: list[str], theirs: list[str]) -> bool:
    if _within(ours, theirs) or (len(ours) == len(theirs) and _within(theirs, ours)):
        return True
    # "Abdul Rahman" and "Abdulrahman", "Anne-Marie" and "Annemarie"
    return _is_joined(ours, theirs)


def words_of_names_in(text: str, names: Iterable[str]) -> list[str]:
    """Which words of `names` stand in `text`, in the order of the names; short ones are not asked for."""
    mentioned = set(words_in_order(text))
    # "Jonas'", "Jonas's" and "Veras" are mentions too
    mentioned |= {word[:-1] for word in mentioned if word.endswith("s")}
    found: dict[str, None] = {}
    for name in names:
        for word in _WORD.findall(unicodedata.normalize("NFC", name)):
            if len(word) >= SHORTEST_TELLING and _fold_word(word) in mentioned:
                found.setdefault(word)
    return list(found)


def _fold_word(word: str) -> str:
    # Casefolding makes "ß" two letters and can decompose; composing again keeps å one letter.
    return unicodedata.normalize("NFC", word.casefold()).replace("aa", "å")


def _plain_words(name: str) -> list[str]:
    return [plain for word in words_in_order(name) if (plain := _plain(word))]


def _bare(word: str) -> str:
    """A word as somebody might spell it who has a keyboard without its letters."""
    letters = _SILENT.sub("", unicodedata.normalize("NFKD", word).casefold())
    bare = "".join(letter for letter in letters if letter.isalpha()).translate(_PLAIN)
    return _DOUBLED.sub(r"\1", _SPELLINGS.sub(r"\1\2", bare))


@lru_cache(maxsize=_WORDS_KNOWN)
def _plain(word: str) -> str:
    """A word as somebody might spell it who has only heard it."""
    plain = _bare(word)
    for pair, letter in _SOUNDS:
        plain = plain.replace(pair, letter)
    return _DOUBLED.sub(r"\1", plain)


@lru_cache(maxsize=_WORDS_KNOWN)
def _heard(plain: str) -> str:
    """A plain word as it sounds: "viktor" and "victor", "krog" and "krogh", "sofia" and "sophia" are one."""
    for spelling, sound in _HEARD:
        plain = spelling.sub(sound, plain)
    return _DOUBLED.sub(r"\1", plain)


def _within(ours: list[str], theirs: list[str]) -> bool:
    """Every word of the shorter name stands in the longer, each for itself; an initial stands for a word."""
    left = list(theirs)
    for word in sorted(ours, key=len, reverse=True):
        match = next((one for one in left if _is_word(word, one)), None)
        if match is None:
            return False
        left.remove(match)
    return any(len(word) > 1 for word in ours)


def _is_word(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) == 1 and long.startswith(short))


def _one_slip(ours: list[str], theirs: list[str]) -> bool:
    """All words sound the same but one, and that differs by one letter."""
    left, rest = list(theirs), []
    for word in ours:
        match = next((one for one in left if _heard(one) == _heard(word)), None)
        if match is None:
            rest.append(word)
        else:
            left.remove(match)
    return not rest or (len(rest) == 1 and is_slip(rest[0], left[0]) and not _are_two_names(rest[0], left[0]))


def _are_two_names(one: str, other: str) -> bool:
    """Whether an a at the end makes another name of it: Karl and Karla, Mikael and Mikaela."""
    short, long = sorted((one, other), key=len)
    return long == f"{short}a" and short[-1] not in "aeiouy"


def _is_joined(ours: list[str], theirs: list[str]) -> bool:
    whole = "".join(ours)
    if len(theirs) > _MOST_WORDS_TRIED:
        return whole == "".join(theirs)
    return any("".join(order) == whole for order in permutations(theirs))


def is_slip(one: str, other: str) -> bool:
    """At most one letter more, less, another or two changed about, in words long enough for it."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST_WITH_SLIP or len(long) - len(short) > 1:
        return False
    begin = next((place for place, letter in enumerate(short) if letter != long[place]), len(short))
    if len(short) == len(long):
        swapped = short[:begin] + short[begin + 1 : begin + 2] + short[begin : begin + 1] + short[begin + 2 :]
        return short[begin + 1 :] == long[begin + 1 :] or swapped == long
    return short[begin:] == long[begin + 1 :]
