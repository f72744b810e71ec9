"""Yes or no. Meaning: a bool.

| fault | meaning | safe cell |
|---|---|---|
| `ambiguous-mark` | `X` in a column with nothing else: a tick to some, a no to others | no |
| `not-yes-no` | anything else that is not understood | no |
| `error-cell` | an error value such as `#REF!` | no |

Understood without a fault: TRUE and FALSE, כן and לא, yes and no, 1 and 0, V and X, the signs ✓ ✔
☑ ✅ and ✗ ✘ ☒ ❌. An X is a no beside any yes of another spelling, and a yes beside a written no.
"""

from __future__ import annotations

from crm_workbook.fields import Field, Parsed
from crm_workbook.fields.normal import plain
from crm_workbook.fields.reading import EMPTY, ERROR_CELL, same
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import CellError
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random

    from crm_workbook.fields import Context
    from crm_workbook.model import Cell

YES: Final = Text("כן", "Yes")
NO: Final = Text("לא", "No")

_YES: Final = frozenset(
    {
        "כן",
        "אמת",
        "yes",
        "y",
        "true",
        "t",
        "1",
        "1.0",
        "v",
        "✓",
        "✔",
        "☑",
        "✅",
        "🗸",
        "כ",
        "כן.",
        "on",
    }
)
_NO: Final = frozenset(
    {
        "לא",
        "שקר",
        "no",
        "n",
        "false",
        "f",
        "0",
        "0.0",
        "✗",
        "✘",
        "☒",
        "❌",
        "✖",
        "☐",
        "ל",
        "לא.",
        "off",
    }
)
_CROSS: Final = frozenset({"x", "х", "×"})
_LONGEST: Final = 20
"""Characters of the longest way to say yes or no, marks included."""
_UNDECIDED: Final = Parsed(None, "ambiguous-mark")
_NOT_YES_NO: Final = Parsed(None, "not-yes-no")


def reader(_context: Context, values: Iterable[Cell]) -> Callable[[Cell], Parsed]:
    """Return the function that reads a cell of this column; see the module's table of faults."""
    cross = _cross(values)

    def read(cell: Cell) -> Parsed:
        if cell is None:
            return EMPTY
        if isinstance(cell, CellError):
            return ERROR_CELL
        text = _word(cell)
        if not text:
            return EMPTY
        if text in _YES:
            return Parsed(value=True)
        if text in _NO:
            return Parsed(value=False)
        return cross if text in _CROSS else _NOT_YES_NO

    return read


def yes_or_no(value: bool, lang: str) -> str:  # noqa: FBT001 - the value is what it is about
    """Return how a yes or a no is written in a cell of a workbook in `lang`."""
    return (YES if value else NO).say(lang)


def _cross(values: Iterable[Cell]) -> Parsed:
    """Return what an X means beside the other values of its column."""
    words = {_word(value) for value in values if value is not None}
    if words & _YES:
        return Parsed(value=False)
    return Parsed(value=True) if words & _NO else _UNDECIDED


def _word(cell: Cell) -> str:
    if isinstance(cell, str):
        cell = cell.strip()
        return plain(cell).replace("\ufe0f", "") if len(cell) <= _LONGEST else cell
    return str(cell).lower()


def _sample(random: Random) -> Cell:
    return random.random() < 0.5  # noqa: PLR2004 - an even chance


FIELD: Final = Field("boolean", frozenset({bool}), reader, same, _sample, width=8)
