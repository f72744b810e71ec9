"""From the words after a command to the values of its job's options.

Not `argparse`: with the help formatter and the translations it brings along, that costs as much
as starting the interpreter, and it complains in English only.
"""

from __future__ import annotations

from datetime import date

from crm_workbook.errors import CrmError, Problem
from crm_workbook.jobs import Option
from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple
from crm_workbook.text import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crm_workbook.jobs import Job

LANG: Final = Text("שפת התשובה", "language of the answer")
FILE: Final = Text("חוברת הלקוחות (xlsx או xlsm)", "the customer workbook (xlsx or xlsm)")
DRY_RUN: Final = Text("להציג מה ישתנה, בלי לכתוב", "show what would change, write nothing")

SEE: Final = Text("כל האפשרויות: {crm} --help", "See {crm} --help.")
NEAR: Final = Text("אולי {name}? ", "Did you mean {name}? ")
UNKNOWN: Final = Problem(
    "usage",
    Text("לפקודה {crm} אין אפשרות {word}.", "{crm} has no option {word}."),
    Text("{near}כל האפשרויות: {crm} --help", "{near}See {crm} --help."),
)
MISSING: Final = Problem(
    "usage", Text("אחרי {crm} צריך לבוא {word}.", "{crm} needs {word}."), SEE
)  # fmt: skip
SURPLUS: Final = Problem(
    "usage",
    Text("בפקודה {crm} המילה '{word}' מיותרת.", "{crm} has no use for '{word}'."),
    SEE,
)
NO_VALUE: Final = Problem(
    "usage",
    Text("אחרי {word} צריך לבוא ערך: {form}.", "{word} needs a value: {form}."),
    SEE,
)
NOT_THAT: Final = Problem(
    "usage",
    Text("אחרי {word} יכול לבוא {form}, ולא '{value}'.", "{word} takes {form}, not '{value}'."),
    SEE,
)
BETWEEN: Final = Text("מספר שלם מ-{low} עד {high}", "a whole number from {low} to {high}")
DAY: Final = Text("תאריך מ-1900 והלאה, בצורה YYYY-MM-DD", "a date from 1900 on, as YYYY-MM-DD")

_HELP: Final = frozenset({"-h", "--help"})
_LIVE: Final = "--live"
_VERSION: Final = frozenset({"-V", "--version"})
LANG_OPTION: Final = Option("lang", "choice", LANG, "", LANGUAGES)
_FIRST_YEAR: Final = 1900


class Leading(NamedTuple):
    """What was typed before a command's name."""

    lang: str
    wants: str
    """`help` or `version` when that was asked for, else ''."""
    rest: list[str]
    """The command's name and what follows it."""
    live: str | None = None
    """Where LibreOffice listens, '' for the usual place or Excel; None to work on files."""


class Given(NamedTuple):
    """What was typed after a command's name."""

    files: tuple[str, ...]
    """The workbooks, as typed."""
    options: Mapping[str, object]
    """A value for each of the job's options; of one that may be repeated, a tuple."""
    lang: str = ""
    dry_run: bool = False
    help: bool = False
    """Whether help was asked for; then nothing else was looked at."""


def leading(words: Sequence[str]) -> Leading:
    """Take the options from before a command's name.

    Raises:
        CrmError: There is no such option, or its value is missing or no such value.
    """
    lang = wants = ""
    live: str | None = None
    rest = iter(words)
    for word in rest:
        if word == _LIVE or word.startswith(f"{_LIVE}="):
            live = word.partition("=")[2]
        elif word in _HELP:
            wants = "help"
        elif word in _VERSION:
            wants = "version"
        elif word.startswith("-") and word not in {"-", "--"}:
            lang = str(_option("crm", {flag(LANG_OPTION): LANG_OPTION}, word, rest)[1])
        else:
            return Leading(lang, wants, [word, *rest], live)
    return Leading(lang, wants, [], live)


