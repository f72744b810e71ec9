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
from typing import TYPE_CHECKING, Final, overload

from crm_workbook.errors import CrmError, Problem
from crm_workbook.lean import NamedTuple
from crm_workbook.model import Entry, Plan
from crm_workbook.store.writing import discard, sync_folder, write_new
from crm_workbook.text import Text

if TYPE_CHECKING:
    from typing import Any

KEPT: Final = 20
"""How many backups are kept."""
LISTED: Final = 200
"""How many entries the list keeps."""

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


class Record(NamedTuple):
    """One line of the list."""

    id: str
    file: str
    """The workbook's file name: two workbooks may share a folder."""
    when: str
    job: str
    reason: str
    changed: int
    before: str
    after: str
    backup: str
    undoes: str = ""
    undone: bool = False
    pending: bool = False


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
        try:
            return self._parsed()
        except (OSError, ValueError, TypeError, KeyError):
            return []  # a damaged list is set aside by the next writer, not silently overwritten

    def _parsed(self) -> list[Record]:
        import json

        try:
            with open(self._list, encoding="utf-8") as file:
                data = json.load(file)
        except FileNotFoundError:
            return []
        return [Record(**entry) for entry in data["entries"]]

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

    def open(self, record: Record, inverse: Plan, original: bytes, fingerprint: str) -> None:
        """Keep the backup and the inverse of a plan about to be carried out, and note it.

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
        self._keep(record, original)
        sync_folder(self.backups)
        self._store([*self.read(fingerprint), record._replace(pending=True)])

    def _keep(self, record: Record, original: bytes) -> None:
        """Keep the workbook as it is before it is replaced.

        A second name for the same file costs nothing, and the replacing takes only the first one
        away. Where the file system has no such thing, the bytes are written once more.
        """
        try:
            os.link(self._workbook, self.backup(record))
        except OSError:
            write_new(self.backup(record), [original])

    def close(self, record: Record) -> None:
        """Note that a plan was carried out, and let go of what is too old to be undone."""
        records = self.read(record.after)
        self._store(records)
        for old in records[:-KEPT]:
            discard(self.backup(old))
            discard(os.path.join(self._undo, f"{old.id}.json"))

    def cancel(self, record: Record) -> None:
        """Forget an entry whose plan was not carried out."""
        records = [r for r in self._load() if r.id != record.id]
        if os.path.exists(self._list):
            self._store(records)
        discard(self.backup(record))
        discard(os.path.join(self._undo, f"{record.id}.json"))

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

        self._set_damaged_aside()
        others = [record for record in self._load_all() if record.file != self.file]
        entries: list[dict[str, Any]] = [r._asdict() for r in [*others, *records[-LISTED:]]]
        lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
        new = self._list + ".new"
        discard(new)
        write_new(new, [f'{{"schema": 1, "entries": [\n{lines}\n]}}\n'.encode()])
        os.replace(new, self._list)
        sync_folder(self.folder)
        self._records = None

    def _set_damaged_aside(self) -> None:
        try:
            self._parsed()
        except (ValueError, TypeError, KeyError):
            os.replace(self._list, self._list + ".damaged")

    def stale(self) -> list[str]:
        """Return the temporary files an earlier, killed run left beside the workbook."""
        folder = os.path.dirname(self._workbook) or "."
        start = f".~{self.file}."
        return [
            os.path.join(folder, name)
            for name in os.listdir(folder)
            if name.startswith(start) and name.endswith(".crm-tmp")
        ]
