"""What makes every test stricter does so: a planted fault of each kind is found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Origin, Template, engines

from samspil.organisations.models import Unit
from tests.cast import Cast
from tests.strict import variables


def undefined(source: str, **given: Any) -> list[str]:
    """What a template of ours with this text would be told."""
    origin = Origin(name=str(variables.TEMPLATES / "web" / "templates" / "planted.html"))
    template = Template(source, origin=origin, engine=engines["django"].engine)
    with variables.collected() as found:
        template.render(Context(given))
    return [fault.partition(": ")[2] for fault in found]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("{{ name }}", ["name"]),
        ("{{ child.nmae }}", ["child.nmae"]),
        ("{{ name|upper }}", ["name"]),
        ("{{ nmae|default:'x' }}", []),
        ("{% if nmae %}{% endif %}", []),
        ("{% if nmae %}{% else %}{{ nmae }}{% endif %}", ["nmae"]),
        ("{% for one in many %}{% endfor %}", ["many"]),
        ("{% for one in child.many %}{{ one }}{% endfor %}", ["child.many"]),
        ("{% with x=nmae %}{% endwith %}", ["nmae"]),
        ("{% include 'web/_confirm.html' with child=nmae only %}", ["nmae"]),
        ("{% for letter in child.name %}{{ letter }}{{ forloop.counter }}{% endfor %}", []),
        ("{% load partials %}{% partialdef x %}{{ nmae }}{% endpartialdef %}{% partial x %}", ["nmae"]),
    ],
)
def test_what_nobody_gave_is_found(source: str, names: list[str]) -> None:
    found = undefined(source, child={"name": "Jonas"})
    assert [name for name in names if name not in found] == []
    assert names or found == []


def test_what_others_wrote_is_theirs() -> None:
    with variables.collected() as found:
        Template("{{ nobody }}").render(Context({}))
    assert found == []


def test_every_template_folder_of_the_product_is_watched() -> None:
    assert (variables.TEMPLATES / "web" / "templates").is_dir()
    assert Path(variables.TEMPLATES).name == "samspil"


def test_a_query_without_order_gets_none(cast: Cast) -> None:
    assert Unit.objects.count() > 3
    whole = {tuple(Unit.objects.values_list("pk", flat=True)) for _ in range(40)}
    first = {tuple(Unit.objects.values_list("pk", flat=True)[:2]) for _ in range(40)}
    assert len(whole) > 1
    assert len(first) > 1
    said = {tuple(Unit.objects.order_by("pk").values_list("pk", flat=True)) for _ in range(40)}
    assert len(said) == 1
    assert len({tuple(Unit.objects.order_by("pk").values_list("pk", flat=True)[:2]) for _ in range(20)}) == 1
