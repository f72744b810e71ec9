"""The second wall: a stranger's workbook is read by a process of its own, with limits.

The first wall, the pre-flight, refuses what is known to be harmful. This one holds what nobody
thought of: if reading a file takes too long, takes too much memory or takes down the process, that
is one process less and a sentence more. The process is given the bytes, not the path; it has no
say in what is done with its answer, which is looked at piece by piece (`wire`).

Time is limited everywhere, by the clock. Memory and processor time are limited where the system
offers it (`resource`): on Linux both, on macOS processor time, on Windows neither.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from threading import Timer
from typing import IO, TYPE_CHECKING, Any, Final, NamedTuple, cast

from crm_workbook.errors import CrmError, Problem, reason
from crm_workbook.store.reading import (
    container,
    foreign,
    grids,
    outline,
    parts,
    preflight,
    sheet_parser,
    sheet_scan,
    strict,
    zip_end,
)
from crm_workbook.store.reading.grids import NO_MEMORY
from crm_workbook.store.reading.opened import OpenTab
from crm_workbook.store.reading.told_facts import ToldFacts, refusal_of, tables_of
from crm_workbook.store.reading.wire import Garbled, expected, rows_of, unpack
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

    from crm_workbook.model import Facts, TableFacts
    from crm_workbook.store.reading.grids import Rows
    from crm_workbook.store.reading.wire import Line


class Limits(NamedTuple):
    """What reading one workbook may take."""

    memory: int = 2 << 30
    """Bytes of address space. A workbook with 1.1 million rows takes some two thirds."""
    cpu: int = 240
    """Seconds of processor time."""
    seconds: float = 480.0
    """Seconds by the clock."""
    answer: int = 1 << 30
    """Bytes of the answer, all lines together."""
    line: int = 256 << 20
    """Bytes of one line of it."""


LIMITS: Final = Limits()
UNSURE: Final = Text(
    "אם הקובץ הגיע ממקור לא מוכר, אין לפתוח אותו. אחרת: לשמור אותו מחדש ב-Excel, או לחלק אותו "
    "לכמה קבצים.",
    "If it comes from an unknown source, do not open it. Otherwise save it anew in Excel, or "
    "split it into several files.",
)
TOO_SLOW: Final = Problem(
    "reading-too-slow",
    Text(
        "קריאת הקובץ נמשכה יותר מדי זמן (המותר הוא {seconds} שניות) ונעצרה.",
        "Reading the file took too long ({seconds} seconds are allowed) and was stopped.",
    ),
    UNSURE,
)
TOO_HUNGRY: Final = Problem(
    "reading-too-large",
    Text(
        "לקריאת הקובץ נדרש יותר זיכרון מהמותר ({limit} מגה-בייט), והיא נעצרה.",
        "Reading the file takes more memory than is allowed ({limit} megabytes), so it was "
        "stopped.",
    ),
    UNSURE,
)
FELL: Final = Problem(
    "reading-broke-down",
    Text(
        "קריאת הקובץ קרסה באמצע, אולי מחוסר זיכרון. היא נעשתה בתהליך נפרד, ולכן דבר לא נפגע.",
        "Reading the file broke down half-way, perhaps for want of memory. That was in a process "
        "of its own, so nothing was harmed.",
    ),
    UNSURE,
)
NO_SENSE: Final = Problem(
    "reading-makes-no-sense",
    Text(
        "התהליך שקרא את הקובץ החזיר תשובה משובשת, והיא לא התקבלה.",
        "The process that read the file gave an answer that makes no sense, and it was not taken.",
    ),
    UNSURE,
)
NO_WALL: Final = Problem(
    "no-reading-process",
    Text(
        "הקובץ חשוד, או שהתבקשה לו זהירות מיוחדת, ולא ניתן להפעיל תהליך נפרד שיקרא אותו ({why}).",
        "The file is suspicious, or special care was asked for, and no process of its own could "
        "be started to read it ({why}).",
    ),
    Text(
        "יש לבדוק אותו במחשב שבו Python רשאי להפעיל תהליכים.",
        "Check it on a computer where Python may start processes.",
    ),
)

_MODULES: Final = (
    container, foreign, grids, outline, parts, preflight, sheet_parser, sheet_scan, strict,
    zip_end,
)  # fmt: skip
PROBLEMS: Final = {
    problem.code: problem
    for module in _MODULES
    for problem in vars(module).values()
    if isinstance(problem, Problem)
}
"""What reading can be refused for. The other process names a problem, the sentences are ours."""

_START: Final = (
    "import sys; sys.path[:] = sys.argv[2:]; "
    "from crm_workbook.store.reading.walled import main; main()"
)
_PATIENCE: Final = 5.0
"""Seconds a process may take to end after its last word."""


class Wall:
    """`Opened` behind the wall, for use in a `with` statement."""

    def __init__(self, data: bytes, limits: Limits = LIMITS, command: Sequence[str] = ()) -> None:
        """Get ready.

        Args:
            data: The file.
            limits: What reading it may take.
            command: What to run; the reading process when not given.
        """
        self._data = data
        self._limits = limits
        self._command = command or _command(limits)
        self._came = 0
        self._late = False
        self.tabs: tuple[OpenTab, ...] = ()
        self._tables: dict[str, tuple[TableFacts, ...]] = {}

    def __enter__(self) -> Self:
        """Start the process and hand it the file.

        Raises:
            CrmError: It cannot be started, or refuses the file.
        """
        # A window would flash up where Excel is the parent.
        hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # a stranger's cells may stand in it
                creationflags=hidden,
            )
        except OSError as error:
            raise CrmError(NO_WALL, why=reason(error)) from None
        self._timer = Timer(self._limits.seconds, self._stop)
        self._timer.daemon = True
        self._timer.start()
        try:
            self._feed()
            head = self._line()
            self._taken(self._open, head)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """End the process, whatever it is doing."""
        self._timer.cancel()
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None and not pipe.closed:
                try:
                    pipe.close()
                except OSError:  # what was still to be written to a process that is no more
                    continue

    def rows(self, title: str) -> Rows:
        """Return the rows of the next tab, which is to be this one.

        Raises:
            CrmError: They cannot be read; or the process came to its end.
        """
        rows: Rows = []
        while "cells" in (line := self._line()):
            rows += self._taken(rows_of, line)
        if line != {"sheet": title, "rows": len(rows)} or len(set(map(len, rows))) > 1:
            raise CrmError(NO_SENSE)
        return rows

    def tables(self, title: str) -> tuple[TableFacts, ...]:
        """Return the Excel tables of a tab."""
        return self._tables[title]

    def facts(self) -> Facts:
        """Return what else is known.

        Raises:
            CrmError: The process came to its end.
        """
        facts: ToldFacts = self._taken(ToldFacts, self._line(), self._refused)
        if facts.titles != tuple(tab.title for tab in self.tabs):
            raise CrmError(NO_SENSE)
        return facts

    def _open(self, head: Line) -> None:
        def tab(title: str, kind: str, cells: bool, tables: Any) -> OpenTab:  # noqa: ANN401, FBT001
            if (type(title), type(kind), type(cells)) != (str, str, bool):
                raise Garbled
            self._tables[title] = tables_of(tables)
            return OpenTab(title, kind, cells)

        self.tabs = tuple(expected(tab, *each) for each in expected(list, head.get("tabs")))
        if len(self._tables) != len(self.tabs):
            raise Garbled

    def _feed(self) -> None:
        pipe = cast("IO[bytes]", self._process.stdin)
        try:
            pipe.write(self._data)
            pipe.close()
        except OSError:
            pass  # it is gone, and its answer, or that there is none, tells why

    def _line(self) -> Line:
        raw = cast("IO[bytes]", self._process.stdout).readline(self._limits.line)
        self._came += len(raw)
        if not raw:
            raise self._death()
        if self._came > self._limits.answer:
            raise CrmError(TOO_HUNGRY, limit=self._limits.answer >> 20)
        if not raw.endswith(b"\n") and len(raw) < self._limits.line:
            raise self._death()  # in the middle of a word
        line: Line = self._taken(unpack, raw)
        if "refused" in line:
            raise self._taken(self._refused, line["refused"])
        return line

    def _taken(self, take: Any, *given: object) -> Any:  # noqa: ANN401
        """Return what `take` makes of an answer."""
        try:
            return take(*given)
        except Garbled:
            raise CrmError(NO_SENSE) from None
        except MemoryError:
            raise CrmError(TOO_HUNGRY, limit=self._limits.memory >> 20) from None

    def _refused(self, told: Any) -> CrmError:  # noqa: ANN401 - what came
        """Return the refusal that came, in our own words."""
        code, values = refusal_of(told)
        if code == NO_MEMORY.code:
            return CrmError(TOO_HUNGRY, limit=self._limits.memory >> 20)
        problem = PROBLEMS.get(code)
        if problem is None:
            raise Garbled
        for sentence in (*problem.what, *problem.do):
            expected(sentence.format_map, values)  # a value may be missing
        return CrmError(problem, **values)

    def _stop(self) -> None:
        self._late = True
        self._process.kill()

    def _death(self) -> CrmError:
        """Return what to say of a process that ended before its answer did."""
        try:
            code = self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            return CrmError(NO_SENSE)
        if self._late:
            return CrmError(TOO_SLOW, seconds=round(self._limits.seconds))
        if code == -getattr(signal, "SIGXCPU", 0):
            return CrmError(TOO_SLOW, seconds=self._limits.cpu)
        return CrmError(FELL)


def _command(limits: Limits) -> list[str]:
    """Return what starts the reading process.

    It is told where modules are instead of looking for itself: neither the current folder nor the
    environment shall have a say, and start-up files of other packages only take time.
    """
    above = os.path.dirname
    paths = [path for path in sys.path if path]
    paths += {above(above(above(os.path.abspath(__file__))))}.difference(paths)
    numbers = f"{limits.memory},{limits.cpu}"
    python = sys.executable or ""  # a program with Python inside may have none
    return [python, "-I", "-S", "-B", "-c", _START, numbers, *paths]
