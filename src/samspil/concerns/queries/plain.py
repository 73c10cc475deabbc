"""A lookup for searches in free words: `who__plaincontains="demirtas"` finds "Demirtaş"."""

from __future__ import annotations

from typing import Any

from django.db.models import Lookup, TextField

from samspil.lib.plain_letters import DOUBLED, FROM, SPELLINGS, TO, plain


@TextField.register_lookup
class PlainContains(Lookup):
    """Contains the words, however somebody spells them who has not all letters on the keyboard."""

    lookup_name = "plaincontains"

    def get_prep_lookup(self) -> Any:
        return plain(str(self.rhs))

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        left, parameters = self.process_lhs(compiler, connection)
        sought = str(self.rhs).replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
        folded = f"translate(lower({left}), %s, %s)"
        for form, instead in ((SPELLINGS, r"\1\2"), (DOUBLED, r"\1")):
            folded = f"regexp_replace({folded}, '{form}', '{instead}', 'g')"
        return f"{folded} LIKE %s", (*parameters, FROM, TO, f"%{sought}%")
