"""Writes the Word template of committee papers anew, as it was before somebody made it their own.

The template is an ordinary Word file: open it in Word, put the municipality's head and fonts in, and keep the words between
braces. This script is only needed where it has been lost: .venv/bin/python tools/word_template.py
"""

import sys
from pathlib import Path

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

TEMPLATE = Path(__file__).resolve().parent.parent / "src/samspil/meetings/papers/committee_paper.docx"
PARTS = ("text", "proposal", "background", "annex")


def main() -> int:
    """Write the template; answers 0."""
    document = Document()
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    defaults.find(qn("w:lang")).set(qn("w:val"), "da-DK")  # so that a screen reader speaks Danish
    document.core_properties.language = "da-DK"
    document.add_heading("{{ title }}", 1)
    document.add_paragraph("{{ when }}{% if place %} · {{ place }}{% endif %}")
    document.add_paragraph("{{ made }}")
    document.add_paragraph("{%p for item in items %}")
    document.add_heading("{{ item.number }}. {{ item.title }}", 2)
    document.add_paragraph("{{ item.kind }}")
    for part in PARTS:
        document.add_paragraph(f"{{%p if item.lines.{part} %}}")
        document.add_heading(f"{{{{ headings.{part} }}}}", 3)
        document.add_paragraph(f"{{%p for line in item.lines.{part} %}}")
        document.add_paragraph("{{ line }}", "List Bullet" if part == "annex" else None)
        document.add_paragraph("{%p endfor %}")
        document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    document.save(str(TEMPLATE))
    print(f"Wrote {TEMPLATE.name}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
