"""Which rules look at which columns.

A rule says it of some columns itself. A rule about faulty values looks at every column of a kind
that can have the fault; what a kind's faults are stands in the table its module opens with. A few
look at whatever has a certain trait, which is told here and held against their examples by a test.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

from crm_workbook.rules import index, rule
from crm_workbook.rules.page import page
from crm_workbook.schema.described import columns
from site_pages.spreadsheet import found

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_workbook.schema.described import Described

_FAULT: Final = re.compile(r"^\| `([a-z0-9-]+)` \|", re.MULTILINE)
_AS: Final = {"business_id": "israeli_id", "reference": "id"}
"""Kinds that are read like another one."""
_WORKINGS: Final = frozenset({"settings", "lists", "checks", "plan"})
"""Sheets that hold the workbook's own workings, and no words about people."""


def _typed(each: Described) -> bool:
    return each.column.role == "input" and each.sheet.role == "input"


def _free_text(each: Described) -> bool:
    return _typed(each) and each.column.kind == "text" and each.sheet.id not in _WORKINGS


TRAITS: Final[dict[str, Callable[[Described], bool]]] = {
    "CRM002": lambda each: _typed(each) and each.column.required,
    "CRM101": lambda each: _typed(each) and each.column.required,
    "CRM102": lambda _each: True,
    "CRM159": _free_text,
    "CRM160": lambda each: _typed(each) and (each.column.low, each.column.high) != (None, None),
    "CRM201": lambda each: _typed(each) and bool(each.column.ref),
    "CRM202": lambda each: each.sheet.role != "log" and each.column.id == each.sheet.key,
    "CRM301": lambda each: _typed(each) and each.column.kind == "date" and not each.column.future,
    "CRM302": lambda each: _typed(each) and each.column.kind == "date",
    "CRM803": _free_text,
    "CRM804": _free_text,
    "CRM805": _free_text,
    "CRM806": _free_text,
    "CRM808": _free_text,
}


@cache
def columns_of(code: str) -> tuple[Described, ...]:
    """Return the columns that a rule looks at, in the order of the tabs.

    A rule about sheets, the file or suppressions may look at none.
    """
    looks = TRAITS.get(code)
    if looks is not None:
        return tuple(each for each in columns() if looks(each))
    wanted, shown = rule(code), page(code)
    named = {*wanted.columns}
    named |= {f"{f.ref.sheet}.{f.ref.column}" for f in found(shown.bad, code, "he")}
    faults = frozenset(wanted.faults)
    return tuple(
        each
        for each in columns()
        if each.name in named or (_typed(each) and faults & faults_of(each.column.kind))
    )


@cache
def rules_of(name: str) -> tuple[str, ...]:
    """Return the codes of the rules that look at a column, `customers.phone` for one."""
    return tuple(code for code in index() if any(c.name == name for c in columns_of(code)))


@cache
def faults_of(kind: str) -> frozenset[str]:
    """Return the names of the faults that a value of a kind can have."""
    told = import_module(f"crm_workbook.fields.{_AS.get(kind, kind)}").__doc__ or ""
    return frozenset(_FAULT.findall(told))
