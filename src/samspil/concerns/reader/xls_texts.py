"""Which shared texts of a workbook of before 2007 are struck out letter by letter (BIFF8: SST, [MS-XLS] 2.5.293)."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from samspil.concerns.reader.marks import Runs

_IS_WIDE, _HAS_EXTRA, _HAS_RUNS = 0x01, 0x04, 0x08


def struck_texts(pieces: Sequence[bytes], is_struck: Callable[[int], bool]) -> dict[int, Runs]:
    """The texts with struck out words, by their number. `pieces` are the SST record and each CONTINUE after it, `is_struck` tells of
    a font whether it strikes out.

    Raises struct.error or IndexError for a damaged record.
    """
    found: dict[int, Runs] = {}
    (many,) = struct.unpack_from("<I", pieces[0], 4)
    texts = _Texts(pieces)
    for number in range(many):
        letters, fonts = texts.text()
        if not any(is_struck(font) for _begin, font in fonts):
            continue
        found[number] = runs = Runs()
        begins: list[tuple[int, int | None]] = [(0, None), *fonts, (len(letters) // 2, None)]
        for (begin, font), (end, _next) in pairwise(begins):
            written = letters[2 * begin : 2 * end].decode("utf-16-le", "replace")
            runs.add(written, is_struck=font is not None and is_struck(font))
    return found


class _Texts:
    """Reads text after text; a text may go on in the next piece, whose first byte says how wide its letters are there."""

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self.pieces: Iterator[bytes] = iter(pieces)
        self.piece = next(self.pieces)
        self.place = 8

    def text(self) -> tuple[bytes, list[tuple[int, int]]]:
        """The letters, two bytes each, and from which letter on which font holds."""
        self._next_if_at_end()
        length, flags = struct.unpack_from("<HB", self.piece, self.place)
        self.place += 3
        (runs,) = self._take("<H") if flags & _HAS_RUNS else (0,)
        (extra,) = self._take("<I") if flags & _HAS_EXTRA else (0,)
        letters = self._letters(length, is_wide=bool(flags & _IS_WIDE))
        fonts = list(struct.iter_unpack("<HH", self._bytes(4 * runs)))
        self._bytes(extra)
        return letters, fonts

    def _take(self, shape: str) -> tuple[int, ...]:
        taken = struct.unpack_from(shape, self.piece, self.place)
        self.place += struct.calcsize(shape)
        return taken

    def _letters(self, length: int, *, is_wide: bool) -> bytes:
        letters = b""
        while length:
            if self.place >= len(self.piece):
                self._next()
                is_wide = bool(self.piece[0] & _IS_WIDE)
                self.place = 1
            size = 2 if is_wide else 1
            written = self.piece[self.place : self.place + size * length]
            self.place += len(written)
            length -= len(written) // size
            letters += written if is_wide else written.decode("latin-1").encode("utf-16-le")
        return letters

    def _bytes(self, length: int) -> bytes:
        taken = b""
        while len(taken) < length:
            self._next_if_at_end()
            part = self.piece[self.place : self.place + length - len(taken)]
            self.place += len(part)
            taken += part
        return taken

    def _next_if_at_end(self) -> None:
        if self.place >= len(self.piece):
            self._next()

    def _next(self) -> None:
        self.piece, self.place = next(self.pieces, b""), 0
        if not self.piece:
            raise IndexError("the texts end too early")
