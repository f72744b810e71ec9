"""To whom, and why now: what calls for a message, and the reason in words.

A trigger looks at one customer and answers with a reason or nothing. What a template may set for
it (`min_days: 45`) is declared beside it in `TRIGGERS`; a new trigger is a function and an entry.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.outreach.language import GENDERS, day_month, days
from crm_workbook.outreach.template import bad
from crm_workbook.schema.columns import day
from crm_workbook.schema.lists import builtin_lists
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from crm_workbook.outreach.figures import Base, Figures
    from crm_workbook.outreach.people import Person
    from crm_workbook.outreach.template import Template

UNKNOWN_REASON = Text(
    "הסיבה {value} אינה מוכרת; יש: {known}", "reason {value} is unknown; there are: {known}"
)
UNKNOWN_PARAMETER = Text(
    "ההגדרה {key} אינה מוכרת; יש: {known}", "{key} is unknown; there are: {known}"
)
UNKNOWN_SEGMENT = Text(
    "המגזר {value} אינו מוכר; יש: {known}", "segment {value} is unknown; there are: {known}"
)
BAD_PARAMETER = Text("הערך של {key} צריך להיות מספר", "{key} must be a number")

_NUMBER: Final = re.compile(r"[0-9]{1,5}(\.[0-9]{1,3})?")
_MONTH_DAY: Final = re.compile(r"([0-9]{2})-([0-9]{2})")


class Why(NamedTuple):
    """A reason in words; the Hebrew agrees with the customer's gender."""

    he: tuple[str, str, str, str]
    """Of a man, of a woman, of several, neutral."""
    en: str

    def say(self, lang: str, gender: str, values: Mapping[str, int | date]) -> str:
        """Return the reason in `lang`; numbers among the values are days."""
        place = GENDERS.index(gender) if gender in GENDERS else -1
        told = {
            name: days(value, lang) if isinstance(value, int) else day_month(value, lang)
            for name, value in values.items()
        }
        return Text(self.he[place], self.en).say(lang, **told)


class Reason(NamedTuple):
    """Why to write to a customer now."""

    on: date
    """The day the message is for."""
    period: str
    """What tells this occasion from the last: there is one message an occasion, never two."""
    why: Why
    values: Mapping[str, int | date] = {}

    def say(self, lang: str, gender: str) -> str:
        """Return the reason in words."""
        return self.why.say(lang, gender, self.values)


class Setup(NamedTuple):
    """What a template tells its trigger."""

    numbers: Mapping[str, float]
    segments: tuple[str, ...] = ()


class Trigger(NamedTuple):
    """A way to notice that somebody should hear from the business."""

    find: Callable[[Person, Figures | None, Base, Setup, date], Reason | None]
    defaults: Setup
    """Everything a template may set, with what holds when it does not."""
    needs_figures: bool = True


def trigger(template: Template) -> tuple[Trigger, Setup]:
    """Return the trigger of a template and what the template tells it.

    Raises:
        CrmError: The template names no trigger, or sets what its trigger does not know.
    """
    file = template.version().file
    if template.reason not in TRIGGERS:
        reasons = ", ".join(TRIGGERS)
        raise bad(file, 1, UNKNOWN_REASON, value=template.reason, known=reasons)
    found = TRIGGERS[template.reason]
    numbers = dict(found.defaults.numbers)
    segments = found.defaults.segments
    for key, value in template.parameters.items():
        if key == "segments" and segments:
            segments = tuple(value.split())
            known = [choice.id for choice in builtin_lists()["segment"]]
            unknown = next((name for name in segments if name not in known), None)
            if unknown is not None:
                raise bad(file, 1, UNKNOWN_SEGMENT, value=unknown, known=", ".join(known))
        elif key not in numbers:
            settable = ", ".join((*numbers, *(["segments"] if segments else [])))
            raise bad(file, 1, UNKNOWN_PARAMETER, key=key, known=settable)
        elif _NUMBER.fullmatch(value) is None:
            raise bad(file, 1, BAD_PARAMETER, key=key)
        else:
            numbers[key] = float(value)
    return found, Setup(numbers, segments)


