"""Names and addresses that are nobody's, and names that stand for everybody without one.

Names are compared as `fields.normal.plain` folds them.
"""

from __future__ import annotations

from crm_workbook.fields.pattern import pattern
from crm_workbook.lean import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crm_workbook.model import Cell

NOBODY: Final = frozenset({
    "לא ידוע", "לא ידועה", "ללא שם", "אין שם", "אין", "חסר", "בדיקה", "ניסיון", "נסיון", "טסט",
    "לקוח", "לקוחה", "שם", "שם לקוח", "פלוני", "פלוני אלמוני",
    "unknown", "no name", "noname", "n/a", "none", "null", "test", "testing", "test test",
    "asdf", "qwerty", "xxx", "customer", "tbd", "john doe", "jane doe",
})  # fmt: skip
EVERYBODY: Final = frozenset({
    "לקוח מזדמן", "לקוחות מזדמנים", "מזדמן", "לקוח קופה", "קופה", "לקוח כללי", "לקוח מזומן",
    "לקוחות שונים", "שונים", "לקוח אקראי", "עובר אורח", "לקוח חד פעמי", "לקוחות חד פעמיים",
    "walk-in", "walk in", "walk-in customer", "walk in customer", "cash customer", "cash sale",
    "cash sales", "cash desk", "guest", "anonymous", "general customer", "various", "misc",
    "retail customer", "counter sale", "counter sales",
})  # fmt: skip

_ENDS: Final = ("0000000", "1111111", "9999999")
"""Seven zeros, ones or nines at the end. Other such numbers are sold as easy to remember."""
_PHONE: Final = r"\+[0-9]{2,5}([019])\1{6,}"
_NOTHING: Final = frozenset({
    "test", "none", "nobody", "no", "noemail", "nomail", "na", "a", "aa", "aaa", "x", "xx", "xxx",
    "asd", "abc",
})  # fmt: skip
"""What stands for nothing, before the @ and behind it."""
_MAILBOXES: Final = frozenset({
    "noreply", "no-reply", "donotreply", "donot-reply", "do-notreply", "do-not-reply", "noemail",
    "nomail",
})  # fmt: skip
"""What nobody reads, wherever it is."""
_LOCALS: Final = _NOTHING | _MAILBOXES


def made_up(addresses: Iterable[Cell]) -> set[Cell]:
    """Return those of many understood addresses that were typed to fill a cell."""
    return {
        address
        for address in addresses
        if isinstance(address, str)
        and (address.endswith(_ENDS) or address.partition("@")[0] in _LOCALS)
        and is_made_up(address)
    }


def is_made_up(address: str) -> bool:
    """Return whether an understood phone number or e-mail address is one typed to fill a cell."""
    local, at, domain = address.partition("@")
    if not at:
        return address.endswith(_ENDS) and pattern(_PHONE).fullmatch(address) is not None
    place, dot, _ = domain.partition(".")
    return local in _MAILBOXES or (
        local in _NOTHING and dot != "" and (place in _NOTHING or place in {"gmail", "walla"})
    )
