"""A lookup for searches in free words: `who__plaincontains="demirtas"` finds "Demirtaş"."""

from __future__ import annotations

from typing import Any

from django.db.models import Lookup, TextField

from samspil.lib.plain_letters import FROM, TO, plain


@TextField.register_lookup
class PlainContains(Lookup):  # type: ignore[type-arg]  # Django's own cannot be subscripted
    """Contains the words, whatever the size of the letters and the marks on them."""

    lookup_name = "plaincontains"

    def get_prep_lookup(self) -> Any:
        return plain(str(self.rhs))

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        left, parameters = self.process_lhs(compiler, connection)
        sought = str(self.rhs).replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
        return f"lower(translate({left}, %s, %s)) LIKE %s", [*parameters, FROM, TO, f"%{sought}%"]
