"""Names and addresses that are nobody's, and names that stand for everybody without one.

Names are compared as `fields.normal.plain` folds them.
"""

from crm_workbook.fields.pattern import pattern
from crm_workbook.lean import Final

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

_PHONE: Final = r"\+[0-9]{2,5}([019])\1{6,}"
"""Seven zeros, ones or nines at the end. Other such numbers are sold as easy to remember."""
_NOTHING: Final = "test|none|nobody|no|noemail|nomail|na|a|aa|aaa|x|xx|xxx|asd|abc"
_EMAIL: Final = (
    rf"(?:{_NOTHING})@(?:{_NOTHING}|gmail|walla)\.[a-z.]+"
    r"|(?:no-?reply|do-?not-?reply|noemail|nomail)@.+"
)
"""What stands for nothing, and mailboxes nobody reads."""


def is_made_up(address: str) -> bool:
    """Return whether an understood phone number or e-mail address is one typed to fill a cell."""
    return pattern(_EMAIL if "@" in address else _PHONE).fullmatch(address) is not None
