"""Write docs/commands.md, the reference of every command, from what the jobs declare.

Run it after a job or an option has changed: `python docs/make_commands.py`. A test compares.
"""
# ruff: noqa: INP001 - a script beside the pages, no part of the package

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from crm_workbook import jobs
from crm_workbook.cli import parser
from crm_workbook.text import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.jobs import Job, Option
    from crm_workbook.text import Text

PAGE: Final = os.path.join(os.path.dirname(os.path.abspath(__file__)), "commands.md")

OPENING: Final = """\
# Commands

<!-- Made by docs/make_commands.py from the declarations in crm_workbook/jobs. Do not edit. -->

`crm`, `crm-workbook` and `python -m crm_workbook` are the same program. The guides, \
[in English](guide.en.md) and [בעברית](guide.he.md), say what each command is for; this page lists \
everything that can be typed. `crm --help` lists the commands, `crm check --help` explains one, \
`crm --version` says the version.

`crm shop.xlsx` is short for `crm check shop.xlsx`. Where several files may be given, a folder \
stands for all workbooks in it, and `*.xlsx` works on Windows too.

| Exit code | Means |
|---|---|
| 0 | done, and nothing to complain about |
| 1 | done, but the answer is no: `check` found something at or above `--fail-on`, `check --diff` \
would change something, or `import` refused rows |
| 2 | it could not be done, and a sentence on the error stream says why; no workbook was changed |
| 130 | interrupted with Ctrl+C; no workbook is half written |
"""
HEAD: Final = "| Argument | What | מה | Default |\n|---|---|---|---|"


def page() -> str:
    """Return the whole page."""
    found = [jobs.job(name) for name in jobs.names()]
    overview = [f"| [`{j.name}`](#crm-{j.name}) | {j.title.en} | {j.title.he} |" for j in found]
    parts = [
        OPENING,
        "\n".join(["| Command | What it does | מה היא עושה |", "|---|---|---|", *overview]) + "\n",
        *map(_section, found),
    ]
    return "\n".join(parts)


def _section(job: Job) -> str:
    rows = "\n".join(_rows(job))
    words = " ".join(["crm", job.name, *_usage(job)])
    return (
        f"## crm {job.name}\n\n{_sentence(job.title.en)}\n\n```text\n{words}\n```\n\n{HEAD}\n{rows}\n"
    )


def _sentence(title: str) -> str:
    return f"{title[:1].upper()}{title[1:]}."


def _usage(job: Job) -> Iterator[str]:
    yield from {"one": ("FILE",), "many": ("FILE...",), "none": ()}[job.opens]
    for option in job.options:
        if option.positional:
            yield _name(option) if option.default is None else f"[{_name(option)}]"
    for option in job.options:
        if not option.positional:
            yield f"[{_name(option)}]" + ("..." if option.many else "")
    if job.writes:
        yield "[--dry-run]"
    yield f"[--lang {'|'.join(LANGUAGES)}]"


def _rows(job: Job) -> Iterator[str]:
    if job.opens != "none":
        yield _row("FILE" if job.opens == "one" else "FILE...", parser.FILE)
    for option in job.options:
        default = "" if option.default in {None, "", 0, ()} else f"`{option.default}`"
        yield _row(_name(option), option.help, default)
    if job.writes:
        yield _row("--dry-run", parser.DRY_RUN)
    yield _row(f"--lang {'|'.join(LANGUAGES)}", parser.LANG)


def _row(name: str, told: Text, default: str = "") -> str:
    cell = name.replace("|", "\\|")
    return f"| `{cell}` | {told.en} | {told.he} | {default} |"


def _name(option: Option) -> str:
    """Return an option as it is typed, with a word for its value."""
    day = "YYYY-MM-DD" if option.kind == "date" else ""
    value = option.metavar or "|".join(option.choices) or day or option.name.upper()
    if option.positional:
        return value
    flag = f"--{option.name.replace('_', '-')}"
    return flag if option.kind == "flag" else f"{flag} {value}"


if __name__ == "__main__":
    with open(PAGE, "w", encoding="utf-8", newline="\n") as file:
        file.write(page())
