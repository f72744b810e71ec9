"""The rules of `crm check`, one file each.

A rule's file is its manual page and its test: the docstring holds the title, why it matters to
the business, an example workbook as tables, the findings expected from it and the Hebrew page.
`crm explain`, the documentation and the test are made from that one string (`rules/page.py`).

The file's name carries the code and the name of the fault, `crm121_short_phone.py`, so selecting
rules costs no import.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from crm_workbook.lean import TYPE_CHECKING, NamedTuple
from crm_workbook.model import Finding
from crm_workbook.modules import load, modules_in
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crm_workbook.model import Book, Fix, Ref, Severity


class Rule(NamedTuple):
    """One thing to look for."""

    severity: Severity
    text: Text
    """The message, with gaps named as the keys of a finding's values."""
    check: Callable[[Rule, Book, date], Iterator[Finding]]
    """Yields what it finds in a book, seen on a given day. Never raises for data."""
    faults: tuple[str, ...] = ()
    """When given, it looks at nothing but values with these faults."""
    sheets: tuple[str, ...] = ()
    """When given, it is silent unless each of these sheets has rows."""
    among: tuple[str, ...] = ()
    """When given, it is silent unless one of these sheets has rows."""
    columns: tuple[str, ...] = ()
    """When given, it is silent unless each of these, as `customers.phone`, has something in it."""
    values: tuple[str, ...] = ()
    """When given, it is silent unless a column has one of these meanings, said as
    `customers.status is erased`, `purchases.amount < 0` or `purchases.quantity <= 0`."""
    absent: tuple[str, ...] = ()
    """When given, it is silent unless each of these sheets is missing."""
    marks: tuple[str, ...] = ()
    """When given, it is silent unless one of these is so of a sheet with rows or of the workbook:
    members of `model.Tab`, `model.Layout` or `model.Facts`."""
    strays: tuple[str, ...] = ()
    """When given, it is silent unless rows of one of these kinds stand among the data."""
    cells: tuple[str, ...] = ()
    """When given, it is silent unless a cell is of one of these Python types, as `CellError`."""
    prose: tuple[str, ...] = ()
    """When given, it is silent unless one of these patterns is found in free text."""
    code: str = ""
    """Filled from the file's name, as is `name`."""
    name: str = ""

    def found(
        self, ref: Ref, *, text: Text | None = None, fix: Fix | None = None, **values: object
    ) -> Finding:
        """Return a finding of this rule at a place; `values` fill the gaps of the message.

        A day among them is said as each language writes it.
        """
        values = {name: _said(value) for name, value in values.items()}
        return Finding(self.code, self.name, self.severity, ref, text or self.text, values, fix)


def _said(value: object) -> object:
    if not isinstance(value, date):
        return value
    from crm_workbook.fields.date import shown  # most workbooks in order name no day

    return Text(shown(value, "he"), shown(value, "en"))


@cache
def index() -> dict[str, str]:
    """Return the module name of every rule by its code, in the order of the codes."""
    rules = (module for module in modules_in(__path__) if module.startswith("crm"))
    return {module[:6].upper(): module for module in rules}


def name_of(code: str) -> str:
    """Return the name of a rule, such as `short-phone`, without loading it."""
    return index()[code][7:].replace("_", "-")


@cache
def rule(code: str) -> Rule:
    """Return the rule of this code.

    Raises:
        KeyError: There is none of this code.
    """
    found: Rule = load(f"{__name__}.{index()[code]}").RULE
    return found._replace(code=code, name=name_of(code))
