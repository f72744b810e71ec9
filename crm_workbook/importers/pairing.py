"""Which purchase of a source is which of the workbook's: each answers to one at most.

The surest come first over the whole source, so that a doubtful pair never takes away the partner
of a certain one and the order of the rows does not matter. Of several that are equally sure those
are paired whose details agree.
"""

from __future__ import annotations

from collections import defaultdict, deque
from itertools import islice, product
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from crm_workbook.importers.details import Details
    from crm_workbook.importers.keys import Known

    Facts = tuple[str | None, ...]

Sure = Literal["key", "exact", "numbered", "unnumbered", "likely", "amount"]
"""How sure a pair is: by an import key that the source brings along; the same in everything a
purchase is known by; the same number, or none on either side, and nothing against it; nothing
against it; the same number and nothing against it but the amount."""

_WINDOW: Final = 16
"""Among how many equal purchases the one whose details agree best is looked for: bounded time."""


def _numbered(known: Known) -> Hashable:
    return (known.day, known.amount, known.facts.doc_no) if known.facts.doc_no else None


def _unnumbered(known: Known) -> Hashable:
    return None if known.facts.doc_no else (known.day, known.amount)


def _amount(known: Known) -> Hashable:
    return (known.day, known.facts.doc_no) if known.facts.doc_no else None


_COMMON: Final[dict[Sure, Callable[[Known], Hashable]]] = {
    "exact": lambda known: known,
    "numbered": _numbered,
    "unnumbered": _unnumbered,
    "likely": lambda known: (known.day, known.amount),
    "amount": _amount,
}
"""What two purchases of one customer must have in common; None for one that can have no pair."""


class Side(NamedTuple):
    """Purchases, and the customer of each, empty where it is not known."""

    known: Sequence[Known | None]
    who: Sequence[str]


class Pair(NamedTuple):
    """The row of the workbook that a purchase of the source is."""

    row: int
    sure: Sure


class Pairing:
    """The pairs found so far, and what is still without a partner."""

    def __init__(self, rows: Iterable[int], others: Iterable[int], details: Details) -> None:
        """Begin without any pair.

        Args:
            rows: The purchases of the source.
            others: The rows of the workbook.
            details: By which equal ones are told apart.
        """
        self.pairs: dict[int, Pair] = {}
        self.open = dict.fromkeys(rows)
        """The purchases of the source that have no partner."""
        self.free = set(others)
        """The rows of the workbook that have none."""
        self._details = details
        self._days: dict[int, dict[Hashable, list[int]]] = {}

    def join(self, row: int, other: int, sure: Sure) -> None:
        """Pair two that have no partner."""
        del self.open[row]
        self.free.remove(other)
        self.pairs[row] = Pair(other, sure)

    def find(self, mine: Side, theirs: Side, sure: Sure) -> None:
        """Pair what has no partner, is of one customer and this much alike.

        Args:
            mine: The source.
            theirs: The workbook; the same object in all calls for one way of looking at it.
            sure: How much alike.
        """
        common = _COMMON[sure]
        days = self._by_day(theirs)
        wanted: dict[Hashable, list[int]] = defaultdict(list)
        held: dict[Hashable, list[int]] = defaultdict(list)
        seen = set()
        for row in self.open:
            known, who = mine.known[row], mine.who[row]
            if known is None or (who, known.day) not in days:
                continue
            shared = common(known)
            if shared is not None:
                wanted[who, shared].append(row)
                seen.add((who, known.day))
        for place in seen:
            for other in days[place]:
                known = theirs.known[other]
                if known is not None and other in self.free:
                    held[theirs.who[other], common(known)].append(other)
        for shared, rows in wanted.items():
            if shared in held:
                self._settle(rows, held[shared], mine, theirs, sure)

    def _by_day(self, theirs: Side) -> dict[Hashable, list[int]]:
        """Return the rows of the workbook by customer and day."""
        found = self._days.get(id(theirs))
        if found is None:
            found = self._days[id(theirs)] = {}
            for other, (known, who) in enumerate(zip(theirs.known, theirs.who, strict=True)):
                if known is not None and who:
                    found.setdefault((who, known.day), []).append(other)
        return found

    def _settle(
        self, rows: list[int], others: list[int], mine: Side, theirs: Side, sure: Sure
    ) -> None:
        """Pair purchases that have in common what they must."""
        if len(rows) > 1 or len(others) > 1:
            rows, others = self._equal(rows, others, mine, theirs, sure)
        facts = [_facts(theirs.known[o], self._details.their_thing(o), sure) for o in others]
        indexes: dict[tuple[int, ...], dict[Facts, deque[int]]] = {}
        for row in sorted(rows, key=self._details.said, reverse=True):  # who says most is first
            given = _facts(mine.known[row], self._details.thing(row), sure)
            told = tuple(place for place, fact in enumerate(given) if fact is not None)
            if told not in indexes:
                index = indexes[told] = defaultdict(deque)
                for other, fact in zip(others, facts, strict=True):
                    index[tuple(fact[place] for place in told)].append(other)
            best = self._best(row, tuple(given[place] for place in told), indexes[told])
            if best is not None:
                self.join(row, best, sure)

    def _equal(
        self, rows: list[int], others: list[int], mine: Side, theirs: Side, sure: Sure
    ) -> tuple[list[int], list[int]]:
        """Pair those whose details are the same; return the rest."""
        my_details, their_details = self._details.told_apart(rows, others)
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for other, told in zip(others, their_details, strict=True):
            waiting[told].append(other)
        rest = []
        for row, told in zip(rows, my_details, strict=True):
            same = waiting.get(told)
            if same and _fit(mine.known[row], theirs.known[same[0]]):
                self.join(row, same.popleft(), sure)
            else:
                rest.append(row)
        return rest, [other for other in others if other in self.free]

    def _best(self, row: int, facts: Facts, index: dict[Facts, deque[int]]) -> int | None:
        """Return the purchase that nothing speaks against and most speaks for, if any."""
        found = []
        for choice in product(*((fact, None) for fact in facts)):
            queue = index.get(choice)
            while queue and queue[0] not in self.free:
                queue.popleft()
            same = sum(fact is not None for fact in choice)
            few = islice((other for other in queue or () if other in self.free), _WINDOW)
            found += [(same, self._details.agreement(row, other), -other) for other in few]
        return -max(found)[2] if found else None


def _fit(one: Known | None, two: Known | None) -> bool:
    return one is not None and two is not None and not one.facts.against(two.facts)


def _facts(known: Known | None, thing: str | None, sure: Sure) -> Facts:
    """Return what may speak against a pair that has in common what it must."""
    if known is None:
        return ()
    facts = known.facts
    if sure == "amount":
        return (*facts._replace(date=None), thing)
    return facts._replace(date=None) if sure == "numbered" else facts
