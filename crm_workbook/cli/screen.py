"""What a terminal shows: reports in colours, and long lines broken between words.

A pipe gets every finding on one line, for `grep` and its like; only what a person looks at is
broken, since a terminal by itself breaks in the middle of a word.
"""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Final

from crm_workbook.cli import console
from crm_workbook.cli.colour import painted
from crm_workbook.reports import LRM, MARKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NARROW: Final = 40
"""On a screen of fewer columns nothing is gained."""
_SET_IN: Final = 2
"""How far what goes on of other lines is set in from where they began."""
_UNSEEN: Final = re.compile(rf"\x1b\[[0-9;]*m|[{''.join(MARKS)}]")
_FRONT: Final = re.compile(r".*?CRM[0-9]{3}\S* \S+ +")
"""What stands before the words of a finding: place, code and severity."""
_BETWEEN: Final = re.compile(r"(?<!\bcrm)(?<!\bcrm explain) ")
"""Where a line may be broken: a command to copy stays whole."""
_NO_PROSE: Final = re.compile(r"[|#`-]|CRM[0-9]{3} |$")
"""How a line of a page begins that is none of a paragraph's."""
_FILE: Final = "\x1b[1m"


def show(report: str) -> None:
    """Print a text report, or lines of it, as the standard output can take it."""
    if console.colours():
        report = painted(report)
    if console.terminal():
        report = wrapped(report, _width())
    console.say(report)


def wrapped(report: str, columns: int) -> str:
    """Return a text report with no line longer than so many columns, as far as words allow."""
    if columns < _NARROW:
        return report
    return "\n".join(_broken(line, columns) for line in report.split("\n"))


def paragraphs(page: Iterable[str], columns: int | None = None) -> Iterator[str]:
    """Yield a page of Markdown with its paragraphs broken for the screen, tables as they are."""
    from itertools import groupby
    from textwrap import wrap

    columns = _width() if columns is None else columns
    if columns < _NARROW:
        yield from page
        return
    for together, lines in groupby(page, lambda line: _NO_PROSE.match(line) is None):
        if together:
            yield from wrap(" ".join(lines), columns, break_on_hyphens=False)
            continue
        for line in lines:
            item = line.startswith("- ")
            yield from wrap(line, columns, subsequent_indent="  ") if item else [line]


def _broken(line: str, columns: int) -> str:
    if _room(line) <= columns or line.startswith(_FILE):
        return line
    front = _FRONT.match(line)
    indent = len(line) - len(line.lstrip(" ")) + _SET_IN
    if front is not None and _room(front[0]) <= columns // 2:
        indent = _room(front[0])
    done, now = [], ""
    for number, word in enumerate(_BETWEEN.split(line)):
        longer = f"{now} {word}" if number else word
        if word and now.strip() and _room(longer) > columns:
            done.append(now.rstrip())
            # A line of Hebrew begins where the others do; a command is copied without marks.
            longer = " " * indent + ("" if word.isascii() else LRM) + word
        now = longer
    return "\n".join([*done, now])


def _room(text: str) -> int:
    """Return how many columns a text takes."""
    return len(_UNSEEN.sub("", text))


def _width() -> int:
    """Return the columns of the screen, 0 when it does not say."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal():
        return int(said)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return 0
