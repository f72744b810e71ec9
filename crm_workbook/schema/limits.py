"""What the measures of a target are: actions or results, and what they can come to at all."""

from __future__ import annotations

from crm_workbook.lean import Final

ACTIONS: Final = frozenset(
    {"calls", "messages", "visits", "proactive_services", "surveys", "contacts"}
)
"""Measures of what a business does; every other one is a result."""
SHARES: Final = frozenset({"repeat_rate", "complaints_in_time"})
"""Measures that are a share of a whole. A target of up to 1 is meant as such, 0.4 for 40%; a
larger one as per cent."""
_LIMITS: Final = {**dict.fromkeys(SHARES, (0.0, 100.0)), "satisfaction": (1.0, 5.0)}
_ENDLESS: Final = (0.0, float("inf"))


def limits(measure: str) -> tuple[float, float]:
    """Return the least and the most that a measure can come to; sums have no most."""
    return _LIMITS.get(measure, _ENDLESS)
