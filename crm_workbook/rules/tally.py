"""What a check adds up to: how often each rule was broken, and how many rows are in order."""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from crm_workbook.model import Book, Finding, Severity


_ABOUT: Final = frozenset({"settings", "lists", "checks"})
"""Sheets about the workbook itself, whose rows say nothing of the business."""


class Count(NamedTuple):
    """How often one rule was broken."""

    code: str
    name: str
    severity: Severity
    times: int
    fixable: int
    """How many of them a safe fix would remove."""


class Score(NamedTuple):
    """How much of one sheet is in order."""

    sheet: str
    title: str
    rows: int
    clean: int
    """Rows in which there is neither an error nor a warning."""

    @property
    def share(self) -> float:
        """The clean rows' share, from 0 to 1; a sheet without rows is clean."""
        return self.clean / self.rows if self.rows else 1.0


def counts(found: Iterable[Finding]) -> tuple[Count, ...]:
    """Return the broken rules, the most broken first."""
    groups: dict[str, list[Finding]] = {}
    for finding in found:
        groups.setdefault(finding.code, []).append(finding)
    made = [
        Count(
            code,
            each[0].name,
            each[0].severity,
            len(each),
            sum(f.fixable for f in each),
        )
        for code, each in groups.items()
    ]
    return tuple(sorted(made, key=lambda count: (-count.times, count.code)))


def scores(book: Book, found: Iterable[Finding]) -> tuple[Score, ...]:
    """Return the share of clean rows of every sheet of records that has rows.

    A finding about a whole sheet or a heading belongs to no row; one that stands for many rows
    counts for the one it names.
    """
    faulty: dict[str, set[int]] = {}
    for finding in found:
        digits = finding.ref.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        if finding.severity != "info" and digits.isdecimal():
            faulty.setdefault(finding.ref.sheet, set()).add(int(digits))
    return tuple(
        Score(name, table.layout.title, len(table),
              len(table) - len(faulty.get(name, set()).intersection(table.rows)))
        for name, table in book.tables.items()
        if table.sheet.role == "input" and len(table) and name not in _ABOUT
    )  # fmt: skip


def counted(
    book: Book, found: Sequence[Finding], wanted: Mapping[str, object], lang: str
) -> tuple[dict[str, object], list[str]]:
    """Return the sums that are wanted, `statistics` or `score`, in numbers and in words."""
    from crm_workbook.rules.setting_aside import told

    data: dict[str, object] = {}
    lines: list[str] = []
    if wanted["statistics"]:
        times = counts(found)
        data["statistics"] = [each._asdict() for each in times]
        lines += told.statistics(times, lang)
    if wanted["score"]:
        shares = scores(book, found)
        data["score"] = [each._asdict() | {"share": each.share} for each in shares]
        lines += told.score(shares, lang)
    return data, lines