def parse(job: Job, words: Sequence[str]) -> Given:
    """Return what the words after a job's name ask for.

    Options and arguments come in any order; `--name value` and `--name=value` are the same, and
    what follows a lone `--` is no option.

    Raises:
        CrmError: The words do not fit the job.
    """
    crm = f"crm {job.command}"
    flags = {flag(option): option for option in all_options(job) if not option.positional}
    values: dict[str, object] = {}
    repeated: dict[str, list[str]] = {}
    arguments: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            arguments.extend(rest)
        elif word in _HELP:
            return Given((), {}, help=True)
        elif not word.startswith("-") or word == "-":
            arguments.append(word)
        else:
            option, value = _option(crm, flags, word, rest)
            if option.many:
                repeated.setdefault(option.name, []).append(word if value is None else str(value))
            else:
                values[option.name] = value
    files = _files(job, arguments)
    for option in job.options:
        if option.positional:
            values[option.name] = _argument(crm, option, arguments)
        elif option.many:
            values[option.name] = tuple(repeated.get(option.name, ()))
        else:
            values.setdefault(option.name, option.default)
    if arguments:
        raise CrmError(SURPLUS, crm=crm, word=arguments[0])
    lang = str(values.pop("lang", ""))
    return Given(files, values, lang, bool(values.pop("dry_run", False)))


def flag(option: Option) -> str:
    """Return the word that begins an option: `--as-of`."""
    return f"--{option.name.replace('_', '-')}"


def form(option: Option) -> str:
    """Return the word for an option's value, or its possible values: `json|text`."""
    day = "YYYY-MM-DD" if option.kind == "date" else ""
    return option.metavar or "|".join(option.choices) or day or option.name.upper()


def all_options(job: Job) -> Iterator[Option]:
    """Yield a job's own options and those that every such command has."""
    yield from job.options
    if job.writes:
        yield Option("dry_run", "flag", DRY_RUN, default=False)
    yield LANG_OPTION


def _option(
    crm: str, flags: Mapping[str, Option], word: str, rest: Iterator[str]
) -> tuple[Option, object]:
    """Return the option a word begins and its value, taken from the word or from those after."""
    name, sign, text = word.partition("=")
    option = flags.get(name)
    if option is None or (sign and option.kind == "flag"):
        shown = word if option else name
        raise CrmError(UNKNOWN, crm=crm, word=shown, near=near(name, (*flags, "--help")))
    if option.kind == "flag":
        return option, True
    if not sign:
        text = next(rest, "")
        if text == "--" or text.partition("=")[0] in flags:
            text = ""
    if not text:
        raise CrmError(NO_VALUE, crm=crm, word=name, form=form(option))
    return option, _value(crm, option, text, name)


def near(name: str, known: Sequence[str]) -> Text:
    """Return the question whether a similar word was meant, empty when there is none."""
    from difflib import get_close_matches

    close = get_close_matches(name, known, 1)
    return _filled(NEAR, name=close[0]) if close else Text("", "")


def _filled(text: Text, **values: object) -> Text:
    return Text(text.say("he", **values), text.say("en", **values))


def _value(crm: str, option: Option, text: str, name: str) -> object:
    """Return the meaning of what was typed for an option."""
    value: object = text
    wanted: object = form(option)
    good = not option.choices or text in option.choices
    if option.kind == "int":
        wanted = _filled(BETWEEN, low=option.low, high=f"{option.high:,}")
        digits = text.isascii() and text.isdigit() and len(text) <= len(str(option.high))
        value = int(text) if digits else -1
        good = digits and option.low <= value <= option.high
    elif option.kind == "date":
        wanted = DAY
        value = _day(text)
        good = value is not None
    if not good:
        raise CrmError(NOT_THAT, crm=crm, word=name, form=wanted, value=text)
    return value


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    # It reads other forms too, such as 20261101.
    return day if day.isoformat() == text and day.year >= _FIRST_YEAR else None


def _files(job: Job, arguments: list[str]) -> tuple[str, ...]:
    """Take the workbooks from the front of the arguments."""
    if "" in arguments:  # a shell's variable that was not set
        raise CrmError(SURPLUS, crm=f"crm {job.command}", word="")
    if job.opens == "none":
        return ()
    if not arguments:
        raise CrmError(MISSING, crm=f"crm {job.command}", word="FILE")
    count = 1 if job.opens == "one" else len(arguments)
    files = tuple(arguments[:count])
    del arguments[:count]
    return files


def _argument(crm: str, option: Option, arguments: list[str]) -> object:
    """Take the value of a positional option from the front of the arguments."""
    if option.many:
        texts = tuple(arguments)
        arguments.clear()
        return tuple(_value(crm, option, text, form(option)) for text in texts)
    if arguments:
        return _value(crm, option, arguments.pop(0), form(option))
    if option.default is None:
        raise CrmError(MISSING, crm=crm, word=form(option))
    return option.default
