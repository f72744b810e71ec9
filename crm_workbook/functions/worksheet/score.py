"""CRM_SCORE: a value's place among others, from 1 to 5."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError, Problem
from crm_workbook.functions.declare import Argument, Example, Function
from crm_workbook.functions.grids import single, spread
from crm_workbook.functions.reading import NOT_A_NUMBER, flag, number, numbers
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crm_workbook.functions.grids import Grid
    from crm_workbook.model import Cell

NO_NUMBERS: Final = Problem(
    "no-numbers",
    Text("אין מספרים בטווח", "the range holds no numbers"),
    Text("לבחור את העמודה עם המספרים.", "Choose the column with the numbers."),
)
BAD_BINS: Final = Problem(
    "bad-bins",
    Text("מספר הדרגות הוא 3 או 5", "there are 3 or 5 grades"),
    Text("לכתוב 3 או 5.", "Write 3 or 5."),
)
BINS: Final = (None, 3.0, 5.0)


def run(lang: str, value: Grid, among: Grid, smaller: Grid, bins: Grid) -> Grid:
    """Return scores; see `FUNCTION`."""
    grades = None if single(bins) is None else number(single(bins)) or 0.0
    if grades not in BINS:
        raise CrmError(BAD_BINS)
    score = scoring(
        numbers(among),
        smaller_better=flag(single(smaller)),
        bins=None if grades is None else int(grades),
    )

    def one(cell: Cell) -> Cell | Text:
        if cell is None:
            return None
        found = number(cell)
        return NOT_A_NUMBER if found is None else float(score(found))

    return spread(lang, one, value)


def scoring(
    values: Sequence[float], *, smaller_better: bool = False, bins: int | None = None
) -> Callable[[float], int]:
    """Return the function that scores a number among others, by the rules of the RFM analysis.

    Args:
        values: The others, in any order.
        smaller_better: As for days since the last purchase.
        bins: 5, or 3 for scores 1, 3 and 5; None takes 3 when the values are few.

    Raises:
        CrmError: There are no values.
    """
    import numpy as np

    from crm_workbook.analysis import rfm

    if not values:
        raise CrmError(NO_NUMBERS)
    sign = -1.0 if smaller_better else 1.0
    steps = np.sort(sign * np.array(values, dtype=np.float64))
    scores = rfm.score(steps, bins=bins or (3 if len(values) < rfm.FEW else 5)).tolist()
    places = steps.tolist()

    def score(value: float) -> int:
        # As many are worse than a value in between as are worse than the next one above it.
        place = bisect_left(places, sign * value)
        return 5 if place == len(places) else int(scores[place])

    return score


FUNCTION: Final = Function(
    "CRM_SCORE",
    Text(
        "ציון מ-1 עד 5 לערך לפי מקומו בין הערכים בעמודה, באותם כללים כמו ציוני RFM בחוברת. "
        "ערכים שווים מקבלים תמיד ציון שווה.",
        "A score from 1 to 5 for a value by its place among those of a column, by the same rules "
        "as the workbook's RFM scores. Equal values always get equal scores.",
    ),
    (
        Argument("value", Text("הערך, או טווח של ערכים", "The value, or a range"), each=True),
        Argument(
            "among",
            Text("העמודה שביניהם הערך נמדד", "The column of values among which it is placed"),
        ),
        Argument(
            "smaller_better",
            Text(
                "TRUE כשקטן עדיף, כמו ימים מאז הקנייה האחרונה",
                "TRUE when smaller is better, as for days since the last purchase",
            ),
            optional=True,
        ),
        Argument(
            "grades",
            Text(
                "5 דרגות, או 3 שציוניהן 1, 3, 5; בלי הארגומנט: 3 כשיש פחות מ-50 ערכים",
                "5 grades, or 3 with the scores 1, 3 and 5; left out: 3 for fewer than 50 values",
            ),
            optional=True,
        ),
    ),
    run,
    Text(
        "הציון הוא 1 ועוד החלק השלם של 5 כפול חלקם של הערכים הגרועים ממש מהערך. כותרת, טקסט "
        "ותאים ריקים בעמודה אינם נספרים. כשמוסרים טווח בארגומנט הראשון החישוב נעשה פעם אחת "
        "לכולם, ולכן נוסחה אחת לעמודה מהירה בהרבה מנוסחה בכל שורה.",
        "The score is 1 plus the whole part of 5 times the share of values that are strictly "
        "worse. A heading, texts and empty cells in the column do not count. With a range as the "
        "first argument the work is done once for all of them, so one formula for a column is "
        "far quicker than one a row.",
    ),
    (
        Example((80.0, tuple((10.0 * n,) for n in range(1, 11)), None, 5.0), 4.0),
        Example((10.0, tuple((10.0 * n,) for n in range(1, 11)), True, 5.0), 5.0),
        Example((((7.0,), (2.0,)), ((2.0,), (2.0,), (7.0,), (9.0,))), ((3.0,), (1.0,))),
    ),
)  # fmt: skip
