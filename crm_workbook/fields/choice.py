"""A value out of a list. Meaning: the id of the choice.

| fault | meaning | safe cell |
|---|---|---|
| `choice-synonym` | a known synonym, or the right word with odd marks, quotes or blanks | yes |
| `not-in-list` | the list has nothing of the kind | no |
| `error-cell` | an error value such as `#REF!` | no |

A choice may be written by its id or by its Hebrew or English name, in upper or lower case; none of
that is a fault. The safe cell is its name in the language most cells of the column are in.
"""

from __future__ import annotations

from functools import cache, partial

from crm_workbook.fields import Field, Parsed
from crm_workbook.fields.normal import heading_key, visible
from crm_workbook.fields.pattern import pattern
from crm_workbook.fields.reading import EMPTY, ERROR_CELL, digits_of, same
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import CellError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random

    from crm_workbook.fields import Context
    from crm_workbook.model import Cell, Choice

_HEBREW: Final = "[א-ת]"
_NOT_IN_LIST: Final = Parsed(None, "not-in-list")


def reader(context: Context, values: Iterable[Cell]) -> Callable[[Cell], Parsed]:
    """Return the function that reads a cell of this column; see the module's table of faults."""
    choices = context.lists.get(context.column.choices, ())
    exact = {
        name.lower(): choice
        for choice in reversed(choices)
        for name in (choice.en, choice.he, choice.id)
        if name
    }
    lang = _language(values, choices)
    known = cache(partial(_known, choices))  # where all is in order nobody asks

    def read(cell: Cell) -> Parsed:
        if cell is None:
            return EMPTY
        text = cell if isinstance(cell, str) else _shown(cell)
        if text is None:
            return ERROR_CELL if isinstance(cell, CellError) else _NOT_IN_LIST
        choice = exact.get(text.lower())
        if choice is not None:
            return Parsed(choice.id)
        if not visible(text):
            return EMPTY
        choice = known().get(heading_key(text))
        if choice is None:
            return _NOT_IN_LIST
        return Parsed(choice.id, "choice-synonym", name_of(choice, lang))

    return read


def _known(choices: Iterable[Choice]) -> dict[str, Choice]:
    keys: dict[str, Choice] = {}
    for spellings in (_names, _synonyms):  # names first: a synonym never hides a name
        for choice in choices:
            for spelling in spellings(choice):
                keys.setdefault(heading_key(spelling), choice)
    return keys


def name_of(choice: Choice, lang: str) -> str:
    """Return how a choice is written in a cell of a workbook in `lang`."""
    return (choice.he if lang == "he" else choice.en) or choice.he or choice.id


def _names(choice: Choice) -> tuple[str, ...]:
    return tuple(filter(None, (choice.id, choice.he, choice.en)))


def _synonyms(choice: Choice) -> tuple[str, ...]:
    return choice.synonyms


def _language(values: Iterable[Cell], choices: Iterable[Choice]) -> str:
    """Return the language most cells are in, by the names of choices, else by their letters."""
    texts = {value for value in values if isinstance(value, str)}
    hebrew, english = len(texts & {c.he for c in choices}), len(texts & {c.en for c in choices})
    if hebrew == english:
        hebrew = sum(pattern(_HEBREW).search(text) is not None for text in texts)
        english = len(texts) - hebrew
    return "en" if english > hebrew else "he"


def _shown(cell: Cell) -> str | None:
    """Return a number or a tick as the text a list would have for it."""
    if isinstance(cell, bool):
        return str(cell).lower()
    return digits_of(cell) if isinstance(cell, int | float) else None


def _sample(_random: Random) -> Cell:
    # Which values there are is known to the list only; whoever makes samples picks one there.
    return None


FIELD: Final = Field("choice", frozenset(), reader, same, _sample, width=14)
