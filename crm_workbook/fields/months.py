"""Dates in words: month and weekday names, Hebrew and English, and the ways to set them."""

from __future__ import annotations

from crm_workbook.fields.pattern import pattern
from crm_workbook.lean import Final, NamedTuple

_HEBREW: Final = (
    "ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני",
    "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר", "דצמבר",
)  # fmt: skip
_ENGLISH: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_OTHER: Final = (
    "ינו", "פבר", "מרס", "אפר", "מאי", "יונ", "יול", "אוג", "ספט", "אוק", "נוב", "דצמ",
)  # fmt: skip
MONTHS: Final[dict[str, int]] = {
    **{name: number for number, name in enumerate(_HEBREW, 1)},
    **{name: number for number, name in enumerate(_OTHER, 1)},
    **{name: number for number, name in enumerate(_ENGLISH, 1)},
    **{name[:3]: number for number, name in enumerate(_ENGLISH, 1)},
    "sept": 9,
    "מארס": 3,
    "דצ": 12,
}
"""The number of a month by its name, already `plain`, without a dot or geresh behind it."""

_WEEKDAY: Final = (
    r"(?:ב?יום )?(?:ראשון|שני|שלישי|רביעי|חמישי|שישי|שבת|[א-ו]')[ ,]+"
    r"|(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:day)?\.?[ ,]+"
)
_NAME: Final = r"(?P<month>[a-zא-ת]{2,9})['.]?"
_DAY: Final = r"(?:[בה]-?)?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>[0-9]{4}|'?[0-9]{2})"
_GAP: Final = r"(?:,? |-|/|\.|, ?)"
_SHAPES: Final = (
    rf"{_DAY}(?: of |{_GAP})?{_NAME}(?:{_GAP}{_YEAR})?",
    rf"{_NAME}{_GAP}?{_DAY}(?:{_GAP}{_YEAR})?",
    rf"{_YEAR}{_GAP}{_NAME}{_GAP}{_DAY}",
    rf"{_NAME}{_GAP}{_YEAR}",
)


class Worded(NamedTuple):
    """A date in words, as far as it is given. Nothing is checked against a calendar."""

    day: int | None
    month: int
    year: str
    """Two or four digits, empty when it is not said."""


def without_weekday(text: str) -> str:
    """Return `text`, already `plain`, without the day of the week before it."""
    found = pattern(_WEEKDAY).match(text)
    return text[found.end() :] if found else text


def worded(text: str) -> Worded | None:
    """Return the date that `text`, already `plain`, says in words; None when it says none."""
    for shape in _SHAPES:
        found = pattern(shape).fullmatch(text)
        if found is None:
            continue
        groups = found.groupdict()
        name = groups["month"]
        # Hebrew joins the preposition to the name: "3 במרץ".
        number = MONTHS.get(name) or MONTHS.get(name.removeprefix("ב"))
        if number is not None:
            day = groups.get("day")
            return Worded(int(day) if day else None, number, (groups["year"] or "").lstrip("'"))
    return None
