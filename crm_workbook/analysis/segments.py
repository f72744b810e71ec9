"""The map from scores to ten segments, and how customers move between them.

The grid is the one most used in practice: recency by frequency, each of the 25 cells in exactly
one segment (a test proves it). Money is a flag beside it, not a third axis: 125 cells would need
some 100,000 customers before they said anything.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

HIGH_VALUE: Final = 4
"""From this monetary score on a customer is of high value."""

PROSPECT: Final = "prospect"
LOST: Final = "lost"


class Block(NamedTuple):
    """A rectangle of the grid: scores from the first to the last, both included."""

    segment: str
    r: tuple[int, int]
    f: tuple[int, int]


GRID: Final = (
    Block("champions", (5, 5), (4, 5)),
    Block("loyal", (3, 4), (4, 5)),
    Block("potential_loyalist", (4, 5), (2, 3)),
    Block("new", (5, 5), (1, 1)),
    Block("promising", (4, 4), (1, 1)),
    Block("need_attention", (3, 3), (3, 3)),
    Block("about_to_sleep", (3, 3), (1, 2)),
    Block("at_risk", (1, 2), (3, 4)),
    Block("cant_lose", (1, 2), (5, 5)),
    Block("hibernating", (1, 2), (1, 2)),
)

ORDER: Final = (*(block.segment for block in GRID), LOST, PROSPECT)
"""The segments from the best to the least known, for tables and charts."""

_CELLS: Final = {
    (r, f): block.segment
    for block in GRID
    for r in range(block.r[0], block.r[1] + 1)
    for f in range(block.f[0], block.f[1] + 1)
}


def segment(r: int, f: int, *, lost: bool = False) -> str:
    """Return the segment of a recency and a frequency score.

    Args:
        r: 1 to 5.
        f: 1 to 5.
        lost: Split those who score 1 on both off from the hibernating ones.
    """
    return LOST if lost and r == f == 1 else _CELLS[r, f]


def movement(before: Mapping[str, str], after: Mapping[str, str]) -> dict[tuple[str, str], int]:
    """Return how many customers went from one segment to another between two months.

    Args:
        before: Customer to segment in the earlier month.
        after: The same for the later month. Who is in one of them only was, or is, a prospect.

    Returns:
        (earlier segment, later segment) to the number of customers, those who stayed among them.
    """
    return dict(
        Counter(
            (before.get(who, PROSPECT), after.get(who, PROSPECT))
            for who in before.keys() | after.keys()
        )
    )
