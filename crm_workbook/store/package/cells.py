"""A value as the markup of a cell.

Texts are written inline, not into the shared strings: every reader takes them, no second part has
to be unpacked and rewritten for them, and Excel moves them to its shared strings on its next save.
A text is written as text whatever it begins with, so `=HYPERLINK(...)` in a customer's name stays
a name.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import isfinite
from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError, Problem
from crm_workbook.model import Cell, CellError, Formula, Ref
from crm_workbook.store.package.markup import MAX_TEXT, escape, text_markup
from crm_workbook.text import Text

if TYPE_CHECKING:
    from crm_workbook.store.package.styles import Styles

Value = Cell | Formula

NOT_A_NUMBER: Final = Problem(
    "not-a-number",
    Text(
        "החישוב של {cell} לא נתן מספר. דבר לא נכתב.",
        "What was computed for {cell} is not a number. Nothing was written.",
    ),
    Text(
        "יש להריץ crm check על החוברת ולתקן את מה שנמצא.",
        "Run crm check on the workbook and mend what it finds.",
    ),
)
LONG_TEXT: Final = Problem(
    "long-text",
    Text(
        "הטקסט של {cell} ארוך מדי לתא ({length} תווים, המותר הוא 32,767). דבר לא נכתב.",
        "The text for {cell} is too long for a cell ({length} characters, 32,767 fit). "
        "Nothing was written.",
    ),
    Text("יש לקצר אותו ולנסות שוב.", "Shorten it and try again."),
)
EARLY_DATE: Final = Problem(
    "early-date",
    Text(
        "התאריך {value} של {cell} מוקדם מכל תאריך ש-Excel מכיר. דבר לא נכתב.",
        "The date {value} for {cell} is earlier than any Excel knows. Nothing was written.",
    ),
    Text("יש לתקן אותו ולנסות שוב.", "Correct it and try again."),
)

_LEAP_BUG: Final = 60
"""Excel counts a 29 February 1900 that never was; earlier dates are one day off."""
_DAY: Final = 86_400
EARLY_EPOCH: Final = 1900
_ZERO_1900: Final = date(1899, 12, 30)
_ZERO_1904: Final = date(1904, 1, 1)
_EXACT: Final = 10**15
"""Excel keeps 15 digits."""


class Cells:
    """Writes cells of one workbook: its epoch, its formats, the prefix of its sheet's markup."""

    def __init__(self, styles: Styles, epoch: int, prefix: str = "") -> None:
        """Write dates as days since `epoch` (1900 or 1904)."""
        self.styles = styles
        self._early = epoch == EARLY_EPOCH
        self._zero = (_ZERO_1900 if self._early else _ZERO_1904).toordinal()
        self._prefix = prefix

    def markup(self, ref: str, value: Value, style: int | None, wanted: str, sheet: str) -> str:
        """Return the cell at address `ref`.

        Args:
            ref: Its address, such as `C12`.
            value: What it shall hold.
            style: The style it has or inherits; None where nothing says one.
            wanted: The number format of the column's kind.
            sheet: The id of the sheet, for a refusal to name the place.

        Raises:
            CrmError: The value cannot stand in a cell.
        """
        p = self._prefix
        if style is None:
            style = self.styles.made(wanted)
        if value is None or value == "":
            return f'<{p}c r="{ref}" s="{style}"/>'
        if isinstance(value, Formula):
            return self._formula(f'{p}c r="{ref}" s="{style}"', value, Ref(sheet, ref))
        style = self.styles.fitting(style, value, wanted)
        if isinstance(value, str):
            if len(value) > MAX_TEXT:
                raise CrmError(LONG_TEXT, cell=Ref(sheet, ref), length=len(value))
            text = text_markup(value, p)
            return f'<{p}c r="{ref}" s="{style}" t="inlineStr"><{p}is>{text}</{p}is></{p}c>'
        kind = ""
        if isinstance(value, bool):
            kind, content = ' t="b"', str(int(value))
        elif isinstance(value, CellError):
            kind, content = ' t="e"', escape(value.code)
        else:
            content = self._number(value, sheet, ref)
        return f'<{p}c r="{ref}" s="{style}"{kind}><{p}v>{content}</{p}v></{p}c>'

    def _formula(self, head: str, value: Formula, place: Ref) -> str:
        p, result = self._prefix, value.result
        kind = content = ""
        if isinstance(result, bool):
            kind, content = ' t="b"', str(int(result))
        elif isinstance(result, str):
            # Unlike a text of its own, a formula's stands in `<v>`; what that cannot hold is left
            # to be calculated.
            if result.isprintable() and len(result) <= MAX_TEXT:
                kind, content = ' t="str"', escape(result)
        elif result is not None and not isinstance(result, CellError):
            content = self._number(result, place.sheet, place.cell)
        stored = f"<{p}v>{content}</{p}v>" if content else ""
        return f"<{head}{kind}><{p}f>{escape(value.source)}</{p}f>{stored}</{p}c>"

    def _number(self, value: float | date | timedelta, sheet: str, ref: str) -> str:
        if isinstance(value, (float, int)):
            if not isfinite(value):
                raise CrmError(NOT_A_NUMBER, cell=Ref(sheet, ref))
            whole = int(value)
            return str(whole) if whole == value and abs(whole) < _EXACT else repr(value)
        if isinstance(value, timedelta):
            return repr(value.total_seconds() / _DAY)
        days = value.toordinal() - self._zero
        if self._early and days <= _LEAP_BUG:
            days -= 1
        if days < self._early:
            raise CrmError(EARLY_DATE, cell=Ref(sheet, ref), value=value)
        if not isinstance(value, datetime):
            return str(days)
        time = value - datetime(value.year, value.month, value.day, tzinfo=value.tzinfo)
        return repr(days + time / timedelta(days=1)) if time else str(days)
