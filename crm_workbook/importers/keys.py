"""What a purchase is known by, so that importing it a second time adds nothing.

A purchase of a source stands in the workbook already if one there has

- the same customer, in the words of its source or by who that is in the workbook,
- the same day and the same amount, and
- the same document number, kind of document and product code and, without a number, the same time
  of day, as far as both have them. What a source has no column for speaks neither for nor against;
  a source that numbers its documents and gives one no number does say something: it has none.

So two document numbers are two purchases, and so are two customers with one number. Of purchases
that are the same in all this, the lines of a document among them, each is counted: two are two,
in whatever order they come, and a longer export of the same sales adds only the third.

Everything else, such as a description or a seller, is no part of it. It decides only which of
several equal lines is which, is filled in where the workbook has nothing, and else is the same or
a conflict. In a numbered document a line left over on both sides is one line with a changed
amount: a conflict too.

A row's import key keeps what its source said, so that a purchase is known again after the owner
corrected it or gave it to another customer. A row without one, or with one that was not made
here, is known by its cells.
"""

from __future__ import annotations

import re
from datetime import MAXYEAR, datetime, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote, unquote

from crm_workbook.fields.normal import plain
from crm_workbook.model import key_text
from crm_workbook.schema.columns import day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crm_workbook.importers.understood import Understood
    from crm_workbook.model import Cell

_WHO: Final = ("customer_id", "phone", "email", "business_id", "display_name")
"""What names a customer, the surest first."""
_HALF: Final = timedelta(microseconds=500_000)
_UNKNOWN: Final = "?"
_PLAIN: Final = " #:()"
"""What stands in a key as it is, besides letters, digits and `_.-~`."""
_KEY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}/-?[0-9.]+/[0-9a-f]*(/[^/]*){4}/[0-9]{1,9}")


class Facts(NamedTuple):
    """What may tell apart two purchases of one customer, day and amount; None where unknown."""

    doc_no: str | None = None
    """Empty when the source numbers its documents and this one has no number."""
    doc_type: str | None = None
    date: str | None = None
    """The time of day."""
    product_id: str | None = None

    def against(self, other: Facts) -> list[str]:
        """Return the columns in which both say something and not the same."""
        if self == other:
            return []
        pairs = zip(Facts._fields, self, other, strict=True)
        numbered = self.doc_no and self.doc_no == other.doc_no  # whatever a clock says
        return [
            column
            for column, one, two in pairs
            if one != two and one is not None and two is not None
            if not (numbered and column == "date")
        ]


class Known(NamedTuple):
    """What a purchase is known by, but for its customer."""

    day: str
    amount: str
    facts: Facts = Facts()


class Key(NamedTuple):
    """An import key: what a source said of a purchase."""

    known: Known
    who: str
    """Its customer, as `who` returns it."""
    nth: int
    """Which of the purchases it is that are the same in all this, 1 for the first."""

    def __str__(self) -> str:
        """Return the text that is kept in the workbook."""
        known = self.known
        facts = (
            _UNKNOWN if fact is None else quote(fact, _PLAIN, errors="replace")
            for fact in known.facts
        )
        return "/".join((known.day, known.amount, self.who, *facts, str(self.nth)))


def read_key(text: str) -> Key | None:
    """Return the import key that a text is, None if it was not made here."""
    found = _KEY.fullmatch(text)
    if found is None:
        return None
    day, amount, who, *facts, nth = text.split("/")
    said = (None if fact == _UNKNOWN else unquote(fact) for fact in facts)
    return Key(Known(day, amount, Facts(*said)), who, int(nth))


def known(
    dates: Sequence[Cell], amounts: Sequence[Cell], facts: Mapping[str, Sequence[str | None]]
) -> list[Known | None]:
    """Return what each purchase is known by, None where it lacks a date or an amount.

    Args:
        dates: When each was bought.
        amounts: For how much.
        facts: The columns of `Facts` that are known, but for the time of day.
    """
    moments = {date: moment(date) for date in set(dates)}
    sums = {amount: _figure(amount) for amount in set(amounts)}
    unknown = [None] * len(dates)
    numbers, kinds, products = (
        facts.get(column, unknown) for column in ("doc_no", "doc_type", "product_id")
    )
    found: list[Known | None] = []
    for date, amount, number, kind, product in zip(
        dates, amounts, numbers, kinds, products, strict=True
    ):
        on, time = moments[date]
        figure = sums[amount]
        whole = on and figure
        found.append(
            Known(on, figure, Facts(number, kind, time, product or None)) if whole else None
        )
    return found


def moment(value: Cell) -> tuple[str, str | None]:
    """Return the day, empty if there is none, and the time of day, None for midnight.

    A time that went through a spreadsheet is a fraction of a day and may lose a microsecond.
    """
    if isinstance(value, datetime) and value.year < MAXYEAR:
        value = (value + _HALF).replace(microsecond=0)
        time = value.time().isoformat()
        return value.date().isoformat(), None if time == "00:00:00" else time
    found = day(value)
    return ("" if found is None else found.isoformat()), None


def _figure(value: Cell) -> str:
    if not isinstance(value, float):
        return ""
    text = f"{value:.6f}".rstrip("0").rstrip(".")  # 3 times 10.1 is 30.299999999999997
    return "0" if text == "-0" else text


def who(columns: Mapping[str, Understood], rows: int) -> list[str]:
    """Return the customer of each row of a source as the source names it; empty for nobody.

    Names and phones are not to be read in a key, so they are hashed.

    Args:
        columns: What the source says about its customers, by column of the customers sheet.
        rows: How many rows it has.
    """
    names = [""] * rows
    for column in _WHO:
        if column in columns:
            said = comparable(columns[column].values)
            names = [name or text for name, text in zip(names, said, strict=True)]
    parts = [comparable(columns[c].values) for c in ("first_name", "last_name") if c in columns]
    if parts:
        full = map(" ".join, zip(*parts, strict=True))
        names = [name or text.strip() for name, text in zip(names, full, strict=True)]
    made = {name: _digest(name) if name else "" for name in set(names)}
    return [made[name] for name in names]


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def comparable(values: Sequence[Cell]) -> list[str]:
    """Return meanings as comparable texts, each different one made once."""
    known = {value: "" if value is None else plain(key_text(value)) for value in set(values)}
    return [known[value] for value in values]
