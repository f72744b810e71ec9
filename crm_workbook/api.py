"""The Python face: jobs as functions, tables as pandas frames."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crm_workbook import jobs, runner

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from crm_workbook.model import Book, Cell, Outcome
    from crm_workbook.text import Text


class OpenBook(NamedTuple):
    """A workbook as it was read. It is a picture: jobs change the file, not this."""

    book: Book

    @classmethod
    def read(cls, path: str, *, untrusted: bool = False) -> OpenBook:
        """Read a workbook from a file.

        Args:
            path: The workbook.
            untrusted: Whether to read it in a process of its own, limited in time and memory.
        """
        from crm_workbook.store import open_store

        return cls(open_store(path, untrusted=untrusted).read())

    @property
    def sheets(self) -> tuple[str, ...]:
        """The ids of the sheets that were recognised."""
        return tuple(self.book.tables)

    @property
    def settings(self) -> Mapping[str, Cell]:
        """The value of every setting, the default where the workbook says nothing."""
        return self.book.settings

    @property
    def not_read(self) -> tuple[tuple[str, Text], ...]:
        """What was not read, and why."""
        return tuple((each.title, each.why) for each in self.book.unread)

    def frame(self, sheet: str) -> pd.DataFrame:
        """Return a sheet as a frame: canonical values, column ids as headings.

        Args:
            sheet: The id of a sheet, such as `customers`.

        Returns:
            One row a row of the sheet, in its order; dates as datetime64, numbers as float64,
            texts as objects, None where a cell is empty or could not be understood.

        Raises:
            KeyError: The workbook has no such sheet.
        """
        from crm_workbook.analysis.frames import frame

        return frame(self.book, sheet)


def as_function(name: str) -> Callable[..., Outcome]:
    """Return a job as a function.

    The function takes the workbook's path first, unless the job opens none, then the job's options
    as keywords, `lang` and `dry_run`. It carries the outcome's plan out and returns the outcome;
    a recipe returns the outcome of its last step.
    """
    opens = jobs.job(name).opens

    def call(*paths: str, lang: str = "", dry_run: bool = False, **options: object) -> Outcome:
        if opens != "none" and len(paths) != 1:
            raise TypeError(f"{name}() takes the path of one workbook")
        done = list(runner.run(name, paths, options, runner.Request(lang, dry_run=dry_run)))
        for result in done:
            if result.error is not None:
                raise result.error
        outcome = done[-1].outcome
        if outcome is None:  # pragma: no cover - a result has an outcome or an error
            raise RuntimeError(name)
        return outcome

    call.__name__ = call.__qualname__ = name
    call.__doc__ = jobs.job(name).title.en
    return call
