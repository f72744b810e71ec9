"""Write docs/crm.1, the manual page that `man crm` shows, from what the jobs declare.

Run it after a job, an option or the version has changed: `python docs/make_man.py`. A test
compares. An installation puts the page into `share/man/man1` of its environment.
"""
# ruff: noqa: INP001 - a script beside the pages, no part of the package

from __future__ import annotations

import os
import re
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from crm_workbook import jobs
from crm_workbook.cli.complete import LIVE, VERSION
from crm_workbook.cli.help import EXIT_CODES, HELP, INTRO, entries, usage
from crm_workbook.cli.parser import LANG
from crm_workbook.text import LANGUAGES
from crm_workbook.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crm_workbook.jobs import Job

DOCS: Final = os.path.dirname(os.path.abspath(__file__))
PAGE: Final = os.path.join(DOCS, "crm.1")
CHANGES: Final = os.path.join(os.path.dirname(DOCS), "CHANGELOG.md")

_WIDTH: Final = 72

DESCRIPTION: Final = """\
crm keeps the customer relations of a small business in one Excel workbook. It builds the \
workbook, brings in what is known, checks it, computes metrics, segments and targets, and writes \
drafts of messages. Whatever it changes it backs up first and can take back.

crm FILE is short for crm check FILE. Where several files may be given, a folder stands for all \
workbooks in it."""
BEFORE: Final = (
    (f"--lang {'|'.join(LANGUAGES)}", LANG.en),
    ("--live[=ADDRESS]", f"{LIVE.en}; ADDRESS says where LibreOffice listens"),
    ("-h, --help", f"{HELP.en}, or that of a command"),
    ("-V, --version", VERSION.en),
)
ENVIRONMENT: Final = {
    "LC_ALL, LC_MESSAGES, LANG": """\
The language of messages where neither --lang nor a workbook decides it: Hebrew when it begins \
with he, else English.""",
    "NO_COLOR": "With anything in it, no colours.",
    "FORCE_COLOR": """\
With anything in it, colours also where the output is no terminal, unless NO_COLOR forbids \
them.""",
    "TERM": "When it is dumb, no colours and no cleared screen.",
    "PYTHONIOENCODING": """\
The encoding of the output. Without it a terminal gets its own, a file or pipe UTF-8.""",
}
FILES: Final = {
    "crm.toml": """\
How workbooks are checked; the one in the workbook's folder, or in the nearest folder above.""",
    "NAME.crm/": """\
Beside the workbook NAME.xlsx: its backups and the journal that crm undo reads.""",
}
EXAMPLES: Final = {
    "crm new shop.xlsx": "Build a new workbook.",
    "crm check shop.xlsx": "Say what is wrong in it, and where.",
    "crm check shop.xlsx --diff": "Show what would be fixed, and write nothing.",
    "crm check shop.xlsx --watch": "Check again after every save.",
    "crm check books --format sarif --output report.sarif": "A report for a program.",
    "crm explain CRM121": "Say what a rule looks for, why, and what mends it.",
}


def page() -> str:
    """Return the whole page."""
    title = re.search(r"^crm - (.+?):", INTRO.en)
    with open(CHANGES, encoding="utf-8") as changes:
        released = re.search(r"(?m)^## \[[^]]+\] - ([0-9-]+)$", changes.read())
    if title is None or released is None:
        raise LookupError(INTRO.en, CHANGES)
    lines = [
        '.\\" Made by docs/make_man.py from the declarations in crm_workbook/jobs. Do not edit.',
        f'.TH CRM 1 {released[1]} "crm\\-workbook {__version__}" "User Commands"',
        ".nh",
        ".ad l",
        *_section("NAME", [f"crm \\- {_text(title[1])}"]),
        *_section("SYNOPSIS", [f".B {_text('crm COMMAND [FILE] [OPTIONS]')}"]),
        *_section("DESCRIPTION", _prose(DESCRIPTION)),
        *_section("OPTIONS", ["Before the command:", *_list(BEFORE)]),
        *_section("COMMANDS", []),
    ]
    for name in jobs.names():
        lines += _command(jobs.job(name))
    codes = [(str(code), f"{_sentence(told.en)}.") for code, told in EXIT_CODES.items()]
    lines += _section("EXIT STATUS", _list(codes))
    lines += _section("ENVIRONMENT", _list(ENVIRONMENT.items()))
    lines += _section("FILES", _list(FILES.items()))
    lines += _section("EXAMPLES", _list(EXAMPLES.items()))
    return "\n".join([*lines, ""])


def _section(heading: str, lines: Iterable[str]) -> list[str]:
    return [f".SH {heading}", *lines]


def _command(job: Job) -> Iterator[str]:
    yield f'.SS "crm {job.command}"'
    yield from _prose(f"{_sentence(job.title.en)}.")
    yield ".PP"
    words = (_text(word).replace(" ", "\\ ") for word in ("crm " + job.command, *usage(job)))
    yield f".B {' '.join(words)}"
    yield from _list((name, f"{_sentence(told.en)}.") for name, told in entries(job))


def _list(entries: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, told in entries:
        yield ".TP"
        yield f".B {_text(name)}"
        yield from _prose(told)


def _prose(text: str) -> Iterator[str]:
    """Yield sentences, each on lines of its own, as troff likes them."""
    for number, paragraph in enumerate(text.split("\n\n")):
        if number:
            yield ".PP"
        for sentence in re.split(r"(?<=[.!?]) ", paragraph):
            for line in wrap(sentence, _WIDTH, break_on_hyphens=False):
                yield _text(line)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _text(text: str) -> str:
    """Return a text as troff takes it for itself: no escape, no request, hyphens to type."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return re.sub(r"(?m)^([.'])", r"\\&\1", text)


if __name__ == "__main__":
    with open(PAGE, "w", encoding="utf-8", newline="\n") as file:
        file.write(page())
