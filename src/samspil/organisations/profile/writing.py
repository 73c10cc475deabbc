"""From a profile's content back to a file that reads the same."""

from __future__ import annotations

from typing import Any

import yaml

HEADING = "# {name} som data. Skrevet af samspil profile export; filen kan rettes og læses ind igen.\n"


class _Dumper(yaml.SafeDumper):
    """Writes what a profile may hold: no anchors, and lists indented below their name."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def written(content: dict[str, Any], name: str) -> str:
    """The content as YAML that `load` reads as the same profile."""
    return HEADING.format(name=name) + written_part(content)


def written_part(content: dict[str, Any]) -> str:
    """A part of the content, as it stands in the file."""
    return yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
