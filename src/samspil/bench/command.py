"""`samspil bench`: make the world, serve it, measure the pages, judge, report."""

from __future__ import annotations

import argparse
import importlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from types import FrameType

import django

from samspil.bench import server as servers
from samspil.config import cluster, roles

GIGABYTES_AT_LEAST, GIGABYTES_OF_THE_WHOLE = 3, 20  # both worlds, the log of what is written, a little air


class NoRoom(Exception):
    """The temporary directory is too small for the world."""


def main(arguments: Sequence[str]) -> int:
    """Answers 0 where every figure is reached, 1 where one is missed or the bench cannot run."""
    options = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, _interrupted)
    server = None
    try:
        _refuse_full_disk(options.scale)
        say("Starting the bench's database")
        server = servers.start()
        os.environ.update(servers.environment(server, servers.WHOLE))
        django.setup()
        # By name: it imports models, and Django knows its settings only now.
        running = importlib.import_module("samspil.bench.running")
        return int(running.run(server, options, say))
    except KeyboardInterrupt:
        say("Stopped")
        return 1
    except (cluster.ClusterError, roles.BootstrapError, subprocess.CalledProcessError, NoRoom) as failed:
        print(failed, file=sys.stderr)
        return 1
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # clearing up is not interrupted twice
        if server is not None and options.keep:
            server.stop()
        elif server is not None:
            servers.remove(server)


def say(what: str) -> None:
    """One line of what the bench does."""
    print(f"- {what}", flush=True)


def _refuse_full_disk(scale: float) -> None:
    wanted = round(GIGABYTES_AT_LEAST + GIGABYTES_OF_THE_WHOLE * scale)
    free = shutil.disk_usage(tempfile.gettempdir()).free >> 30
    if free < wanted:
        raise NoRoom(f"The bench needs {wanted} GB in the temporary directory; {free} GB are free.")


def _interrupted(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="samspil bench",
        description="Measure the pages on a made-up country, on a private database that is removed afterwards. "
        "Writes var/bench/: the table, the figures as JSON, and a profile of each page that misses a figure.",
    )
    parser.add_argument("--scale", type=float, default=1.0, help="share of the 98 municipalities (1.0)")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other people (1)")
    parser.add_argument("--requests", type=int, default=200, help="warm requests of each page (200)")
    parser.add_argument("--clients", type=int, default=8, help="clients at once in the second part (8)")
    parser.add_argument("--pages", default="", help="only these pages, with commas between")
    parser.add_argument("--keep", action="store_true", help="leave the database for the next bench with --keep")
    return parser
