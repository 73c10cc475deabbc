"""Files that nobody means: a quarter each xlsx, xls or ods, text in random encodings, and real lists mutated.

Run as a program it reads the files of a range of seeds with the pure reader, under the memory limit of the real child,
and writes one line per seed, so that a parser that ends its process ends this one and not the tests.
"""

import datetime
import io
import json
import resource
import sys
import time
import zipfile
from collections.abc import Callable
from random import Random

from samspil.concerns.reader.aliases import ALIASES
from samspil.concerns.reader.child import MOST_MEMORY
from samspil.concerns.reader.parsing import parse
from samspil.concerns.reader.result import reading_from_answer
from samspil.concerns.reader.sentences import NotAList
from samspil.concerns.tests import list_files
from samspil.concerns.tests.list_files import Value
from samspil.concerns.tests.list_shapes import TODAY, write_list

# Writing the files takes memory too; the reader itself has MOST_MEMORY.
_FOR_WRITING = 160 * 1024 * 1024
_ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16-le",
    "utf-16-be",
    "utf-16",
    "cp1252",
    "cp850",
    "mac-roman",
    "iso-8859-1",
    "utf-7",
    "utf-32",
)
_ODD_TEXTS = (
    "", " ", "\n", '"', '""', '"\n', ";", ",", "\t", "'", "=1+1", "=HYPERLINK(\"x\")", "-", "+", "@", "#REF!",
    "\x00", "\x1b", "\ufeff",
    "\u202e", "😀", "０１０１", "١٢٣", "NaN", "1e999", "-0", "0x10", "<b>", "&amp;", "%s%n", "_x000D_", "æøå",
    "ÆØÅ" * 40, "a" * 500,
    "32-13-2025", "29-02-2025", "00-00-00", "99999999", "6110124321", "611012-4321", "61101-24321", "010170",
    "3/3", "i morgen",
    "sigtet", "ikke sigtet", "sigtet/vidne", "antruffet", "sep=;", "Side 1 af 2", "I alt: 7", "kl. 12.30",
    "1,01E+09", "\u2028",
)  # fmt: skip


def fuzzed(seed: int) -> bytes:
    """The file of a seed; the kind goes by the seed's remainder of four."""
    random = Random(seed)
    makers: tuple[Callable[[Random], bytes], ...] = (_xlsx, _xls_or_ods, _text, _mutated)
    return makers[seed % 4](random)


def _xlsx(random: Random) -> bytes:
    sheets = _sheets(random, _xml_value)
    return list_files.xlsx(sheets, hidden=random.choice(((), list(sheets)[1:])))


def _xls_or_ods(random: Random) -> bytes:
    if random.random() < 0.5:
        return list_files.xls(_sheets(random, _xml_value))
    return list_files.ods(_sheets(random, _xml_value), trailing_empty_rows=random.choice((0, 0, 5, 1_048_000)))


def _text(random: Random) -> bytes:
    rows = _rows(random, lambda value: value)
    delimiter = random.choice(";,\t|")
    lines = [delimiter.join("" if value is None else str(value) for value in row) for row in rows]
    text = random.choice(("\r\n", "\n", "\r", "\n\n")).join(lines)
    return text.encode(random.choice(_ENCODINGS), "replace")


def _mutated(random: Random) -> bytes:
    data = write_list(random.randrange(10_000)).data
    for _ in range(random.randint(1, 3)):
        data = random.choice((_flipped, _flipped, _truncated, _spliced, _inserted, _flipped_inside))(data, random)
    return data


def _flipped(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 3, 30))):
        if changed:
            changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _truncated(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _spliced(data: bytes, random: Random) -> bytes:
    other = write_list(random.randrange(10_000)).data
    return data[: random.randrange(len(data) + 1)] + other[random.randrange(len(other)) :]


def _inserted(data: bytes, random: Random) -> bytes:
    place = random.randrange(len(data) + 1)
    return data[:place] + random.choice((b"\x00", b'"', b"\xff\xfe", b"\n" * 9, random.randbytes(16))) + data[place:]


def _flipped_inside(data: bytes, random: Random) -> bytes:
    """Changes inside the members of a zip file, packed again with right checksums: the XML itself is wrong."""
    if not data.startswith(b"PK"):
        return _flipped(data, random)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {member.filename: archive.read(member) for member in archive.infolist()}
    except Exception:  # mutated before: whatever zipfile says, it is no longer a zip file
        return data
    if members:
        name = random.choice(sorted(members))
        members[name] = random.choice((_flipped, _truncated, _digits_grown))(members[name], random)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def _digits_grown(data: bytes, random: Random) -> bytes:
    """Makes numbers huge: row numbers, repeats, indexes of shared strings."""
    places = [place for place, byte in enumerate(data) if 48 <= byte <= 57]
    if not places:
        return data
    place = random.choice(places)
    return data[:place] + random.choice((b"99999", b"4294967295", b"-1", b"1048576")) + data[place + 1 :]


def _sheets(random: Random, allowed: Callable[[Value], Value]) -> dict[str, list[list[Value]]]:
    return {f"Ark{number}": _rows(random, allowed) for number in range(random.randint(1, 3))}


def _rows(random: Random, allowed: Callable[[Value], Value]) -> list[list[Value]]:
    width = random.randint(0, 9)
    rows = [[allowed(_value(random)) for _ in range(random.randint(0, width))] for _ in range(random.randint(0, 12))]
    if random.random() < 0.7:
        parts = random.choices(list(ALIASES), k=max(width, 2))
        header: list[Value] = [random.choice(ALIASES[part]) for part in parts]
        rows.insert(random.randint(0, min(3, len(rows))), header)
    return rows


def _value(random: Random) -> Value:
    kind = random.randrange(9)
    if kind < 4:
        return random.choice(_ODD_TEXTS)
    if kind < 6:
        return "".join(random.choices("abæøå ;,\"'\n0123456789-/.éüıÅ€", k=random.randrange(30)))
    if kind == 6:
        return random.choice((0, -1, 101701234, 6110124321, 45000, 2012, 10**15, 0.5, 45000.75, 1e300, -3.2))
    if kind == 7:
        return datetime.date(
            random.choice((1900, 1950, 2012, 2024, 2090, 9999)), random.randint(1, 12), random.randint(1, 28)
        )
    return None


def _xml_value(value: Value) -> Value:
    """A value that a workbook can hold: XML has no control characters."""
    if isinstance(value, str):
        return "".join(letter for letter in value if letter >= " " or letter in "\n\t")
    return value


def outcome(data: bytes) -> str:
    """Read the file; return "read" or the code of the refusal. Whatever else is raised is a fault of the reader."""
    try:
        reading = parse(data, today=TODAY)
    except NotAList as refusal:
        return refusal.code
    said = json.loads(json.dumps(reading.as_answer()))
    if reading_from_answer(said) != reading:
        raise AssertionError("the reading changes on its way between the processes")
    return "read"


def main() -> None:
    """Write `seed outcome seconds` for each seed from the first argument up to the second."""
    first, beyond = int(sys.argv[1]), int(sys.argv[2])
    limit = MOST_MEMORY + _FOR_WRITING
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for seed in range(first, beyond):
        data = fuzzed(seed)
        before = time.perf_counter()
        try:
            found = outcome(data)
        except Exception as error:
            found = f"crashed:{type(error).__name__}"
        sys.stdout.write(f"{seed} {found} {time.perf_counter() - before:.3f}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
