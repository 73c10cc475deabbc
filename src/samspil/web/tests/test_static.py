"""Static files: whole, hashed, free of logos, nothing stored in the browser but the encrypted draft."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

STATIC = Path(__file__).parent.parent / "static" / "web"
CSS = STATIC / "vendor/dkfds/css/dkfds.css"
OWN_SCRIPTS = ["page.js", "shortcuts.js", "drafts.js"]


def test_every_file_that_the_style_sheet_names_is_there() -> None:
    addresses = re.findall(r'url\("?([^")]+)"?\)', CSS.read_text("utf-8"))
    files = [address for address in addresses if not address.startswith("data:")]
    assert files
    assert [address for address in files if not (CSS.parent / address).resolve().is_file()] == []


def test_fonts_are_woff2_only() -> None:
    assert {path.suffix for path in (STATIC / "vendor/dkfds/fonts").iterdir()} <= {".woff2", ".txt"}
    assert re.findall(r"\.(?:woff|eot|ttf)\"", CSS.read_text("utf-8")) == []


def test_no_logo_of_anybody_else() -> None:
    for path in STATIC.rglob("*"):
        assert not re.search(r"logo|borger|virk", path.name, re.I), path
    assert not re.search(r"url\([^)]*logo", CSS.read_text("utf-8"))


def test_licences_are_shipped() -> None:
    for name in ("vendor/README.md", "vendor/dkfds/LICENSE.md", "vendor/dkfds/fonts/OFL.txt",
                 "vendor/dkfds/APACHE-2.0.txt", "vendor/htmx/LICENSE"):  # fmt: skip
        assert (STATIC / name).stat().st_size > 300, name


def test_manifest_storage_finds_everything(settings, tmp_path) -> None:
    settings.STATIC_ROOT = str(tmp_path)
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    manifest = (tmp_path / "staticfiles.json").read_text("utf-8")
    assert '"web/overlay.css"' in manifest
    hashed = next(tmp_path.glob("web/vendor/dkfds/css/dkfds.*.css")).read_text("utf-8")
    assert re.search(r"IBMPlexSans-Regular\.[0-9a-f]{12}\.woff2", hashed)


@pytest.mark.parametrize("name", OWN_SCRIPTS)
def test_scripts_keep_nothing_in_lasting_storage(name: str) -> None:
    code = re.sub(r"//.*", "", (STATIC / name).read_text("utf-8"))
    assert not re.search(r"localStorage|indexedDB|caches\.|\beval\(|new Function|innerHTML|document\.write", code)
    assert "sessionStorage" not in code or name in {"drafts.js", "shortcuts.js"}


@pytest.mark.parametrize("name", OWN_SCRIPTS)
def test_scripts_hold_no_words_of_their_own(name: str) -> None:
    code = re.sub(r"//.*", "", (STATIC / name).read_text("utf-8"))
    assert not re.search(r"[æøåÆØÅ]", code)
