"""Kinds of value: what a cell of a column means, one module a kind.

A module `fields/<kind>.py` defines `FIELD`. Nothing else has to know it: `field("phone")` finds it
by its name. Reading never raises for data: what cannot be read is a `Parsed` with a fault, whose
name a rule turns into a finding.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Literal, NamedTuple
from crm_workbook.modules import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from random import Random

    from crm_workbook.model import Cell, Choice, Column


class Parsed(NamedTuple):
    """What a cell means."""

    value: Cell
    """The meaning in its canonical form; None when the cell is empty or cannot be read."""
    fault: str = ""
    """What is wrong with the way it is written, as a kebab-case name; empty when nothing is."""
    cell: Cell = None
    """With a fault: what the cell should hold instead, None when a person has to decide."""


class Context(NamedTuple):
    """What a kind may need to know about the column and the workbook."""

    column: Column
    lists: Mapping[str, tuple[Choice, ...]] = {}
    epoch: int = 1900
    currency: str = "ILS"
    order: Literal["", "day", "month"] = ""
    """Which number of a date in figures comes first, where somebody has said so."""


class Field(NamedTuple):
    """A kind of value."""

    kind: str
    native: frozenset[type]
    """Cell types that mean themselves, so that a column of nothing else needs no reading."""
    reader: Callable[[Context, Iterable[Cell]], Callable[[Cell], Parsed]]
    """Given the column's context and its distinct values, return the function that reads a cell.

    Some meanings belong to the column, not to the cell: whether 03/04/2026 is in March or April
    shows only in the company of the others.
    """
    write: Callable[[Cell], Cell]
    """Return the canonical way to write a value into a cell."""
    sample: Callable[[Random], Cell]
    """Return an invented, correct value."""
    number_format: str = "General"
    """Excel's number format; `@` keeps leading zeros."""
    width: int = 14
    ltr: bool = False
    """Whether it is aligned left to right in a right-to-left sheet: phones, mails, ids."""
    unusual: Callable[[Iterable[str]], Iterable[str]] = iter
    """Return those of a column's distinct texts that have to be read. Each of the others means
    itself and has no fault, which for columns with many different values is quicker to see."""


def field(kind: str) -> Field:
    """Return the kind of this name.

    Raises:
        ModuleNotFoundError: No such kind; a fault in the schema, not in data.
    """
    found: Field = load(f"{__name__}.{kind}").FIELD
    return found
