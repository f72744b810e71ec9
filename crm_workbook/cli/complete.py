"""What may come next on a command line, for a shell that completes it.

The scripts that `crm completion` prints ask `crm _complete SHELL .WORD BEFORE...`: the word that
is being typed, after a dot so that no shell drops it when it is empty, and those before it. The
first line of the answer says which paths the shell should offer itself (`books`, `files`,
`folders` or `-`); each further line is a word, a tab and what it means.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook import jobs
from crm_workbook.cli.files import looks_like_workbook
from crm_workbook.cli.help import HELP
from crm_workbook.cli.parser import LANG, LANG_OPTION, all_options, flag, form
from crm_workbook.data import folder
from crm_workbook.fields.pattern import pattern
from crm_workbook.model import SEVERITIES
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from crm_workbook.jobs import Job, Option

    Words = Iterable[tuple[str, str]]

VERSION: Final = Text("מספר הגרסה", "show the version")
LIVE: Final = Text(
    "לעבוד על חוברת שפתוחה ב-Excel או ב-LibreOffice",
    "work on a workbook that is open in Excel or LibreOffice",
)
COMMAND_HELP: Final = Text("עזרה לפקודה", "help on a command")

BOOKS: Final = "books"
FILES: Final = "files"
FOLDERS: Final = "folders"
NONE: Final = "-"
_HELP: Final = ("--help", HELP)
_READ: Final = frozenset({"path", "source", "attached", "kept", "config", "copy"})
"""The kinds of options whose value is the path of a file."""


class _Next(NamedTuple):
    """What may come next."""

    words: Words
    paths: str = NONE


def answer(asked: Sequence[str], lang: str) -> str:
    """Return the answer to a shell.

    Args:
        asked: The shell's name, the word that is being typed after a dot, and the words before it.
        lang: The language of the explanations.
    """
    shell, dotted, *before = [*asked, "", ""][: max(len(asked), 2)]
    typed = whole = dotted[1:]
    if shell == "bash":  # which takes an equals sign for a word of its own
        *before, whole = _joined([*before, typed])
    found = _after(before, whole, lang)
    cut = len(whole) - len(typed) if typed != "=" else len(whole)
    lines = [
        f"{word[cut:]}\t{_line(told)}" for word, told in found.words if word.startswith(whole)
    ]
    return "\n".join([found.paths, *lines])


def _joined(words: Sequence[str]) -> list[str]:
    """Put together what bash took apart around equals signs."""
    joined = [""]
    for word in words:
        if joined[-1] and (word == "=" or joined[-1].endswith("=")) and not word.startswith("-"):
            joined[-1] += word
        else:
            joined.append(word)
    return joined[1:]


def _line(text: str) -> str:
    return pattern(r"\s+").sub(" ", text)


def _after(before: Sequence[str], typed: str, lang: str) -> _Next:
    """Return what may come after some words, in place of the one that is being typed."""
    rest = list(before)
    while rest and rest[0].startswith("-"):
        word = rest.pop(0)
        if word == flag(LANG_OPTION):
            if not rest:
                return _value(LANG_OPTION, typed, lang)
            rest.pop(0)
    if rest[:1] == ["help"]:
        return _Next(_commands(rest[1:], lang))
    for count in (2, 1):
        name = "_".join(rest[:count])
        if name in jobs.names() and "_" not in rest[0]:
            return _of_job(jobs.job(name), rest[count:], typed, lang)
    commands = list(_commands(rest, lang))
    if rest:
        as_book = not commands and looks_like_workbook(rest[0])
        return _of_job(jobs.job("check"), rest, typed, lang) if as_book else _Next(commands)
    if not typed.startswith("-"):
        return _Next([*commands, ("help", COMMAND_HELP.say(lang))], BOOKS)
    flags = (_HELP, ("--version", VERSION), (flag(LANG_OPTION), LANG), ("--live", LIVE))
    return _Next([(name, told.say(lang)) for name, told in flags])


def _commands(begun: Sequence[str], lang: str) -> Iterator[tuple[str, str]]:
    """Yield the next word of every command that begins with these words."""
    for name in jobs.names():
        job = jobs.job(name)
        words = job.command.split()
        if words[: len(begun)] == list(begun) and len(words) > len(begun):
            yield words[len(begun)], job.title.say(lang)


def _of_job(job: Job, rest: Sequence[str], typed: str, lang: str) -> _Next:
    """Return what may come after a command and some of its words."""
    options = {flag(o): o for o in all_options(job) if not o.positional}
    used: set[str] = set()
    arguments = 0
    words = iter(rest)
    for word in words:
        option = options.get(word.partition("=")[0])
        if word == "--":
            arguments += len(list(words))
            used = {*options, "--help"}
        elif option is not None:
            used.add(flag(option))
            if option.kind != "flag" and "=" not in word and next(words, None) is None:
                return _value(option, typed, lang)
        elif not word.startswith("-"):
            arguments += 1
    name, sign, value = typed.partition("=")
    if name.startswith("--") and sign and name in options:
        found = _value(options[name], value, lang)
        return _Next([(f"{name}={word}", told) for word, told in found.words], found.paths)
    if typed.startswith("-"):
        left = [o for name, o in options.items() if o.many or name not in used]
        return _Next([*((flag(o), o.help.say(lang)) for o in left), (_HELP[0], HELP.say(lang))])
    return _argument(job, arguments, typed, lang)


def _argument(job: Job, place: int, typed: str, lang: str) -> _Next:
    """Return what may stand as the argument at a place, counted from 0."""
    if job.opens == "many" or (job.opens == "one" and place == 0):
        return _Next((), BOOKS)
    positional = [o for o in job.options if o.positional]
    place -= job.opens == "one"
    if place < len(positional):
        return _value(positional[place], typed, lang)
    return _value(positional[-1], typed, lang) if positional and positional[-1].many else _Next(())


def _value(option: Option, typed: str, lang: str) -> _Next:
    """Return the values an option can take."""
    shape = form(option)
    if option.choices:
        return _Next([(choice, "") for choice in option.choices])
    if shape in _LISTS:
        return _Next(_LISTS[shape](option, typed, lang))
    if shape == "FOLDER":
        return _Next((), FOLDERS)
    if option.kind == "patient" or (option.positional and shape == "FILE"):
        return _Next((), BOOKS)
    return _Next((), FILES if option.kind in _READ else NONE)


def _codes(option: Option, typed: str, lang: str) -> Words:
    """Yield rules by code, or by name when one was begun; several may be joined by commas."""
    from crm_workbook.rules import index, name_of
    from crm_workbook.rules.page import page

    head = "".join(typed.rpartition(",")[:2])
    last = typed[len(head) :]
    for code in index():
        word = name_of(code) if last[:1].islower() else code
        if word.startswith(last):
            yield f"{head}{word}", page(code).title.say(lang)
    if option.positional:  # `crm explain` takes columns as well
        yield "column", ""


def _graded(_option: Option, typed: str, lang: str) -> Words:
    """Yield rules with a severity each, first the one and then the other."""
    from crm_workbook.rules import index
    from crm_workbook.rules.page import page

    code, sign, _ = typed.partition("=")
    if sign:
        yield from ((f"{code}={grade}", told.say(lang)) for grade, told in SEVERITIES.items())
    else:
        yield from ((f"{each}=", page(each).title.say(lang)) for each in index())


def _columns(_option: Option, _typed: str, lang: str) -> Words:
    from crm_workbook.schema import described

    for each in described.columns():
        yield each.name, each.column.heading.say(lang)


def _sheets(_option: Option, _typed: str, lang: str) -> Words:
    from crm_workbook.schema import sheets

    for sheet_id, sheet in sheets().items():
        yield sheet_id, sheet.title.say(lang)


def _templates(_option: Option, _typed: str, _lang: str) -> Words:
    for name in sorted({file.partition(".")[0] for file in os.listdir(folder("templates"))}):
        yield name, ""


_LISTS: Final[dict[str, Callable[[Option, str, str], Words]]] = {
    "CODE": _codes, "CODE=SEVERITY": _graded, "COLUMN": _columns, "NAME": _templates,
    "SHEET": _sheets,
}  # fmt: skip
"""What lists the values of an option, by the word for its value."""
