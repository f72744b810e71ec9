"""What a function for formulas declares; everything else about it is made from that."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from crm_workbook.functions import worksheet
from crm_workbook.modules import modules_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_workbook.functions.grids import Grid
    from crm_workbook.model import Cell
    from crm_workbook.text import Text


class Argument(NamedTuple):
    """One argument, by the name that the function wizard shows."""

    name: str
    """In ASCII, and no word that VBA keeps for itself."""
    help: Text
    each: bool = False
    """Whether it may be a range whose cells are taken one by one, each giving a result of its own.
    Any other is taken as a whole, and an error in it is the result."""
    optional: bool = False


class Example(NamedTuple):
    """A call and what it gives. It stands in the documentation, and a test makes the call."""

    arguments: tuple[Cell | Grid, ...]
    """None is one that is left out."""
    result: Cell | Text | tuple[tuple[Cell | Text, ...], ...]
    """A single value, `Text` among them, or rows of them."""


class Function(NamedTuple):
    """A function for formulas."""

    name: str
    help: Text
    """What it gives, for the function wizard: 255 characters at most, as Excel has it."""
    arguments: tuple[Argument, ...]
    run: Callable[..., Grid]
    """`run(lang, *grids)`: the language to answer in, and one grid for each argument.

    A fault in a single cell is part of the answer; what spoils all of it is a `CrmError`, of
    which the cell shows the first sentence.
    """
    notes: Text
    """What else one should know, for the documentation."""
    examples: tuple[Example, ...]


@cache
def functions() -> tuple[Function, ...]:
    """Return all functions in alphabetical order."""
    names = modules_in(worksheet.__path__)
    return tuple(import_module(f"{worksheet.__name__}.{name}").FUNCTION for name in names)
