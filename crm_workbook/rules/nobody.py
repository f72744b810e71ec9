"""Names that stand for nobody, and names that stand for everybody without one.

They are compared as `fields.normal.plain` folds them.
"""

from crm_workbook.lean import Final

NOBODY: Final = frozenset({
    "לא ידוע", "לא ידועה", "ללא שם", "אין שם", "אין", "חסר", "בדיקה", "ניסיון", "נסיון", "טסט",
    "לקוח", "לקוחה", "שם", "שם לקוח", "פלוני", "פלוני אלמוני",
    "unknown", "no name", "noname", "n/a", "none", "null", "test", "testing", "test test",
    "asdf", "qwerty", "aaa", "xxx", "abc", "customer", "tbd", "john doe", "jane doe",
})  # fmt: skip
EVERYBODY: Final = frozenset({
    "לקוח מזדמן", "לקוחות מזדמנים", "מזדמן", "לקוח קופה", "קופה", "לקוח כללי", "לקוח מזומן",
    "לקוחות שונים", "שונים", "לקוח אקראי", "עובר אורח", "לקוח חד פעמי", "לקוחות חד פעמיים",
    "walk-in", "walk in", "walk-in customer", "walk in customer", "cash customer", "cash sale",
    "cash sales", "cash desk", "guest", "anonymous", "general customer", "various", "misc",
    "retail customer", "counter sale", "counter sales",
})  # fmt: skip
