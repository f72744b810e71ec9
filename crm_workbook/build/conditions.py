"""Conditional formats as data: which state of which column looks how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from openpyxl.formatting.rule import Rule

from crm_workbook.build import look
from crm_workbook.model import letters
from crm_workbook.schema.lists import LISTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from openpyxl.worksheet.worksheet import Worksheet

    from crm_workbook.model import Column, Sheet


class State(NamedTuple):
    """Values of a choice column that share a look."""

    sheet: str
    column: str
    values: tuple[str, ...]
    colours: tuple[str, str]
    symbol: str


STATES: Final = (
    State("targets", "status", ("done",), look.GOOD, "✔"),
    State("targets", "status", ("on_track",), look.GOOD, "▲"),
    State("targets", "status", ("at_risk",), look.CAUTION, "!"),
    State("targets", "status", ("behind", "missed"), look.BAD, "▼"),
    State("targets", "status", ("too_early", "not_started"), look.FAINT, "…"),
    State("outreach", "status", ("sent",), look.GOOD, "✔"),
    State("outreach", "status", ("approved",), look.CALM, "▲"),
    State("outreach", "status", ("blocked", "failed"), look.BAD, "⊘"),
    State("customers", "status", ("closed", "deceased", "erased"), look.FAINT, "⊘"),
    *(
        State(sheet, "segment", values, colours, symbol)
        for sheet in ("customers", "metrics")
        for values, colours, symbol in (
            (("champions", "loyal"), look.GOOD, "★"),
            (("potential_loyalist", "new", "promising"), look.CALM, "▲"),
            (("need_attention", "about_to_sleep"), look.CAUTION, "!"),
            (("at_risk", "cant_lose"), look.BAD, "▼"),
            (("hibernating", "lost", "prospect"), look.FAINT, "…"),
        )
    ),
)


class Alarm(NamedTuple):
    """A condition in words of the row's own columns, such as `{due}<TODAY()`."""

    sheet: str
    column: str
    formula: str
    colours: tuple[str, str]
    symbol: str
    pattern: str
    closed: Mapping[str, tuple[str, str]] = {}
    """Gap name to (column, choice id): the choice's word in the workbook's language."""


ALARMS: Final = (
    Alarm(
        "interactions", "due", 'AND(ISNUMBER({due}),{due}<TODAY(),{status}<>"{done}")',
        look.BAD, "⚠", "dd/mm/yyyy", {"done": ("status", "closed")},
    ),
    Alarm(
        "purchases", "amount", "AND(ISNUMBER({amount}),{amount}<0)", look.BAD, "", "",
    ),
    Alarm(
        "benefits", "ends_on", "AND(ISNUMBER({ends_on}),{ends_on}<TODAY())",
        look.CAUTION, "⚠", "dd/mm/yyyy",
    ),
    Alarm(
        "outreach", "gate", 'AND(LEN({gate})>0,{status}="{blocked}")',
        look.BAD, "⊘", "@", {"blocked": ("status", "blocked")},
    ),
)  # fmt: skip


def apply(worksheet: Worksheet, sheet: Sheet, lang: str, first: int, last: int) -> None:
    """Give a table's columns their conditional formats.

    Args:
        worksheet: The sheet being built.
        sheet: What it should be.
        lang: The language of the words in its cells.
        first: The first body row.
        last: The last row the formats shall reach.
    """
    place = {column.id: letters(n) for n, column in enumerate(sheet.columns, 1)}
    for column in sheet.columns:
        letter = place[column.id]
        show_states(worksheet, sheet.id, column, lang, f"{letter}{first}:{letter}{last}")
    for column_id, rule in _alarms(sheet, lang, place, first):
        letter = place[column_id]
        worksheet.conditional_formatting.add(f"{letter}{first}:{letter}{last}", rule)
    _missing(worksheet, sheet, place, first, last)


def show_states(worksheet: Worksheet, sheet_id: str, column: Column, lang: str, area: str) -> None:
    """Let the values of a choice column be seen by colour and symbol.

    Args:
        worksheet: The sheet being built.
        sheet_id: The sheet the column is of.
        column: The column.
        lang: The language of the words in the cells.
        area: The cells, one column wide, such as `C2:C99`.
    """
    for state in STATES:
        if (state.sheet, state.column) != (sheet_id, column.id):
            continue
        words = [
            choice.he if lang == "he" else choice.en
            for choice in LISTS[column.choices].choices
            if choice.id in state.values
        ]
        if not words:
            continue
        cell = f"${area.partition(':')[0]}"
        tests = [f'{cell}="{word.replace(chr(34), chr(34) * 2)}"' for word in words]
        formula = tests[0] if len(tests) == 1 else f"OR({','.join(tests)})"
        dxf = look.state(state.colours, state.symbol, lang=lang)
        rule = Rule(type="expression", formula=[formula], dxf=dxf)
        worksheet.conditional_formatting.add(area, rule)


def _alarms(
    sheet: Sheet, lang: str, place: Mapping[str, str], first: int
) -> Iterator[tuple[str, Rule]]:
    for alarm in ALARMS:
        if alarm.sheet != sheet.id:
            continue
        gaps = {column_id: f"${letter}{first}" for column_id, letter in place.items()}
        for gap, (column_id, choice_id) in alarm.closed.items():
            column = sheet.column(column_id)
            choices = LISTS[column.choices].choices if column else ()
            word = next((c for c in choices if c.id == choice_id), None)
            gaps[gap] = "" if word is None else word.he if lang == "he" else word.en
        dxf = look.state(alarm.colours, alarm.symbol, alarm.pattern, lang=lang)
        formula = alarm.formula.format_map(gaps)
        yield alarm.column, Rule(type="expression", formula=[formula], dxf=dxf)


def _missing(
    worksheet: Worksheet, sheet: Sheet, place: Mapping[str, str], first: int, last: int
) -> None:
    """Mark required cells left empty in a row that was begun."""
    if sheet.role != "input":
        return
    end = letters(len(sheet.columns))
    for column in sheet.columns:
        if column.required and column.role == "input":
            letter = place[column.id]
            formula = f"AND(COUNTA($A{first}:${end}{first})>0,LEN(${letter}{first})=0)"
            rule = Rule(type="expression", formula=[formula], dxf=look.state(look.BAD))
            worksheet.conditional_formatting.add(f"{letter}{first}:{letter}{last}", rule)
