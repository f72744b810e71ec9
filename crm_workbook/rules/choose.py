"""Which rules are meant: by code, by the beginning of a code, by name, or all of them."""

from __future__ import annotations

from crm_workbook.errors import CrmError, Problem
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.rules import index, name_of
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

ALL: Final = "ALL"
UNKNOWN: Final = Problem(
    "unknown-rule",
    Text("אין כלל בשם {word}.", "There is no rule {word}."),
    Text("הכלל הקרוב ביותר: {near}.", "The nearest is {near}."),
)


def chosen(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the codes to check, in order.

    Args:
        select: What to check; everything when empty. Each word is a code (`CRM121`), the
            beginning of one (`CRM1`), a name (`short-phone`) or `ALL`; words may also come
            together, separated by commas.
        ignore: What to leave out, said in the same words.

    Raises:
        CrmError: A word means no rule.
    """
    wanted = _meant(select) or set(index())
    return tuple(sorted(wanted - _meant(ignore)))


def one(word: str) -> str:
    """Return the code of a single rule, given its code or its name.

    Raises:
        CrmError: There is no such rule.
    """
    code = word.strip().upper()
    found = {code} if code in index() else _codes(word) if code[:3] != "CRM" else set()
    if len(found) != 1:
        raise CrmError(UNKNOWN, word=word, near=_nearest(word))
    return found.pop()


def _meant(words: Iterable[str]) -> set[str]:
    codes: set[str] = set()
    for words_given in words:
        for word in words_given.replace(",", " ").split():
            found = _codes(word)
            if not found:
                raise CrmError(UNKNOWN, word=word, near=_nearest(word))
            codes |= found
    return codes


def _codes(word: str) -> set[str]:
    upper = word.strip().upper()
    if upper == ALL:
        return set(index())
    if upper.startswith("CRM"):
        return {code for code in index() if code.startswith(upper)}
    plain = word.strip().lower().replace("_", "-")
    return {code for code in index() if name_of(code) == plain}


def _nearest(word: str) -> str:
    """Return the rule most like a word, as `CRM121 short-phone`."""
    from difflib import get_close_matches

    names = {name_of(code): code for code in index()}
    if word.upper().startswith("CRM") or word.isdigit():
        code = f"CRM{word.upper().removeprefix('CRM')}"
        near = get_close_matches(code, index(), 1, 0) or list(index())
        return f"{near[0]} {name_of(near[0])}"
    close = get_close_matches(word.lower(), names, 1, 0)
    return f"{names[close[0]]} {close[0]}" if close else ALL
