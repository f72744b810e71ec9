"""What an annotated copy of a workbook shows: findings in words, ready to be put in place."""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from crm_workbook.model.finding import Severity


class Mark(NamedTuple):
    """One finding in one language."""

    severity: Severity
    code: str
    tab: str
    """The tab it is on; empty when it is about no tab that is there."""
    place: str
    """What to call that tab, or what the finding is about instead."""
    cell: str
    """Its cell; empty when it is about the whole tab or the whole workbook."""
    column: str
    """The heading of its column."""
    key: str
    """The key of its row."""
    message: str
    advice: str
    """What to do about it."""
    fixable: bool = False
    """Whether `crm check --fix` does it."""


class Marks(NamedTuple):
    """What to mark in the copy of a workbook."""

    lang: str
    day: str
    """The day on which the workbook was looked at, as ISO 8601 writes it."""
    marks: tuple[Mark, ...]
    """The gravest first."""
