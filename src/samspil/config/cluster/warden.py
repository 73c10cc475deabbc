"""Stops the private server when its last user is gone, also when that user was killed.

Run as `python -m samspil.config.cluster.warden FOLDER`, by the one who starts the server.
"""

from __future__ import annotations

import fcntl
import sys
from pathlib import Path

from samspil.config.cluster import postmaster
from samspil.config.cluster.folder import Folder


def watch(folder: Folder) -> None:
    """Wait until nobody holds the users' lock, then stop the server. One warden a folder is enough."""
    # Opened, not made: where the folder is gone there is nothing to watch.
    with open(folder.users, "r+") as users, open(folder.wardens, "r+") as only_one:
        try:
            fcntl.flock(only_one, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        fcntl.flock(users, fcntl.LOCK_EX)
        postmaster.stop(folder.record)
        # In this order: whoever starts the next server waits for the users' lock and needs a warden of its own.
        fcntl.flock(only_one, fcntl.LOCK_UN)


if __name__ == "__main__":
    watch(Folder(Path(sys.argv[1])))
