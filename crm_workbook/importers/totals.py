"""Rows of totals that bear a date, and so look like somebody's purchase.

A report of sales often sums up every day or month, the total standing where the customer's name
does. Taken for purchases, such rows make customers of themselves and multiply the revenue. Yet
shops are called Total Gym or Sum 41, so a name that is more than the words for a total has to be
proven one by arithmetic.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.fields.months import MONTHS
from crm_workbook.fields.normal import plain
from crm_workbook.importers import said
from crm_workbook.importers.keys import moment
from crm_workbook.importers.mapping import Target
from crm_workbook.importers.understood import understand
from crm_workbook.schema.names import known_as
from crm_workbook.schema.typed import typed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from typing import Literal

    from crm_workbook.importers.mapping import Vocabulary
    from crm_workbook.importers.records import Records
    from crm_workbook.model import Book, Cell, Finding

_LIKE: Final = re.compile("total|sum|סה|סך|סיכום", re.IGNORECASE)
"""What every total has in its name, and hardly a customer: the rest is not looked at closely."""
_TOTAL: Final = re.compile(r"""סה["']?כ|סך[ -]ה?כו?ל|סיכום|(?:(?:grand|sub)[ -]?)?totals?|sum""")
_DATE: Final = re.compile(r"\d{1,4}[./-]\d{1,2}(?:[./-]\d{1,4})?|(?:19|20)\d\d")
_NAMED: Final = frozenset({
    *MONTHS, *(name.rstrip("s") for name in MONTHS),
    "day", "week", "month", "quarter", "year", "period", "date",
    "daily", "weekly", "monthly", "quarterly", "yearly", "annual",
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    "יום", "יומי", "שבוע", "שבועי", "חודש", "חודשי", "רבעון", "רבעוני", "שנה", "שנת", "שנתי",
    "תקופה", "תאריך", "ראשון", "שני", "שלישי", "רביעי", "חמישי", "שישי", "שבת",
})  # fmt: skip
"""Words for days and periods."""
_LINKS: Final = frozenset({"for", "of", "the", "in", "on", "to", "from", "until", "this", "all",
                           "של", "עד", "מן", "את", "כללי", "ביניים"})  # fmt: skip
_PREFIXED: Final = re.compile("[ובלמהש]{1,2}(?=[א-ת]{3})")
"""Hebrew particles written together with their word: `ליום`, `לחודש`, `במרץ`."""
_LONG: Final = 60
"""A longer text is no name of a total."""
_CENT: Final = 0.005
_PROOF: Final = 2
"""So many rows a sum needs to prove something: one purchase equals another all too often."""

_WHO: Final = (
    Target("customers", "display_name"), Target("customers", "first_name"),
    Target("customers", "last_name"), Target("purchases", "customer_id"),
)  # fmt: skip
_OWN: Final = (
    Target("customers", "phone"), Target("customers", "phone2"), Target("customers", "email"),
    Target("customers", "business_id"), Target("customers", "customer_id"),
    Target("purchases", "doc_no"),
)  # fmt: skip
"""What a total never has: by these somebody or a document is known."""


class Totals(NamedTuple):
    """What became of the rows that look like totals."""

    records: Records
    """Without the totals, which are told in `left`."""
    doubtful: tuple[Finding, ...]
    """One finding for each name like a total's that was kept as a customer's."""


def without_totals(records: Records, words: Vocabulary, book: Book) -> Totals:
    """Leave out totals that stand among purchases.

    A row whose customer is called nothing but a total, or the total of a date or period, is one.
    A name with further words is left out if the amount is the sum of the rows since the total
    before it, of its day, or of all rows above; else it is kept and told. A row with a phone, an
    e-mail, an id or a document number of its own is somebody's.
    """
    looks = _looks(records)
    if records.kind != "purchases" or not looks:
        return Totals(records, ())
    sums = _Sums(records, words, book)
    known = _names_in(book)
    gone: set[int] = set()
    doubtful: dict[str, Finding] = {}
    for row in range(records.size):
        name, look, place = looks.get(row, ("", "", -1))
        owned = bool(look) and any(_filled(records, target, row) for target in _OWN)
        if look and not owned:
            strange = plain(name) not in known
            if look == "total" or (strange and sums.match(row)):
                gone.add(row)
                sums.close()
                continue
            if strange and plain(name) not in doubtful:
                doubtful[plain(name)] = said.LIKE_TOTAL.at(records.ref(row, place), who=name)
        sums.add(row)
    left = tuple(said.LEFT_OUT.at(records.ref(r, looks[r][2]), value=looks[r][0])
                 for r in sorted(gone))  # fmt: skip
    kept = records.keep([row for row in range(records.size) if row not in gone])
    return Totals(kept._replace(left=(*records.left, *left)), tuple(doubtful.values()))


