"""What is left to report of what was found, when the silenced and the known are taken away."""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, NamedTuple
from crm_workbook.model import File
from crm_workbook.rules import baseline as known
from crm_workbook.rules import silenced, told
from crm_workbook.rules.run import has_suppressions

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from crm_workbook.model import Book, Finding
    from crm_workbook.text import Counted

Named = tuple[str, bytes]
"""The path and the content of a file."""


class Left(NamedTuple):
    """What is left to report, and what became of the rest."""

    found: tuple[Finding, ...]
    files: tuple[File, ...] = ()
    silenced: int = 0
    baseline: str = ""
    """The path of the baseline, empty without one."""
    written: int | None = None
    """How many findings were written to it."""
    known: int = 0
    """How many findings it knew."""
    stale: tuple[known.Known, ...] = ()

    @property
    def data(self) -> dict[str, object]:
        """The same in numbers."""
        data: dict[str, object] = {"silenced": self.silenced} if self.silenced else {}
        if self.baseline:
            data["baseline"] = {
                "file": self.baseline,
                "known": self.known if self.written is None else self.written,
                "stale": [each._asdict() for each in self.stale],
            }
        return data

    def say(self, lang: str) -> list[str]:
        """Return the same in words."""
        file = self.baseline
        counted: list[tuple[Counted, int]] = []
        if self.silenced:
            counted.append((told.SILENCED, self.silenced))
        if self.written is not None:
            counted.append((told.WRITTEN, self.written))
        elif file:
            counted.append((told.KNOWN, self.known))
        lines = [text.say(lang, count=count, file=file) for text, count in counted]
        return [*lines, *told.stale(self.stale, file, lang)]


def left(
    book: Book,
    found: tuple[Finding, ...],
    codes: Collection[str],
    as_of: date,
    baseline: Named | None,
    write_baseline: Named | None,
) -> Left:
    """Take away what is silenced in the workbook and what a baseline knows.

    Args:
        book: The workbook.
        found: What was found in it, in order.
        codes: The rules that were checked.
        as_of: The day of the check.
        baseline: A baseline to hold the findings against.
        write_baseline: A baseline to write the findings to, with what is in it so far.

    Raises:
        CrmError: A baseline cannot be understood.
    """
    rest = silenced.heard(book, found, as_of) if found and has_suppressions(book) else found
    made = Left(rest, silenced=len(found) - len(rest))
    if baseline is not None:
        path, content = baseline
        before = known.read(path, content).get(book.name, known.NOTHING)
        new, count, stale = known.compare(rest, before, codes)
        return made._replace(found=new, baseline=path, known=count, stale=stale)
    if write_baseline is not None:
        path, content = write_baseline
        every = known.read(path, content) if content else {}
        file = File(path, known.written(every, book.name, rest), replace=True)
        return made._replace(found=(), files=(file,), baseline=path, written=len(rest))
    return made
