"""One school year with its holidays, as a municipality would state them."""

from __future__ import annotations

from datetime import date

from samspil.lib.calendars import Calendar, SchoolHoliday, SchoolYear

YEAR = SchoolYear(2026)
HOLIDAYS = (
    SchoolHoliday("Sommerferie", date(2026, 8, 1), date(2026, 8, 9)),
    SchoolHoliday("Efterårsferie", date(2026, 10, 10), date(2026, 10, 18)),
    SchoolHoliday("Juleferie", date(2026, 12, 19), date(2027, 1, 3)),
    SchoolHoliday("Vinterferie", date(2027, 2, 13), date(2027, 2, 21)),
    SchoolHoliday("Påskeferie", date(2027, 3, 20), date(2027, 3, 29)),
    SchoolHoliday("Kristi himmelfartsferie", date(2027, 5, 6), date(2027, 5, 9)),
    SchoolHoliday("Sommerferie", date(2027, 6, 26), date(2027, 7, 31)),
)
CALENDAR = Calendar(school_years=((YEAR, HOLIDAYS),))
