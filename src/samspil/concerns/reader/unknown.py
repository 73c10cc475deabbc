"""What stands in a column of names and is no name of one person: that nobody knows it, or two names."""

import re

_WHO = (
    r"gerningsm[aæ]nd|person|dreng|pige|mand|m[aæ]nd|kvinde|barn|ung|unge|knægt|fyr|navn|identitet|id|mistænkt|sigtet|"
    r"vidne|forurettet|gp"
)
_UNKNOWN = re.compile(
    rf"""(?: \?+ | n\.?\s?n\.? | anonym | (?:navn\s+)?(?:ikke|endnu\s+ikke)\s+(?:identificeret|oplyst|kendt) | uidentificeret |
        (?:ukendte?|ukend|uoplyst|uident\.?) )
        (?: \s+ (?:{_WHO}|ukendt|\?+) )*  [\s.,;:]* (?: (?:nr\.?\s*)? [0-9]{{1,2}} )? [\s.?]*""",
    re.IGNORECASE | re.VERBOSE,
)
_MISSING = re.compile(r"navn(?:et|e|ene)?\s+mangler\W*|mangler\s+navn(?:et)?\W*", re.IGNORECASE)


_BETWEEN_NAMES = re.compile(r"\b([^\W\d_])[\w.'’-]*\s*(?:\s(?:og|OG)\s|[&/+])\s*([^\W\d_])")


def names_two(name: str) -> bool:
    """Whether a name may be two: "Ditte og Else Tosen", "Ditte / Else", "Ditte & Else"."""
    return any(match[1].isupper() and match[2].isupper() for match in _BETWEEN_NAMES.finditer(name))


def names_on_lines(cell: str) -> list[str]:
    """The names of a cell in which two or more stand, each on a line of its own; a name that is wrapped is one."""
    lines = [" ".join(line.split()) for line in cell.splitlines() if line.strip()]
    full = [
        words for line in lines if len(words := line.split()) > 1 and words[0][:1].isupper() and words[-1][:1].isupper()
    ]
    return lines if len(full) > 1 else []


def is_missing(name: str) -> bool:
    """Whether what stands for a name says that it is not there: "navn mangler". Alone in a row it tells of nobody."""
    return bool(_MISSING.fullmatch(name.strip()))


def is_unknown(name: str) -> bool:
    """Whether what stands for a name says that nobody knows it: "ukendt", "ukendt gerningsmand", "?", "n.n."."""
    bare = name.strip().strip("()[]\"'»«").strip()
    return bool(_UNKNOWN.fullmatch(bare))
