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

SEE: Final = Text("דוגמאות ואפשרויות: crm {job} --help", "See crm {job} --help.")
UNKNOWN: Final = Problem(
    "usage",
    Text("לפקודה crm {job} אין אפשרות {word}.", "crm {job} has no option {word}."),
    SEE,
)
MISSING: Final = Problem(
    "usage", Text("לפקודה crm {job} חסר {word}.", "crm {job} needs {word}."), SEE
)
SURPLUS: Final = Problem(
    "usage",
    Text("בפקודה crm {job} המילה '{word}' מיותרת.", "crm {job} has no use for '{word}'."),
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

_HELP: Final = frozenset({"-h", "--help"})


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


def parse(job: Job, words: Sequence[str]) -> Given:
    """Return what the words after a job's name ask for.

    Options and arguments come in any order; `--name value` and `--name=value` are the same, and
    what follows a lone `--` is no option.

    Raises:
        CrmError: The words do not fit the job.
    """
    flags = {flag(option): option for option in _all(job) if not option.positional}
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
            option, value = _option(job, flags, word, rest)
            if option.many:
                repeated.setdefault(option.name, []).append(word if value is None else str(value))
            else:
                values[option.name] = value
    files = _files(job, arguments)
    for option in job.options:
        if option.positional:
            values[option.name] = _argument(job, option, arguments)
        elif option.many:
            values[option.name] = tuple(repeated.get(option.name, ()))
        else:
            values.setdefault(option.name, option.default)
    if arguments:
        raise CrmError(SURPLUS, job=job.name, word=arguments[0])
    lang = str(values.pop("lang", ""))
    return Given(files, values, lang, bool(values.pop("dry_run", False)))


def flag(option: Option) -> str:
    """Return the word that begins an option: `--as-of`."""
    return f"--{option.name.replace('_', '-')}"


def form(option: Option) -> str:
    """Return the word for an option's value, or its possible values: `json|text`."""
    day = "YYYY-MM-DD" if option.kind == "date" else ""
    return option.metavar or "|".join(option.choices) or day or option.name.upper()


def _all(job: Job) -> Iterator[Option]:
    """Yield a job's own options and those that every such command has."""
    yield from job.options
    if job.writes:
        yield Option("dry_run", "flag", DRY_RUN, default=False)
    yield Option("lang", "choice", LANG, "", LANGUAGES)


def _option(
    job: Job, flags: Mapping[str, Option], word: str, rest: Iterator[str]
) -> tuple[Option, object]:
    """Return the option a word begins and its value, taken from the word or from those after."""
    name, sign, text = word.partition("=")
    option = flags.get(name)
    if option is None or (sign and option.kind == "flag"):
        raise CrmError(UNKNOWN, job=job.name, word=word if option else name)
    if option.kind == "flag":
        return option, True
    if not sign:
        text = next(rest, "--")
        if text == "--" or text.partition("=")[0] in flags:
            raise CrmError(NO_VALUE, job=job.name, word=name, form=form(option))
    return option, _value(job, option, text, name)


def _value(job: Job, option: Option, text: str, name: str) -> object:
    """Return the meaning of what was typed for an option."""
    value: object = text
    try:
        if option.kind == "int":
            value = int(text)
        elif option.kind == "date":
            value = date.fromisoformat(text)
        good = not option.choices or text in option.choices
    except ValueError:
        good = False
    if not good:
        raise CrmError(NOT_THAT, job=job.name, word=name, form=form(option), value=text)
    return value


def _files(job: Job, arguments: list[str]) -> tuple[str, ...]:
    """Take the workbooks from the front of the arguments."""
    if job.opens == "none":
        return ()
    if not arguments:
        raise CrmError(MISSING, job=job.name, word="FILE")
    count = 1 if job.opens == "one" else len(arguments)
    files = tuple(arguments[:count])
    del arguments[:count]
    return files


def _argument(job: Job, option: Option, arguments: list[str]) -> object:
    """Take the value of a positional option from the front of the arguments."""
    if option.many:
        texts = tuple(arguments)
        arguments.clear()
        return tuple(_value(job, option, text, form(option)) for text in texts)
    if arguments:
        return _value(job, option, arguments.pop(0), form(option))
    if option.default is None:
        raise CrmError(MISSING, job=job.name, word=form(option))
    return option.default
