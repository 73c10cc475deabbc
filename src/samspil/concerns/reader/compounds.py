"""The container of the old Office files: which of them it is, and whether it asks for a password."""

import struct

from samspil.concerns.reader.sentences import NotAList, Reason

BEGINNING = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_ENTRY = 128
_ENTRY_START = 116
_SECTOR_SHIFTS = (9, 12)
_OTHER_STREAMS = (
    ("EncryptedPackage", Reason.PROTECTED),
    ("WordDocument", Reason.DOCUMENT),
    ("PowerPoint Document", Reason.PRESENTATION),
    ("__substg1.0_", Reason.MAIL),
)
_FILEPASS = 0x2F
_SHORT_STREAM = 4096


def refuse_all_but_workbooks(data: bytes) -> None:
    """Raise NotAList unless the container holds a workbook that opens without a password."""
    for stream, reason in _OTHER_STREAMS:
        if _entry(data, stream) is not None:
            raise NotAList(reason)
    workbook = _entry(data, "Workbook")
    if workbook is None:
        workbook = _entry(data, "Book")
    if workbook is None:
        raise NotAList(Reason.DAMAGED if _entry(data, "Root Entry") is None else Reason.NOT_TEXT)
    if _asks_for_password(data, workbook):
        raise NotAList(Reason.PROTECTED)


def _entry(data: bytes, name: str) -> int | None:
    """Where the directory names a stream; entries lie at multiples of their own length."""
    wanted = name.encode("utf-16-le")
    place = data.find(wanted)
    while place >= 0:
        if place % _ENTRY == 0:
            return place
        place = data.find(wanted, place + 2)
    return None


def _asks_for_password(data: bytes, entry: int) -> bool:
    """Tell whether a FILEPASS record stands among the first records of the workbook, before anything is encrypted.

    Only the first sector is walked: there it stands, and so the chain of sectors need not be followed.
    """
    shift = int.from_bytes(data[30:32], "little")
    if shift not in _SECTOR_SHIFTS:
        return False
    start = int.from_bytes(data[entry + _ENTRY_START : entry + _ENTRY_START + 4], "little")
    sector = data[(start + 1) << shift :][: 1 << shift]
    place = 0
    while place + 4 <= len(sector):
        kind, length = struct.unpack_from("<HH", sector, place)
        if kind == _FILEPASS:
            return True
        place += 4 + length
    return False


def stream_of(data: bytes, names: tuple[str, ...]) -> bytes:
    """The bytes of the first of these streams, followed sector by sector. Empty when there is none of them.

    A chain that turns in a circle or leaves the file ends there. Raises struct.error or IndexError for a damaged container.
    """
    entry = next((place for name in names if (place := _entry(data, name)) is not None), None)
    shift = int.from_bytes(data[30:32], "little")
    if entry is None or shift not in _SECTOR_SHIFTS:
        return b""
    size = 1 << shift
    start, length = struct.unpack_from("<II", data, entry + _ENTRY_START)
    if length < _SHORT_STREAM:
        return b""  # it lies inside another stream; programs fill a workbook up to this length
    chain = _sector_chain(data, size)
    pieces: list[bytes] = []
    while start < len(chain) and len(pieces) * size < length and len(pieces) <= len(chain):
        pieces.append(data[(start + 1) * size : (start + 2) * size])
        start = chain[start]
    return b"".join(pieces)[:length]


def _sector_chain(data: bytes, size: int) -> list[int]:
    """For each sector the one that follows it."""
    tables = list(struct.unpack_from("<109I", data, 76))
    more, count = struct.unpack_from("<II", data, 68)
    for _step in range(min(count, len(data) // size)):
        if more >= len(data) // size:
            break
        numbers = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        tables += numbers[:-1]
        more = numbers[-1]
    chain: list[int] = []
    for sector in tables:
        if (sector + 2) * size <= len(data):
            chain += struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
    return chain
