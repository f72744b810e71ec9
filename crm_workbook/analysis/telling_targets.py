"""Where the targets stand, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.fields.date import shown
from crm_workbook.schema.limits import SHARES
from crm_workbook.schema.lists import choice_name
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.analysis.standings import Target
    from crm_workbook.analysis.targets import Goal, Standing
    from crm_workbook.model import Book

SHOWN: Final = 10
"""How many targets a summary names."""

STANDS: Final = Text(
    "יעד {name}: {status}. {actual} מתוך {goal}.", "Target {name}: {status}. {actual} of {goal}."
)
PACE: Final = Text(
    " צפוי עד היום {expected}, נדרשים {needed} לשבוע עד {end}.",
    " Expected by now {expected}; {needed} a week needed until {end}.",
)
PAIRED: Final = Text(" תוצאה לפעולה: {value}.", " Result per action: {value}.")
UNTOLD: Final = {
    "incomplete": Text(
        "יעד {name} לא חושב: חסרים בו מדד, ערך או תאריכי התחלה וסיום.",
        "Target {name} was not computed: its measure, value, start or end is missing.",
    ),
    "reversed": Text(
        "יעד {name} לא חושב: הוא מסתיים לפני שהוא מתחיל.",
        "Target {name} was not computed: it ends before it starts.",
    ),
    "impossible": Text(
        "יעד {name} לא חושב: המדד '{measure}' לא יכול להגיע לערך כזה (לפירוט: crm check).",
        "Target {name} was not computed: '{measure}' cannot come to such a value (see crm check).",
    ),
    "unknown_scope": Text(
        "יעד {name} לא חושב: לא ברור של מי הוא. יש לבדוק את העמודות 'רמה' ו'עבור'.",
        "Target {name} was not computed: it is not clear whose it is. See 'Level' and 'For'.",
    ),
    "not_measured": Text(
        "יעד {name} לא חושב: אין בחוברת נתונים שמהם אפשר למדוד אותו.",
        "Target {name} was not computed: the workbook holds nothing to measure it by.",
    ),
}
MORE: Final = Text("יעדים נוספים בגיליון: {count}", "Further targets in the sheet: {count}")

_WHOLE: Final = 100
"""From here on a rate needs no decimals."""


def words(book: Book, found: list[Target], lang: str) -> Iterator[str]:
    """Yield a sentence a target, of the first of them, and how many more there are."""
    for target in found[:SHOWN]:
        name = f"'{target.name or target.id or target.row + 1}'"
        now, goal = target.standing, target.goal
        if now is None or goal is None:
            measure = choice_name(book.lists, "measure", target.measure, lang)
            yield UNTOLD[target.why].say(lang, name=name, measure=measure)
        else:
            yield "".join(_standing(book, target, now, goal, lang, name))
    if len(found) > SHOWN:
        yield MORE.say(lang, count=len(found) - SHOWN)


def _standing(
    book: Book, target: Target, now: Standing, goal: Goal, lang: str, name: str
) -> Iterator[str]:
    unit = "%" if target.measure in SHARES else ""
    scale = _WHOLE if unit and goal.value <= 1 else 1
    yield STANDS.say(
        lang,
        name=name,
        status=choice_name(book.lists, "target_status", now.status, lang),
        actual=amount(scale * (now.actual or 0.0)) + unit,
        goal=amount(scale * goal.value) + unit,
    )
    if now.needed_per_week and now.expected is not None and now.status != "done":
        yield PACE.say(
            lang,
            expected=rate(now.expected),
            needed=rate(now.needed_per_week),
            end=shown(goal.end, lang),
        )
    if target.result_per_action is not None:
        yield PAIRED.say(lang, value=rate(target.result_per_action))


def amount(value: float) -> str:
    """Return a sum with two decimals at most, and none when it has none."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def rate(value: float) -> str:
    """Return a computed figure in the digits that say something: 1,234, 7.3, 0.041."""
    if abs(value) >= _WHOLE:
        return f"{value:,.0f}"
    decimals = 1 if abs(value) >= 1 else 2 if abs(value) >= 0.1 else 3  # noqa: PLR2004 - steps of ten
    return f"{value:.{decimals}f}".rstrip("0").rstrip(".")
