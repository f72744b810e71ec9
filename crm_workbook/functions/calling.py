"""One call of a function, from what Excel hands over to what it gets back.

Excel asks again for whatever it recalculates, so results are kept for arguments already seen. A
user never meets a traceback: a call that fails gives a short sentence.
"""

from __future__ import annotations

from collections import OrderedDict
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError
from crm_workbook.functions.grids import ERRORS, NOTHING, grids
from crm_workbook.model import CellError
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.functions.declare import Function
    from crm_workbook.functions.grids import Grid
    from crm_workbook.model import Cell

BROKEN: Final = Text("תקלה בפונקציה ({kind})", "the function failed ({kind})")


class Kept:
    """The latest results, as long as they do not hold too many cells together."""

    def __init__(self, cells: int) -> None:
        """Keep nothing yet, and never more than `cells` cells."""
        self._most = cells
        self._cells = 0
        self._results: OrderedDict[bytes, Grid] = OrderedDict()

    def __len__(self) -> int:
        """Return how many results are kept."""
        return len(self._results)

    def get(self, key: bytes) -> Grid | None:
        """Return a result that is kept, and keep it longer."""
        if key in self._results:
            self._results.move_to_end(key)
        return self._results.get(key)

    def put(self, key: bytes, result: Grid) -> None:
        """Keep a result, and let go of those not asked for the longest.

        One that is too large to be kept stays out, and costs no other its place.
        """
        size = len(result) * len(result[0])
        if size > self._most:
            return
        self._results[key] = result
        self._cells += size
        while self._cells > self._most:
            _, gone = self._results.popitem(last=False)
            self._cells -= len(gone) * len(gone[0])


KEPT: Final = Kept(200_000)


def call(function: Function, values: Sequence[object], lang: str) -> Grid:
    """Return what a function gives for arguments as xlwings hands them over.

    Args:
        function: Which.
        values: One for each of its arguments; those left out at the end may lack.
        lang: The language to answer in.

    Returns:
        Rows of results. Errors are their names, which the workbook's own code turns into real
        ones: no Python function behind xlwings can return one.
    """
    try:
        given = grids(values)
        given += [NOTHING] * (len(function.arguments) - len(given))
        key = _key(function.name, lang, given)
        found = KEPT.get(key)
        if found is None:
            found = _result(function, lang, given)
            KEPT.put(key, found)
    except CrmError as error:
        return ((error.problem.what.say(lang, **error.values),),)
    except Exception as error:  # noqa: BLE001 - the last place before a cell
        return ((BROKEN.say(lang, kind=type(error).__name__),),)
    return found


def _result(function: Function, lang: str, given: Sequence[Grid]) -> Grid:
    for argument, rows in zip(function.arguments, given, strict=True):
        if not argument.each:
            error = next((c for row in rows for c in row if isinstance(c, CellError)), None)
            if error is not None:
                return ((_handed(error),),)
    return tuple(tuple(map(_handed, row)) for row in function.run(lang, *given))


def _handed(value: Cell) -> Cell:
    """Return a value as it is handed back; None would become a zero."""
    if isinstance(value, CellError):
        return value.code if value.code in ERRORS else "#VALUE!"
    return "" if value is None else value


def _key(name: str, lang: str, given: Sequence[Grid]) -> bytes:
    """Return the hash of a call; a day later it is another, since some results go by the day."""
    today = date.today()  # noqa: DTZ011 - the day on the user's own calendar
    said = repr((name, lang, today, given))
    return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).digest()
