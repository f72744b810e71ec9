"""The checks that `crm check`, frictionless and pandera all do, said once for the two peers.

Ours needs no such list: it recognises the columns. It runs all its rules, of which these are a
small part.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

AS_OF = "2026-11-01"
"""The day on which the workbooks are looked at."""


class Field(NamedTuple):
    """What one column is held to."""

    heading: str
    kind: Literal["text", "date", "number", "boolean", "any"] = "any"
    required: bool = False
    unique: bool = False
    allowed: tuple[str, ...] = ()
    pattern: str = ""
    latest: str = ""
    """The last day that may stand there."""
    ref: str = ""
    """The sheet that has to know the value, in the column of the same heading."""


class Fault(NamedTuple):
    """A value that each of the three has to find."""

    check: str
    sheet: str
    heading: str
    value: str | float | None


CUSTOMERS, PURCHASES = "לקוחות", "רכישות"
ID = "מזהה לקוח"
PHONE, EMAIL = r"\+?[0-9*][0-9\-]+", r"[^@\s]+@[^@\s]+\.[a-z]+"

SHEETS = {
    CUSTOMERS: (
        Field(ID, "text", required=True, unique=True),
        Field("סוג יחידה", "text", allowed=("אדם", "משק בית", "לקוח עסקי")),
        Field("שם", "text", required=True),
        Field("שם פרטי"),
        Field("לשון פנייה", "text", allowed=("נקבה", "זכר", "רבים", "לא ידוע")),
        Field("שפה", "text", allowed=("עברית", "אנגלית", "רוסית", "ערבית")),
        Field("טלפון", "text", pattern=PHONE),
        Field('דוא"ל', "text", pattern=EMAIL),
        Field("יישוב"),
        Field("כתובת"),
        Field("תאריך לידה", "date", latest=AS_OF),
        Field("איך הגיע אלינו"),
        Field("לקוח מאז", "date", latest=AS_OF),
        Field("ערוץ מועדף"),
        Field("תגיות"),
        Field("סטטוס"),
        Field("הערות"),
        Field("כלב", "boolean"),
        Field("נקודות", "number"),
        Field("קנייה אחרונה", "date"),
    ),
    PURCHASES: (
        Field("מזהה שורה", "text", required=True, unique=True),
        Field("סוג מסמך"),
        Field("תאריך", "date", required=True, latest=AS_OF),
        Field(ID, "text", required=True, ref=CUSTOMERS),
        Field("תיאור"),
        Field("כמות", "number"),
        Field("סכום", "number", required=True),
    ),
}

FAULTS = (
    Fault("type of a date", PURCHASES, "תאריך", "אתמול"),
    Fault("type of a number", PURCHASES, "סכום", "הרבה"),
    Fault("required", PURCHASES, "סכום", None),
    Fault("unique", CUSTOMERS, ID, "C-000001"),
    Fault("allowed values", CUSTOMERS, "לשון פנייה", "כחול"),
    Fault("pattern of a phone", CUSTOMERS, "טלפון", "בערב"),
    Fault("pattern of an e-mail", CUSTOMERS, 'דוא"ל', "dana.example.com"),
    Fault("range of a date", PURCHASES, "תאריך", 47000.0),
    Fault("reference", PURCHASES, ID, "C-999999"),
)
"""One a check, each the only one in its workbook."""
