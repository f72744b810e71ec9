"""New purchases that are much like one of the workbook's, so that nothing is doubled unsaid."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING, Final

from crm_workbook.importers import said
from crm_workbook.importers.faults import heading

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from crm_workbook.importers.held import Held
    from crm_workbook.importers.keys import Known
    from crm_workbook.importers.pairing import Side
    from crm_workbook.importers.records import Records
    from crm_workbook.model import Finding

_SLIPS: Final = frozenset({"date", "product_id"})
"""What may differ by a slip; two document numbers or kinds of document are two purchases."""


class Alike:
    """The rows of the workbook that no purchase of the source is, each to be named once."""

    def __init__(self, held: Held, free: set[int]) -> None:
        """Look them up by customer, day and amount, and by document."""
        self._held = held
        self._free = set(free)
        self._by_customer: dict[Hashable, deque[int]] = defaultdict(deque)
        self._by_document: dict[Hashable, deque[int]] = defaultdict(deque)
        for other in sorted(free):
            known, who = held.by_cells.known[other], held.by_cells.who[other]
            if known is not None:
                self._by_customer[who, known.day, known.amount].append(other)
                if known.facts.doc_no:
                    self._by_document[_document(known)].append(other)

    def findings(self, rows: Sequence[int], mine: Side, records: Records) -> list[Finding]:
        """Return what is to be said of new purchases.

        Args:
            rows: Which of the source's are new.
            mine: What each is known by, and its customer's id.
            records: The source, for places.
        """
        found = []
        for row in rows:
            known = mine.known[row]
            if known is None:
                continue
            other, column = self._like(known, mine.who[row])
            if other >= 0 and self._held.table is not None:
                self._free.discard(other)
                place = self._held.table.table.ref(other)
                found.append(
                    said.ALIKE_SALE.at(records.ref(row), row=place, column=heading(column))
                )
        return found

    def _like(self, known: Known, who: str) -> tuple[int, str]:
        """Return a row that differs in one thing only, and in what; -1 if there is none."""
        other = self._first(self._by_customer.get((who, known.day, known.amount)))
        theirs = self._held.by_cells.known[other] if other >= 0 else None
        if theirs is not None:
            differ = known.facts.against(theirs.facts)
            numbers = bool(known.facts.doc_no and theirs.facts.doc_no)
            # Two document numbers or kinds of document are two purchases beyond doubt.
            if len(differ) == 1 and (
                differ[0] in _SLIPS or (differ == ["doc_no"] and not numbers)
            ):
                return other, differ[0]
        if known.facts.doc_no:
            other = self._first(self._by_document.get(_document(known)))
            theirs = self._held.by_cells.known[other] if other >= 0 else None
            if theirs is not None and not known.facts.against(theirs.facts):
                return other, "customer_id"
        return -1, ""

    def _first(self, queue: deque[int] | None) -> int:
        while queue and queue[0] not in self._free:
            queue.popleft()
        return queue[0] if queue else -1


def _document(known: Known) -> Hashable:
    return known.facts.doc_no, known.day, known.amount
