"""Which rules are meant: by code, by the beginning of a code, by name, or all of them."""

from __future__ import annotations

from crm_workbook.errors import CrmError, Problem
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.rules import index, name_of
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ALL: Final = "ALL"
_FAMILY: Final = len("CRM0")
"""How much of a code its family shares."""
UNKNOWN: Final = Problem(
    "unknown-rule",
    Text("אין כלל בשם {word}.", "There is no rule {word}."),
    Text("אולי הכוונה ל-{near}.", "The nearest is {near}."),
)
IN_FAMILY: Final = Problem(
    "unknown-rule",
    Text("אין כלל בשם {word}.", "There is no rule {word}."),
    Text("הכללים שמתחילים ב-{family}: {codes}.", "Those that begin with {family}: {codes}."),
)
NO_FAMILY: Final = Problem(
    "unknown-rule",
    Text("אין כלל בשם {word}.", "There is no rule {word}."),
    Text(
        "קוד של כלל מתחיל באחד מאלה: {families}. לרשימה של משפחה: crm explain CRM1",
        "A code begins with one of {families}. To list a family: crm explain CRM1",
    ),
)


def chosen(
    select: Iterable[str] = (), ignore: Iterable[str] = (), extend: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return the codes to check, in order.

    Args:
        select: What to check; everything when empty. Each word is a code (`CRM121`), the
            beginning of one (`CRM1`), a name (`short-phone`) or `ALL`; words may also come
            together, separated by commas.
        ignore: What to leave out, said in the same words.
        extend: What to check besides, in the same words. It brings back what `ignore` leaves out
            by a word that means no fewer rules.

    Raises:
        CrmError: A word means no rule.
    """
    wanted = meant(select) or dict.fromkeys(index(), 0)
    left_out = meant(ignore)
    besides = meant(extend)
    kept = wanted.keys() - left_out.keys()
    kept |= {code for code, wide in besides.items() if wide <= left_out.get(code, wide)}
    return tuple(sorted(kept))


def one(word: str) -> str:
    """Return the code of a single rule, given its code or its name.

    Raises:
        CrmError: There is no such rule.
    """
    code = _as_code(word)
    found = {code} if code in index() else _codes(word) if code[:3] != "CRM" else set()
    if len(found) != 1:
        raise _unknown(word)
    return found.pop()


def family(word: str) -> tuple[str, ...]:
    """Return the codes that the beginning of a code means, in order; none for anything else."""
    code = _as_code(word)
    if len(code) < _FAMILY or code in index() or not code.startswith("CRM"):
        return ()
    return tuple(sorted(_codes(word)))


def meant(words: Iterable[str]) -> dict[str, int]:
    """Return the codes that words mean, each with how many the narrowest of its words means.

    Raises:
        CrmError: A word means no rule.
    """
    codes: dict[str, int] = {}
    for word in split(words):
        found = _codes(word)
        if not found:
            raise _unknown(word)
        for code in found:
            codes[code] = min(len(found), codes.get(code, len(found)))
    return codes


def split(texts: Iterable[str]) -> Iterator[str]:
    """Yield the words of texts in which blanks or commas stand between them."""
    for text in texts:
        yield from text.replace(",", " ").split()


def _codes(word: str) -> set[str]:
    code = _as_code(word)
    if code == ALL:
        return set(index())
    if code.startswith("CRM"):
        return {known for known in index() if known.startswith(code)}
    return {known for known in index() if name_of(known) == _as_name(word)}


def _unknown(word: str) -> CrmError:
    """Return what to say of a word that means no rule: the family it names, or its nearest."""
    code = _as_code(word)
    for family in (code[: _FAMILY + 1], code[:_FAMILY]):
        codes = ", ".join(known for known in index() if known.startswith(family))
        if codes and len(family) >= _FAMILY:
            return CrmError(IN_FAMILY, word=word, family=family, codes=codes)
    from difflib import get_close_matches

    names = {name_of(known): known for known in index()}
    close = [] if code.startswith("CRM") else get_close_matches(_as_name(word), names, 1)
    if not close:
        families = sorted({known[:_FAMILY] for known in index()})
        return CrmError(NO_FAMILY, word=word, families=", ".join(families))
    return CrmError(UNKNOWN, word=word, near=f"{names[close[0]]} ({close[0]})")


def _as_code(word: str) -> str:
    """Return a word as a code or the beginning of one is written; `121` means `CRM121`."""
    upper = word.strip().upper()
    return f"CRM{upper}" if upper.isdigit() else upper


def _as_name(word: str) -> str:
    return word.strip().lower().replace("_", "-")
