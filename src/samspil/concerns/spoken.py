"""One line typed while the police read their list aloud: a name, what is said of age or number, the role, a few words.

    Jonas Holm                     Jonas Holm, 15 år, s, cykeltyveri ved stationen
    Jonas Holm 15                  Jonas Holm 040311 v
    720511-4222 m                  ukendt dreng, ca. 14, antruffet
    Jonas Holm 15f                 Jonas Holm f

Pure: no database, no clock. Nothing is guessed: a name without age has no age, and a number that is neither an age nor a CPR
number is refused. A CPR number that tells who it is stands in its own field; one among the words is refused, for it may be
another child's. "ca. 14" is an age as it was told, and the words stay; near the eighteenth birthday it is words alone, for
on the age hangs who hears of it. A single letter is a role after a comma or a number, and small at the end of two words or more:
"Jonas S" keeps his initial. "8a" is a class and no age.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

from samspil.concerns.reader.roles import role_of
from samspil.lib import cpr as numbers
from samspil.lib import dates
from samspil.lib.encodings import plain_digits, without_invisible
from samspil.lib.names import fold

CODES = {"s": "charged", "m": "suspected", "d": "convicted", "v": "witness", "f": "victim", "a": "other"}
LONGEST = 500
ABOUT_GROWN = range(17, 19)  # "ca. 18" says nothing of which side of the birthday it is
_IDENTITY = frozenset({"cpr", "birth_date", "age", "about"})
OLDEST = 120

_NUMBER = re.compile(r"([0-9]{6})\s?[-–]?\s?([0-9]{4}|[xX?]{4})(?![0-9])")
_DATE = re.compile(r"([0-9]{1,2}[./-][0-9]{1,2}[./-](?:[0-9]{4}|[0-9]{2})|[0-9]{8}|[0-9]{6})(?![0-9]|\s?[-–]\s?[0-9])")
# "8. klasse", "8 kl" and "3 drenge" tell no age.
_AGE = re.compile(
    r"([0-9]{1,3})(?:[\s-]*(år)(?:ig|s)?\b|(?=$|[\s,;/])(?!\s*(?:kl|drenge|piger|børn|unge|gange?)\b))", re.IGNORECASE
)
# "15f": from eleven, or a class of the school would be an age
_AGE_AND_CODE = re.compile(r"(1[1-9]|[2-9][0-9])(?=[smdvfa](?:$|[\s,;/]))", re.IGNORECASE)
_ABOUT = re.compile(r"(?:ca|cirka|omkring)\.?\s*([0-9]{1,2})(?![0-9])(?:[\s-]*år(?:ig|s)?\b)?", re.IGNORECASE)
_BARE = re.compile(r"([0-9]{3})(?=\s*(?:$|[,;/]|[smdvfa](?:$|[\s,;/])))", re.IGNORECASE)
_LAST_LETTER = re.compile(r"^(\S+\s+\S.*?)\s+([smdvfa])$")
_CODE = re.compile(r"([smdvfaSMDVFA])(?=$|[\s,;:/])")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*\.?")
# "Anna/Bo" and "</b>" are part of what was typed; "Holm/15", "Holm / s" are not.
_CUT = re.compile(r"[,;]|/(?=$|[\s/0-9]|[smdvfa](?:$|[\s,;:/])|(?:ca|cirka|omkring)\b)|(?<!\S)(?=[0-9])", re.IGNORECASE)
_GUESS = re.compile(r"(?<!\S)(?:ca|cirka|omkring|vist|måske)\.?\s*$", re.IGNORECASE)
_UNKNOWN = re.compile(r"(?:ikke\s+identificeret|uidentificeret|ukendt|uoplyst|\?+|0000)(?=$|[\s,;/])", re.IGNORECASE)


class Unclear(Enum):
    """Why a line cannot be taken as it stands."""

    NOTHING = "nothing"
    NUMBER = "number"
    TOO_LONG = "too_long"
    NUMBER_IN_WORDS = "number_in_words"


class NotUnderstood(ValueError):
    """The line must be looked at by who typed it; `why` says what is the matter."""

    def __init__(self, why: Unclear) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Spoken:
    """What a line says. An empty name is somebody not identified; `age` is there only where no date is."""

    name: str = ""
    cpr: str | None = None
    birth_date: date | None = None
    age: int | None = None
    role: str | None = None
    text: str = ""

    @property
    def identified(self) -> bool:
        """Whether it is said who it is."""
        return bool(self.name or self.cpr)


def understand(line: str, *, today: date) -> Spoken:
    """Read one line; `today` bounds years of two digits. Raises NotUnderstood."""
    written = plain_digits(" ".join(without_invisible(line).split()))
    if len(written) > LONGEST:
        raise NotUnderstood(Unclear.TOO_LONG)
    if not written.strip(" ,;/.-"):
        raise NotUnderstood(Unclear.NOTHING)
    said: dict[str, object] = {}
    if first := _first_role(written):  # "vidne Jonas Holm"
        said["role"] = role_of(first).role
        written = written[len(first) :].lstrip(" .:,;/")
    unknown = _UNKNOWN.match(written)
    name, rest, cut = _name(written[unknown.end() :] if unknown else written)
    if unknown and name.lower() in CODES:  # "? a"
        name, rest, cut = "", name + rest, True
    while rest:
        rest = rest.lstrip(" ,;/:")
        step = _identity(rest, said, today, named=bool(name or unknown)) or _role(rest, said, after_cut=cut)
        if not step:
            break
        rest, cut = rest[step:], True
    words = " ".join(filter(None, [str(said.pop("about", "")), rest.strip(" ,;/")]))
    if unknown:  # "ukendt dreng": what follows tells something, but is no name
        name, words = "", " ".join(filter(None, [name, words]))
    if numbers.found_in(f"{name} {words}"):  # whose it is, only who typed it knows
        raise NotUnderstood(Unclear.NUMBER_IN_WORDS)
    if any(letter.isdigit() for letter in name):  # "Kim -5" is no name: what was meant, only who typed it knows
        raise NotUnderstood(Unclear.NUMBER)
    if not (name or said or words or unknown):
        raise NotUnderstood(Unclear.NOTHING)
    return Spoken(name=name, text=words, **said)  # type: ignore[arg-type]


def _first_role(written: str) -> str:
    """The word for a role that the line begins with, if it does."""
    word = _WORD.match(written)
    return word[0] if word and _is_role_word(word[0]) else ""


def _name(written: str) -> tuple[str, str, bool]:
    """The name, what follows it, and whether a comma or a number ended it. A word for a role is no name."""
    cut = _CUT.search(written)
    head = written[: cut.start()] if cut else written
    for word in _WORD.finditer(head):
        if _is_role_word(word[0]):
            return head[: word.start()].strip(" .-/"), written[word.start() :], True
    guess = _GUESS.search(head)  # "ca. 15" is no age: it goes with the words
    if guess:
        head = head[: guess.start()]
    elif cut is None and (letter := _LAST_LETTER.match(head.rstrip())):
        return letter[1].strip(" .-"), letter[2], True
    name = head.strip(" .-") if fold(head) else ""
    return name, written[len(head) if name else 0 :], bool(cut)


def _identity(rest: str, said: dict[str, object], today: date, *, named: bool) -> int:
    """How many characters told who it is: a CPR number, a birth date or an age. 0 for none.

    A bare number is an age only beside a name, or beside the word for an unknown one.
    """
    if said.keys() & _IDENTITY:
        return 0
    if match := _NUMBER.match(rest):
        if match[2] == "0000" or not match[2].isdigit():  # the last four are not told
            said["birth_date"] = _date(match[1], today)
        else:
            try:
                said["cpr"] = numbers.parse(match[0])
            except numbers.InvalidCpr as error:
                raise NotUnderstood(Unclear.NUMBER) from error
            said["birth_date"] = numbers.birth_date(str(said["cpr"]))
            if numbers.birth_date(str(said["cpr"])) > today:
                raise NotUnderstood(Unclear.NUMBER)
        return match.end()
    if match := _DATE.match(rest):
        said["birth_date"] = _date(match[1], today)
        return match.end()
    if end := _age(rest, said, named=named):
        return end
    if re.match(r"[0-9]{5,}", rest):  # too many digits for an age, too few for anything else
        raise NotUnderstood(Unclear.NUMBER)
    return 0


def _age(rest: str, said: dict[str, object], *, named: bool) -> int:
    """How many characters told an age, for certain or about. 0 for none."""
    if match := _AGE_AND_CODE.match(rest):
        said["age"] = int(match[1])
        return match.end()
    if match := _ABOUT.match(rest):
        said["about"] = match[0]
        if int(match[1]) not in ABOUT_GROWN:
            said["age"] = int(match[1])
        return match.end()
    if named and (match := _BARE.match(rest)) and int(match[1]) > OLDEST:
        raise NotUnderstood(Unclear.NUMBER)
    if (match := _AGE.match(rest)) and int(match[1]) <= OLDEST and (named or match[2]):
        said["age"] = int(match[1])
        return match.end()
    return 0


def _date(written: str, today: date) -> date:
    try:
        return dates.parse(written, today=today)
    except dates.InvalidDate as error:
        raise NotUnderstood(Unclear.NUMBER) from error


def _role(rest: str, said: dict[str, object], *, after_cut: bool) -> int:
    """How many characters named the role: a letter after a comma or number, or a whole word. 0 for none."""
    if "role" in said:
        return 0
    if after_cut and (code := _CODE.match(rest)):
        said["role"] = CODES[code[1].lower()]
        return code.end()
    word = _WORD.match(rest)
    if word and _is_role_word(word[0]):
        said["role"] = role_of(word[0].strip(".")).role
        return word.end()
    return 0


def _is_role_word(word: str) -> bool:
    read = role_of(word.strip("."))
    # Of the many words for a contact only the usual one: "set" and "person" begin a remark as well.
    return read.known and (read.role != "other" or word.lower().strip(".") in {"antruffet", "antruffen"})
