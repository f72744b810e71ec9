"""`python benchmarks/check.py [--large]`: `crm check` with all its rules beside bare starts, bare
reads and other validators, as a table.

Every figure is process CPU time (user and system) of a whole command, the least of several rounds
in which all commands of a size take turns. The peers do the checks of `alike.py`, which is first
shown: each of the three commands has to find each of its faults.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import alike
import books
import peers
from measure import Command, Cost, costs, crm, python

HERE = Path(__file__).resolve().parent
BARE, READ, OURS = "`python -c pass`", "calamine's bare read", "`crm check`"
FRICTIONLESS, PANDERA = "frictionless", "pandera over calamine"
ROUNDS = {"small": 15, "middle": 3, "large": 3}
"""Equally many for each command of a size: the least of more would be lower on a busy machine."""


class Goal(NamedTuple):
    """What one ratio should be."""

    size: str
    beside: str
    limit: float
    aim: float | None = None
    less: bool = False
    """Whether ours should be that many times less, instead of at most that many times more."""
    memory: bool = False


GOALS = (
    Goal("small", BARE, 5, 3),
    Goal("small", FRICTIONLESS, 20, less=True),
    Goal("small", PANDERA, 2, less=True),
    Goal("middle", READ, 1.5, 1.25),
    Goal("middle", FRICTIONLESS, 20, less=True),
    Goal("middle", PANDERA, 2, less=True),
    Goal("large", READ, 1.5, 1.25),
    Goal("large", READ, 1.5, memory=True),
)


def workbook(folder: Path, size: str) -> Path:
    """Return a workbook of a size.

    It is made in a process of its own: a big parent would show in the peak memory of every child.
    """
    path = folder / f"{size}.xlsx"
    if not path.exists():
        subprocess.run([sys.executable, str(HERE / "books.py"), str(path), size], check=True)
    return path


def ours(book: Path, *options: str) -> list[str]:
    """Return our command on a workbook, with all rules."""
    return crm("check", str(book), "--as-of", alike.AS_OF, *options)


def validators(book: Path, folder: Path) -> dict[str, list[str]]:
    """Return the commands of the other validators that are installed."""
    found = {}
    if importlib.util.find_spec("frictionless"):
        package = peers.frictionless_package(book, folder)
        words = ["-m", "frictionless", "validate", str(package), "--trusted"]
        found[FRICTIONLESS] = [sys.executable, *words]
    if importlib.util.find_spec("pandera"):
        found[PANDERA] = [sys.executable, str(HERE / "with_pandera.py"), str(book)]
    return found


def prove(folder: Path) -> list[str]:
    """Return the names of the checks that all validators do, having seen them do each.

    Raises:
        RuntimeError: One of them is content with a fault, or not with a workbook in order.
    """
    for number, fault in enumerate((None, *alike.FAULTS)):
        path = folder / f"fault{number}.xlsx"
        path.unlink(missing_ok=True)
        books.make(path, "small", fault=fault)
        commands = {OURS: ours(path, "--fail-on", "info"), **validators(path, folder)}
        for name, words in commands.items():
            done = subprocess.run(words, check=False, capture_output=True)
            if done.returncode != (fault is not None):
                raise RuntimeError(f"{name}, {fault}: {done.returncode} {done.stderr.decode()}")
    return [fault.check for fault in alike.FAULTS]


def measured(folder: Path, size: str) -> dict[str, Cost]:
    """Measure everything on one size."""
    book = workbook(folder, size)
    rounds = ROUNDS[size]
    commands = {
        OURS: Command(ours(book), rounds),
        READ: Command(python(peers.READ.format(path=str(book))), rounds),
    }
    if size == "small":
        commands[BARE] = Command(python("pass"), rounds)
    if size != "large":
        others = validators(book, folder).items()
        commands |= {name: Command(words, rounds) for name, words in others}
    return costs(commands)


def lines(size: str, found: dict[str, Cost]) -> list[str]:
    """Return the rows of the table for one size."""
    people, rows = books.SIZES[size]
    what = f"{people:,} customers + {rows:,} purchases"
    goals = (goal for goal in GOALS if goal.size == size and goal.beside in found)
    return [_line(what, goal, found) for goal in goals]


def _line(what: str, goal: Goal, found: dict[str, Cost]) -> str:
    mine, theirs = found[OURS], found[goal.beside]
    ratio = mine.peak / theirs.peak if goal.memory else mine.cpu / theirs.cpu
    if goal.less:
        ratio = 1 / ratio
    met = ratio >= goal.limit if goal.less else ratio <= goal.limit
    said = f"{ratio:.1f} times less" if goal.less else f"{ratio:.2f} times"
    limit = f"at least {goal.limit:g} times less" if goal.less else f"at most {goal.limit:g}"
    aim = "" if goal.aim is None else f", aim {goal.aim:g}"
    name = f"{goal.beside}, peak memory" if goal.memory else goal.beside
    return (
        f"| {what} | {name} | {said} | {limit}{aim} | {'yes' if met else '**no**'} "
        f"| {scale(mine)} | {scale(theirs)} |"
    )


def scale(cost: Cost) -> str:
    """Return a cost in seconds and megabytes."""
    return f"{cost.cpu:.3f} s, {cost.peak:.0f} MB"


HEAD = (
    "| workbook | beside | `crm check` takes | goal | met | ours | theirs |",
    "|---|---|---|---|---|---|---|",
)


def table(folder: Path, *, large: bool) -> list[str]:
    """Measure every size and return the table, with what it compares said below it."""
    checks = prove(folder)
    sizes = [size for size in books.SIZES if large or size != "large"]
    rows = [line for size in sizes for line in lines(size, measured(folder, size))]
    absent = [n for n in ("frictionless", "pandera") if importlib.util.find_spec(n) is None]
    said = (
        f"Ours runs all its rules. The checks that all of them do are: {', '.join(checks)}; "
        "before measuring, each command was seen to find a planted fault of each."
    )
    if absent:
        said += f" Not installed and so not measured: {', '.join(absent)}."
    return [*HEAD, *rows, "", said]


def scratch() -> Path:
    """Return the folder for the workbooks, which are kept from one run to the next."""
    folder = Path(tempfile.gettempdir()) / "crm-workbook-bench"
    folder.mkdir(exist_ok=True)
    return folder


if __name__ == "__main__":
    print("\n".join(table(scratch(), large="--large" in sys.argv)))
