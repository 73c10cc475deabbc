"""The lock files install with pip and uv wherever they are tried: `make check` asks the same of the real ones."""

from __future__ import annotations

import ast
import re
import sys
from importlib import metadata
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
PRODUCT = CHECKOUT / "src" / "samspil"
IMPORT = re.compile(r"^[ \t]*(?:from|import) (\w+)", re.MULTILINE)
HASH = "--hash=sha256:" + "0" * 64


@pytest.fixture(scope="module")
def requirements():
    sys.path.insert(0, str(CHECKOUT / "tools"))
    try:
        import requirements  # noqa: PLC0415 - a program beside the product, no package

        yield requirements
    finally:
        sys.path.remove(str(CHECKOUT / "tools"))


def told(requirements, text: str) -> list[str]:
    return list(requirements.complaints(text, requirements.read(text)))


def dev() -> str:
    return (CHECKOUT / "requirements" / "dev.txt").read_text()


def test_the_lock_files_are_whole_and_agree(requirements, capsys) -> None:
    assert requirements.main([]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("extra", ["coverage[toml]", "django-allauth[mfa]"])  # wished by a package, and by the product
def test_a_pin_without_its_extra_is_found(requirements, extra: str) -> None:
    """pip refuses it in hash mode as soon as a newer version is out."""
    name = extra.partition("[")[0]
    assert f"{extra}==" in dev()
    complaints = told(requirements, dev().replace(f"{extra}==", f"{name}=="))
    assert len(complaints) == 1
    assert f"{name}[" in complaints[0]
    assert "pip takes it for unpinned" in complaints[0]


def test_a_package_that_is_not_locked_is_found(requirements) -> None:
    text = f"pytest-socket==0.0 {HASH}\n"
    assert any("pytest-socket needs pytest" in complaint for complaint in told(requirements, text))


def test_a_missing_hash_and_a_loose_version_are_found(requirements) -> None:
    complaints = told(requirements, f"six==1.0\niniconfig>=2 {HASH}\n")
    assert "six has no hash." in complaints
    assert "iniconfig is not pinned to one version." in complaints


@pytest.mark.parametrize(
    "line",
    [*(f"--{option}=x" for option in ("index-url", "extra-index-url", "find-links")), f"six @ https://x/y.whl {HASH}"],
)
def test_the_address_of_a_registry_is_found(requirements, line: str) -> None:
    complaints = told(requirements, f"{line}\n")
    assert any("names an address" in complaint for complaint in complaints)


def test_files_that_disagree_are_found(requirements) -> None:
    smaller, larger = (requirements.read(f"six=={version} {HASH}\n") for version in ("1", "2"))
    assert list(requirements.differing({"a.txt": smaller, "b.txt": larger}))


def test_what_the_demo_imports_is_locked_for_the_demo(requirements) -> None:
    """Neither demo nor installation needs a package of the tests."""
    pins = requirements.read((CHECKOUT / "requirements" / "demo.txt").read_text())
    owners = metadata.packages_distributions()
    locked = {
        name for name, those in owners.items() if {requirements.canonicalize_name(one) for one in those} & set(pins)
    }
    known = locked | sys.stdlib_module_names | {"samspil"}
    assert {"django", "psycopg"} <= locked
    assert "pytest" not in locked
    for file in PRODUCT.rglob("*.py"):
        if {"tests", "bench"} & set(file.relative_to(PRODUCT).parts):
            continue
        text = file.read_text()
        if set(IMPORT.findall(text)) - known and (missing := imported(ast.parse(text)) - known):
            pytest.fail(f"{file.relative_to(CHECKOUT)} imports {missing}, which requirements/demo.txt does not have.")


def imported(tree: ast.Module) -> set[str]:
    """The first part of every name that a file imports when it runs, wherever in it."""
    typing = [node for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    unread = {id(inner) for node in typing for statement in node.body for inner in ast.walk(statement)}
    names: set[str] = set()
    for node in (node for node in ast.walk(tree) if id(node) not in unread):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return {name.partition(".")[0] for name in names}
