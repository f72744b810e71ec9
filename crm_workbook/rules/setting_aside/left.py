"""What is left to report of what was found, when the silenced and the known are taken away."""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, NamedTuple
from crm_workbook.model import File, SetAside
from crm_workbook.rules.run import has_suppressions
from crm_workbook.rules.setting_aside import baseline as known
from crm_workbook.rules.setting_aside import silenced, told
from crm_workbook.text import first_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from crm_workbook.model import Book, Finding
    from crm_workbook.text import Counted

Named = tuple[str, bytes]
"""The path and the content of a file."""


class Left(NamedTuple):
    """What is left to report, and what became of the rest."""

    found: tuple[Finding, ...]
    files: tuple[File, ...] = ()
    aside: tuple[SetAside, ...] = ()
    """What was found besides, and who knows of it."""
    baseline: str = ""
    """The path of the baseline, empty without one."""
    written: int | None = None
    """How many findings were written to it."""
    stale: Mapping[known.Known, int] = {}
    """What the baseline knows and is not found any more, and how many times."""
    others: tuple[str, ...] = ()
    """The workbooks that the baseline is about, when this one is not among them."""
    name: str = ""
    """The name of the workbook."""

    @property
    def silenced(self) -> int:
        """How many findings are silenced in the workbook."""
        return len(self.aside) - self.known

    @property
    def known(self) -> int:
        """How many findings only the baseline sets aside."""
        return sum(each.by == "baseline" for each in self.aside)

    @property
    def data(self) -> dict[str, object]:
        """The same in numbers."""
        data: dict[str, object] = {"silenced": self.silenced} if self.silenced else {}
        if self.baseline:
            data["baseline"] = {
                "file": self.baseline,
                "known": self.known if self.written is None else self.written,
                "stale": [
                    key._asdict() | ({"count": times} if times > 1 else {})
                    for key, times in self.stale.items()
                ],
            } | ({"about": list(self.others)} if self.others else {})
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
        if self.others:
            names = first_of([f"'{name}'" for name in self.others])
            lines.append(told.OTHERS.say(lang, file=file, name=self.name, others=names))
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
    rest, aside = found, tuple[SetAside, ...]()
    if found and has_suppressions(book):
        rest, aside = silenced.heard(book, found, as_of)
    made = Left(rest, aside=aside, name=book.name)
    if baseline is not None:
        path, content = baseline
        every = known.read(path, content)
        before = every.get(book.name, known.NOTHING)
        said = known.compare(rest, before, codes, [each.finding for each in aside])
        both = zip(aside, said.silenced, strict=True)
        aside = tuple(each._replace(known=also) for each, also in both)
        aside += tuple(SetAside(each, "baseline", path, known=True) for each in said.known)
        others = () if book.name in every else tuple(sorted(every))
        return made._replace(
            found=said.new, aside=aside, baseline=path, stale=said.stale, others=others
        )
    if write_baseline is not None:
        path, content = write_baseline
        every = known.read(path, content) if content else {}
        file = File(path, known.written(every, book.name, rest), replace=True)
        return made._replace(found=(), files=(file,), baseline=path, written=len(rest))
    return made
