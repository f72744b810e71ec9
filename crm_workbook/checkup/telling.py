"""The answers in words for a person and as data for a program."""

from __future__ import annotations

import re
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from crm_workbook.checkup.answer import STATES
from crm_workbook.checkup.checks.system import NO_EXCEL_HERE
from crm_workbook.text import Counted, Text
from crm_workbook.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crm_workbook.checkup.answer import Answer, State
    from crm_workbook.checkup.computer import Computer

NO: Final = Counted(
    Text("הכפתורים לא יפעלו כאן: דבר אחד עוצר אותם.",
         "The buttons will not work here: one thing stops them."),
    Text("הכפתורים לא יפעלו כאן: {count} דברים עוצרים אותם.",
         "The buttons will not work here: {count} things stop them."),
)  # fmt: skip
NOT_HERE: Final = Text(
    "הכפתורים אינם פועלים במחשב הזה, ובחוברת עצמה לא נמצאה תקלה.",
    "The buttons do not work on this computer; in the workbook itself no fault was found.",
)
NOT_FOR_BUTTONS: Final = Text(
    "הכפתורים אינם פועלים במחשב הזה; הפקודות פועלות.",
    "The buttons do not work on this computer; the commands do.",
)
YES: Final = Text(
    "לא נמצא דבר שעוצר את הכפתורים.",
    "Nothing was found that stops the buttons.",
)
YES_COMPUTER: Final = Text(
    "במחשב לא נמצא דבר שעוצר את הכפתורים. לבדיקת חוברת: crm doctor FILE",
    "Nothing on this computer was found that stops the buttons. To look at a workbook: crm doctor "
    "FILE",
)
DO: Final = Text("מה לעשות: {do}", "What to do: {do}")
_FIXED: Final = "\u00a0"
_HEBREW: Final = re.compile("[א-ת]")
_LATIN: Final = re.compile(r" (?=[^\sא-ת]*[A-Za-z])")
_WIDTH: Final = 76
_INDENT: Final = "   "


def verdict(answers: Sequence[Answer], lang: str, *, of_file: bool) -> str:
    """Return the answer to the question in one sentence."""
    faults = sum(answer.state == "fault" for answer in answers)
    if faults:
        return NO.say(lang, count=faults)
    if any(answer.id == NO_EXCEL_HERE.id for answer in answers):
        return (NOT_HERE if of_file else NOT_FOR_BUTTONS).say(lang)
    return (YES if of_file else YES_COMPUTER).say(lang)


def lines(
    answers: Sequence[Answer], lang: str, *, of_file: bool, mailed: bool = False
) -> list[str]:
    """Return the answers as lines of at most 76 characters, what blocks most first."""
    out = wrap(verdict(answers, lang, of_file=of_file), _WIDTH)
    pressing = [a for a in answers if a.state in {"fault", "warning"}]
    for number, answer in enumerate(pressing, 1):
        what, do = answer.say(lang, mailed=mailed)
        state = STATES[answer.state].say(lang)
        out += ["", *_folded(f"{number}. {state}: {what}"), *_folded(DO.say(lang, do=do), _INDENT)]
    quiet: tuple[State, ...] = ("ok", "skipped")
    for state in quiet:
        said = [a.say(lang, mailed=mailed)[0] for a in answers if a.state == state]
        if said:
            out += ["", f"{STATES[state].say(lang)}:"]
            out += [line for each in said for line in _folded(f"- {each}")]
    return out


def _folded(text: str, first: str = "") -> Iterator[str]:
    """Yield a paragraph folded at blanks; commands and paths are never cut.

    A line that began with a Latin word would be laid out from left to right in the midst of
    Hebrew, so such a word stays with the one before it.
    """
    text = _LATIN.sub(_FIXED, text) if _HEBREW.search(text) else text
    for line in wrap(text, _WIDTH, initial_indent=first, subsequent_indent=_INDENT,
                    break_long_words=False, break_on_hyphens=False):  # fmt: skip
        yield line.replace(_FIXED, " ")


def data(
    answers: Sequence[Answer], lang: str, computer: Computer, *, of_file: bool
) -> dict[str, object]:
    """Return the answers as data for JSON, without the names of people."""
    return {
        "schema": 1,
        "tool": {"name": "crm-workbook", "version": __version__},
        "system": computer.system,
        "python": computer.python,
        "xlwings": computer.version("xlwings"),
        "verdict": verdict(answers, lang, of_file=of_file),
        "faults": _count(answers, "fault"),
        "warnings": _count(answers, "warning"),
        "answers": [_answer(answer, lang) for answer in answers],
    }


def _count(answers: Sequence[Answer], state: State) -> int:
    return sum(answer.state == state for answer in answers)


def _answer(answer: Answer, lang: str) -> dict[str, str]:
    what, do = answer.say(lang, mailed=True)
    return {"id": answer.id, "state": answer.state, "what": what, "do": do}
