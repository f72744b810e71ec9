"""Carrying out a plan on an open workbook: all of it, or what was written is taken back."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from crm_workbook.errors import CrmError, reason
from crm_workbook.model import Formula, Plan, Receipt, Ref, letters
from crm_workbook.store import in_use
from crm_workbook.store.bodies import same
from crm_workbook.store.folding import fold
from crm_workbook.store.inverse import CHANGED_SINCE, changed, inverse, rebased
from crm_workbook.store.journal import UNDO_LOST
from crm_workbook.store.journal_record import Record
from crm_workbook.store.live.grid import Grid, read_grid
from crm_workbook.store.live.guarding import guard
from crm_workbook.store.live.page import Page
from crm_workbook.store.live.refusals import (
    NO_JOURNAL,
    NOT_ARRIVED,
    NOT_PROTECTED,
    PARTLY,
    TAKEN_BACK,
    words_of,
)
from crm_workbook.store.live.rows import Places, fitting, kept, places_of, to_bytes
from crm_workbook.store.live.session import Progress, set_aside
from crm_workbook.store.live.sheets import (
    add_sheet,
    entries_of,
    guard_added,
    guard_removed,
    remove_sheet,
)
from crm_workbook.store.live.table import bring_about
from crm_workbook.store.live.writer import TakingBack, Writer
from crm_workbook.store.patching.guards import PROTECTED
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crm_workbook.model import Book, Cell, Edit
    from crm_workbook.store.bodies import Body
    from crm_workbook.store.journal import Journal
    from crm_workbook.store.live.connection import Connection
    from crm_workbook.store.live.grid import Place
    from crm_workbook.store.live.writer import Entry

_BY_HAND = Text("יש להחזיר את התאים האלה ידנית.", "Change these cells back by hand.")


class Applying:
    """One plan on its way into an open workbook."""

    def __init__(self, connection: Connection, journal: Journal, grids: dict[str, Grid]) -> None:
        """Work on the workbook as `grids` has it, by the titles of the sheets with tables."""
        self._connection = connection
        self._journal = journal
        self._grids = grids
        self._pages: list[Page] = []
        self._added: list[Body] = []
        self._removed: list[Body] = []

    def apply(self, plan: Plan, book: Book) -> Receipt:
        """Carry out `plan`, which was made from `book`, entirely or not at all.

        Raises:
            CrmError: It cannot be done; the workbook is as it was, or the sentence says what
                is not.
        """
        edits, count = plan.edits, 0
        places: Places = {}
        if plan.undoes:
            record = self._journal.find(plan.undoes, book.fingerprint)
            edits, count = self._taking_back(record, book), record.changed
            places = kept(self._journal, record, book.fingerprint)
        bodies = list(fold(edits, book, undoing=bool(plan.undoes)).values())
        touched = [body for body in bodies if body.touched]
        if not touched and not plan.undoes:
            return Receipt("", 0)
        back = Plan("undo", plan.reason, (), files=plan.files)
        if touched:
            count = changed(touched)
            back = back._replace(edits=inverse(touched, book.lang))
        self._prepare(touched, places)
        journal = self._journal
        with (
            self._disk(),
            in_use.alone(journal.folder) as certain,
            journal.damaged_aside() as aside,
        ):
            journal.clear(book.fingerprint, certain=certain)
            entry = self._carry_out(plan, back, count, book, places_of(touched))
        return Receipt(entry, count, aside=aside, unsaved=True)

    def _taking_back(self, record: Record, book: Book) -> tuple[Edit, ...]:
        taken_back = self._journal.inverse(record)
        if taken_back is None:
            raise CrmError(UNDO_LOST)
        try:
            return rebased(taken_back.edits, book, "")
        except CrmError as error:
            if error.problem is not CHANGED_SINCE:
                raise
            # There is no backup of a workbook that was open.
            raise CrmError(CHANGED_SINCE._replace(do=_BY_HAND), **error.values) from None

    def _prepare(self, touched: Sequence[Body], places: Places) -> None:
        """Look at everything before anything is written."""
        connection = self._connection
        for body in touched:
            if body.added is not None:
                guard_added(connection, body)
                self._added.append(body)
            elif body.removed:
                guard_removed(connection, body, self._grids[body.title])
                self._removed.append(body)
            else:
                sheet = connection.book.sheets[body.title]
                rows = fitting(body, places.get(body.table.sheet.id, []))
                page = Page(sheet, self._grids[body.title], body, rows)
                guard(page)
                self._pages.append(page)

    # ------------------------------------------------------------------ writing

    def _carry_out(self, plan: Plan, back: Plan, count: int, book: Book, gone: Places) -> str:
        journal = self._journal
        when = datetime.now().astimezone().isoformat(timespec="seconds")
        entry = journal.next_id(when[:19])
        record = Record(
            entry, journal.file, when, plan.job, plan.reason.say(book.lang), count,
            book.fingerprint, "", f"{entry}-{plan.job}.json" if gone else "", plan.undoes,
        )  # fmt: skip
        unprotected: list[CrmError] = []
        taking_back = TakingBack()
        try:
            back = back._replace(undoes=entry)
            journal.open(record, back, to_bytes(gone), book.fingerprint, linked=False)
            with set_aside(self._connection.book), self._unlocked(unprotected):
                self._write(taking_back, book)
        except BaseException as error:
            journal.cancel(record)
            if isinstance(error, CrmError) or not isinstance(error, Exception):
                raise
            raise CrmError(TAKEN_BACK, why=words_of(error)) from error
        with suppress(OSError):
            journal.close(record._replace(after=fingerprint_of(self._grids)))
        if unprotected:
            raise unprotected[0]
        return entry

    def _write(self, taking_back: TakingBack, book: Book) -> None:
        progress = Progress(self._connection.book.app, book.lang)
        progress.total = sum(len(page.blocks()) for page in self._pages)
        progress.total += sum(len(each.table.columns) * len(each.lines) for each in self._added)
        writer = Writer(taking_back, progress)
        try:
            for page in self._pages:
                bring_about(page, writer)
            for body in self._added:
                add_sheet(self._connection, body, writer)
            self._look_again()
            for body in self._removed:
                remove_sheet(self._connection, body)
                del self._grids[body.title]
        except BaseException as error:
            failed = taking_back.all()
            if failed:
                why = words_of(error)
                raise CrmError(PARTLY, why=why, sheet=", ".join(failed)) from error
            if not isinstance(error, Exception):
                raise
            raise CrmError(TAKEN_BACK, why=words_of(error)) from error

    def _look_again(self) -> None:
        """Read what was written, and see that it arrived as it was meant."""
        connection = self._connection
        for page in self._pages:
            grid = self._grids[page.body.title] = read_grid(connection, page.sheet)
            self._compare(grid, page.body, {**page.entries(), **page.formulas()})
        for body in self._added:
            sheet = connection.book.sheets[body.title]
            grid = self._grids[body.title] = read_grid(connection, sheet)
            self._compare(grid, body, entries_of(body))

    def _compare(self, grid: Grid, body: Body, entries: Mapping[Place, Entry]) -> None:
        for (row, column), entry in entries.items():
            if isinstance(entry.value, Formula):
                arrived = (row, column) in grid.formulas
            else:
                arrived = _arrived(grid.value(row, column), entry.value)
            if not arrived:
                place = Ref(body.title, f"{letters(column)}{row}")
                raise CrmError(NOT_ARRIVED, program=self._connection.program, cell=place)

    # ------------------------------------------------------------------ around it

    @contextmanager
    def _unlocked(self, left: list[CrmError]) -> Iterator[None]:
        """Lift the protection of the sheets to be written, and put it back.

        Raises:
            CrmError: A password guards one of them; nothing was written.
        """
        connection = self._connection
        lifted = []
        try:
            for page in self._pages:
                options = connection.protection(page.sheet)
                if options is None:
                    continue
                lifted.append((page.sheet, options))
                if not connection.unprotect(page.sheet):
                    lifted.pop()
                    raise CrmError(PROTECTED, sheet=page.body.title)
            yield
        finally:
            for sheet, options in lifted:
                try:
                    connection.protect(sheet, options)
                except Exception as error:  # noqa: BLE001 - said below, all else is done
                    why = words_of(error)
                    left.append(CrmError(NOT_PROTECTED, sheet=str(sheet.name), why=why))

    @contextmanager
    def _disk(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise CrmError(NO_JOURNAL, folder=self._journal.folder, why=reason(error)) from None


def _arrived(found: Cell, value: Cell) -> bool:
    """Tell whether a cell holds what was written into it.

    A number in a cell that shows dates reads as a date, here as in a file, and is still it.
    """
    counted = (float, date, timedelta)
    if isinstance(found, counted) and isinstance(value, counted):
        return isinstance(found, float) is not isinstance(value, float) or same(found, value)
    return same(found, value)


def fingerprint_of(grids: Mapping[str, Grid]) -> str:
    """Return the name of the very state of some sheets."""
    from hashlib import sha256

    digest = sha256()
    for title in sorted(grids):
        digest.update(grids[title].digest())
    return digest.hexdigest()
