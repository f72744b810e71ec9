"""What is no part of what a purchase is known by, yet tells equal ones apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

_WHAT = "description"


class Details:
    """What source and workbook say about purchases in the columns both have."""

    def __init__(self, columns: Mapping[str, tuple[Sequence[str], Sequence[str]]]) -> None:
        """Take comparable texts, empty for nothing.

        Args:
            columns: Column id to the source's texts and the workbook's.
        """
        self._pairs = tuple(columns.values())
        self._what = columns.get(_WHAT)

    def said(self, row: int) -> int:
        """Return how much the source says of one of its purchases."""
        return sum(bool(mine[row]) for mine, _ in self._pairs)

    def agreement(self, row: int, other: int) -> tuple[int, int]:
        """Return how well two purchases agree: the more the larger, contradictions first."""
        both = [(a, b) for a, b in ((m[row], t[other]) for m, t in self._pairs) if a and b]
        same = sum(a == b for a, b in both)
        return same - len(both), same

    def told_apart(
        self, rows: Sequence[int], others: Sequence[int]
    ) -> tuple[list[Hashable], list[Hashable]]:
        """Return each purchase's details in the columns in which both sides say anything."""
        told = [
            (mine, theirs)
            for mine, theirs in self._pairs
            if any(mine[row] for row in rows) and any(theirs[other] for other in others)
        ]
        return (
            [tuple(mine[row] for mine, _ in told) for row in rows],
            [tuple(theirs[other] for _, theirs in told) for other in others],
        )

    def thing(self, row: int) -> str | None:
        """Return what was bought in the words of the source, None if it does not say."""
        return (self._what[0][row] or None) if self._what else None

    def their_thing(self, other: int) -> str | None:
        """Return what was bought in the words of the workbook, None if it does not say."""
        return (self._what[1][other] or None) if self._what else None
