"""The child process: takes its limits, reads one file from standard input, answers once, ends.

A stranger's file meets parsers here and nowhere else: without Django, settings, environment or database, with little
memory and little time, unable to write a file.
"""

import datetime
import json
import resource
import sys
import traceback
from typing import Any

MOST_MEMORY = 224 * 1024 * 1024
MOST_CPU_SECONDS = 5
AGAIN = "again"
MOST_ANSWER = 24 * 1024 * 1024


def main() -> None:
    """Read `YYYY-MM-DD\\n` and the file from standard input, write one JSON object to standard output.

    Behind the day `again` may stand: then a table follows that was kept, and what was said of its columns.
    """
    _take_limits()
    try:
        answer = json.dumps(_answer(), ensure_ascii=False).encode("utf-8", "replace")
    except MemoryError:
        answer = b'{"refused": "TOO_HEAVY"}'
    if len(answer) > MOST_ANSWER:
        answer = b'{"refused": "TOO_HEAVY"}'
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


def _take_limits() -> None:
    for limit, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
    ):
        resource.setrlimit(limit, (most, most))
    # The soft limit ends the process by a signal of its own, so that the parent knows why.
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_SECONDS, MOST_CPU_SECONDS + 1))


def _answer() -> dict[str, Any]:
    # The parsers are loaded under the limits, hence only now.
    from samspil.concerns.reader.again import HeadingsUnknown, read_again  # noqa: PLC0415
    from samspil.concerns.reader.parsing import parse  # noqa: PLC0415
    from samspil.concerns.reader.sentences import NotAList  # noqa: PLC0415

    told, _, data = sys.stdin.buffer.read().partition(b"\n")
    day, _, what = told.decode("ascii").partition(" ")
    today = datetime.date.fromisoformat(day)
    try:
        if what == AGAIN:
            kept = json.loads(data)
            said = {int(column): meaning for column, meaning in kept["said"].items()}
            reading = read_again(kept["table"], said, today=today)
        else:
            reading = parse(data, today=today)
    except HeadingsUnknown as asked:
        return {"unknown": asked.reading.as_answer()}
    except NotAList as refusal:
        return {"refused": refusal.code.upper()}
    except MemoryError:
        return {"refused": "TOO_HEAVY"}
    except Exception as error:  # the parent logs where it was; what stood in the file stays here
        place = traceback.extract_tb(error.__traceback__)[-1]
        return {"failed": f"{type(error).__name__} in {place.name}, line {place.lineno}"}
    return {"read": reading.as_answer()}


if __name__ == "__main__":
    main()
