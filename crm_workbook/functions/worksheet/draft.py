"""CRM_DRAFT: a text with gaps, filled in from the cells of a row."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook import schema
from crm_workbook.errors import CrmError, Problem
from crm_workbook.fields import Context, field
from crm_workbook.fields.normal import slug
from crm_workbook.functions.declare import Argument, Example, Function
from crm_workbook.functions.grids import MOST, SHAPES, TOO_MANY
from crm_workbook.model import CellError
from crm_workbook.schema.headings import heading_text, match_columns
from crm_workbook.schema.lists import builtin_lists
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from crm_workbook.functions.grids import Grid
    from crm_workbook.model import Cell, Column
    from crm_workbook.outreach.environment import Filled, Words

IN_THE_CELL: Final = Text("שבתא", "in the cell")
NO_NAMES: Final = Problem(
    "no-names",
    Text("אין כותרות בטווח השמות", "the range of names holds no headings"),
    Text("לבחור את שורת הכותרות.", "Choose the row of headings."),
)

_RECORDS: Final = ("b", "c", "m", "p")
_DOTTED: Final = re.compile(rf"({'|'.join(_RECORDS)})\.(\w+)")
_GAP: Final = re.compile(r"\{[{%#][^{}]*\}+")
_HEBREW: Final = re.compile("[א-ת]")
_LATIN: Final = re.compile("[A-Za-z]")
_CURRENCY: Final = ("b", "currency")
_NAME: Final = ("c", "name")

_Field = tuple[str, str]
"""A record and a name in it, by which a template asks for a value."""


class _Place(NamedTuple):
    """One name, and how its values are read."""

    heading: str
    fields: tuple[_Field, ...]
    """What a template may call it."""
    read: Callable[[Cell], Cell]


def run(lang: str, template: Grid, names: Grid, values: Grid) -> Grid:
    """Return the text filled in, once for every row of values; see `FUNCTION`."""
    upright = len(names[0]) == 1 < len(names)
    if upright:  # names one below the other, and so each column of values is one person's
        names, values = _turned(names), _turned(values)
    if len(names) != 1 or len(values[0]) != len(names[0]):
        raise CrmError(SHAPES)
    if len(values) > MOST:
        raise CrmError(TOO_MANY)
    places = _places(names[0], values)
    source = "\n".join("" if row[0] is None else str(row[0]) for row in template).rstrip()
    first = _known(places, values[0])
    currency = str(first.get(_CURRENCY) or "ILS")
    offered = tuple(sorted({name for place in places for name in place.fields} | {*first}))
    words = _words(source, lang, currency, offered)
    found = tuple((_filled(words, places, row, lang),) for row in values)
    return _turned(found) if upright else found


def _turned(given: Grid) -> Grid:
    return tuple(zip(*given, strict=True))


def _places(headings: Sequence[Cell], values: Grid) -> list[_Place]:
    """Return what each heading names: what its own words say, and a column of ours it means."""
    columns = match_columns(headings, schema.sheet("customers"))
    places = []
    for number, (cell, column) in enumerate(zip(headings, columns, strict=True)):
        heading = heading_text(cell)
        dotted = _DOTTED.fullmatch(heading)
        fields: list[_Field] = []
        if dotted:
            fields.append((dotted[1], dotted[2]))
        elif heading:
            fields.append(("c", slug(heading)))
            if column is not None:
                fields.append(("c", column.id))
        read = _reader(column, [row[number] for row in values])
        places.append(_Place(heading, tuple(dict.fromkeys(fields)), read))
    if not any(place.fields for place in places):
        raise CrmError(NO_NAMES)
    return places


@lru_cache(maxsize=64)
def _words(source: str, lang: str, currency: str, offered: tuple[_Field, ...]) -> Words:
    """Return a template checked and ready to be filled in.

    Raises:
        CrmError: It says something that is not allowed, or names what is not offered.
    """
    from crm_workbook.outreach.environment import Environment
    from crm_workbook.outreach.template import Version

    spoken = _spoken(source) or lang
    records = {
        record: frozenset(name for owner, name in offered if owner == record)
        for record in sorted({owner for owner, _ in offered})
    }
    environment = Environment(spoken, currency, records)
    return environment.body(Version(IN_THE_CELL.say(lang), spoken, "", "", source, 1))


def _spoken(source: str) -> str:
    """Return the language of a text by the letters around its gaps, '' when there are none."""
    around = _GAP.sub("", source)
    return "he" if _HEBREW.search(around) else "en" if _LATIN.search(around) else ""


def _known(places: Sequence[_Place], row: Sequence[Cell]) -> dict[_Field, Cell]:
    """Return what a row says, by every name a template may use for it."""
    known: dict[_Field, Cell] = {}
    for place, cell in zip(places, row, strict=True):
        value = None if cell is None or isinstance(cell, CellError) else place.read(cell)
        for name in place.fields:
            if known.get(name) is None:
                known[name] = value
    for greeting in (("c", "first_name"), ("c", "display_name")):  # as in the drafts
        if greeting in known and known.get(_NAME) is None:
            known[_NAME] = known[greeting]
    return known


def _reader(column: Column | None, cells: Sequence[Cell]) -> Callable[[Cell], Cell]:
    """Return how a cell is understood in a column; what cannot be stays as it stands."""
    if column is None:
        return lambda cell: cell
    parse = field(column.kind).reader(Context(column, builtin_lists()), cells)

    def read(cell: Cell) -> Cell:
        value = parse(cell).value
        return cell if value is None else value

    return read


def _filled(words: Words, places: Sequence[_Place], row: Sequence[Cell], lang: str) -> Cell:
    from crm_workbook.outreach.language import GENDERS
    from crm_workbook.outreach.values import Record

    if all(cell is None for cell in row):
        return None
    known = _known(places, row)
    gender = str(known.get(("c", "gender_address")) or "")
    if gender not in GENDERS and known.get(("c", "unit_type")) == "household":
        gender = "plural"
    records = {
        record: Record(record, {n: v for (owner, n), v in known.items() if owner == record})
        for record in _RECORDS
    }
    filled = words.fill(gender, records)
    return filled.text or _refusal(filled, places, lang) or None


def _refusal(filled: Filled, places: Sequence[_Place], lang: str) -> str:
    from crm_workbook.outreach.writer import MISSING, TOO_LONG, UNFIT

    if filled.missing:
        owner, _, name = filled.missing.partition(".")
        labels: Mapping[_Field, str] = {f: p.heading for p in reversed(places) for f in p.fields}
        return MISSING.say(lang, label=labels.get((owner, name), name))
    if filled.fault:
        return (TOO_LONG if filled.fault == "too-long" else UNFIT).say(lang)
    return ""


FUNCTION: Final = Function(
    "CRM_DRAFT",
    Text(
        "נוסח עם מקומות למילוי, ממולא בערכים של שורה: {{ c.שם }} הוא הערך שתחת הכותרת שם. לטווח "
        "של כמה שורות יש טיוטה לכל שורה.",
        "A text with gaps, filled in from a row: {{ c.name }} is the value under the heading "
        "Name. A range of several rows gives a draft for each.",
    ),
    (
        Argument("template", Text("התא עם הנוסח", "The cell that holds the text")),
        Argument("names", Text("שורת הכותרות", "The row of headings")),
        Argument(
            "values",
            Text(
                "שורת הערכים, או כמה שורות, ברוחב שורת הכותרות",
                "The row of values, or several rows, as wide as the headings",
            ),
            each=True,
        ),
    ),
    run,
    Text(
        "אותו מנוע כמו של `crm draft`: תנאים, מסננים כמו money ו-days, ולשון פנייה עם g לפי "
        "עמודת לשון הפנייה. רווח בכותרת נכתב בנוסח כקו תחתון. כותרת של גיליון הלקוחות מוכרת גם "
        "בשמה הקבוע, כמו `c.first_name`, וכותרת כמו `b.business_name` היא שם של העסק. כשערך "
        "שהנוסח צריך חסר, התא אומר איזה.\n\n"
        "עם טבלת הלקוחות: `=CRM_DRAFT(A1, Customers[#Headers], Customers)` נותנת טיוטה לכל לקוח. "
        "הפונקציה אינה בודקת הסכמה לקבל דיוור; `crm draft` בודק.",
        "The engine is that of `crm draft`: conditions, filters such as money and days, and g for "
        "the form of address, by that column. A blank in a heading is an underscore in the text. "
        "A heading of the customers sheet is also known by its own name, such as `c.first_name`, "
        "and one such as `b.business_name` is a name of the business. When a value that the text "
        "needs is missing, the cell says which.\n\n"
        "With the table of customers: `=CRM_DRAFT(A1, Customers[#Headers], Customers)` gives a "
        "draft for each. The function does not check whether a customer agreed to be written to; "
        "`crm draft` does.",
    ),
    (
        Example(
            ("Hello {{ c.name }}, {{ c.points | number }} points!", (("Name", "Points"),),
             (("Dana", 1250.0),)),
            Text(*["Hello Dana, 1,250 points!"] * 2),
        ),
        Example(
            ('שלום {{ c.שם }}, {{ g("אתה מוזמן", "את מוזמנת", "אתם מוזמנים", "נשמח להיפגש") }}',
             (("שם", "לשון פנייה"),), (("דנה", "נקבה"), ("יואב", "זכר"))),
            (("שלום דנה, את מוזמנת",), ("שלום יואב, אתה מוזמן",)),
        ),
        Example(
            ("Hello {{ c.name }}", (("Name", "Points"),), ((None, 1250.0),)),
            Text("חסר: Name", "missing: Name"),
        ),
    ),
)  # fmt: skip
