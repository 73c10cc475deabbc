"""Reading YAML so that every value knows its line.

Only the plain part of YAML is read: mappings, lists, text, whole numbers, true, false and nothing. A decimal stays the
text it is, so 11.30 is a time of day and 0153 keeps its nought. Anchors and tags are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from samspil.organisations.profile.faults import Fault, Place

LARGEST = 2 * 1024 * 1024  # bytes; the largest profile is some tens of thousands
DEEPEST = 50  # a profile has six levels; libyaml takes minutes over a hundred thousand open brackets

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_PLAIN_TAGS = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}


@dataclass
class Document:
    """What a file says, and the line of each value and each key by its place."""

    data: Any = None
    values: dict[Place, int] = field(default_factory=dict)
    keys: dict[Place, int] = field(default_factory=dict)

    def line_of(self, place: Place) -> int:
        """The line of a key, else of a value, else of the nearest part around it."""
        for length in range(len(place), -1, -1):
            found = self.keys.get(place[:length]) or self.values.get(place[:length])
            if found:
                return found
        return 1


class _Loader(yaml.SafeLoader):
    """Composes nodes without guessing what plain text means, and follows no anchors."""

    yaml_implicit_resolvers: dict[str, Any] = {}

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            alias: Any = self
            raise yaml.MarkedYAMLError(problem="anchor", problem_mark=alias.get_event().start_mark)
        return super().compose_node(parent, index)


class _Quick(getattr(yaml, "CSafeLoader", _Loader)):  # type: ignore[misc]  # libyaml, where PyYAML was built with it
    """The same nodes, ten times as fast; only for text that `_is_plain`."""

    yaml_implicit_resolvers: dict[str, Any] = {}


def read(path: Path) -> tuple[Document, list[Fault]]:
    """Read a file. Faults mean that nothing, or not all, could be understood."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        return Document(), [Fault((), 1, "file_unreadable", {"why": error.strerror or str(error)})]
    if len(raw) > LARGEST:
        return Document(), [Fault((), 1, "file_too_large")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Document(), [Fault((), raw[: error.start].count(b"\n") + 1, "file_not_utf8")]
    return understand(text)


def understand(text: str) -> tuple[Document, list[Fault]]:
    """Read YAML text."""
    try:
        nodes = list(yaml.compose_all(text, Loader=_Quick if _is_plain(text) else _Loader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        if error.problem == "anchor":
            return Document(), [Fault((), line, "yaml_anchor")]
        code = "yaml_tab" if error.problem and "'\\t'" in error.problem else "yaml"
        return Document(), [Fault((), line, code, {"why": error.problem or ""})]
    except yaml.reader.ReaderError as error:
        return Document(), [Fault((), text[: error.position].count("\n") + 1, "yaml_character")]
    except RecursionError:
        return Document(), [Fault((), 1, "yaml_deep")]
    if len(nodes) != 1 or not isinstance(nodes[0], yaml.MappingNode):
        return Document(), [Fault((), 1, "yaml_shape")]
    document, faults = Document(), list[Fault]()
    document.data = _build(nodes[0], (), document, faults)
    return document, faults


def _is_plain(text: str) -> bool:
    """Whether nothing in it needs the slower loader, whose sentences say what is wrong and where."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Quick):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST or isinstance(event, yaml.AliasEvent):
                return False
    except yaml.YAMLError:
        return False
    return True


def _build(node: yaml.Node, place: Place, document: Document, faults: list[Fault]) -> Any:
    line = node.start_mark.line + 1
    document.values[place] = line
    if node.tag not in _PLAIN_TAGS:
        faults.append(Fault(place, line, "yaml_tag", {"tag": node.tag}))
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, place, document, faults)
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, (*place, number), document, faults) for number, child in enumerate(node.value)]
    assert isinstance(node, yaml.ScalarNode)
    return _scalar(node)


def _mapping(node: yaml.MappingNode, place: Place, document: Document, faults: list[Fault]) -> dict[str, Any]:
    built: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            faults.append(Fault(place, line, "yaml_key"))
            continue
        key = key_node.value
        if key in built:
            first = document.keys[(*place, key)]
            faults.append(Fault((*place, key), line, "key_twice", {"key": key, "first": first}))
            continue
        document.keys[(*place, key)] = line
        built[key] = _build(value_node, (*place, key), document, faults)
    return built


def _scalar(node: yaml.ScalarNode) -> Any:
    if node.style:  # quoted
        return node.value
    if node.value in _WORDS:
        return _WORDS[node.value]
    return int(node.value) if _WHOLE.fullmatch(node.value) and len(node.value) < 19 else node.value
