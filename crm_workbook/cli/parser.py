"""From a job's declaration to a command's arguments."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NoReturn

from crm_workbook.errors import CrmError, Problem
from crm_workbook.text import LANGUAGES, Text

if TYPE_CHECKING:
    from crm_workbook.jobs import Job, Option

USAGE: Final = Problem(
    "usage",
    Text("הפקודה crm {job} לא הובנה: {why}.", "crm {job} was not understood: {why}."),
    Text("דוגמאות ואפשרויות: crm {job} --help", "See crm {job} --help."),
)
LANG: Final = Text("שפת התשובה", "language of the answer")
FILE: Final = Text("חוברת הלקוחות (xlsx או xlsm)", "the customer workbook (xlsx or xlsm)")
DRY_RUN: Final = Text("להציג מה ישתנה, בלי לכתוב", "show what would change, write nothing")
HELP: Final = Text("הצגת עזרה זו", "show this help")


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaints are ours."""

    def __init__(self, job: str, lang: str, title: str = "") -> None:
        """Make a parser for one job."""
        super().__init__(prog=f"crm {job}", description=title, add_help=False, allow_abbrev=False)
        self.job = job
        self.add_argument("-h", "--help", action="help", help=HELP.say(lang))

    def error(self, message: str) -> NoReturn:
        """Raise what argparse would print."""
        raise CrmError(USAGE, job=self.job, why=message)


def parser(job: Job, lang: str) -> Parser:
    """Return the parser of one job's command."""
    made = Parser(job.name, lang, job.title.say(lang))
    if job.opens == "one":
        made.add_argument("file", metavar="FILE", help=FILE.say(lang))
    elif job.opens == "many":
        made.add_argument("file", metavar="FILE", nargs="+", help=FILE.say(lang))
    for option in job.options:
        _add(made, option, lang)
    if job.writes:
        made.add_argument("--dry-run", action="store_true", help=DRY_RUN.say(lang))
    made.add_argument("--lang", choices=LANGUAGES, default="", help=LANG.say(lang))
    return made


def _add(made: Parser, option: Option, lang: str) -> None:
    settings: dict[str, Any] = {"help": option.help.say(lang), "default": option.default}
    if option.kind == "flag":
        made.add_argument(f"--{option.name.replace('_', '-')}", action="store_true", **settings)
        return
    if option.choices:
        settings["choices"] = option.choices
    settings["metavar"] = option.metavar or None
    if option.kind == "int":
        settings["type"] = int
    elif option.kind == "date":
        settings["type"] = _day
        settings["metavar"] = option.metavar or "YYYY-MM-DD"
    if option.positional:
        settings["metavar"] = option.metavar or option.name.upper()
        if option.many:
            settings["nargs"] = "*"
        elif option.default is not None:
            settings["nargs"] = "?"
        made.add_argument(option.name, **settings)
        return
    if option.many:
        settings["action"] = "append"
        settings["default"] = None
    made.add_argument(f"--{option.name.replace('_', '-')}", dest=option.name, **settings)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not YYYY-MM-DD") from None


def options_of(job: Job, given: argparse.Namespace) -> dict[str, object]:
    """Return the values for a job's options; one that may be repeated is a tuple."""
    found: dict[str, object] = {}
    for option in job.options:
        value = getattr(given, option.name)
        found[option.name] = tuple(value or ()) if option.many else value
    return found
