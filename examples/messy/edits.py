"""What may be done to a workbook to spoil it, as plain records.

A row is named by its sheet's id and its key, so a fault stays the same when the rows above it
change. A sheet without a key is addressed by the column in `KEYS`.
"""

from __future__ import annotations

from typing import NamedTuple

KEYS = {
    "customers": "customer_id",
    "purchases": "line_id",
    "interactions": "interaction_id",
    "outreach": "outreach_id",
    "consents": "consent_id",
    "targets": "target_id",
    "products": "product_id",
    "campaigns": "campaign_id",
    "benefits": "benefit_id",
    "settings": "key",
    "checks": "reason",
}


class Place(NamedTuple):
    """Where a finding stands: a cell, a heading, a whole sheet or something of the workbook."""

    sheet: str
    """The id of a sheet; of what is no sheet, what the finding calls it."""
    key: str = ""
    """The key of a row; empty for the whole sheet."""
    column: str = ""


class Set(NamedTuple):
    """Type something else into a cell."""

    sheet: str
    key: str
    column: str
    value: object


class Add(NamedTuple):
    """Type a row below the others."""

    sheet: str
    values: dict[str, object]
    name: str = ""
    """What `Place` calls the row, when its key is not its own."""


class Formula(NamedTuple):
    """Put a formula into a cell; without a result it is one that nobody calculated."""

    sheet: str
    key: str
    column: str
    source: str
    """`{row}` is the number of the row."""
    result: float | None


class Note(NamedTuple):
    """Attach a note to a cell."""

    sheet: str
    key: str
    column: str
    text: str


class Hide(NamedTuple):
    """Hide a row."""

    sheet: str
    key: str


class Rename(NamedTuple):
    """Write another heading over a column."""

    sheet: str
    column: str
    heading: str


class Shorten(NamedTuple):
    """Let the dropdown of a column end with the row."""

    sheet: str
    key: str
    column: str


class Name(NamedTuple):
    """Define a name."""

    name: str
    target: str


class HiddenTab(NamedTuple):
    """Add a tab and hide it."""

    title: str
    rows: tuple[tuple[object, ...], ...]


class Link(NamedTuple):
    """Let the workbook know another one, as `[1]` in formulas."""

    file: str
    tab: str


Edit = Set | Add | Formula | Note | Hide | Rename | Shorten | Name | HiddenTab | Link


class Fault(NamedTuple):
    """One planted fault: the rule it is for, what was done, and where it shows."""

    code: str
    he: str
    en: str
    edits: tuple[Edit, ...]
    at: tuple[Place, ...] = ()
    """The places of the findings; the first edit's cell when not given."""

    @property
    def places(self) -> tuple[Place, ...]:
        """Return where the findings stand."""
        typed = (each for each in self.edits[:1] if isinstance(each, Set | Formula | Note))
        return self.at or tuple(Place(each.sheet, each.key, each.column) for each in typed)
