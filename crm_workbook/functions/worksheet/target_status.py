"""CRM_TARGET_STATUS: whether a target is going to be met."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.functions.declare import Argument, Example, Function
from crm_workbook.functions.grids import spread
from crm_workbook.functions.reading import NOT_A_DATE, NOT_A_NUMBER, choice, day, number
from crm_workbook.schema.lists import LISTS, builtin_lists, choice_name
from crm_workbook.text import Text

if TYPE_CHECKING:
    from crm_workbook.functions.grids import Grid
    from crm_workbook.model import Cell

REVERSED: Final = Text("הסיום לפני ההתחלה", "it ends before it starts")
IMPOSSIBLE: Final = Text("יעד שלילי", "a negative target")
BAD_DIRECTION: Final = Text("הכיוון: לפחות או לכל היותר", "direction: At least or At most")
INCOMPLETE: Final = Text("חסר ערך", "a value is missing")


def run(lang: str, *arguments: Grid) -> Grid:
    """Return where targets stand; see `FUNCTION`."""
    from crm_workbook.analysis import targets
    from crm_workbook.analysis.calendar import ISRAEL

    lists = builtin_lists()

    def one(
        actual: Cell, target: Cell, start: Cell, end: Cell, today: Cell, amount: Cell, sense: Cell
    ) -> Cell | Text:
        if target is None and actual is None:
            return None
        aim = _goal(target, start, end, sense)
        if isinstance(aim, Text):
            return aim
        reached = 0.0 if actual is None else number(actual)
        size = 1.0 if amount is None else number(amount)
        as_of = date.today() if today is None else day(today)  # noqa: DTZ011 - the user's own day
        if reached is None or size is None:
            return NOT_A_NUMBER
        if as_of is None:
            return NOT_A_DATE
        found = targets.of_sum(
            targets.Goal(*aim),
            targets.Sum(reached, abs(size), None),
            as_of=as_of,
            week=ISRAEL,
            interval=False,
        )
        return choice_name(lists, "target_status", found.status, lang)

    return spread(lang, one, *arguments)


class _Aim(NamedTuple):
    """What is aimed at, field for field as the analysis has it."""

    value: float
    start: date
    end: date
    at_most: bool


def _goal(target: Cell, start: Cell, end: Cell, sense: Cell) -> _Aim | Text:
    """Return what is aimed at, or why that cannot be told."""
    if target is None or start is None or end is None:
        return INCOMPLETE
    value, first, last = number(target), day(start), day(end)
    if value is None:
        return NOT_A_NUMBER
    if first is None or last is None:
        return NOT_A_DATE
    direction = choice(sense, LISTS["target_direction"].choices)
    if direction is None:
        return BAD_DIRECTION
    if last < first or value < 0:
        return REVERSED if last < first else IMPOSSIBLE
    return _Aim(value, first, last, direction == "at_most")


FUNCTION: Final = Function(
    "CRM_TARGET_STATUS",
    Text(
        "מצבו של יעד: בקצב, בסיכון, בפיגור, הושג ועוד, לפי הקצב בימי עבודה עד היום, באותם "
        "כללים כמו בגיליון היעדים.",
        "Where a target stands: on track, at risk, behind, reached and so on, by its pace in "
        "working days, with the rules of the targets sheet.",
    ),
    (
        Argument("actual", Text("מה הושג עד כה", "What has been reached so far"), each=True),
        Argument("target", Text("היעד לכל התקופה", "The target for the whole period"), each=True),
        Argument(
            "first_day", Text("היום הראשון של התקופה", "The first day of the period"), each=True
        ),
        Argument("last_day", Text("היום האחרון שלה", "Its last day"), each=True),
        Argument(
            "as_of",
            Text(
                "היום שלפיו בודקים. בלי הארגומנט: היום שבו הנוסחה חושבה; עם TODAY() הוא מתעדכן",
                "The day to judge by. Left out: the day of calculation; with TODAY() it follows",
            ),
            each=True,
            optional=True,
        ),
        Argument(
            "usual_amount",
            Text(
                "סכום רגיל של מכירה אחת, כשהיעד הוא כסף; בלי הארגומנט 1, כמו ביעד שסופרים",
                "A usual single sale, when the target is money; left out: 1, as for counts",
            ),
            each=True,
            optional=True,
        ),
        Argument(
            "direction",
            Text(
                "לפחות (ברירת המחדל) או לכל היותר",
                "At least (the default) or At most",
            ),
            each=True,
            optional=True,
        ),
    ),
    run,
    Text(
        "התחזית היא הקצב עד כה, ומצב נקבע לפי הסיכוי להגיע ליעד: בקצב מ-70%, בסיכון מ-40%. לפני "
        "שעבר רבע מהתקופה התשובה היא שמוקדם לומר. גיליון היעדים יודע גם מה היה לפני התקופה ואת "
        "המכירות עצמן, ולכן הוא מדויק יותר ומשיב מוקדם יותר. השבוע הוא ישראלי: שישי חצי יום, "
        "שבת אינה נספרת.",
        "The forecast is the pace so far, and the status goes by the chance of meeting it: "
        "on track from 70%, at risk from 40%. Before a quarter of the period has passed it is too "
        "early to tell. The targets sheet also knows the time before and every single sale, so it "
        "is more exact, and earlier. The week is Israel's: Friday counts half, Saturday not.",
    ),
    (
        Example(
            (60.0, 100.0, date(2026, 6, 1), date(2026, 6, 30), date(2026, 6, 14)),
            Text("בקצב", "On track"),
        ),
        Example(
            (101.0, 100.0, date(2026, 6, 1), date(2026, 6, 30), date(2026, 6, 20)),
            Text("הושג", "Reached"),
        ),
        Example(
            (10.0, 100.0, date(2026, 6, 1), date(2026, 6, 30), date(2026, 6, 24)),
            Text("בפיגור", "Behind"),
        ),
    ),
)  # fmt: skip
