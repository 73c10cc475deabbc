"""Which days the date of an event may mean, where that is not sure."""

import calendar
import datetime
from collections.abc import Callable

from samspil.concerns.reader.cells import in_this_century
from samspil.lib import dates

# A deed of a list is weeks old; an older day is asked about, for the year may be last year's by a slip.
_DAYS_OF_A_LIST = 300


def days_meant(
    day: datetime.date, today: datetime.date, may_be_month_first: Callable[[datetime.date], bool]
) -> tuple[datetime.date, ...]:
    """Empty where the day is clear; else the likely one first."""
    this_century = in_this_century(day, today)
    if this_century <= today and (today - day).days > _DAYS_OF_A_LIST:
        if this_century != day:
            return this_century, day
        a_year_on = day + datetime.timedelta(days=366 if calendar.isleap(day.year + (day.month > 2)) else 365)
        return (day, a_year_on) if 0 <= (today - a_year_on).days <= _DAYS_OF_A_LIST else (day,)
    day = this_century
    other = dates.other_order(day)
    if day > today:
        return (other, day) if other and other <= today else (day,)
    if other and other <= today and may_be_month_first(day):
        return (day, other)
    return ()
