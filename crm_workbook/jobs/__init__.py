"""Jobs: what the tool does, one module each.

A module `jobs/<name>.py` defines `JOB`. The command line, the Python API and the buttons in Excel
all find it by its name, so a new job is one new file. A job never opens a workbook and never
writes one: it is handed a `Book` and hands back an `Outcome`.
"""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module

from crm_workbook.lean import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from crm_workbook.model import Outcome
    from crm_workbook.text import Text


class Option(NamedTuple):
    """One thing a job can be told; the keyword argument of its `run`, `--flag` of its command."""

    name: str
    kind: Literal["text", "path", "source", "date", "int", "flag", "choice"]
    """A `source` is a file whose content the job is handed, already read."""
    help: Text
    default: object = None
    choices: tuple[str, ...] = ()
    many: bool = False
    """May be given more than once; arrives as a tuple."""
    positional: bool = False
    metavar: str = ""


class Step(NamedTuple):
    """One job inside a recipe."""

    job: str
    file: str = ""
    """The workbook it works on, empty for a job that opens none."""
    options: Mapping[str, object] = {}


class Recipe(NamedTuple):
    """Jobs to do one after the other, and what to say at the end."""

    steps: tuple[Step, ...]
    closing: tuple[str, ...] = ()


class Job(NamedTuple):
    """A thing to do with a workbook."""

    name: str
    title: Text
    run: Callable[..., Outcome] | None = None
    """`run(book, *, lang, **options)`; without the book when `opens` is `none`."""
    options: tuple[Option, ...] = ()
    opens: Literal["one", "many", "none"] = "one"
    """How many workbooks the command takes."""
    writes: bool = False
    """Whether it may hand back a plan, so that `--dry-run` makes sense."""
    recipe: Callable[..., Recipe] | None = None
    """Instead of `run`: `recipe(*, lang, **options)` says which jobs to do one after the other."""


@cache
def names() -> tuple[str, ...]:
    """Return the names of all jobs in alphabetical order."""
    return tuple(
        sorted(
            entry[:-3].rstrip("_")
            for path in __path__
            for entry in os.listdir(path)
            if entry.endswith(".py") and not entry.startswith("_")
        )
    )


def job(name: str) -> Job:
    """Return the job of this name; `import` lives in `import_.py`, being a Python keyword.

    Raises:
        KeyError: There is none of this name.
    """
    if name not in names():
        raise KeyError(name)
    module = "import_" if name == "import" else name
    found: Job = import_module(f"{__name__}.{module}").JOB
    return found
