"""The central types.

`Column` and `Sheet` say what a workbook should hold, `Table` and `Book` what one does hold,
`Finding` is a difference between the two, `Edit` and `Plan` are a change. Everything else in the
package makes, reads or applies values of these types. They are named tuples, not dataclasses:
`crm check` must start in a few times the time of a bare interpreter, and importing `dataclasses`
alone costs as much as a bare interpreter does.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.model.book import Book, Unread
from crm_workbook.model.cells import (
    Cell,
    CellError,
    Formula,
    column_number,
    key_text,
    letters,
    same_key,
    shown,
)
from crm_workbook.model.definition import Choice, Column, Role, Sheet
from crm_workbook.model.facts import Facts, Tab, TableFacts, Validation
from crm_workbook.model.finding import (
    SEVERITIES,
    SEVERITY_COUNTS,
    SEVERITY_RANKS,
    Finding,
    Fix,
    SetAside,
    Severity,
)
from crm_workbook.model.outcome import STDOUT, File, Outcome, Store
from crm_workbook.model.table import Layout, Placed, Ref, Table

if TYPE_CHECKING:
    from crm_workbook.model.plan import (
        AddSheet,
        AppendRows,
        Change,
        Edit,
        Entry,
        MacroButton,
        MacroModule,
        Macros,
        Plan,
        Receipt,
        RemoveRows,
        RemoveSheet,
        ReplaceRows,
        SetCells,
        Written,
    )

__all__ = [
    "SEVERITIES",
    "SEVERITY_COUNTS",
    "SEVERITY_RANKS",
    "STDOUT",
    "AddSheet",
    "AppendRows",
    "Book",
    "Cell",
    "CellError",
    "Change",
    "Choice",
    "Column",
    "Edit",
    "Entry",
    "Facts",
    "File",
    "Finding",
    "Fix",
    "Formula",
    "Layout",
    "MacroButton",
    "MacroModule",
    "Macros",
    "Outcome",
    "Placed",
    "Plan",
    "Receipt",
    "Ref",
    "RemoveRows",
    "RemoveSheet",
    "ReplaceRows",
    "Role",
    "SetAside",
    "SetCells",
    "Severity",
    "Sheet",
    "Store",
    "Tab",
    "Table",
    "TableFacts",
    "Unread",
    "Validation",
    "Written",
    "column_number",
    "key_text",
    "letters",
    "same_key",
    "shown",
]


def __getattr__(name: str) -> object:
    """Return a type of `model.plan`, loaded for those who change something: most only look."""
    if name in __all__:
        from crm_workbook.model import plan

        return vars(plan)[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
