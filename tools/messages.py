"""Collects the texts to translate of each part and compiles its Danish catalogue; `--check` only says what is missing.

Texts in the code are English; everything a person sees in Danish stands in `src/samspil/<part>/locale/da`. A catalogue
is complete when every text of the part has its translation, none is marked fuzzy, and none is left over from a text
that is gone.
"""

import gettext
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
SOURCE = CHECKOUT / "src" / "samspil"
CATALOGUE = Path("locale", "da", "LC_MESSAGES", "django.po")
TRANSLATES = re.compile(r"gettext|(?<!\w)_\(|{% (?:blocktrans|trans)")
NOT_SEARCHED = ("tests", "migrations", "static", "__pycache__")


def main(arguments: list[str]) -> int:
    """Renew or check every catalogue; answers 1 where one is not complete."""
    missing_programs = [name for name in ("xgettext", "msgmerge", "msgfmt") if shutil.which(name) is None]
    if missing_programs:
        print("Translations need gettext: install Debian's package gettext.", file=sys.stderr)
        return 1
    check = "--check" in arguments
    complaints: list[str] = []
    for part in parts():
        if check:
            complaints += complaints_about(part)
        else:
            (part / CATALOGUE).parent.mkdir(parents=True, exist_ok=True)
            collect(part)
            compile_catalogue(part / CATALOGUE)
            print(f"{part.name}: {len(entries(part / CATALOGUE))} texts")
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    return 1 if complaints else 0


def parts() -> list[Path]:
    """The parts of the product that have texts to translate."""
    folders = [folder for folder in SOURCE.iterdir() if folder.is_dir()]
    # A part inside a part that has a catalogue of its own keeps its texts there.
    folders += [catalogue.parent for catalogue in SOURCE.glob("*/*/locale")]
    return [folder for folder in sorted(folders) if any(map(has_texts, files(folder)))]


def files(part: Path) -> list[Path]:
    """What of a part is searched for texts."""
    found = [*part.rglob("*.py"), *part.rglob("*.html"), *part.rglob("*.txt")]
    return [file for file in found if not set(file.relative_to(part).parts) & set(NOT_SEARCHED)]


def has_texts(file: Path) -> bool:
    """Whether anything in `file` may want a translation."""
    return TRANSLATES.search(file.read_text(errors="replace")) is not None


def collect(part: Path) -> None:
    """Bring the catalogue of `part` up to date with its texts; new ones stand there empty."""
    command = [
        sys.executable,
        "-m",
        "django",
        "makemessages",
        "--locale",
        "da",
        "--no-obsolete",
        "--add-location",
        "file",
    ]
    for name in NOT_SEARCHED:
        command += ["--ignore", f"{name}/*", "--ignore", f"*/{name}/*"]
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(command, cwd=part, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{part.name}: {done.stderr}")


def compile_catalogue(catalogue: Path) -> None:
    """Write the file that Django reads."""
    subprocess.run(["msgfmt", "--check-format", "-o", catalogue.with_suffix(".mo"), catalogue], check=True)


def complaints_about(part: Path) -> list[str]:
    """One sentence for each text that is missing, fuzzy or left over, and for a catalogue that is not compiled."""
    told: list[str] = []
    present = part / CATALOGUE
    where = present.relative_to(CHECKOUT)
    if not present.exists():
        return [f"{where} is missing: make messages, then translate"]
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place, part.name)
        shutil.copytree(part, copy, ignore=shutil.ignore_patterns(*NOT_SEARCHED))
        collect(copy)
        wanted, known = entries(copy / CATALOGUE), entries(present)
        told += [f"{where}: no Danish for {text!r}" for text in wanted if not known.get(text)]
        told += [f"{where}: left over: {text!r}" for text in known if text not in wanted]
        if fuzzy := len(re.findall(r"^#,.*\bfuzzy\b", present.read_text(), re.MULTILINE)):
            told.append(f"{where}: {fuzzy} marked fuzzy; look at them and take the mark away")
        compiled = Path(place, "django.mo")
        subprocess.run(["msgfmt", "--check-format", "-o", compiled, present], check=True)
        # Compared by content: each version of gettext lays the file out in its own way.
        if contents(present.with_suffix(".mo")) != contents(compiled):
            told.append(f"{where} is not compiled: make messages")
    return told


def contents(compiled: Path) -> dict[object, str]:
    """What Django would read from a compiled catalogue; nothing where there is none."""
    if not compiled.exists():
        return {}
    with compiled.open("rb") as stream:
        return dict(gettext.GNUTranslations(stream)._catalog)  # type: ignore[attr-defined]


def entries(catalogue: Path) -> dict[str, bool]:
    """Each text of a catalogue, context first, and whether all its forms are translated."""
    found: dict[str, bool] = {}
    for block in re.split(r"\n\s*\n", catalogue.read_text()):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        fields: dict[str, str] = {}
        name = ""
        for line in lines:
            if start := re.match(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s+"(.*)"$', line):
                name = start[1]
                fields[name] = start[2]
            elif name and (more := re.match(r'"(.*)"$', line)):
                fields[name] += more[1]
        if fields.get("msgid"):  # the first has none: it is the catalogue's own head
            text = " | ".join(filter(None, (fields.get("msgctxt"), fields["msgid"])))
            found[text] = all(value for field, value in fields.items() if field.startswith("msgstr"))
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
