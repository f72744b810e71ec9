"""Formulas between Excel's notation and the one of LibreOffice's object model.

There arguments stand between semicolons, a sheet ends with a point (`$Data.A1`), a union is a
tilde, an intersection an exclamation mark, an array has semicolons in a row and bars between rows,
and TRUE is a function. Texts in a formula are left alone either way.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from crm_workbook.engines.addresses import quote_sheet
from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.values import ERROR_CODES

if TYPE_CHECKING:
    from collections.abc import Callable

_QUOTED: Final = r"'(?:[^']|'')*'"
_BRACKETS: Final = r"\[(?:'.|[^\[\]']|\[(?:'.|[^\[\]'])*\])*\]"
_ADDRESS: Final = (
    r"(?:\$?[A-Za-z]{1,3}\$?\d{1,7}(?![\w(])|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?!\w)"
    r"|\$?\d{1,7}:\$?\d{1,7}|\$?[A-Za-z]{0,3}\$?#REF!)"
)
_EXCEL: Final = re.compile(
    r'(?P<text>"(?:[^"]|"")*")'
    rf"|(?P<sheet>{_QUOTED}|[^\W\d][\w.]*)!"
    rf"|(?P<quoted>{_QUOTED})"
    rf"|(?P<brackets>{_BRACKETS})"
    r"|(?P<error>#[A-Z/0]+[!?A])"
    r"|(?P<truth>(?i:TRUE|FALSE))(?![\w.(\[])"
    r"|(?P<call>[^\W\d][\w.]*\()"
    r"|(?P<word>[\w.\\$]+)"
    r"|(?P<space>(?<=[\w)\]]) +(?=[\w$'(]))"
    r"|(?P<sign>[(){},;@])"
)
_OFFICE: Final = re.compile(
    r'(?P<text>"(?:[^"]|"")*")'
    rf"|\$?(?P<sheet>{_QUOTED}|[^\W\d]\w*)\.(?={_ADDRESS})"
    r"|(?P<broken>\$?[A-Z]{0,3}\$?#REF!(?:\$?#REF!)?)"
    rf"|(?P<brackets>{_BRACKETS})"
    r"|(?P<error>#[A-Z/0]+[!?A])"
    r"|(?P<truth>TRUE|FALSE)\(\)"
    r"|(?P<word>[\w.\\$]+)"
    r"|(?P<sign>[{};|~!])"
)
_TABLE: Final = re.compile(
    rf'"(?:[^"]|"")*"|{_QUOTED}|(?P<name>[^\W\d][\w.\\]*)(?P<part>{_BRACKETS})?(?![(.\w])'
    rf"|[^\W\d][\w.\\]*|{_BRACKETS}"
)
_THIS_ROW: Final = re.compile(r"\[@(?:\[(?P<inner>(?:'.|[^'\[\]])*)\]|(?P<plain>[^\[\]]*))\]")


def to_office(formula: str, table: str | None = None) -> str:
    """Return a formula of Excel's as LibreOffice takes it.

    Args:
        formula: With its equal sign.
        table: The table the cell lies in, which `[@Column]` without a name means.

    Raises:
        ExcelError: It names another file, which would be fetched; or it cannot be one.
    """
    inside: list[str] = []
    before = ""

    def change(match: re.Match[str]) -> str:
        nonlocal before
        found, kind = match[0], match.lastgroup
        last, before = before, found
        if kind == "sheet":
            return _office_sheet(match["sheet"])
        if kind == "quoted":
            raise ExcelError("There's a problem with this formula.")
        if kind == "brackets":
            named = bool(re.fullmatch(r"[^\W\d][\w.\\]*", last))
            if not named and not table:  # the number of another workbook, or a table of no cell
                raise ExcelError("There's a problem with this formula.")
            return _office_brackets(found, "" if named else str(table))
        if kind == "truth":
            return f"{found.upper()}()"
        if kind == "space":
            return "!"
        if kind in {"call", "sign"}:
            return _office_sign(found, inside)
        return found

    return _EXCEL.sub(change, formula)


def _office_sign(found: str, inside: list[str]) -> str:
    """Return a sign, and keep account of what it stands in: a call, parentheses, an array."""
    if found.endswith("("):
        inside.append("call" if len(found) > 1 else "group")
    elif found == "{":
        inside.append("array")
    elif found in {")", "}"}:
        if inside:
            inside.pop()
    elif found == ",":
        return "~" if inside[-1:] in ([], ["group"]) else ";"
    elif found == ";" and inside[-1:] == ["array"]:
        return "|"
    return "" if found == "@" else found


def _office_sheet(sheet: str) -> str:
    bare = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
    if "[" in bare or "/" in bare or "\\" in bare:
        raise ExcelError("A formula cannot refer to another workbook here.")
    return f"${quote_sheet(bare)}."


def _office_brackets(text: str, table: str) -> str:
    if match := _THIS_ROW.fullmatch(text):
        text = f"[[#This Row],[{match['inner'] or match['plain']}]]"
    return table + re.sub(r"\]\s*,\s*\[", "];[", text)


def to_excel(formula: str) -> str:
    """Return a formula of LibreOffice's in Excel's notation."""
    in_array = False

    def change(match: re.Match[str]) -> str:
        nonlocal in_array
        found, kind = match[0], match.lastgroup
        if kind == "sheet":
            sheet = match["sheet"]
            bare = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
            return f"{quote_sheet(bare)}!"
        if kind == "broken":
            return "#REF!"
        if kind == "brackets":
            return re.sub(r"\]\s*;\s*\[", "],[", found)
        if kind == "truth":
            return match["truth"]
        if kind == "sign":
            in_array = found == "{" or (in_array and found != "}")
            signs = {";": ",", "~": ",", "!": " ", "|": ";" if in_array else "|"}
            return signs.get(found, found)
        return found

    return _OFFICE.sub(change, formula)


def constant(formula: str) -> str | None:
    """Return the text of an error or truth value that LibreOffice keeps as a formula, or None."""
    bare = formula.removeprefix("=")
    if bare in ERROR_CODES:
        return bare
    return bare[:-2] if bare in {"TRUE()", "FALSE()"} else None


def with_tables(formula: str, change: Callable[[str, str], str]) -> str:
    """Return a formula with the tables in it changed.

    Args:
        formula: As LibreOffice has it.
        change: Makes of a table's name, and the brackets after it if there are some, what is to
            stand there. It is also asked about other names.
    """
    return _TABLE.sub(
        lambda match: change(match["name"], match["part"] or "") if match["name"] else match[0],
        formula,
    )
