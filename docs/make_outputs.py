"""Run the commands of the guides, in order, and put what they really say into the guides.

Run it after the wording of a command has changed: `python docs/make_outputs.py`. A test compares.

A guide is read as a story told in one empty folder. A block marked ```` ```csv NAME ENCODING ````
or ```` ```toml NAME ```` is a file to be written; in one marked ```` ```console ```` each line
`$ crm ...` is a command and what follows is its output, its last lines with ` | tail -12` behind
it. Output that is just `...` is left out. Moments differ from run to run,
so the n-th job is said to have run at n minutes past nine.
"""
# ruff: noqa: INP001 - a script beside the pages, no part of the package

from __future__ import annotations

import io
import os
import re
import shlex
import tempfile
from contextlib import chdir, redirect_stderr, redirect_stdout
from typing import Final

from crm_workbook import cli

HERE: Final = os.path.dirname(os.path.abspath(__file__))
GUIDES: Final = (
    "guide.en.md", "guide.he.md", "excel.en.md", "excel.he.md", "check.en.md", "check.he.md",
)  # fmt: skip
BLOCK: Final = re.compile(r"(?ms)^```(console|csv|toml)(?: (\S+))?(?: (\S+))?\n(.*?)^```$")
OMITTED: Final = "..."
FOLDER: Final = "/clients"
"""What the folder of the story is called where a command names it whole."""

_DAY: Final = "2025-10-31"
_TOLD: Final = r"(?:\d{4}-\d\d-\d\d|\d\d/\d\d/\d{4}) \d\d:\d\d"
_MOMENT: Final = re.compile(rf"(?P<id>\d{{14}}-\d+)(?:  (?P<gap>{_TOLD}))?|{_TOLD}")


class Clock:
    """Gives the jobs of a story moments that are the same in every run."""

    def __init__(self) -> None:
        """Start the day."""
        self._jobs: dict[str, int] = {}

    def settle(self, text: str) -> str:
        """Return a text with its moments replaced."""
        return _MOMENT.sub(self._one, text)

    def _one(self, found: re.Match[str]) -> str:
        if not found["id"]:
            return self._said(len(self._jobs), found[0])
        minute = self._jobs.setdefault(found["id"], len(self._jobs) + 1)
        gap = f"  {self._said(minute, found['gap'])}" if found["gap"] else ""
        return f"{_DAY.replace('-', '')}09{minute:02}00-1{gap}"

    @staticmethod
    def _said(minute: int, now: str) -> str:
        day = "/".join(reversed(_DAY.split("-"))) if "/" in now else _DAY
        return f"{day} 09:{minute:02}"


def told(page: str, folder: str) -> str:
    """Return a guide with the outputs of its commands as they are now.

    Args:
        page: The guide.
        folder: An empty folder for the files of the story.
    """
    clock = Clock()

    def block(found: re.Match[str]) -> str:
        kind, name, encoding, body = found.groups()
        if kind != "console":
            if name is None:  # only to be read
                return found[0]
            path = os.path.join(folder, name)
            with open(path, "w", encoding=encoding or "utf-8", newline="\r\n") as file:
                file.write(body)
            return found[0]
        return f"```console\n{''.join(_story(body, folder, clock))}```"

    return BLOCK.sub(block, page)


def _story(body: str, folder: str, clock: Clock) -> list[str]:
    """Return the commands of a block, each followed by its output."""
    lines = []
    for part in re.split(r"^(?=\$ )", body, flags=re.MULTILINE):
        if not part:
            continue
        command, _, output = part.partition("\n")
        said = clock.settle(run(command, folder))
        lines += [command, "\n", output if output.strip() == OMITTED else said]
    return lines


def run(command: str, folder: str) -> str:
    """Return what a command line such as `$ crm check shop.xlsx` says on either stream.

    Raises:
        RuntimeError: It could not be carried out. A guide shows no such thing.
    """
    command, _, last = command.partition(" | tail -")
    _, program, *words = shlex.split(command)
    if program != "crm":
        raise ValueError(command)
    heard = io.StringIO()
    with chdir(folder), redirect_stdout(heard), redirect_stderr(heard):
        code = cli.main(words)
    if code not in {cli.CLEAN, cli.FOUND}:
        raise RuntimeError(command, heard.getvalue())
    lines = heard.getvalue().replace(folder, FOLDER).splitlines(keepends=True)
    return "".join(lines[-int(last) :] if last else lines)


def main() -> None:
    """Rewrite every guide."""
    for name in GUIDES:
        path = os.path.join(HERE, name)
        with open(path, encoding="utf-8") as file:
            page = file.read()
        with tempfile.TemporaryDirectory() as folder:
            page = told(page, folder)
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(page)


if __name__ == "__main__":
    main()
