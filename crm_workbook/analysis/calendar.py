"""How much of a period has passed, in working days rather than calendar days.

A month that began on a Friday is further along on its fourteenth than its date says.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, NamedTuple


class WorkingWeek(NamedTuple):
    """What each weekday weighs, Monday first, as Python counts them."""

    weights: tuple[float, float, float, float, float, float, float]

    @property
    def week(self) -> float:
        """What a whole week weighs."""
        return sum(self.weights)

    def weight(self, start: date, end: date) -> float:
        """Return what the days from `start` to `end` weigh, both included; 0 when there is none.

        Whole weeks are counted, not walked, so the length of the period costs nothing.
        """
        days = end.toordinal() - start.toordinal() + 1
        if days <= 0:
            return 0.0
        weeks, rest = divmod(days, 7)
        monday = start.weekday()
        return weeks * self.week + sum(self.weights[(monday + i) % 7] for i in range(rest))

    def share(self, start: date, end: date, as_of: date) -> float:
        """Return the part of the period that has passed when `as_of` is over, 0 to 1.

        A period of rest days only has no working days to pace by; it is measured in days.
        """
        if as_of < start:
            return 0.0
        if as_of >= end:
            return 1.0
        whole = self.weight(start, end)
        if not whole:
            return ((as_of - start) / timedelta(1) + 1) / ((end - start) / timedelta(1) + 1)
        return self.weight(start, as_of) / whole


ISRAEL: Final = WorkingWeek((1.0, 1.0, 1.0, 1.0, 0.5, 0.0, 1.0))
"""Sunday to Thursday whole, Friday half, Saturday none."""

WEEKS: Final = {
    "sunday": ISRAEL,
    "monday": WorkingWeek((1.0, 1.0, 1.0, 1.0, 1.0, 0.5, 0.0)),
    "saturday": WorkingWeek((1.0, 1.0, 1.0, 1.0, 0.0, 0.5, 1.0)),
}
"""The working week that goes with the first day of the week, a setting of the workbook."""
