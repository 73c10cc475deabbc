"""The public side of the reader: hands a file to a child process with limits and judges its answer."""

import datetime
import importlib.util
import json
import logging
import signal
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from samspil.concerns.reader import archives
from samspil.concerns.reader.again import HeadingsUnknown
from samspil.concerns.reader.aliases import Meaning
from samspil.concerns.reader.child import AGAIN
from samspil.concerns.reader.result import ListReading, reading_from_answer
from samspil.concerns.reader.sentences import NotAList, Reason
from samspil.concerns.reader.table import MOST_BYTES

MOST_SECONDS = (
    15.0  # that a person waits; the child itself may work for five (`child.MOST_CPU_SECONDS`), however busy the machine
)

PACKED = {".xlsx", ".xlsm", ".ods"}  # what is called so begins as a zip file does, or it is damaged
_log = logging.getLogger(__name__)
_DENMARK = ZoneInfo("Europe/Copenhagen")
_ROOT = Path(__file__).resolve().parents[3]
_START = "import sys; sys.path += sys.argv[1:]; from samspil.concerns.reader.child import main; main()"


def read_list(data: bytes, filename: str, *, today: datetime.date | None = None) -> ListReading:
    """Return what a police list says (BRO-56), read in a child process with limits on memory and time.

    What kind of file it is, is seen from its bytes. The ending of its name is told to the log when the reader itself
    fails, and says of what is no list whether it is a damaged workbook. Nothing is stored. `today` bounds two-digit years.
    Raises NotAList with the sentence to show.
    """
    if not data:
        raise NotAList(Reason.EMPTY)
    if len(data) > MOST_BYTES:
        raise NotAList(Reason.TOO_LARGE)
    return _judged(_answer(_day(today), data), data, Path(filename).suffix[:8])


def read_again(table: str, said: Mapping[int, Meaning], *, today: datetime.date | None = None) -> ListReading:
    """Return what a table that was kept of a list says, where a person has told what these of its columns are.

    It is a stranger's as the file was, and is read as that is. Raises NotAList.
    """
    asked = json.dumps({"table": table, "said": said}, ensure_ascii=False).encode("utf-8", "replace")
    return _judged(_answer(f"{_day(today)} {AGAIN}", asked), asked, "")


def _day(today: datetime.date | None) -> str:
    return (today or datetime.datetime.now(_DENMARK).date()).isoformat()


def _answer(first: str, data: bytes) -> bytes:
    """What the child answers to a first line and what follows it."""
    # The environment holds keys and addresses of databases: none of it follows.
    child = subprocess.Popen(  # noqa: S603 - our own interpreter, no word of the file in the arguments
        [sys.executable, "-I", "-S", "-c", _START, *_import_paths()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
    )
    with child:
        try:
            answer, _ = child.communicate(first.encode() + b"\n" + data, timeout=MOST_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            raise NotAList(Reason.TOO_SLOW) from None
    if child.returncode != 0:
        raise NotAList(_reason_of_death(child.returncode))
    return answer


def _judged(answer: bytes, data: bytes, ending: str) -> ListReading:
    try:
        said = json.loads(answer)
        torn = ending.lower() in PACKED and not data.startswith(archives.BEGINNING)
        if "unknown" in said and not torn:
            raise HeadingsUnknown(reading_from_answer(said["unknown"]))
        if "refused" in said or "unknown" in said:
            reason = Reason[said.get("refused", "NO_HEADER")]
            raise NotAList(Reason.DAMAGED if torn and reason in {Reason.NO_HEADER, Reason.NOT_TEXT} else reason)
        if "failed" in said:
            _log.error("the list reader failed on a %s file: %s", ending, said["failed"])
            raise NotAList(Reason.UNREADABLE)
        return reading_from_answer(said["read"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        _log.error("the list reader gave an answer of a wrong shape: %s", type(error).__name__)
        raise NotAList(Reason.UNREADABLE) from None


def _reason_of_death(returncode: int) -> Reason:
    if returncode == -signal.SIGXCPU:
        return Reason.TOO_SLOW
    if returncode < 0:
        return Reason.TOO_HEAVY  # the parser asked for more memory than there is, and was ended for it
    _log.error("the list reader ended with code %s", returncode)
    return Reason.UNREADABLE


@cache
def _import_paths() -> tuple[str, str]:
    """Where the child finds this package and the parser; the parser is never loaded on this side."""
    parser = importlib.util.find_spec("python_calamine")
    if parser is None or parser.origin is None:
        raise RuntimeError("python-calamine is missing; install the locked requirements")
    return str(_ROOT), str(Path(parser.origin).parents[1])
