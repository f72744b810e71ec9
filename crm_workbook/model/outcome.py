"""What a job hands back, and where a workbook lives."""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm_workbook.model.book import Book
    from crm_workbook.model.finding import Finding, SetAside
    from crm_workbook.model.marks import Marks
    from crm_workbook.model.plan import Macros, Plan, Receipt, Written


STDOUT: Final = "-"
"""The path of a file that is meant for the standard output; whoever ran the job prints it."""


class File(NamedTuple):
    """A file a job wants written: a new workbook, an export, a mail draft."""

    path: str
    data: bytes
    replace: bool = False
    """Whether an existing file of that name may be replaced."""
    beside: bool = False
    """Whether the path counts from the workbook's folder instead of the current one."""
    folder: bool = False
    """Whether its folder is made when it is not there; a mistyped path makes none."""
    macros: Macros | None = None
    """Macros to bring into the workbook that `data` is, before it is written."""
    marks: Marks | None = None
    """What to mark in a copy of the workbook that was read; the copy is the file."""


class Outcome(NamedTuple):
    """What a job hands back. Whoever called it applies the plan, writes the files and reports."""

    findings: tuple[Finding, ...] = ()
    plan: Plan | None = None
    files: tuple[File, ...] = ()
    summary: tuple[str, ...] = ()
    """What was done, in words, in the language asked for; first the most important."""
    data: Mapping[str, object] = {}
    """The same in numbers, ready for JSON."""
    failed: bool = False
    """True when the answer is no: findings at or above the limit, a dry run that would change."""
    takes_back: tuple[Written, ...] = ()
    """Files of an undone job, to be taken back where they still are what it wrote."""
    aside: tuple[SetAside, ...] = ()
    """What was found and is not among the findings, since somebody decided to leave it."""


class Store(Protocol):
    """Where a workbook lives: a file, an open Excel, memory."""

    def read(self) -> Book:
        """Return what the workbook holds now.

        Raises:
            CrmError: The workbook cannot be read, or is refused as unsafe.
        """

    def tidy(self) -> None:
        """Remove what a killed command left behind, as far as it is surely ours and over."""

    def apply(self, plan: Plan, book: Book) -> Receipt:
        """Carry out `plan`, which was made from `book`, entirely or not at all.

        Raises:
            CrmError: The workbook is not in the state that was read, is in use, or an edit cannot
                be done without the risk of losing something.
        """
