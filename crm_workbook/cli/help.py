"""What a command is for and what can be typed after it."""

from __future__ import annotations

from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from crm_workbook import jobs
from crm_workbook.cli import CLEAN, FAILED, FOUND, INTERRUPTED
from crm_workbook.cli.parser import DRY_RUN, FILE, LANG, flag, form
from crm_workbook.text import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.jobs import Job, Option

INTRO: Final = Text(
    "crm - חוברת לקוחות באקסל: בנייה, ייבוא, בדיקה, מדדים וטיוטות פנייה.",
    "crm - a customer workbook in Excel: build, import, check, measure, draft.",
)
COMMANDS: Final = Text(
    "שימוש: crm COMMAND [FILE] [OPTIONS]", "usage: crm COMMAND [FILE] [OPTIONS]"
)
LIVE: Final = Text(
    "על חוברת שפתוחה עכשיו ב-Excel או ב-LibreOffice: crm --live COMMAND FILE",
    "On a workbook that is open now in Excel or LibreOffice: crm --live COMMAND FILE",
)
MORE: Final = Text("עזרה לפקודה: crm COMMAND --help", "Help on a command: crm COMMAND --help")
CODES: Final = Text("קודי היציאה:", "exit codes:")
EXIT_CODES: Final = {
    CLEAN: Text("בוצע, ואין על מה להתריע", "done, and nothing to complain about"),
    FOUND: Text(
        "בוצע, אבל התשובה היא לא: יש ממצאים, משהו היה משתנה, או ששורות נדחו",
        "done, but the answer is no: something was found, would change or was refused",
    ),
    FAILED: Text(
        "לא ניתן היה לבצע, ומשפט אחד אומר למה", "it could not be done, and a sentence says why"
    ),
    INTERRUPTED: Text("הופסק ב-Ctrl+C", "stopped with Ctrl+C"),
}
"""What each exit code means, the same for every command."""
COLOURS: Final = Text(
    "צבעים יש רק במסוף. משתנה הסביבה NO_COLOR מבטל אותם, FORCE_COLOR מחייב אותם.",
    "Colours are for terminals; NO_COLOR in the environment forbids, FORCE_COLOR forces them.",
)
USAGE: Final = Text("שימוש: {words}", "usage: {words}")
HELP: Final = Text("הצגת עזרה זו", "show this help")
_FIXED: Final = "\u00a0"
"""A blank at which no line ends, so that an option and its value stay together."""
_NAMES: Final = 24
"""The width of the column of names; a longer name has a line of its own."""
_LEAST: Final = 30
_WIDEST: Final = 100


def page(job: Job, lang: str) -> str:
    """Return the help on one command."""
    width = _width()
    words = " ".join(word.replace(" ", _FIXED) for word in ("crm", job.command, *usage(job)))
    lines = wrap(USAGE.say(lang, words=words), width, subsequent_indent="    ",
                 break_on_hyphens=False)  # fmt: skip
    lines = [line.replace(_FIXED, " ") for line in lines]
    lines += ["", job.title.say(lang), ""]
    for name, told in (*entries(job), ("-h, --help", HELP)):
        lines += _entry(name, told.say(lang), _NAMES, width)
    return "\n".join(lines)


def overview(lang: str) -> str:
    """Return the list of all commands, and what holds for every one of them."""
    width = _width()
    found = [jobs.job(name) for name in jobs.names()]
    names = max(len(job.command) for job in found) + 4
    lines = [INTRO.say(lang), "", COMMANDS.say(lang), ""]
    for job in found:
        lines += _entry(job.command, job.title.say(lang), names, width)
    lines += ["", LIVE.say(lang), MORE.say(lang), "", CODES.say(lang)]
    for code, told in EXIT_CODES.items():
        lines += _entry(str(code), told.say(lang), names, width)
    return "\n".join([*lines, "", *wrap(COLOURS.say(lang), width)])


def usage(job: Job) -> Iterator[str]:
    """Yield what can be typed after a command's name, what may be left out in brackets."""
    yield from {"one": ("FILE",), "many": ("FILE...",), "none": ()}[job.opens]
    for option in job.options:
        if option.positional:
            yield typed(option) if option.default is None else f"[{typed(option)}]"
    for option in job.options:
        if not option.positional:
            yield f"[{typed(option)}]" + ("..." if option.many else "")
    if job.writes:
        yield "[--dry-run]"
    yield f"[--lang {'|'.join(LANGUAGES)}]"


def _width() -> int:
    return min(max(get_terminal_size().columns, _NAMES + _LEAST), _WIDEST)


def _entry(name: str, told: str, names: int, width: int) -> Iterator[str]:
    """Yield the lines of a name and what it means, in a column of their own each."""
    said = wrap(told, width - names, break_on_hyphens=False)
    first = f"  {name:{names - 2}}"
    if len(name) > names - 4:
        yield first.rstrip()
        first = " " * names
    yield first + said[0]
    yield from (" " * names + line for line in said[1:])


def entries(job: Job) -> Iterator[tuple[str, Text]]:
    """Yield all that can be typed after a command's name, and what each means."""
    if job.opens != "none":
        yield "FILE" if job.opens == "one" else "FILE...", FILE
    for option in job.options:
        yield typed(option), option.help
    if job.writes:
        yield "--dry-run", DRY_RUN
    yield f"--lang {'|'.join(LANGUAGES)}", LANG


def typed(option: Option) -> str:
    """Return an option as it is typed, with a word for its value."""
    if option.positional:
        return form(option)
    return flag(option) if option.kind == "flag" else f"{flag(option)} {form(option)}"
