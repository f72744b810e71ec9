"""Jobs: what the tool does, one module each.

A module `jobs/<name>.py` defines `JOB`. The command line, the Python API and the buttons in Excel
all find it by its name, so a new job is one new file. A job never opens a workbook and never
writes one: it is handed a `Book` and hands back an `Outcome`.
"""

from __future__ import annotations

from functools import cache

from crm_workbook.lean import TYPE_CHECKING, Literal, NamedTuple
from crm_workbook.modules import load, modules_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from crm_workbook.model import Outcome
    from crm_workbook.text import Text


class Option(NamedTuple):
    """One thing a job can be told; the keyword argument of its `run`, `--flag` of its command."""

    name: str
    kind: Literal[
        "text", "path", "source", "patient", "attached", "kept", "config", "copy", "date", "int",
        "flag", "choice",
    ]  # fmt: skip
    """A `source` is a file whose content the job is handed, already read; a `patient` one that is
    only looked at, whatever is wrong with it. `attached` hands over the path and the bytes of a
    small file, `kept` also of one that is yet to be written, `config` those of the `crm.toml`
    nearest to the workbook when none is named. A `copy` is where a copy of the workbook goes; of a
    folder the job is handed the path in it."""
    help: Text
    default: object = None
    choices: tuple[str, ...] = ()
    many: bool = False
    """May be given more than once; arrives as a tuple."""
    positional: bool = False
    metavar: str = ""
    low: int = 0
    high: int = 0
    """The least and the greatest number that an `int` may be."""
    shown: bool = False
    """Whether it is about how the answer is shown, which the job is not told: it is the command
    line's business."""
    reading: bool = False
    """Whether it is about how the file is read, which the job is not told: it is the runner's
    business."""


class Button(NamedTuple):
    """How a job shows inside Excel: on the ribbon, and on the start sheet."""

    label: Text
    tip: Text
    image: str
    """The name of one of Office's built-in pictures."""
    place: int
    """Where it stands among the others, the first lowest."""
    options: Mapping[str, object] = {}
    """What the job is told when it is started by its button, beyond its defaults."""


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
    button: Button | None = None

    @property
    def command(self) -> str:
        """The words of its command: `macros add` for the job `macros_add`."""
        return self.name.replace("_", " ")


def buttons() -> tuple[Job, ...]:
    """Return the jobs that have a button, in the order of their buttons."""
    found = (job(name) for name in names())
    placed = [(j.button.place, j) for j in found if j.button is not None]
    return tuple(j for _, j in sorted(placed, key=lambda pair: pair[0]))


@cache
def names() -> tuple[str, ...]:
    """Return the names of all jobs in alphabetical order."""
    return tuple(sorted(name.rstrip("_") for name in modules_in(__path__)))


def job(name: str) -> Job:
    """Return the job of this name; `import` lives in `import_.py`, being a Python keyword.

    Raises:
        KeyError: There is none of this name.
    """
    if name not in names():
        raise KeyError(name)
    module = "import_" if name == "import" else name
    found: Job = load(f"{__name__}.{module}").JOB
    return found
