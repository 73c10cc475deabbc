"""Rules about the code that nobody should have to remember."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import yaml
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from samspil.lib.privacy import TableClass

CHECKOUT = Path(__file__).resolve().parents[2]
SOURCE = CHECKOUT / "src" / "samspil"
PYTHON = sorted(SOURCE.rglob("*.py"))
PRODUCT = [
    path for path in PYTHON if not {"demo", "bench", "tests", "migrations"} & set(path.relative_to(SOURCE).parts)
]
LAYERS = ["lib", "web", "audit", "access", "organisations", "people", "sharing", "catalogue", "concerns", "cases", "outreach",
          "curriculum", "meetings", "evaluation", "desk", "profiles", "insight", "api", "config"]  # fmt: skip


def name_of(path: Path) -> str:
    return str(path.relative_to(CHECKOUT))


def test_no_file_is_a_drawer_for_odds_and_ends() -> None:
    assert [name_of(path) for path in PYTHON if path.stem in {"utils", "helpers", "common", "core", "misc"}] == []


def test_no_file_of_the_product_is_too_long() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in PRODUCT}
    assert {name: lines for name, lines in lengths.items() if lines > 500} == {}


def test_nothing_reads_the_names_of_the_folders_above_the_checkout() -> None:
    """Below a folder called `tests` or `demo` such a line finds nothing, and what it proves is proved no more."""
    own = Path(__file__).resolve()
    files = [*PYTHON, *(CHECKOUT / "tests").rglob("*.py"), *(CHECKOUT / "tools").glob("*.py"), CHECKOUT / "conftest.py"]
    assert own in files
    assert [name_of(file) for file in files if file != own and reads_folders_above(file.read_text("utf-8"))] == []


def reads_folders_above(text: str) -> bool:
    """Whether the names in a path are looked at before the checkout is taken off its beginning."""
    looks = re.compile(r"\.parts\b|\bin str\((?:path|file|folder)\)|\b(?:path|file|folder)\.as_posix\(\)")
    imports = re.compile(r"\s*(?:from|import) ")
    return any(
        looks.search(line) and "relative_to(" not in line for line in text.splitlines() if not imports.match(line)
    )


def test_a_look_at_the_folders_above_is_noticed() -> None:
    assert reads_folders_above('if "tests" not in file.parts:')
    assert reads_folders_above('if "/tests/" in str(path):')
    assert not reads_folders_above('if "tests" not in file.relative_to(CHECKOUT).parts:')
    assert not reads_folders_above("from samspil.organisations.profile.parts import Keyed")


def local_words() -> set[str]:
    """Names that only a municipality's profile may hold: of places, forums and units that are its own."""
    words: set[str] = set()
    for file in (CHECKOUT / "profiles").glob("*.yaml"):
        profile = yaml.safe_load(file.read_text(encoding="utf-8"))
        words |= {str(forum["name"]) for forum in profile.get("forums", [])}
        words |= {str(district["name"]) for district in profile.get("districts", [])}
        name = profile.get("municipality", profile.get("body", {}))
        if isinstance(name, dict) and "name" in name:
            words.add(str(name["name"]).removesuffix(" Kommune"))
    return {word for word in words if len(word) > 4}


def test_there_are_local_words_to_look_for() -> None:
    assert len(local_words()) >= 4


def test_no_municipality_forum_or_district_is_named_in_the_code() -> None:
    words = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in sorted(local_words())))
    kinds = {".py", ".html", ".po", ".js", ".css", ".sql", ".yaml"}
    files = [path for path in SOURCE.rglob("*") if path.suffix in kinds]
    code = [path for path in files if not {"demo", "vendor", "__pycache__"} & set(path.relative_to(SOURCE).parts)]
    assert len(code) > 200
    assert {name_of(path): found.group() for path in code if (found := words.search(path.read_text("utf-8")))} == {}


def test_views_parse_and_answer_and_leave_rows_to_queries_and_actions() -> None:
    touched = []
    for path in PRODUCT:
        if "views" not in path.relative_to(SOURCE).parts and path.name != "views.py":
            continue
        used = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)]
        touched += [f"{name_of(path)}:{node.lineno}" for node in used if node.attr in {"objects", "atomic"}]
    assert touched == []


