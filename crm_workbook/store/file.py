"""A workbook in a file."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.errors import CrmError, Problem, reason
from crm_workbook.model import Plan, Receipt
from crm_workbook.store.journal import UNDO_LOST, Journal, Record
from crm_workbook.store.reader import read_book
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crm_workbook.model import Book

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
NOT_READ: Final = Problem(
    "not-read",
    Text("לא ניתן לקרוא את {name}: {why}.", "{name} could not be read: {why}."),
    Text(
        "יש לבדוק שהקובץ קיים ושיש הרשאה לקרוא אותו.",
        "Check that the file is there and that you may read it.",
    ),
)


class _State(NamedTuple):
    """The file at one moment."""

    data: bytes
    fingerprint: str
    stamp: tuple[int, int, int]


class FileStore:
    """A workbook in a file, replaced as a whole and only if nobody touched it meanwhile."""

    def __init__(self, path: str) -> None:
        """Belong to the workbook at `path`; behind a link, to the file it points to."""
        self.path = path
        self._real = os.path.realpath(path)
        self.name = os.path.basename(path)
        self.journal = Journal(self._real)

    def read(self) -> Book:
        """Return what the workbook holds now.

        Raises:
            CrmError: It cannot be read, or is refused as unsafe.
        """
        book = read_book(self._load().data, name=self.name)
        # Handed over as it is: the list is read from disk only when somebody asks for it.
        book.journal = Journal(self._real, book.fingerprint)
        return book

    def _load(self) -> _State:
        from hashlib import sha256

        try:
            with open(self._real, "rb") as file:
                data = file.read()
                status = os.fstat(file.fileno())
        except OSError as error:
            raise CrmError(NOT_READ, name=self.name, why=reason(error)) from None
        stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
        return _State(data, sha256(data).hexdigest(), stamp)

    def apply(self, plan: Plan, book: Book) -> Receipt:
        """Carry out `plan`, which was made from `book`, entirely or not at all.

        A plan that undoes an entry brings back the very bytes from before it when nothing was
        saved since; otherwise it goes cell by cell and leaves what the user changed.

        Raises:
            CrmError: The file is not in the state that was read, is in use, or an edit cannot
                be done without the risk of losing something. The file is as it was.
        """
        from crm_workbook.store import in_use
        from crm_workbook.store.bodies import fold
        from crm_workbook.store.inverse import changed, inverse, rebased
        from crm_workbook.store.patch import patched

        if not plan.edits and not plan.undoes:
            return Receipt("", 0)
        for path in {self._real, os.path.abspath(self.path)}:
            in_use.guard_free(path)
        with self._mishaps():
            in_use.guard_writable(self._real)
        state = self._load()
        if state.fingerprint != book.fingerprint:
            raise CrmError(CHANGED, name=self.name)

        edits, restored, count = plan.edits, b"", 0
        if plan.undoes:
            record = self.journal.find(plan.undoes, state.fingerprint)
            count = record.changed
            restored = self._restored(record, state)
            taken_back = None if restored else self.journal.inverse(record)
            if not restored and taken_back is None:
                raise CrmError(UNDO_LOST)
            edits = rebased(taken_back.edits, book, self.journal.backups) if taken_back else ()
        bodies = list(fold(edits, book, undoing=bool(plan.undoes)).values())
        touched = [body for body in bodies if body.touched]
        if not restored and not touched and not plan.undoes:
            return Receipt("", 0)

        pieces: Iterable[bytes | memoryview] = (restored or state.data,)
        if touched:
            pieces = patched(state.data, touched).pieces()
            count = changed(touched)
            back = Plan("undo", plan.reason, inverse(touched, book.lang))
        else:
            back = Plan("undo", plan.reason, ())
        with self._mishaps(), in_use.alone(self.journal.folder):
            return self._replace(plan, back, count, state, pieces, book.lang)

    def _restored(self, record: Record, state: _State) -> bytes:
        """Return the file from before an entry, empty unless it is what must come back."""
        from hashlib import sha256

        if record.after != state.fingerprint:
            return b""
        try:
            with open(self.journal.backup(record), "rb") as file:
                data = file.read()
        except OSError:
            return b""
        return data if sha256(data).hexdigest() == record.before else b""

    def _replace(
        self,
        plan: Plan,
        back: Plan,
        count: int,
        state: _State,
        pieces: Iterable[bytes | memoryview],
        lang: str,
    ) -> Receipt:
        from datetime import datetime
        from hashlib import sha256

        from crm_workbook.store.writing import discard, sync_folder, write_new

        journal = self.journal
        for leftover in journal.stale():
            discard(leftover)
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
                entry, journal.file, when, plan.job, plan.reason.say(lang), count,
                state.fingerprint, after, f"{entry}-{plan.job}{suffix}", plan.undoes,
            )  # fmt: skip
            journal.open(record, back._replace(undoes=entry), state.data, state.fingerprint)
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

    def _still(self, state: _State) -> None:
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
        import errno

        try:
            yield
        except OSError as error:
            if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
                raise CrmError(DISK_FULL, name=self.name) from None
            raise CrmError(NOT_WRITTEN, name=self.name, why=reason(error)) from None
