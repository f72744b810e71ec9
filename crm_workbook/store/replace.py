"""Carrying out a plan on a file: a new one is written beside it and takes its place at once."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError, Problem, reason
from crm_workbook.model import Plan, Receipt
from crm_workbook.store import in_use
from crm_workbook.store.folding import fold
from crm_workbook.store.inverse import changed, inverse, rebased
from crm_workbook.store.journal import UNDO_LOST
from crm_workbook.store.journal_record import Record
from crm_workbook.store.macros import with_macros
from crm_workbook.store.patching.patch import patched
from crm_workbook.store.reading.reader import fingerprint, look
from crm_workbook.store.writing import discard, sync_folder, write_new
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crm_workbook.model import Book
    from crm_workbook.store.journal import Journal
    from crm_workbook.store.reading.reader import State

CHANGED: Final = Problem(
    "changed-since-read",
    Text(
        "הקובץ {name} השתנה מאז שנקרא. דבר לא נכתב.",
        "The file {name} changed since it was read. Nothing was written.",
    ),
    Text("יש להריץ את הפקודה שוב.", "Run the command again."),
)
DISK_FULL: Final = Problem(
    "disk-full",
    Text(
        "אין די מקום בדיסק כדי לכתוב את {name}. הקובץ נשאר כפי שהיה.",
        "There is not enough room on the disk to write {name}. The file is as it was.",
    ),
    Text("יש לפנות מקום ולנסות שוב.", "Free some space and try again."),
)
HELD: Final = Problem(
    "held-open",
    Text(
        "אין אפשרות להחליף את {name}, בדרך כלל כי תוכנה אחרת מחזיקה אותו פתוח. "
        "הקובץ נשאר כפי שהיה.",
        "{name} cannot be replaced, usually because another program holds it open. "
        "The file is as it was.",
    ),
    Text(
        "יש לסגור אותו ב-Excel (וגם בתצוגה המקדימה) ולנסות שוב.",
        "Close it in Excel (and in any preview) and try again.",
    ),
)
NOT_WRITTEN: Final = Problem(
    "not-written",
    Text(
        "לא ניתן לכתוב את {name}: {why}. הקובץ נשאר כפי שהיה.",
        "{name} could not be written: {why}. The file is as it was.",
    ),
    Text(
        "יש לבדוק את הדיסק ואת ההרשאות ולנסות שוב, או לעבוד על עותק.",
        "Check the disk and the permissions and try again, or work on a copy.",
    ),
)
UNDO_WHOLE: Final = Problem(
    "undo-whole",
    Text(
        "הפעולה הזו שינתה את הקובץ עצמו ולא תאים, והוא נשמר מאז; לכן אי אפשר לבטל אותה. "
        "דבר לא נכתב.",
        "This action changed the file itself and not its cells, and the file was saved since; so "
        "it cannot be taken back. Nothing was written.",
    ),
    Text(
        "הקובץ שמלפני הפעולה נמצא בתיקייה {folder}.",
        "The file from before it is in the folder {folder}.",
    ),
)
MACROS_THERE: Final = Problem(
    "macro-workbook-there",
    Text("הקובץ {name} כבר קיים.", "The file {name} is already there."),
    Text(
        "להוספת הכפתורים אליו: crm macros add {name}. לחוברת חדשה יש להזיז אותו קודם.",
        "To add the buttons to it: crm macros add {name}. Move it away first to have a new one.",
    ),
)


class Replacing:
    """The way from a plan to a new file in the place of the old one."""

    def __init__(self, path: str, real: str, journal: Journal) -> None:
        """Work on the file at `real`, of which the user spoke as `path`."""
        self._path = path
        self._real = real
        self.name = os.path.basename(path)
        self.journal = journal

    def apply(self, plan: Plan, book: Book) -> Receipt:
        """Carry out `plan`, which was made from `book`, entirely or not at all.

        Raises:
            CrmError: The file is not in the state that was read, is in use, or an edit cannot
                be done without the risk of losing something. The file is as it was.
        """
        if plan.empty:
            return Receipt("", 0)
        for path in {self._real, os.path.abspath(self._path)}:
            in_use.guard_free(path)
        with self._mishaps():
            in_use.guard_writable(self._real)
        state = look(self._real, self.name)
        before = fingerprint(state.data)
        if before != book.fingerprint:
            raise CrmError(CHANGED, name=self.name)

        edits, restored, count = plan.edits, b"", 0
        if plan.undoes:
            record = self.journal.find(plan.undoes, before)
            count = record.changed
            restored = self._restored(record, before)
            taken_back = None if restored else self.journal.inverse(record)
            if not restored and taken_back is None:
                raise CrmError(UNDO_LOST)
            if taken_back is not None and not taken_back.edits:
                raise CrmError(UNDO_WHOLE, folder=self.journal.backups)
            edits = rebased(taken_back.edits, book, self.journal.backups) if taken_back else ()
        bodies = list(fold(edits, book, undoing=bool(plan.undoes)).values())
        touched = [body for body in bodies if body.touched]
        package = with_macros(state.data, plan.macros) if plan.macros is not None else None
        added = package is not None and package.changed
        if not restored and not touched and not plan.undoes and not added:
            return Receipt("", 0)

        pieces: Iterable[bytes | memoryview] = (restored or state.data,)
        if touched:
            pieces = patched(state.data, touched).pieces()
            count = changed(touched)
            back = Plan("undo", plan.reason, inverse(touched, book.lang), files=plan.files)
        elif package is not None:
            pieces = package.pieces()
            back = Plan("undo", plan.reason, ())  # with the whole file or not at all
        else:
            back = Plan("undo", plan.reason, ())
        journal = self.journal
        with (
            self._mishaps(),
            in_use.alone(journal.folder) as certain,
            journal.damaged_aside() as aside,
        ):
            journal.clear(before, certain=certain)
            receipt = self._replace(plan, back, count, state, pieces, book)
        return receipt._replace(aside=aside)

    def beside(self, plan: Plan, book: Book) -> Receipt:
        """Make the macro workbook of a plain one, which stays as it is.

        Raises:
            CrmError: There is one of that name, the file is not in the state that was read, or
                it cannot be written.
        """
        state = look(self._real, self.name)
        if fingerprint(state.data) != book.fingerprint:
            raise CrmError(CHANGED, name=self.name)
        path = os.path.splitext(self._path)[0] + ".xlsm"
        name = os.path.basename(path)
        if os.path.lexists(path):
            raise CrmError(MACROS_THERE, name=name)
        if plan.macros is None:  # pragma: no cover - the caller has looked
            return Receipt("", 0)
        package = with_macros(state.data, plan.macros)
        temporary = f"{path}.{os.getpid()}.crm-tmp"
        with self._mishaps():
            try:
                write_new(temporary, package.pieces())
                self._keep_owner(temporary)
                os.rename(temporary, path)
            except BaseException:
                discard(temporary)
                raise
        sync_folder(os.path.dirname(os.path.abspath(path)))
        return Receipt("", 0, made=name)

    def tidy(self) -> None:
        """Remove what a killed command left beside the workbook, if nobody is writing now."""
        with suppress(OSError, CrmError):
            if not self.journal.stale():
                return
            with in_use.alone(self.journal.folder) as certain:
                now = fingerprint(look(self._real, self.name).data)
                self.journal.clear(now, certain=certain)

    def _restored(self, record: Record, now: str) -> bytes:
        """Return the file from before an entry, empty unless it is what must come back."""
        if record.after != now:
            return b""
        try:
            with open(self.journal.backup(record), "rb") as file:
                data = file.read()
        except OSError:
            return b""
        return data if fingerprint(data) == record.before else b""

    def _replace(
        self,
        plan: Plan,
        back: Plan,
        count: int,
        state: State,
        pieces: Iterable[bytes | memoryview],
        book: Book,
    ) -> Receipt:
        journal = self.journal
        when = datetime.now().astimezone().isoformat(timespec="seconds")
        entry = journal.next_id(when[:19])
        digest = sha256()

        def hashed() -> Iterator[bytes | memoryview]:
            for piece in pieces:
                digest.update(piece)
                yield piece

        temporary = journal.temporary(entry)
        record = None
        try:
            write_new(temporary, hashed())
            self._keep_owner(temporary)
            after = digest.hexdigest()
            suffix = os.path.splitext(self._real)[1]
            record = Record(
                entry, journal.file, when, plan.job, plan.reason.say(book.lang), count,
                book.fingerprint, after, f"{entry}-{plan.job}{suffix}", plan.undoes,
            )  # fmt: skip
            journal.open(record, back._replace(undoes=entry), state.data, book.fingerprint)
            self._still(state)
            self._swap(temporary)
        except BaseException:
            if os.path.exists(temporary) or record is None:
                discard(temporary)
                if record is not None:
                    journal.cancel(record)
            raise
        sync_folder(os.path.dirname(self._real))
        # The workbook is the new one by now. An entry left pending settles when it is next read.
        with suppress(OSError):
            journal.close(record)
        return Receipt(entry, count, record.backup)

    def _still(self, state: State) -> None:
        status = os.stat(self._real)
        if (status.st_mtime_ns, status.st_size, status.st_ino) != state.stamp:
            raise CrmError(CHANGED, name=self.name)

    def _swap(self, temporary: str) -> None:
        try:
            os.replace(temporary, self._real)
        except PermissionError:
            raise CrmError(HELD, name=self.name) from None

    def _keep_owner(self, temporary: str) -> None:
        """Give the new file the permissions of the old one, and its owner where we may."""
        status = os.stat(self._real)
        mine = os.stat(temporary)
        if hasattr(os, "chown") and (status.st_uid, status.st_gid) != (mine.st_uid, mine.st_gid):
            with suppress(OSError):
                os.chown(temporary, status.st_uid, status.st_gid)
        os.chmod(temporary, status.st_mode & 0o777)

    @contextmanager
    def _mishaps(self) -> Iterator[None]:
        """Turn what the system refuses into one of our own sentences."""
        try:
            yield
        except OSError as error:
            if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
                raise CrmError(DISK_FULL, name=self.name) from None
            raise CrmError(NOT_WRITTEN, name=self.name, why=reason(error)) from None
