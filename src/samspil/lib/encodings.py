"""Which encoding a Danish text file is written in.

Charset detectors misread short Danish texts, so this asks in order: a byte order mark, the pattern of zero bytes
of UTF-16, strict UTF-8, and only then which of cp1252, cp850 and mac-roman gives the most plausible Danish
letters. A wrong letter is worth an error message, a file in the wrong alphabet is not, so the score looks at
every letter beside its neighbours: "Sørensen" is likely, "S°rensen" and "SØrensen" are not.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import partial
from itertools import islice

UNREADABLE = "\N{REPLACEMENT CHARACTER}"

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8", "utf-8"),
    (b"\xff\xfe", "utf-16-le", "utf-16"),
    (b"\xfe\xff", "utf-16-be", "utf-16"),
)
_SINGLE_BYTE = ("cp1252", "cp850", "mac-roman")
_LETTERS_SCORED = 20_000
_SAMPLE = 8192

_DANISH_LOWER = frozenset("æøå")
_DANISH_UPPER = frozenset("ÆØÅ")
_KNOWN_LOWER = frozenset("éèêëüöäóáíñçßšžýðþı")
_KNOWN_UPPER = frozenset("ÉÈÜÖÄÓÁÇŠŽÍÝÞ")
_GENITIVE = {"s", "x", "z"}
_QUIET_SIGNS = frozenset("\xa0«»“”„…´½²³€°")
_DASHES = frozenset("–—")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
# Tab, line breaks and the end-of-file sign of DOS belong in a text; the rest does not.
_CONTROL_BYTES = bytes(code for code in [*range(32), 127] if code not in b"\t\n\r\x1a")
_CONTROLS = re.compile(f"[{re.escape(_CONTROL_BYTES.decode('ascii'))}]")
_MOST_CONTROLS = 0.02
_MOST_UNREADABLE = 0.2


class NotText(ValueError):
    """The bytes are not a text in any of the known encodings."""


@dataclass(frozen=True)
class Decoded:
    """A text, and the encoding it was found in: utf-8, utf-16, cp1252, cp850 or mac-roman."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """Return the text of a file of unknown encoding.

    Letters that cannot be read become U+FFFD, so that the caller can name their place. iso-8859-1 is answered as
    cp1252, which contains it. Raises NotText when control characters show that it is no text at all.
    """
    decoded = _decode(data)
    text, controls = _CONTROLS.subn("", decoded.text)
    if controls > _MOST_CONTROLS * len(decoded.text):
        raise NotText("control characters")
    return Decoded(text, decoded.encoding)


def _decode(data: bytes) -> Decoded:
    for mark, marked, name in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(marked, "replace"), name)
    if codec := _utf_16_without_mark(data):
        return Decoded(data.decode(codec, "replace"), "utf-16")
    if len(data) - len(data.translate(None, _CONTROL_BYTES)) > _MOST_CONTROLS * len(data):
        raise NotText("control characters")
    data = data.rstrip(b"\x1a")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    damaged = data.decode("utf-8", "replace")
    letters = [match[0] for match in islice(_BEYOND_ASCII.finditer(damaged), _LETTERS_SCORED)]
    if letters.count(UNREADABLE) <= _MOST_UNREADABLE * len(letters):
        return Decoded(damaged, "utf-8")
    return _most_danish(data)


def _utf_16_without_mark(data: bytes) -> str | None:
    sample = data[: min(_SAMPLE, len(data) // 2 * 2)]
    pairs = len(sample) // 2
    if not pairs:
        return None
    zeros_first, zeros_second = sample[0::2].count(0), sample[1::2].count(0)
    if zeros_second > 0.7 * pairs and zeros_first < 0.05 * pairs:
        return "utf-16-le"
    if zeros_first > 0.7 * pairs and zeros_second < 0.05 * pairs:
        return "utf-16-be"
    return None


def _most_danish(data: bytes) -> Decoded:
    """The most plausible of the three; earlier in the list wins a tie."""
    # Only the classic Mac ended its lines with a bare carriage return.
    old_mac = 1.5 if b"\r" in data and b"\n" not in data else 0.0
    best, most = "", float("-inf")
    for name in _SINGLE_BYTE:
        score = _danishness(data.decode(name, "replace")) + (old_mac if name == "mac-roman" else 0.0)
        if score > most:
            best, most = name, score
    return Decoded(data.decode(best, "replace"), best)


def _danishness(text: str) -> float:
    score = 0.0
    for match in islice(_BEYOND_ASCII.finditer(text), _LETTERS_SCORED):
        place = match.start()
        score += _plausible(text[place], text[place - 1 : place], text[place + 1 : place + 2])
    return score


def _plausible(letter: str, before: str, after: str) -> float:
    """How likely one letter is between its neighbours; above zero speaks for the encoding, below against it."""
    if letter in _DANISH_LOWER or letter in _KNOWN_LOWER:
        return _lower_plausible(3.0 if letter in _DANISH_LOWER else 1.0, before, after)
    if letter in _DANISH_UPPER or letter in _KNOWN_UPPER:
        opens_word = not before.isalpha()
        in_capitals = before.isupper() and not after.islower()
        known = 3.0 if letter in _DANISH_UPPER else 1.0
        return known if (opens_word and (after.isalpha() or known > 1.0)) or in_capitals else -3.0
    if letter == "§":
        return 0.0 if before.isalpha() or after.isalpha() else 3.0
    if letter == "’" and ((before.lower() in _GENITIVE and not after.isalpha()) or (before.islower() and after == "s")):
        return 1.5  # Jens’ bror, Max’s bror: likelier than a foreign letter of a rarer encoding
    if letter == "’" or letter in _DASHES:
        between_letters = before.isalpha() and after.isalpha()
        return 0.5 if between_letters == (letter == "’") else 0.0
    if letter in _QUIET_SIGNS:
        return 0.0
    if letter.isalpha():
        return -1.0 if before.isalpha() or after.isalpha() else -3.0
    return -4.0


def _lower_plausible(known: float, before: str, after: str) -> float:
    if after.isupper() or before.isdigit():
        return -2.0
    if before.isalpha():
        return known
    # "å", "år" and "øl" begin with a small letter; "é" hardly ever stands first, and never alone.
    return known - 1.0 if after.isalpha() or known > 1.0 else -2.0


def without_turns(text: str) -> str:
    """The text without signs that turn the direction of reading or hide between two letters, so that a line reads as it is stored.
    Signs that join letters and pictures (U+200C, U+200D) stay.
    """
    return _TURNS.sub("", text)


def without_invisible(text: str) -> str:
    """The text without characters that nobody sees: zero width spaces, word joiners, soft hyphens, direction marks.

    They arrive from web pages and mail programs, and make two names differ that look alike.
    """
    return text if text.isascii() or text.isprintable() else _INVISIBLE.sub("", text)


def plain_digits(text: str) -> str:
    """The text with digits of every script as 0 to 9: ０ and ٠ are 0. One letter for one, so that places in the text stay."""
    if text.isascii():
        return text
    return _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)


def mend_twice_encoded(text: str) -> str:
    """The text with letters put right that were encoded as UTF-8 and then taken for another encoding: "PrÃ¸ve" is Prøve.

    Only a run of signs that is the whole UTF-8 of a letter is taken, so an ordinary text comes back as it was.
    """
    if text.isascii() or _PERHAPS_TWICE.search(text) is None:
        return text
    for leads, pattern, codec in _TWICE:
        if len(text) > _SAMPLE and not any(lead in text for lead in leads):
            continue  # a large file is searched for single signs first, which is a hundred times faster
        for _time in range(_MOST_TIMES):
            mended = pattern.sub(partial(_letter_of, codec), text)
            if mended == text:
                break
            text = mended
    return text


# Unicode's format characters (Cf), written out: asking each letter for its category is too slow for a large file.
_INVISIBLE = re.compile(
    "[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001"
    "\U000e0020-\U000e007f]"
)
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_TURNS = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_MOST_TIMES = 2


def _as_byte(letter: str, codec: str) -> bytes:
    # The five holes of cp1252 are passed through as the control characters they are in iso-8859-1.
    try:
        return letter.encode(codec)
    except UnicodeEncodeError:
        return letter.encode("latin-1")


def _letter_of(codec: str, match: re.Match[str]) -> str:
    run = match[0]
    try:
        letter = b"".join(_as_byte(sign, codec) for sign in run).decode("utf-8")
    except UnicodeError:
        return run
    return letter if letter.isalpha() or unicodedata.category(letter)[0] in "PSZM" else run


def _signs(codec: str, first: int, last: int) -> str:
    """What some bytes are taken for in an encoding."""
    signs = []
    for code in range(first, last + 1):
        try:
            signs.append(bytes([code]).decode(codec))
        except UnicodeDecodeError:
            signs.append(chr(code))
    return "".join(signs)


def _taken_for(codec: str) -> tuple[str, re.Pattern[str], str]:
    """The signs that such a run begins with, and the two or three that the bytes of one letter become.

    Letters of the Latin alphabets and signs of print; with all of Unicode one run could be read in several ways.
    """
    two = _signs(codec, 0xC2, 0xC5) + _signs(codec, 0xC8, 0xC8)
    three, tail = _signs(codec, 0xE1, 0xE2), re.escape(_signs(codec, 0x80, 0xBF))
    return two + three, re.compile(f"[{re.escape(two)}][{tail}]|[{re.escape(three)}][{tail}][{tail}]"), codec


_TWICE = tuple(_taken_for(codec) for codec in _SINGLE_BYTE)
# One search that most texts end at.
_PERHAPS_TWICE = re.compile(
    "[{}][{}]".format(
        *(
            re.escape("".join(_signs(codec, *bytes_) for codec in _SINGLE_BYTE))
            for bytes_ in ((0xC2, 0xE2), (0x80, 0xBF))
        )
    )
)
