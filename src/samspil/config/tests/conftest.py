"""Servers that a test may kill: none of them is the one that the other tests work on."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from samspil.config import cluster

Start = Callable[[], cluster.Cluster]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts, or finds, the private server of a checkout that only this test has; all is removed afterwards."""
    users: list[cluster.Cluster] = []

    def ensure() -> cluster.Cluster:
        users.append(cluster.ensure("demo", tmp_path))
        return users[-1]

    yield ensure
    for user in users:
        user.stop()
    for folder in {user.folder.path for user in users}:
        shutil.rmtree(folder)
