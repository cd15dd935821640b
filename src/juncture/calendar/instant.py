"""Absolute time: seconds as whole numbers, and the stretch of time that a date names.

Absolute seconds are `86400 * JDN + seconds since local midnight`. There is no time zone and no leap second:
an event happened when the clock on the wall said so. (An astronomer's Julian Day begins at noon. Here the day
with that number begins at midnight, as in history books.)
"""

from __future__ import annotations

from dataclasses import dataclass

SECONDS_PER_DAY = 86_400


def instant_at(jdn: int, hour: int = 0, minute: int = 0, second: int = 0) -> int:
    """Return the absolute seconds of a time of day."""
    return jdn * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second


def day_at(instant: int) -> int:
    """Return the Julian Day Number of an instant's day; midnight belongs to the day that it begins."""
    return instant // SECONDS_PER_DAY


def time_at(instant: int) -> tuple[int, int, int]:
    """Return the hour (0 to 23), minute and second of an instant."""
    minutes, second = divmod(instant % SECONDS_PER_DAY, 60)
    return *divmod(minutes, 60), second


@dataclass(frozen=True, slots=True)
class DateRange:
    """What a date string names: an instant, a day, or a range of either; in absolute seconds.

    Parameters
    ----------
    first
        The instant, or the midnight that begins the (first) day.
    last
        The instant again, or the midnight that ends the (last) day and no longer belongs to it.
    by_day
        Only days were written, no hour.
    about
        The author is not sure of the date.
    """

    first: int
    last: int
    by_day: bool = False
    about: bool = False

    @property
    def noon(self) -> int:
        """The one instant that stands for all: 12:00 of a day, the middle of a range, an instant itself.

        Half seconds are rounded down.
        """
        return (self.first + self.last) // 2

    def meets(self, other: DateRange) -> bool:
        """Tell whether both have an instant in common."""
        return self.first <= other.last - other.by_day and other.first <= self.last - self.by_day

    def __contains__(self, instant: int) -> bool:
        return self.first <= instant < self.last if self.by_day else self.first <= instant <= self.last
