"""Pages of the desk: my day, a child's page, search."""

from samspil.desk.views.child import child, disclosures, readings, show_cpr
from samspil.desk.views.day import my_day, my_year
from samspil.desk.views.searching import search, search_notes, suggest

__all__ = ["child", "disclosures", "my_day", "my_year", "readings", "search", "search_notes", "show_cpr", "suggest"]
