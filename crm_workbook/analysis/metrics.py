"""Every figure of every customer, in the columns of the metrics sheet.

`read` understands the purchases of a workbook once; the metrics, the grey columns beside the
customers, the history and the targets are all told from what it returns.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from crm_workbook.analysis import purchases, rfm, rhythm, segments, summary, touches
from crm_workbook.errors import CrmError, Problem
from crm_workbook.model import key_text
from crm_workbook.schema.names import known_as
from crm_workbook.schema.needed import need
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from crm_workbook.analysis.purchases import Lines
    from crm_workbook.analysis.rfm import Scores
    from crm_workbook.analysis.summary import Summary
    from crm_workbook.model import Book, Cell
    from crm_workbook.schema.typed import TypedTable

NO_PURCHASES: Final = Problem(
    "no-purchases-sheet",
    Text("אין בחוברת גיליון רכישות, ולכן אין ממה לחשב.",
         "The workbook has no purchases sheet, so there is nothing to compute from."),
    Text("אפשר ליצור חוברת חדשה עם crm new ולייבא אליה את הרכישות עם crm import.",
         "Make a new workbook with crm new and bring the purchases into it with crm import."),
)  # fmt: skip


class Analysis(NamedTuple):
    """What the purchases of a workbook say on a given day."""

    as_of: date
    lines: Lines
    summary: Summary
    scores: Scores
    segment: dict[str, str]
    """Customer or unit to segment, for those who bought."""
    tops: dict[str, str]
    """Customer to the household or account it is counted with."""
    unit: str
    known: list[str]
    """The customers who are counted, in the order of their sheet."""
    strangers: int
    """Purchase rows of customers whom the customers sheet does not know."""
    nameless: int
    """Rows of the customers sheet without an id, which no purchase can name."""
    doubled: int
    """Rows of the customers sheet whose id is in another row before them."""

    def unit_of(self, customer: str) -> str:
        """Return the customer that this one is counted as."""
        return self.tops.get(customer, customer)


def read(book: Book, *, as_of: date) -> Analysis:
    """Return the analysis of a workbook.

    Raises:
        CrmError: There is no purchases sheet, or it lacks the date, the customer or the amount.
    """
    table = typed(book, "purchases")
    if table is None:
        raise CrmError(NO_PURCHASES)
    need(book, "customers", "purchases")
    unit = str(book.settings.get("unit") or "as_recorded")
    since = book.settings.get("window_from")
    people = typed(book, "customers")
    tops = _tops(people) if people is not None and unit == "top" else {}
    rows = purchases.lines(
        table.values("customer_id"),
        table.values("date"),
        table.values("amount"),
        as_of=as_of,
        since=since if isinstance(since, date) else None,
        doc_type=_present(table, "doc_type"),
        doc_no=_present(table, "doc_no"),
        buyer=_present(table, "buyer_id") if unit == "person" else None,
        tops=tops,
    )
    strangers = nameless = doubled = 0
    known = rows.customers
    if people is not None:
        names = _names(people.values("customer_id"))
        listed = dict.fromkeys(names)
        nameless = len(people) - len(names)
        doubled = len(names) - len(listed)
        rows, strangers = _of_known(rows, listed)
        known = [name for name in listed if name not in tops]
    found = summary.summarise(purchases.days(rows), as_of=as_of)
    if people is not None and unit == "person":
        known = _buyers(people, known, set(found.customers))
    bins = {"3": 3, "5": 5}.get(str(book.settings.get("rfm_bins")))
    scored = rfm.scores(found, bins=bins)
    lost = book.settings.get("segment_lost") is True
    segment = {
        name: segments.segment(r, f, lost=lost)
        for name, r, f in zip(found.customers, scored.r.tolist(), scored.f.tolist(), strict=True)
    }
    return Analysis(
        as_of, rows, found, scored, segment, tops, unit, known, strangers, nameless, doubled
    )


def columns(book: Book, seen: Analysis) -> dict[str, list[Cell]]:
    """Return the metrics sheet: column id to one value a customer, in the order of `seen.known`.

    A customer without purchases is a prospect: a row with a segment and no scores.
    """
    found, scored = seen.summary, seen.scores
    place = {name: number for number, name in enumerate(found.customers)}
    order = [place.get(name) for name in seen.known]
    x = found.repeat_count
    gap = [
        round(t / n, 1) if n else None for t, n in zip(found.t_x.tolist(), x.tolist(), strict=True)
    ]
    money = found.amount(found.m_sum).tolist()

    def spread(values: Sequence[Cell], missing: Cell = None) -> list[Cell]:
        return [missing if at is None else values[at] for at in order]

    def numbers(values: Iterable[float]) -> list[Cell]:
        return [float(value) for value in values]

    def days(values: Iterable[int]) -> list[Cell]:
        return [date.fromordinal(value) for value in values]

    return {
        "customer_id": list(seen.known),
        "display_name": _display_names(book, seen.known),
        "unit_members": _members(seen),
        "first_purchase": spread(days(found.first.tolist())),
        "last_purchase": spread(days(found.last.tolist())),
        "days_since_last": spread(numbers(found.days_since_last.tolist())),
        "frequency": spread(numbers(found.n.tolist()), 0.0),
        "monetary": spread(money, 0.0),
        "average_amount": spread(
            [round(total / n, 2) for total, n in zip(money, found.n.tolist(), strict=True)]
        ),
        "revenue_12m": spread(found.amount(found.m_365).tolist(), 0.0),
        "usual_gap_days": spread(gap),
        "r_score": spread(numbers(scored.r.tolist())),
        "f_score": spread(numbers(scored.f.tolist())),
        "m_score": spread(numbers(scored.m.tolist())),
        "segment": [seen.segment.get(name, segments.PROSPECT) for name in seen.known],
        "high_value": spread((scored.m >= segments.HIGH_VALUE).tolist(), missing=False),
        "as_of": [seen.as_of] * len(order),
    }


def beside_customers(
    book: Book, seen: Analysis, say_window: Callable[[date, date], str]
) -> dict[str, list[Cell]]:
    """Return the grey columns of the customers sheet, one value a row of it.

    Members of a household that is counted as one show its segment, last purchase and window; its
    revenue stands once, beside the household, so that the column adds up.

    Args:
        book: The workbook.
        seen: Its analysis.
        say_window: Writes a window's first and last day.
    """
    people = typed(book, "customers")
    if people is None:
        return {}
    found = seen.summary
    place = {name: number for number, name in enumerate(found.customers)}
    rows = ["" if name is None else key_text(name) for name in people.values("customer_id")]
    order = [place.get(seen.unit_of(name)) for name in rows]
    last = found.last.tolist()
    year = found.amount(found.m_365).tolist()
    due = [None if window is None else say_window(*window) for window in rhythm.windows(found)]
    counted = set(seen.known)
    contact = touches.last(book, seen.as_of)
    return {
        "segment": [
            seen.segment.get(seen.unit_of(name), segments.PROSPECT) if name else None
            for name in rows
        ],
        "last_purchase": [None if at is None else date.fromordinal(last[at]) for at in order],
        "revenue_12m": [
            (0.0 if at is None else year[at]) if name in counted else None
            for name, at in zip(rows, order, strict=True)
        ],
        "next_purchase_window": [None if at is None else due[at] for at in order],
        "last_contact": [contact.get(name) for name in rows],
    }


def _present(table: TypedTable, column_id: str) -> Sequence[Cell] | None:
    return table.values(column_id) if column_id in table else None


def _names(values: Iterable[Cell]) -> list[str]:
    return [key_text(value) for value in values if value is not None]


def _tops(people: TypedTable) -> dict[str, str]:
    """Return the household or account of everyone who belongs to one that is listed."""
    ids = people.values("customer_id")
    listed = set(_names(ids))
    found = purchases.tops_of(ids, people.values("parent_id"))
    return {name: top for name, top in found.items() if top != name and top in listed}


def _of_known(rows: Lines, listed: Mapping[str, None]) -> tuple[Lines, int]:
    """Return the rows of customers who are listed, and how many others there were."""
    listed_too = np.fromiter(
        (name in listed for name in rows.customers), bool, len(rows.customers)
    )
    keep = listed_too[rows.code]
    return rows.where(keep), int(np.count_nonzero(~keep))


def _buyers(people: TypedTable, known: list[str], bought: set[str]) -> list[str]:
    """Return those who can buy: a household counts only for what no person in it is named for."""
    groups = {
        key_text(name)
        for name, kind in zip(
            people.values("customer_id"), people.values("unit_type"), strict=True
        )
        if name is not None and kind in {"household", "account"}
    }
    return [name for name in known if name in bought or name not in groups]


def _display_names(book: Book, known: Iterable[str]) -> list[Cell]:
    people = typed(book, "customers")
    if people is None:
        return [None for _ in known]
    shown: dict[str, Cell] = {}
    for name, display in zip(people.values("customer_id"), known_as(people), strict=True):
        if name is not None:
            shown.setdefault(key_text(name), display)
    return [shown.get(name) for name in known]


def _members(seen: Analysis) -> list[Cell]:
    count = dict.fromkeys(seen.known, 1.0)
    for top in seen.tops.values():
        if top in count:
            count[top] += 1
    return list(count.values())
