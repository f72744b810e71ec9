"""Write docs/commands.md, the reference of every command, from what the jobs declare.

Run it after a job or an option has changed: `python docs/make_commands.py`. A test compares.
"""
# ruff: noqa: INP001 - a script beside the pages, no part of the package

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from crm_workbook import jobs
from crm_workbook.cli.help import EXIT_CODES, entries, typed, usage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.jobs import Job

PAGE: Final = os.path.join(os.path.dirname(os.path.abspath(__file__)), "commands.md")

OPENING: Final = """\
# Commands

<!-- Made by docs/make_commands.py from the declarations in crm_workbook/jobs. Do not edit. -->

`crm`, `crm-workbook` and `python -m crm_workbook` are the same program. The guides, \
[in English](guide.en.md) and [בעברית](guide.he.md), say what each command is for; this page \
lists everything that can be typed. `crm --help` lists the commands, `crm check --help` \
explains one, `crm --version` says the version.

`crm shop.xlsx` is short for `crm check shop.xlsx`. Where several files may be given, a folder \
stands for all workbooks in it, and `*.xlsx` works on Windows too.

`crm --live refresh shop.xlsx`, with `--live` before the command, works on the workbook that is \
open in Excel or LibreOffice in place of the file; `--live=ADDRESS` says where LibreOffice \
listens. [Inside Excel](excel.en.md) says how.
"""
HEAD: Final = "| Argument | What | מה | Default |\n|---|---|---|---|"


def page() -> str:
    """Return the whole page."""
    found = [jobs.job(name) for name in jobs.names()]
    overview = [
        f"| [`{j.command}`](#crm-{j.command.replace(' ', '-')}) | {j.title.en} | {j.title.he} |"
        for j in found
    ]
    exits = [f"| {code} | {told.en} |" for code, told in EXIT_CODES.items()]
    parts = [
        OPENING,
        "\n".join(["| Exit code | Means |", "|---|---|", *exits]) + "\n",
        "\n".join(["| Command | What it does | מה היא עושה |", "|---|---|---|", *overview]) + "\n",
        *map(_section, found),
    ]
    return "\n".join(parts)


def _section(job: Job) -> str:
    words = " ".join(["crm", job.command, *usage(job)])
    rows = "\n".join(_rows(job))
    told = f"{job.title.en[:1].upper()}{job.title.en[1:]}."
    return f"## crm {job.command}\n\n{told}\n\n```text\n{words}\n```\n\n{HEAD}\n{rows}\n"


def _rows(job: Job) -> Iterator[str]:
    defaults = {typed(option): option.default for option in job.options}
    for name, told in entries(job):
        default = f"`{defaults[name]}`" if defaults.get(name) else ""
        cell = name.replace("|", "\\|")
        yield f"| `{cell}` | {told.en} | {told.he} | {default} |"


if __name__ == "__main__":
    with open(PAGE, "w", encoding="utf-8", newline="\n") as file:
        file.write(page())