FIRST_TODAY: Final = Why(
    ("קנה היום לראשונה", "קנתה היום לראשונה", "קנו היום לראשונה", "קנייה ראשונה, היום"),
    "First purchase, today",
)
FIRST: Final = Why(
    (
        "קנה לראשונה לפני {since}",
        "קנתה לראשונה לפני {since}",
        "קנו לראשונה לפני {since}",
        "קנייה ראשונה לפני {since}",
    ),
    "First purchase {since} ago",
)
ONCE: Final = Why(
    (
        "קנה פעם אחת, לפני {since}",
        "קנתה פעם אחת, לפני {since}",
        "קנו פעם אחת, לפני {since}",
        "קנייה אחת, לפני {since}",
    ),
    "Bought once, {since} ago",
)
ONCE_USUAL: Final = Why(
    tuple(f"{he}; קנייה שנייה מגיעה לרוב אחרי {{gap}}" for he in ONCE.he),  # type: ignore[arg-type]
    f"{ONCE.en}; a second purchase mostly comes after {{gap}}",
)
AWAY: Final = Why(
    ("לא קנה {since}", "לא קנתה {since}", "לא קנו {since}", "ללא קנייה {since}"),
    "No purchase for {since}",
)
AWAY_USUAL: Final = Why(
    tuple(f"{he}, לרוב כל {{gap}}" for he in AWAY.he),  # type: ignore[arg-type]
    f"{AWAY.en}, usually every {{gap}}",
)
BORN: Final = Why(("יום הולדת ב-{birthday}",) * 4, "Birthday on {birthday}")
BORN_TODAY: Final = Why(("יום הולדת היום",) * 4, "Birthday today")


def _first_purchase(
    _person: Person, figures: Figures | None, _base: Base, setup: Setup, as_of: date
) -> Reason | None:
    """Notice somebody who bought for the first time lately."""
    if figures is None or figures.frequency != 1:
        return None
    if not setup.numbers["min_days"] <= figures.days <= setup.numbers["max_days"]:
        return None
    period = figures.last.isoformat()
    if figures.days == 0:
        return Reason(as_of, period, FIRST_TODAY)
    return Reason(as_of, period, FIRST, {"since": figures.days})


def _second_purchase(
    _person: Person, figures: Figures | None, base: Base, setup: Setup, as_of: date
) -> Reason | None:
    """Notice somebody who bought once, when others who came back would have come by now."""
    if figures is None or figures.frequency != 1:
        return None
    gap = base.usual_gap if base.usual_gap is not None else setup.numbers["wait_days"]
    earliest = max(gap, setup.numbers["min_days"])
    latest = min(gap * setup.numbers["patience"], setup.numbers["max_days"])
    if not earliest <= figures.days <= max(latest, earliest):
        return None
    period = figures.last.isoformat()
    if base.usual_gap is None:
        return Reason(as_of, period, ONCE, {"since": figures.days})
    return Reason(as_of, period, ONCE_USUAL, {"since": figures.days, "gap": base.usual_gap})


def _win_back(
    _person: Person, figures: Figures | None, base: Base, setup: Setup, as_of: date
) -> Reason | None:
    """Notice somebody who used to come and, by her own rhythm, should have come again."""
    if figures is None or figures.frequency < setup.numbers["min_purchases"]:
        return None
    if not setup.numbers["min_days"] <= figures.days <= setup.numbers["max_days"]:
        return None
    if figures.values.get("segment") not in setup.segments and figures.days < base.lapse_days:
        return None
    gap = figures.number("usual_gap_days")
    period = figures.last.isoformat()
    if gap is None or gap < 1:
        return Reason(as_of, period, AWAY, {"since": figures.days})
    if figures.days < gap * setup.numbers["overdue"]:
        return None
    return Reason(as_of, period, AWAY_USUAL, {"since": figures.days, "gap": round(gap)})


def _birthday(
    person: Person, _figures: Figures | None, _base: Base, setup: Setup, as_of: date
) -> Reason | None:
    """Notice a birthday in the coming days."""
    found = birthday(person, as_of)
    if found is None or (found - as_of).days > setup.numbers["days_ahead"]:
        return None
    period = str(found.year)
    if found == as_of:
        return Reason(found, period, BORN_TODAY)
    return Reason(found, period, BORN, {"birthday": found})


def birthday(person: Person, as_of: date) -> date | None:
    """Return a customer's next birthday, today's counted; 29 February is kept on the 28th."""
    born = day(person.values.get("birth_date"))
    written = _MONTH_DAY.fullmatch(person.text("birthday"))
    if born is not None:
        month, day_of_month = born.month, born.day
    elif written is not None:
        month, day_of_month = int(written[1]), int(written[2])
    else:
        return None
    for year in (as_of.year, as_of.year + 1):
        leap_day = (month, day_of_month) == (2, 29)
        next_one = (
            date(year, 3, 1) - timedelta(days=1) if leap_day else date(year, month, day_of_month)
        )
        if next_one >= as_of:
            return next_one
    return None


TRIGGERS: Final[Mapping[str, Trigger]] = {
    # In the order of who is served first when the caps leave room for one message.
    "birthday": Trigger(_birthday, Setup({"days_ahead": 7}), needs_figures=False),
    "first_purchase": Trigger(_first_purchase, Setup({"min_days": 0, "max_days": 14})),
    "win_back": Trigger(
        _win_back,
        Setup(
            {"min_days": 45, "max_days": 540, "min_purchases": 2, "overdue": 1.5},
            ("at_risk", "cant_lose", "hibernating"),
        ),
    ),
    "second_purchase": Trigger(
        _second_purchase, Setup({"min_days": 14, "max_days": 180, "wait_days": 30, "patience": 3})
    ),
}
