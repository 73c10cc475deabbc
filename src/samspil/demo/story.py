"""The words of the demo, from `story.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("story.yaml")


@cache
def story() -> dict[str, Any]:
    """Events, statements, concerns and what else people write, by kind."""
    read: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return read