def test_actions_read_no_clock() -> None:
    """The actor's instant is the only clock: a period is written with the instant that the policies compare."""
    clocks = re.compile(r"\b(datetime\.now|timezone\.now|date\.today|timezone\.localdate\(\))")
    actions = [path for path in PRODUCT if "actions" in path.relative_to(SOURCE).parts or path.name == "actions.py"]
    assert len(actions) > 20
    assert [name_of(path) for path in actions if clocks.search(path.read_text(encoding="utf-8"))] == []


def test_a_day_is_read_as_it_is_in_denmark() -> None:
    """An instant knows only the day in Greenwich: between midnight and one or two o'clock that is yesterday."""
    days = re.compile(r"(\bat|_at|\bsince|\bat \+ [\w.()=]+\))\.date\(\)")
    assert [f"{name_of(path)}: {found[0]}" for path in PRODUCT if (found := days.search(path.read_text("utf-8")))] == []


def patterns(resolver: URLResolver) -> list[URLPattern]:
    found: list[URLPattern] = []
    for entry in resolver.url_patterns:
        found += patterns(entry) if isinstance(entry, URLResolver) else [entry]
    return found


def test_every_page_says_whom_it_is_open_to() -> None:
    silent = []
    for pattern in patterns(get_resolver()):
        view = pattern.callback
        module = getattr(view, "__module__", "")
        if (
            module.startswith("samspil.")
            and not module.startswith(("samspil.web", "samspil.bench"))
            and not hasattr(view, "open_to")
        ):
            silent.append(f"{module}.{view.__name__}")
    assert silent == []


def test_every_table_of_ours_is_declared() -> None:
    undeclared = []
    for model in apps.get_models():
        if model.__module__.startswith("samspil."):
            declared = getattr(getattr(model, "Privacy", None), "table", None)
            if not isinstance(declared, TableClass):
                undeclared.append(model.__name__)
    assert undeclared == []


def test_every_field_about_a_child_says_why_it_is_kept() -> None:
    silent = []
    for model in apps.get_models():
        privacy = getattr(model, "Privacy", None)
        if getattr(privacy, "table", None) is not TableClass.CONFIDENTIAL:
            continue
        known = set(privacy.fields) | set(model.HEADER) | {"id"}
        plain = [field for field in model._meta.get_fields() if field.concrete and not field.is_relation]
        silent += [f"{model.__name__}.{field.name}" for field in plain if field.name not in known]
    assert silent == []


def test_foreign_keys_point_down() -> None:
    wrong = []
    for model in apps.get_models():
        here = model.__module__.split(".")
        if here[0] != "samspil" or here[1] not in LAYERS:
            continue
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if not getattr(field, "concrete", False) or target is None or isinstance(target, str):
                continue
            there = target.__module__.split(".")
            if there[0] == "samspil" and LAYERS.index(there[1]) > LAYERS.index(here[1]):
                wrong.append(f"{model.__name__}.{field.name}")
    assert wrong == []


def test_no_open_row_refers_to_a_confidential_one() -> None:
    """An open table that pointed at a child's row would tell that the row exists."""
    revealing = []
    for model in apps.get_models():
        if getattr(getattr(model, "Privacy", None), "table", None) is not TableClass.OPEN:
            continue
        for field in model._meta.get_fields():
            target = getattr(getattr(field, "related_model", None), "Privacy", None)
            if field.concrete and getattr(target, "table", None) is TableClass.CONFIDENTIAL:
                revealing.append(f"{model.__name__}.{field.name}")
    assert revealing == []


def test_every_setting_is_documented() -> None:
    page = (CHECKOUT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    read = set()
    for path in PRODUCT:
        read |= set(re.findall(r'"((?:SAMSPIL|DATABASE)_[A-Z_]+)"', path.read_text(encoding="utf-8")))
    read -= {name for name in read if name.endswith("_")}
    assert sorted(name for name in read if f"`{name}`" not in page) == []
