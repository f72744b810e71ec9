"""What was done to a workbook, kept in a folder beside it, so that it can be taken back.

Beside `shop.xlsx` stands the folder `shop.crm`:

- `journal.json` lists the applied plans, the last first to be undone;
- `undo/` holds what takes each of them back, cell by cell;
- `backups/` holds the workbook as it was before each, byte for byte.

The newest 20 can be undone; older backups are removed. An entry is written as pending before the
workbook is replaced and as settled after. Whoever reads a pending one knows from the workbook's
fingerprint whether the replacing happened.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import contextmanager, suppress
from time import time
from typing import TYPE_CHECKING, Final, overload

from crm_workbook.errors import CrmError, Problem, reason
from crm_workbook.model import Entry, Plan
from crm_workbook.store.journal_record import Record, checked
from crm_workbook.store.writing import discard, sync_folder, write_new
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

KEPT: Final = 20
"""How many backups are kept."""
LISTED: Final = 200
"""How many entries the list keeps."""

_DAY: Final = 86_400

NO_ENTRY: Final = Problem(
    "nothing-to-undo",
    Text(
        "אין ביומן של החוברת פעולה כזאת שאפשר לבטל.",
        "The workbook's journal has no such action to undo.",
    ),
    Text(
        "crm undo --list מראה מה אפשר לבטל.",
        "crm undo --list shows what can be undone.",
    ),
)
UNDO_LOST: Final = Problem(
    "undo-lost",
    Text(
        "הפעולה ישנה מדי, או שתיקיית הגיבויים שלה נמחקה, ולכן אי אפשר לבטל אותה.",
        "The action is too old, or its backup folder is gone, so it cannot be undone.",
    ),
    Text(
        "crm undo --list מראה מה אפשר לבטל.",
        "crm undo --list shows what can be undone.",
    ),
)


DAMAGED: Final = Problem(
    "journal-damaged",
    Text(
        "היומן של {name} פגום ({file}), ולכן אין ממנו מה לבטל. החוברת עצמה לא נפגעה.",
        "The journal of {name} is damaged ({file}), so it offers nothing to undo. The workbook "
        "itself is not affected.",
    ),
    Text(
        "החוברת כפי שהייתה לפני כל פעולה שמורה בתיקייה {backups}. הפעולה הבאה תשמור את היומן "
        "הפגום בצד ותתחיל יומן חדש.",
        "The workbook as it was before each action is in the folder {backups}. The next action "
        "keeps the damaged journal aside and begins a new one.",
    ),
)
UNREADABLE: Final = Problem(
    "journal-unreadable",
    Text("לא ניתן לקרוא את היומן {file}: {why}.", "The journal {file} cannot be read: {why}."),
    Text("יש לבדוק את ההרשאות ולנסות שוב.", "Check the permissions and try again."),
)


class Journal(Sequence[Entry]):
    """The journal of one workbook. Nothing is read from disk before it is asked for."""

    def __init__(self, path: str, seen: str = "") -> None:
        """Belong to the workbook at `path` (a real path, not a link).

        `seen` is the fingerprint of the workbook as it was read; pending entries are judged by it.
        """
        folder, self.file = os.path.split(path)
        self.folder = os.path.join(folder, os.path.splitext(self.file)[0] + ".crm")
        self.backups = os.path.join(self.folder, "backups")
        self._undo = os.path.join(self.folder, "undo")
        self._list = os.path.join(self.folder, "journal.json")
        self._workbook = path
        self._records: list[Record] | None = None
        self._seen = seen

    def temporary(self, entry: str) -> str:
        """Return the path of the new workbook while it is being written.

        It names its entry, so that a leftover one proves that the replacing never happened.
        """
        return os.path.join(os.path.dirname(self._workbook), f".~{self.file}.{entry}.crm-tmp")

    def backup(self, record: Record) -> str:
        """Return the path of the workbook as it was before an entry."""
        return os.path.join(self.backups, record.backup)

    # ------------------------------------------------------------------ reading

    def read(self, fingerprint: str) -> list[Record]:
        """Return the list as it stands for a workbook with this fingerprint, oldest first.

        Raises:
            CrmError: It is damaged or cannot be read.

        A pending entry is settled when the workbook is what it would make, dropped when it is
        still what it was. If it is neither, somebody saved it after a kill: the entry counts
        unless the file it was writing is still there.
        """
        found = [
            record._replace(pending=False)
            for record in self._load()
            if not record.pending or self._happened(record, fingerprint)
        ]
        undone = {record.undoes for record in found if record.undoes}
        return [r._replace(undone=r.id in undone) for r in found]

    def _happened(self, record: Record, fingerprint: str) -> bool:
        if fingerprint in {record.before, record.after}:
            return fingerprint == record.after
        return not os.path.exists(self.temporary(record.id))

    def _own(self) -> list[Record]:
        if self._records is None:
            self._records = self.read(self._seen)
        return self._records

    def _load(self) -> list[Record]:
        return [record for record in self._load_all() if record.file == self.file]

    def _load_all(self) -> list[Record]:
        """Return the entries of every workbook that shares the folder.

        Raises:
            CrmError: The list is damaged or cannot be read; nothing of it is guessed.
        """
        import json

        try:
            with open(self._list, "rb") as file:
                data = json.loads(file.read().decode("utf-8", "surrogatepass"))
            return [checked(Record(**entry)) for entry in data["entries"]]
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise CrmError(UNREADABLE, file=self._list, why=reason(error)) from None
        except (ValueError, TypeError, KeyError, RecursionError):
            raise CrmError(
                DAMAGED, name=self.file, file=self._list, backups=self.backups
            ) from None

    def __len__(self) -> int:
        """Return how many entries there are."""
        return len(self._own())

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> list[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | list[Entry]:
        """Return an entry with what takes it back; oldest first."""
        if isinstance(index, slice):
            return [self._entry(record) for record in self._own()[index]]
        return self._entry(self._own()[index])

    def _entry(self, r: Record) -> Entry:
        inverse = self.inverse(r) or Plan("undo", Text(r.reason, r.reason), (), r.id)
        return Entry(
            r.id,
            r.when,
            r.job,
            r.reason,
            r.changed,
            inverse,
            r.before,
            r.after,
            r.undone or bool(r.undoes),
        )

    def inverse(self, record: Record) -> Plan | None:
        """Return what takes an entry back, None when that is no longer kept."""
        import json

        from crm_workbook.store.typed_json import plan_from_json

        try:
            with open(os.path.join(self._undo, f"{record.id}.json"), "rb") as file:
                return plan_from_json(json.loads(file.read().decode("utf-8", "surrogatepass")))
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def find(self, entry: str, fingerprint: str) -> Record:
        """Return the entry to be undone.

        Raises:
            CrmError: There is none of this id, or it is undone already.
        """
        for record in self.read(fingerprint):
            if record.id == entry and not record.undone and not record.undoes:
                return record
        raise CrmError(NO_ENTRY)

    # ------------------------------------------------------------------ writing

    def open(
        self,
        record: Record,
        inverse: Plan,
        original: bytes,
        fingerprint: str,
        *,
        linked: bool = True,
    ) -> None:
        """Keep the backup and the inverse of a plan about to be carried out, and note it.

        Args:
            record: The entry; one that names no backup has none.
            inverse: What takes it back.
            original: What the backup holds.
            fingerprint: That of the workbook as it is now.
            linked: Whether the backup is the workbook's file, so that a link to it will do.

        Raises:
            OSError: The disk is full, or the folder cannot be written to.
        """
        import json

        from crm_workbook.store.typed_json import plan_to_json

        for folder in (self.folder, self.backups, self._undo):
            os.makedirs(folder, mode=0o700, exist_ok=True)
        text = json.dumps(plan_to_json(inverse), ensure_ascii=False, separators=(",", ":"))
        write_new(
            os.path.join(self._undo, f"{record.id}.json"), [text.encode("utf-8", "surrogatepass")]
        )
        if record.backup:
            self._keep(record, original, linked=linked)
            sync_folder(self.backups)
        self._store([*self.read(fingerprint), record._replace(pending=True)])

    def _keep(self, record: Record, original: bytes, *, linked: bool) -> None:
        """Keep the workbook as it is before it is replaced.

        A second name for the same file costs nothing, and the replacing takes only the first one
        away. Where the file system has no such thing, the bytes are written once more.
        """
        if linked:
            with suppress(OSError):
                os.link(self._workbook, self.backup(record))
                return
        write_new(self.backup(record), [original])

    def close(self, record: Record) -> None:
        """Note that a plan was carried out, and let go of what is too old to be undone."""
        records = [record if r.id == record.id else r for r in self.read(record.after)]
        self._store(records)
        for old in records[:-KEPT]:
            self._forget(old)

    def _forget(self, record: Record) -> None:
        """Let go of what takes an entry back."""
        if record.backup:
            discard(self.backup(record))
        discard(os.path.join(self._undo, f"{record.id}.json"))

    def cancel(self, record: Record) -> None:
        """Forget an entry whose plan was not carried out."""
        records = [r for r in self._load() if r.id != record.id]
        if os.path.exists(self._list):
            self._store(records)
        self._forget(record)

    def next_id(self, when: str) -> str:
        """Return an id no entry has: the moment, and a number where that is taken."""
        stem = "".join(letter for letter in when if letter.isdigit())
        taken = {record.id for record in self._load_all()}
        number = 1
        while f"{stem}-{number}" in taken or os.path.exists(
            os.path.join(self._undo, f"{stem}-{number}.json")
        ):
            number += 1
        return f"{stem}-{number}"

    def _store(self, records: list[Record]) -> None:
        import json

        others = [record for record in self._load_all() if record.file != self.file]
        entries: list[dict[str, Any]] = [r._asdict() for r in [*others, *records[-LISTED:]]]
        lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
        new = self._list + ".new"
        discard(new)
        text = f'{{"schema": 1, "entries": [\n{lines}\n]}}\n'
        # A file may have a name that is no text, which Python spells with lone surrogates.
        write_new(new, [text.encode("utf-8", "surrogatepass")])
        os.replace(new, self._list)
        sync_folder(self.folder)
        self._records = None

    @contextmanager
    def damaged_aside(self) -> Iterator[str]:
        """Make room for a new list where the old one is damaged, unless nothing comes of it.

        Yields:
            Where the damaged one lies now, so that it can be said; empty when it is in order.

        Raises:
            CrmError: The list cannot be read at all.
        """
        try:
            self._load_all()
        except CrmError as error:
            if error.problem is not DAMAGED:
                raise
        else:
            yield ""
            return
        number = 1
        while os.path.lexists(aside := f"{self._list}.damaged-{number}"):
            number += 1
        os.rename(self._list, aside)
        try:
            yield aside
        except BaseException:
            os.replace(aside, self._list)
            raise

    def stale(self) -> list[str]:
        """Return the temporary files an earlier, killed run left beside the workbook."""
        folder = os.path.dirname(self._workbook) or "."
        start = f".~{self.file}."
        return [
            path
            for name in os.listdir(folder)
            if name.startswith(start) and name.endswith(".crm-tmp")
            if os.path.isfile(path := os.path.join(folder, name))
        ]

    def clear(self, fingerprint: str, *, certain: bool) -> None:
        """Settle what a killed run left open, and remove the files it was writing.

        Whether the killed run's plan was carried out is noted first: a leftover file is the proof
        that it was not.

        Args:
            fingerprint: That of the workbook as it is now.
            certain: Whether no other command can be writing now (`in_use.alone`); otherwise only
                what is older than a day is taken for left over.
        """
        latest = time() - (0 if certain else _DAY)
        leftovers = [path for path in self.stale() if os.stat(path).st_mtime <= latest]
        pending = [record for record in self._load() if record.pending] if leftovers else []
        if pending:
            kept = self.read(fingerprint)
            self._store(kept)
            happened = {record.id for record in kept}
            for record in pending:
                if record.id not in happened:
                    self._forget(record)
        for leftover in leftovers:
            discard(leftover)
