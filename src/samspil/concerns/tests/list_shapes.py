"""Makes up lists, and writes each in one of the shapes in which lists arrive, with the reading that must come back."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from samspil.concerns.reader.aliases import ALIASES, Part
from samspil.concerns.tests import list_files
from samspil.concerns.tests.list_files import Value

TODAY = datetime.date(2026, 3, 4)
FORMATS = ("csv", "xlsx", "xls", "ods")

_GIVEN = (
    "Åse", "Søren", "Ægir", "Maja", "Zoë", "René", "Øjvind", "Anne-Sofie", "Mohammed", "Lærke", "Gül", "Noah",
    "Bjørn Emil", "Ida Åse", "Frederikke", "Jönas", "Emîr",
)  # fmt: skip
_SURNAMES = (
    "Sørensen", "Østergård", "Müller", "Bækgaard", "Kjær", "Åkerlund", "Rask", "af Ugglas", "O'Neill", "Çelik",
    "Nygård", "Prøve-Hansen", "Toft", "Ærtholm",
)  # fmt: skip
_STREETS = (
    "Prøvevej 3, 1. tv.", "Ålandsgade 12", "Ærtebjerg Allé 7B", "Nørre Prøvevej 1; opg. 2", 'Gården "Æblely"',
    "Bøgevænget 4\n2. th.",
)  # fmt: skip
_PLACES = (
    "Torvet",
    "Stationen, spor 2",
    "Skolegården ved Østre Skole",
    "Ukendt sted",
    "S-togsbroen (nordsiden)",
    "Søbredden",
)
_TEXTS = (
    "Tyveri fra butik", "Hærværk\nmod busskur",
    "Slagsmål; to såret", '"Det var ikke mig", sagde han', "Færdselsloven § 4, stk. 1",
    "=SUM(A1:A9)", "+4512345678 skrevet på muren", "-", "@ukendt", "Bekymring for færden om aftenen",
    "Kørsel på knallert, 45 km/t",
    "Påtruffet efter kl. 23",
)  # fmt: skip
_TITLES = (
    "Ungeliste til mødet på onsdag",
    "Uge 12 – fortroligt må ikke videresendes",
    "Udskrevet d. 3. marts 2026 kl. 08.15",
    "Kreds Prøveøst",
)
_UNREAD = {
    "Alder": (13, 15, 17, None),
    "Køn": ("M", "K", None),
    "Tlf.": ("ukendt", None),
    "Politikreds": ("Prøvekredsen",),
}
_ROLES: dict[str, tuple[str, ...]] = {
    "charged": ("sigtet", "Sigtet", "SIGTEDE", "Sigtet (i sagen)"),
    "suspected": ("mistænkt", "Mistænkt, under 15 år", "mistænkte"),
    "convicted": ("dømt", "Dømt"),
    "witness": ("vidne", "Vidne til forholdet", "VIDNE"),
    "victim": ("forurettet", "Offer", "skadelidte", "Forurettede"),
    "other": ("antruffet", "Påtruffet på gaden", "truffet", "Antruffet ved stationen"),
}
_MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
    "december",
)  # fmt: skip

DATE_FORMS: tuple[Callable[[datetime.date], str], ...] = (
    lambda day: f"{day:%d-%m-%Y}",
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day.day}/{day.month}-{day:%Y}",
    lambda day: f"{day:%d-%m-%y}",
    lambda day: f"{day.day}.{day.month}.{day:%y}",
    lambda day: f"{day:%d%m%y}",
    lambda day: f"{day:%d%m%Y}",
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: f"{day:%Y-%m-%d}T22:15:00",
    lambda day: f"{day:%d-%m-%Y} kl. 14.30",
    lambda day: f"{day.day}. {_MONTHS[day.month - 1]} {day:%Y}",
    lambda day: f"d. {day.day}. {_MONTHS[day.month - 1][:3]}. {day:%y}",
)
_TYPED_DATES: tuple[Callable[[datetime.date], Value], ...] = (
    lambda day: day,
    lambda day: datetime.datetime(day.year, day.month, day.day, 14, 30),
    lambda day: (day - datetime.date(1899, 12, 30)).days,
)


_WORKBOOKS: dict[str, Callable[[dict[str, list[list[Value]]]], bytes]] = {
    "xlsx": list_files.xlsx,
    "xls": list_files.xls,
    "ods": list_files.ods,
}


@dataclass(frozen=True)
class WrittenList:
    """A file, and the JSON that reading it must give."""

    data: bytes
    kind: str
    expected: dict[str, Any]


def write_list(seed: int, kind: str | None = None) -> WrittenList:
    """Return the made-up list of a seed, in one of the four formats; the same seed gives the same file."""
    random = Random(seed)
    return _Writer(random, kind or random.choice(FORMATS)).write()


def replacement_cpr(random: Random, born: datetime.date) -> str:
    """A replacement number (day plus 60) for a birth date, its seventh digit giving the century."""
    seventh = random.choice("0123" if born.year < 2000 else "456789")
    return f"{born.day + 60:02}{born:%m%y}{seventh}{random.randrange(1000):03}"


class _Writer:
    def __init__(self, random: Random, kind: str) -> None:
        self.random = random
        self.kind = kind
        self.date_forms: dict[str, Callable[[datetime.date], Value]] = {
            key: random.choice(DATE_FORMS if kind == "csv" or random.random() < 0.5 else _TYPED_DATES)
            for key in ("birth_date", "date")
        }
        self.header: list[str] = []
        self.keys: list[tuple[str, int]] = []  # key and which of its parts, per column
        self.columns: dict[str, str] = {}

    def write(self) -> WrittenList:
        rows: list[list[Value]] = [[title] for title in self._some(_TITLES, 0.4)]
        if self.random.random() < 0.2:
            rows.append([])
        self._choose_columns()
        rows.append(list(self.header))
        people = [self._person() for _ in range(self.random.randint(1, 8))]
        if len(people) > 1 and self.random.random() < 0.3:
            people.append({**self.random.choice(people), "text": "Endnu et forhold samme uge"})
        if "text" not in self.columns:
            people = [{**person, "text": None} for person in people]
        places = []
        for person in people:
            if self.random.random() < 0.15:
                rows.append([None] * len(self.header) if self.random.random() < 0.5 else [])
            places.append(len(rows))
            rows.append(self._cells(person))
        return self._file(rows, people, places)

    def _choose_columns(self) -> None:
        random = self.random
        wanted = [
            key
            for key in ("cpr", "birth_date", "address", "place", "date", "role", "text", "reference")
            if random.random() < 0.7
        ]
        if "cpr" not in wanted or random.random() < 0.9:
            wanted.append("name")
        if len(wanted) == 1:
            wanted.append("role")
        random.shuffle(wanted)
        for key in wanted:
            parts: tuple[Part, ...] = (key,)  # type: ignore[assignment]
            if key == "name" and random.random() < 0.25:
                parts = ("given_name", "surname")
            if key == "address" and random.random() < 0.2:
                parts = ("address", "postcode", "city")
            headers = [self._header(part) for part in parts]
            if key == "text" and random.random() < 0.2:
                headers = ["Forhold", "Bemærkninger"]
            self.columns[key] = " + ".join(header.strip() for header in headers)
            for part, header in enumerate(headers):
                self.header.append(header)
                self.keys.append((key, part if len(headers) > 1 else -1))
        for header in self._some(tuple(_UNREAD), 0.15):
            place = random.randint(0, len(self.header))
            self.header.insert(place, header)
            self.keys.insert(place, (header, -1))

    def _header(self, part: Part) -> str:
        alias = self.random.choice(ALIASES[part])
        written = self.random.choice(
            [alias, alias.capitalize(), alias.upper(), alias.title(), alias + ":", f" {alias.capitalize()} "]
        )
        if self.random.random() < 0.1:
            written = written.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
        return written

    def _person(self) -> dict[str, Any]:
        random = self.random
        born = datetime.date(1998, 1, 1) + datetime.timedelta(days=random.randrange(18 * 365))
        given, surname = random.choice(_GIVEN), random.choice(_SURNAMES)
        number = replacement_cpr(random, born) if "cpr" in self.columns else None
        if "name" in self.columns and random.random() < 0.2:
            number = None
        person: dict[str, Any] = {
            "name": (given, surname),
            "cpr": number,
            "birth_date": born if random.random() < 0.8 else None,
            "address": (random.choice(_STREETS), f"{random.randrange(1000, 9990)}", "Prøvekøbing"),
            "place": random.choice(_PLACES),
            "date": datetime.date(2025, 6, 1) + datetime.timedelta(days=random.randrange(270)),
            "role": random.choice(list(_ROLES)),
            "text": random.choice(_TEXTS),
            "reference": f"{random.randrange(100, 9999)}-{random.randrange(10**5):05}-{random.randrange(10**5):05}-26",
        }
        for key in ("address", "place", "date", "role", "text", "reference"):
            if random.random() < 0.15:
                person[key] = None
        return person

    def _cells(self, person: dict[str, Any]) -> list[Value]:
        return [self._cell(key, part, person.get(key)) for key, part in self.keys]

    def _cell(self, key: str, part: int, value: Any) -> Value:
        random = self.random
        if key in _UNREAD:
            return random.choice(_UNREAD[key])
        if value is None:
            return random.choice((None, "", "  "))
        if key in ("name", "address"):
            if key == "address" and part < 0:
                return str(value[0])
            return " ".join(value) if part < 0 else str(value[part])
        if key == "text":
            return str(value) if part < 1 else "Set af naboen"
        if key == "cpr":
            return random.choice(
                (value, f"{value[:6]}-{value[6:]}", f"{value[:6]} {value[6:]}", f" {value} ", int(value))
            )
        if key in self.date_forms:
            return self.date_forms[key](value)
        if key == "role":
            return random.choice(_ROLES[value])
        return str(value)

    def _file(self, rows: list[list[Value]], people: list[dict[str, Any]], places: list[int]) -> WrittenList:
        random = self.random
        if self.kind == "csv":
            encoding = random.choice(("utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "cp1252", "cp850", "mac-roman"))
            delimiter = random.choice(";,\t")
            line_break = "\r" if encoding == "mac-roman" and random.random() < 0.5 else random.choice(("\r\n", "\n"))
            rows = [[_in_encoding(value, encoding) for value in row] for row in rows]
            data = list_files.text_file(
                rows, encoding=encoding, delimiter=delimiter, line_break=line_break, quote_all=random.random() < 0.2
            )
            numbers = _lines(rows, places)
            sheet, said = None, _said_encoding(encoding, data)
        else:
            sheet, said = random.choice(("Ark1", "Ungeliste uge 12", "Liste å")), None
            sheets: dict[str, list[list[Value]]] = {sheet: rows}
            if random.random() < 0.2:
                sheets = {"Vejledning": [["Sådan udfyldes listen"], ["Navn", "skrives fuldt ud"]], **sheets}
            data = _WORKBOOKS[self.kind](sheets)
            numbers = [place + 1 for place in places]
        return WrittenList(
            data=data,
            kind=self.kind,
            expected={
                "encoding": said,
                "sheet": sheet,
                "columns": self.columns,
                "rows": [self._expected(number, person) for number, person in zip(numbers, people, strict=True)],
                "problems": [],
            },
        )

    def _expected(self, number: int, person: dict[str, Any]) -> dict[str, Any]:
        given = {key: value if key in self.columns else None for key, value in person.items()}
        born = given["birth_date"] or (_born(given["cpr"]) if given["cpr"] else None)
        split_address = ("address", 1) in self.keys
        street = given["address"]
        text = given["text"]
        if ("text", 1) in self.keys and text is not None:
            text = f"{text}\nSet af naboen"
        return {
            "row": number,
            "name": " ".join(given["name"]) if given["name"] else None,
            "cpr": given["cpr"],
            "birth_date": born.isoformat() if born else None,
            "address": None if not street else f"{street[0]}, {street[1]} {street[2]}" if split_address else street[0],
            "place": given["place"],
            "date": given["date"].isoformat() if given["date"] else None,
            "role": given["role"],
            "text": text,
            "reference": given["reference"],
        }

    def _some(self, choices: tuple[str, ...], share: float) -> list[str]:
        return [choice for choice in choices if self.random.random() < share]


def _born(number: str) -> datetime.date:
    century = 1900 if number[6] in "0123" else 2000
    return datetime.date(century + int(number[4:6]), int(number[2:4]), int(number[:2]) - 60)


def _in_encoding(value: Value, encoding: str) -> Value:
    """cp850 and mac-roman lack a few of the signs; who writes in them writes without."""
    if isinstance(value, str) and not encoding.startswith("utf"):
        return value.replace("–", "-").encode(encoding, "ignore").decode(encoding)
    return value


def _said_encoding(encoding: str, data: bytes) -> str:
    if encoding.startswith("utf-16"):
        return "utf-16"
    return "utf-8" if encoding.startswith("utf-8") or data.isascii() else encoding


def _lines(rows: list[list[Value]], places: list[int]) -> list[int]:
    """The file line where each row begins, from 1: fields may hold line breaks."""
    begins, line = [], 1
    for row in rows:
        begins.append(line)
        line += 1 + sum(value.count("\n") for value in row if isinstance(value, str))
    return [begins[place] for place in places]
