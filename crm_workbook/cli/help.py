"""What a command is for and what can be typed after it."""

from __future__ import annotations

from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from crm_workbook.cli.parser import DRY_RUN, FILE, LANG, flag, form
from crm_workbook.text import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.jobs import Job, Option

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
    width = min(max(get_terminal_size().columns, _NAMES + _LEAST), _WIDEST)
    words = " ".join(word.replace(" ", _FIXED) for word in ("crm", job.command, *usage(job)))
    lines = wrap(USAGE.say(lang, words=words), width, subsequent_indent="    ",
                 break_on_hyphens=False)  # fmt: skip
    lines = [line.replace(_FIXED, " ") for line in lines]
    lines += ["", job.title.say(lang), ""]
    for name, told in (*entries(job), ("-h, --help", HELP)):
        said = wrap(told.say(lang), width - _NAMES, break_on_hyphens=False)
        first = f"  {name:{_NAMES - 2}}"
        if len(name) > _NAMES - 4:
            lines.append(first)
            first = " " * _NAMES
        lines.append(first + said[0])
        lines += [" " * _NAMES + line for line in said[1:]]
    return "\n".join(lines)


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
