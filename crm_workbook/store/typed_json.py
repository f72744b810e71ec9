"""Plans as JSON: dates, errors and formulas keep their types, tables are kept by column."""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from crm_workbook.model import (
    AddSheet,
    AppendRows,
    Cell,
    CellError,
    Change,
    Formula,
    Plan,
    RemoveRows,
    RemoveSheet,
    ReplaceRows,
    SetCells,
    Written,
)
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crm_workbook.model import Edit

_PLAIN: Final = frozenset({str, float, int, bool, type(None)})
"""What JSON keeps as it is; a column of nothing else needs no look at each value."""
_EDITS: Final = {
    edit.__name__: edit
    for edit in (SetCells, AppendRows, ReplaceRows, RemoveRows, AddSheet, RemoveSheet)
}


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """Return a plan as values that `json` can write."""
    return {
        "job": plan.job,
        "reason": list(plan.reason),
        "undoes": plan.undoes,
        "edits": [_edit_to_json(edit) for edit in plan.edits],
        "files": [_written_to_json(file) for file in plan.files],
    }


def plan_from_json(data: dict[str, Any]) -> Plan:
    """Return the plan that `plan_to_json` wrote."""
    edits = tuple(_edit_from_json(edit) for edit in data["edits"])
    files = tuple(_written_from_json(file) for file in data.get("files", ()))
    return Plan(data["job"], Text(*data["reason"]), edits, data["undoes"], files)


def _written_to_json(file: Written) -> dict[str, Any]:
    before = None if file.before is None else b64encode(file.before).decode()
    return {**file._asdict(), "before": before}


def _written_from_json(data: dict[str, Any]) -> Written:
    before = data["before"]
    return Written(data["path"], data["digest"], None if before is None else b64decode(before))


def _edit_to_json(edit: Edit) -> dict[str, Any]:
    found: dict[str, Any] = {"edit": type(edit).__name__, **edit._asdict()}
    if isinstance(edit, SetCells):
        found["changes"] = _table_to_json(edit.changes)
    elif "rows" in found:
        found["rows"] = _table_to_json(found["rows"])
    return found


def _edit_from_json(data: dict[str, Any]) -> Edit:
    fields = dict(data)
    kind = _EDITS[fields.pop("edit")]
    for name, value in fields.items():
        if name == "changes":
            fields[name] = tuple(Change(*row) for row in _table_from_json(value))
        elif name == "rows":
            fields[name] = tuple(_table_from_json(value))
        elif isinstance(value, list):
            fields[name] = tuple(value)
    edit: Edit = kind(**fields)
    return edit


def _table_to_json(rows: Iterable[tuple[Any, ...]]) -> list[list[Any]]:
    return [_column_to_json(column) for column in zip(*rows, strict=True)]


def _table_from_json(columns: list[list[Any]]) -> Iterable[tuple[Any, ...]]:
    return zip(*map(_column_from_json, columns), strict=True)


def _column_to_json(column: tuple[Any, ...]) -> list[Any]:
    if _PLAIN.issuperset(map(type, column)):
        return list(column)
    return [value_to_json(value) for value in column]


def _column_from_json(column: list[Any]) -> list[Any]:
    if _PLAIN.issuperset(map(type, column)):
        return column
    return [_value_from_json(value) for value in column]


def value_to_json(value: Cell | Formula) -> Any:  # noqa: ANN401 - what json takes has no type
    """Return one cell as a value that `json` can write."""
    if value is None or isinstance(value, (str, float, int)):
        return value
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, timedelta):
        return {"seconds": value.total_seconds()}
    if isinstance(value, Formula):
        return {"formula": [value.source, value_to_json(value.result)]}
    return {"error": value.code}


def _value_from_json(value: Any) -> Cell | Formula:  # noqa: ANN401
    if not isinstance(value, dict):
        plain: Cell = value
        return plain
    ((kind, content),) = value.items()
    if kind == "datetime":
        return datetime.fromisoformat(content)
    if kind == "date":
        return date.fromisoformat(content)
    if kind == "seconds":
        return timedelta(seconds=content)
    return CellError(content) if kind == "error" else _formula(content)


def _formula(content: str | list[Any]) -> Formula:
    source, result = (content, None) if isinstance(content, str) else content
    given: Any = _value_from_json(result)
    return Formula(source, given)
