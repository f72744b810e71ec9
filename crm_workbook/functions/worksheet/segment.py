"""CRM_SEGMENT: where a customer stands on the grid of recency by frequency."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.functions.declare import Argument, Example, Function
from crm_workbook.functions.grids import NOTHING, single, spread
from crm_workbook.functions.reading import NOT_A_NUMBER, flag, number, numbers
from crm_workbook.functions.worksheet.score import scoring
from crm_workbook.schema.lists import builtin_lists, choice_name
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_workbook.functions.grids import Grid
    from crm_workbook.model import Cell

BAD_SCORE: Final = Text("הציונים הם מ-1 עד 5", "scores are 1 to 5")
INCOMPLETE: Final = Text("חסר ערך", "a value is missing")

_SCORES: Final = frozenset({1.0, 2.0, 3.0, 4.0, 5.0})


def run(
    lang: str, recency: Grid, frequency: Grid, all_recency: Grid, all_frequency: Grid, lost: Grid
) -> Grid:
    """Return segments; see `FUNCTION`."""
    from crm_workbook.analysis import segments

    lists = builtin_lists()
    apart = flag(single(lost))
    by_value = all_recency != NOTHING or all_frequency != NOTHING
    scored = _by_values(all_recency, all_frequency) if by_value else _as_they_are

    def named(segment: str) -> str:
        return choice_name(lists, "segment", segment, lang)

    def one(r: Cell, f: Cell) -> Cell | Text:
        if r is None and f is None:
            return None
        days, times = number(r), number(f)
        if by_value and times == 0:
            return named(segments.PROSPECT)
        if r is None or f is None:
            return INCOMPLETE
        if days is None or times is None:
            return NOT_A_NUMBER
        scores = scored(days, times)
        if scores is None:
            return BAD_SCORE
        return named(segments.segment(*scores, lost=apart))

    return spread(lang, one, recency, frequency)


def _as_they_are(r: float, f: float) -> tuple[int, int] | None:
    return (int(r), int(f)) if {r, f} <= _SCORES else None


def _by_values(recency: Grid, frequency: Grid) -> Callable[[float, float], tuple[int, int] | None]:
    # Who has never bought is a prospect and not one of those among whom the others are placed.
    r = scoring(numbers(recency), smaller_better=True)
    f = scoring([times for times in numbers(frequency) if times > 0])
    return lambda days, times: (r(days), f(times))


FUNCTION: Final = Function(
    "CRM_SEGMENT",
    Text(
        "המגזר של לקוח לפי שני ציונים, או לפי ימים מאז הקנייה האחרונה ומספר הקניות. אותה טבלת "
        "מגזרים כמו בחוברת.",
        "A customer's segment by two scores, or by days since the last purchase and number of "
        "purchases. The same grid as in the workbook.",
    ),
    (
        Argument(
            "recency",
            Text(
                "ציון העדכניות מ-1 עד 5, או ימים מאז הקנייה האחרונה",
                "The recency score from 1 to 5, or the days since the last purchase",
            ),
            each=True,
        ),
        Argument(
            "frequency",
            Text(
                "ציון התדירות מ-1 עד 5, או מספר הקניות",
                "The frequency score from 1 to 5, or the number of purchases",
            ),
            each=True,
        ),
        Argument(
            "all_recency",
            Text(
                "רק כשמוסרים ימים: עמודת הימים של כל הלקוחות",
                "Only with days: the column of days of all customers",
            ),
            optional=True,
        ),
        Argument(
            "all_frequency",
            Text(
                "רק כשמוסרים מספר קניות: העמודה של כל הלקוחות",
                "Only with numbers of purchases: the column of all customers",
            ),
            optional=True,
        ),
        Argument(
            "lost_apart",
            Text(
                "TRUE מפריד את האבודים (1 בשני הציונים) מהרדומים",
                "TRUE sets the lost (1 on both scores) apart from the hibernating",
            ),
            optional=True,
        ),
    ),
    run,
    Text(
        "מי שמספר הקניות שלו 0 עוד לא קנה, והוא אינו נספר בין הלקוחות. סכום הקניות אינו ציר של "
        "הטבלה: בחוברת הוא סימן נפרד ללקוחות בעלי ערך גבוה.",
        "With 0 purchases somebody is a prospect, and not counted among the customers. Money is "
        "no axis of the grid: in the workbook it is a mark of its own, for high value.",
    ),
    (
        Example((5.0, 4.0), Text("אלופים", "Champions")),
        Example(
            (((2.0,), (4.0,)), ((5.0,), (1.0,))),
            ((Text("אסור לאבד", "Can't lose"),), (Text("מבטיחים", "Promising"),)),
        ),
        Example(
            (3.0, 9.0, ((3.0,), (30.0,), (300.0,)), ((9.0,), (2.0,), (1.0,))),
            Text("אלופים", "Champions"),
        ),
    ),
)