def look_of(name: str) -> Literal["", "total", "like"]:
    """Return whether a customer's name is a total's, begins or ends like one, or is none."""
    if _LIKE.search(name) is None:
        return ""
    text = plain(name).strip(" :=.*-")
    rest, found = _TOTAL.subn(" ", _DATE.sub(" 0 ", text)) if len(text) <= _LONG else ("", 0)
    if not found or not _stands_alone(text):
        return ""
    left = [word.strip("()[],.:;=*/\"'-") for word in rest.split()]
    rest_words = [word for word in left if word and word != "0" and word not in _LINKS]
    spoken = [word for word in rest_words if not _is_period(word)]
    if not spoken:
        return "total"
    dated = len(spoken) < len(rest_words)
    if all(word.isdigit() and dated for word in spoken) or re.search(r"[:=]\s*[\d.,]+\Z", text):
        return "total"  # `Total for March 3`, `Total: 57`
    return "like"


def _stands_alone(text: str) -> bool:
    """Return whether the word for a total begins or ends the text and is no part of a word."""
    return any(
        (found.start() == 0 or found.end() == len(text) or _only_periods(text[: found.start()]))
        and not text[: found.start()][-1:].isalnum()
        and not text[found.end() :][:1].isalnum()
        for found in _TOTAL.finditer(text)
    )


def _only_periods(text: str) -> bool:
    return all(map(_is_period, text.split()))


def _is_period(word: str) -> bool:
    return word in _NAMED or _PREFIXED.sub("", word, count=1) in _NAMED


def _looks(records: Records) -> dict[int, tuple[str, str, int]]:
    """Return the rows whose customer is called like a total: the name, its look, its column."""
    found: dict[int, tuple[str, str, int]] = {}
    named: set[int] = set()
    for target in _WHO:
        place = records.place(target)
        if place < 0:
            continue
        cells = records.columns[place]
        looks = {cell: look_of(cell) for cell in set(cells) if isinstance(cell, str)}
        if any(looks.values()):
            for row, cell in enumerate(cells):
                look = looks.get(cell, "") if isinstance(cell, str) else ""
                if look and row not in named:
                    found[row] = (str(cell), look, place)
        named.update(row for row, cell in enumerate(cells) if cell is not None)
    return found


def _filled(records: Records, target: Target, row: int) -> bool:
    place = records.place(target)
    return place >= 0 and records.columns[place][row] is not None


def _names_in(book: Book) -> Collection[str]:
    people = typed(book, "customers")
    names = known_as(people) if people is not None else ()
    return {plain(name) for name in names if isinstance(name, str)}


class _Sums:
    """The sums of the rows so far, totals not among them: of the block, the day and all."""

    def __init__(self, records: Records, words: Vocabulary, book: Book) -> None:
        self._amounts = _amounts(records, words, book)
        place = records.place(Target("purchases", "date"))
        self._days: list[str] = [moment(c)[0] or str(c) for c in records.columns[place]]
        self._block = [0.0, 0.0]
        self._all = [0.0, 0.0]
        self._by_day: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])

    def add(self, row: int) -> None:
        """Count a purchase in."""
        amount = self._amounts[row]
        if isinstance(amount, float):
            for held in (self._block, self._all, self._by_day[self._days[row]]):
                held[0] += amount
                held[1] += 1

    def close(self) -> None:
        """Begin a new block, as below a total."""
        self._block = [0.0, 0.0]

    def match(self, row: int) -> bool:
        """Return whether the amount of a row is one of the sums above it."""
        amount = self._amounts[row]
        return isinstance(amount, float) and any(
            count >= _PROOF and abs(total - amount) < _CENT
            for total, count in (self._block, self._all, self._by_day[self._days[row]])
        )


def _amounts(records: Records, words: Vocabulary, book: Book) -> Sequence[Cell]:
    target = Target("purchases", "amount")
    place = records.place(target)
    if place < 0:
        return [None] * records.size
    return understand(records.columns[place], target.sheet, words.column(target), book).values
