"""A link to click: a page, a chat, a mail, a call. Meaning: the address as text.

| fault | meaning | safe cell |
|---|---|---|
| `not-a-link` | anything but one address of the schemes below | no |
| `invisible-marks` | direction marks around or inside it | yes |
| `odd-blanks` | blanks at an end | yes |
| `error-cell` | an error value such as `#REF!` | no |

An address is written in the characters of RFC 3986, anything else as `%` and two hex digits, and
begins with `https:`, `mailto:`, `tel:` or `sms:`. Others, such as `file:` or a script, are not for
clicking in a workbook that goes from hand to hand.
"""

from __future__ import annotations

from crm_workbook.fields import Field, Parsed, text
from crm_workbook.fields.pattern import pattern
from crm_workbook.fields.reading import EMPTY, ERROR_CELL, cellwise, same
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import CellError

if TYPE_CHECKING:
    from random import Random

    from crm_workbook.model import Cell

LONGEST: Final = 2_079
"""Characters of the longest link that Excel opens from a cell."""

_LETTER: Final = r"[A-Za-z0-9._~!$&'()*+,;=:@/?#-]"
_LINK: Final = (
    r"(?i:https://(?=[a-z0-9])|mailto:|tel:|sms:)"
    rf"(?={_LETTER}|%){_LETTER}*(?:%[0-9A-Fa-f]{{2}}{_LETTER}*)*"
)
_NOT_A_LINK: Final = Parsed(None, "not-a-link")


def read(cell: Cell) -> Parsed:
    """Return the meaning of a link cell; see the module's table of faults."""
    if not isinstance(cell, str):
        if cell is None:
            return EMPTY
        return ERROR_CELL if isinstance(cell, CellError) else _NOT_A_LINK
    if is_link(cell):
        return Parsed(cell)
    found = text.read(cell)
    clean = found.value
    return found if clean is None or is_link(str(clean)) else _NOT_A_LINK


def is_link(address: str) -> bool:
    """Return whether a text is one link and nothing else."""
    return pattern(_LINK).fullmatch(address) is not None


def _sample(random: Random) -> Cell:
    return f"https://wa.me/97250{random.randrange(10_000_000):07}"


FIELD: Final = Field("link", frozenset(), cellwise(read), same, _sample, width=14, ltr=True)
