"""Killed at any step, the workbook is the old one or the new one, and the journal knows which."""

from __future__ import annotations

import errno
import json
import os
import signal
import stat
import subprocess
import sys
import textwrap
import time

import openpyxl
import pytest

import crm_workbook
from crm_workbook.errors import CrmError
from crm_workbook.model import AppendRows, Plan
from crm_workbook.store import open_store
from crm_workbook.store.journal_record import Record
from crm_workbook.text import Text

# The child counts its calls to the system and kills itself behind one of them.
CHILD = """
    import os, signal, sys
    from crm_workbook.model import AppendRows, Plan
    from crm_workbook.store import open_store
    from crm_workbook.text import Text

    path, step = sys.argv[1], int(sys.argv[2])
    store = open_store(path)
    book = store.read()
    count = 0

    def counted(real):
        def call(*given, **named):
            global count
            count += 1
            try:
                return real(*given, **named)
            finally:
                if count == step:
                    os.kill(os.getpid(), signal.SIGKILL)
        return call

    for name in ("open", "replace", "fsync", "unlink", "link", "chmod", "mkdir"):
        setattr(os, name, counted(getattr(os, name)))
    edit = AppendRows("customers", ("customer_id",), (("C-0077",),))
    store.apply(Plan("kill", Text("a", "a"), (edit,)), book)
    print(count)
"""


def run(path, step):
    return subprocess.run(
        [sys.executable, "-B", "-c", textwrap.dedent(CHILD), str(path), str(step)],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def append(store, key):
    edit = AppendRows("customers", ("customer_id",), ((key,),))
    return store.apply(Plan("job", Text("a", "a"), (edit,)), store.read())


def ids(path):
    page = openpyxl.load_workbook(path)["לקוחות"]
    return [cell.value for cell in page["A"]][1:]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_killed_at_every_step(shop, tmp_path):
    original, old = shop.read_bytes(), ids(shop)
    counting = tmp_path / "count" / "shop.xlsx"
    counting.parent.mkdir()
    counting.write_bytes(original)
    steps = int(run(counting, 0).stdout)
    assert steps > 10
    outcomes = set()
    for step in range(1, steps + 1):
        path = tmp_path / str(step) / "shop.xlsx"
        path.parent.mkdir()
        path.write_bytes(original)
        done = run(path, step)
        assert done.returncode == -signal.SIGKILL, done.stderr
        store = open_store(str(path))
        book = store.read()
        happened = path.read_bytes() != original
        assert ids(path) == ([*old, "C-0077"] if happened else old)
        assert [entry.job for entry in book.journal] == (["kill"] if happened else [])
        outcomes.add(happened)
        # The next run clears what the killed one left, and can undo it if it happened.
        edit = AppendRows("customers", ("customer_id",), (("C-0088",),))
        store.apply(Plan("next", Text("a", "a"), (edit,)), book)
        assert [n for n in os.listdir(path.parent) if n not in {"shop.xlsx", "shop.crm"}] == []
        for entry in reversed(store.read().journal):
            store.apply(Plan("undo", Text("a", "a"), (), entry.id), store.read())
        assert path.read_bytes() == original
    assert outcomes == {True, False}


def test_a_pending_entry_counts_when_its_user_saved_the_new_file(shop):
    store = open_store(str(shop))
    edit = AppendRows("customers", ("customer_id",), (("C-0077",),))
    receipt = store.apply(Plan("job", Text("a", "a"), (edit,)), store.read())
    listed = shop.parent / "shop.crm" / "journal.json"
    listed.write_text(listed.read_text().replace('"pending": false', '"pending": true'))
    book = openpyxl.load_workbook(shop)
    book["לקוחות"]["B2"] = "שמירה"
    book.save(shop)
    assert [e.id for e in open_store(str(shop)).read().journal] == [receipt.entry]
    # A leftover temporary file of that entry proves the opposite.
    (shop.parent / f".~shop.xlsx.{receipt.entry}.crm-tmp").write_bytes(b"half")
    assert len(open_store(str(shop)).read().journal) == 0


def test_mode_link_and_neighbours_stay(shop, tmp_path):
    shop.chmod(0o640)
    size = shop.stat().st_size
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    link = folder / "linked.xlsx"
    link.symlink_to(shop)
    store = open_store(str(link))
    edit = AppendRows("customers", ("customer_id",), (("C-0077",),))
    store.apply(Plan("job", Text("a", "a"), (edit,)), store.read())
    assert link.is_symlink()
    assert ids(shop)[-1] == "C-0077"
    assert stat.S_IMODE(shop.stat().st_mode) == 0o640
    assert sorted(os.listdir(folder)) == ["linked.xlsx"]
    kept = list((shop.parent / "shop.crm" / "backups").iterdir())
    assert [file.stat().st_size for file in kept] == [size]
    assert stat.S_IMODE((shop.parent / "shop.crm").stat().st_mode) == 0o700


def test_old_backups_go_and_newer_ones_can_be_undone(shop):
    store = open_store(str(shop))
    for number in range(25):
        edit = AppendRows("customers", ("customer_id",), ((f"C-1{number:03}",),))
        store.apply(Plan("job", Text("a", "a"), (edit,)), store.read())
    assert len(list((shop.parent / "shop.crm" / "backups").iterdir())) == 20
    journal = store.read().journal
    assert len(journal) == 25
    store.apply(Plan("undo", Text("a", "a"), (), journal[10].id), store.read())
    assert "C-1010" not in ids(shop)
    assert len(ids(shop)) == 4 + 24
    with pytest.raises(Exception, match="too old"):
        store.apply(Plan("undo", Text("a", "a"), (), journal[1].id), store.read())


@pytest.mark.parametrize(
    "damage",
    [
        "{half",
        "[]",
        '{"schema": 2, "entries": [{"new": 1}]}',
        json.dumps({"entries": [Record("../x", "shop.xlsx", *"abc", 0, *"def")._asdict()]}),
    ],
)
def test_a_damaged_journal_is_said_and_kept_aside(shop, damage):
    store = open_store(str(shop))
    append(store, "C-0077")
    folder = shop.parent / "shop.crm"
    (folder / "journal.json").write_text(damage)
    with pytest.raises(CrmError) as caught:
        len(store.read().journal)
    assert caught.value.code == "journal-damaged"
    assert str(folder / "backups") in caught.value.say("he")
    assert (folder / "journal.json").read_text() == damage
    # The next to write begins a new one and says where the old one is; a third keeps both.
    for number in (1, 2):
        receipt = append(store, f"C-008{number}")
        assert receipt.aside == str(folder / f"journal.json.damaged-{number}")
        assert (folder / f"journal.json.damaged-{number}").read_text() == damage
        assert len(store.read().journal) == 1
        (folder / "journal.json").write_text(damage)


def test_a_damaged_journal_stays_where_nothing_is_written(shop, monkeypatch):
    store = open_store(str(shop))
    append(store, "C-0077")
    listed = shop.parent / "shop.crm" / "journal.json"
    listed.write_text("{half")

    def full(*_):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CrmError) as caught:
        append(store, "C-0078")
    assert caught.value.code == "disk-full"
    assert listed.read_text() == "{half"
    assert [path.name for path in listed.parent.glob("*damaged*")] == []


def test_a_file_in_the_place_of_the_journals_folder(shop):
    before = shop.read_bytes()
    (shop.parent / "shop.crm").write_text("mine")
    store = open_store(str(shop))
    with pytest.raises(CrmError) as caught:
        append(store, "C-0077")
    assert caught.value.code == "journal-folder-taken"
    assert str(shop.parent / "shop.crm") in caught.value.say("he")
    assert len(store.read().journal) == 0
    assert shop.read_bytes() == before
    assert (shop.parent / "shop.crm").read_text() == "mine"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take only names that are text")
def test_a_name_that_is_no_text(shop):
    path = os.fsdecode(os.fsencode(shop.parent) + b"/\xfa\xe9shop \xff.xlsx")
    os.rename(shop, path)
    with open(path, "rb") as file:
        before = file.read()
    store = open_store(path)
    receipt = append(store, "C-0077")
    assert [entry.id for entry in store.read().journal] == [receipt.entry]
    store.apply(Plan("undo", Text("a", "a"), (), receipt.entry), store.read())
    with open(path, "rb") as file:
        assert file.read() == before


# ------------------------------------------------------------------ what a killed run leaves


def killed_before_replacing(shop):
    """Leave a shop as a run does that was killed right before it replaced the workbook."""
    assert any(
        run(str(shop), step).returncode and leftovers(shop) and pending(shop)
        for step in range(1, 60)
    )


def leftovers(shop):
    return [name for name in os.listdir(shop.parent) if name.endswith(".crm-tmp")]


def pending(shop):
    listed = shop.parent / "shop.crm" / "journal.json"
    return listed.exists() and '"pending": true' in listed.read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_what_a_killed_run_left_is_cleared_before_anything_is_done(shop):
    killed_before_replacing(shop)
    # Its user saved the workbook meanwhile: only the leftover file tells that nothing happened.
    book = openpyxl.load_workbook(shop)
    book["לקוחות"]["B2"] = "שמירה"
    book.save(shop)
    open_store(str(shop)).tidy()
    assert leftovers(shop) == []
    assert not pending(shop)
    assert len(open_store(str(shop)).read().journal) == 0
    with pytest.raises(CrmError, match="no job to take back"):
        crm_workbook.undo(str(shop))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_an_undo_with_nothing_to_undo_clears_too_and_a_preview_does_not(shop):
    killed_before_replacing(shop)
    for dry, left in ((True, 1), (False, 0)):
        with pytest.raises(CrmError, match="no job to take back"):
            crm_workbook.undo(str(shop), dry_run=dry)
        assert len(leftovers(shop)) == left


def test_the_file_of_a_command_that_is_still_writing_stays(shop):
    from crm_workbook.store import in_use

    store = open_store(str(shop))
    append(store, "C-0077")
    (shop.parent / ".~shop.xlsx.20260101-1.crm-tmp").write_bytes(b"half")
    (shop.parent / ".~other.xlsx.20260101-1.crm-tmp").write_bytes(b"half")
    with in_use.alone(store.journal.folder):
        store.tidy()
        assert len(leftovers(shop)) == 2
    store.tidy()
    assert leftovers(shop) == [".~other.xlsx.20260101-1.crm-tmp"]


def test_without_locks_only_what_is_old_is_taken_for_left_over(shop, monkeypatch):
    fcntl = pytest.importorskip("fcntl")

    def none(*_):
        raise OSError(errno.ENOLCK, "no locks here")

    monkeypatch.setattr(fcntl, "flock", none)
    store = open_store(str(shop))
    append(store, "C-0077")
    left = shop.parent / ".~shop.xlsx.20260101-1.crm-tmp"
    left.write_bytes(b"half")
    store.tidy()
    assert left.exists()
    os.utime(left, (time.time() - 90_000,) * 2)
    store.tidy()
    assert not left.exists()


def test_two_workbooks_of_one_stem_have_their_own_journals(shop):
    twin = shop.with_suffix(".xlsm")
    twin.write_bytes(shop.read_bytes())
    for path, name in ((shop, "C-0077"), (twin, "C-0078")):
        store = open_store(str(path))
        edit = AppendRows("customers", ("customer_id",), ((name,),))
        store.apply(Plan("job", Text("a", "a"), (edit,)), store.read())
    for path in (shop, twin):
        store = open_store(str(path))
        (entry,) = store.read().journal
        store.apply(Plan("undo", Text("a", "a"), (), entry.id), store.read())
        assert len(ids(path)) == 4


def test_the_backup_is_the_file_as_it_was(shop):
    before = shop.read_bytes()
    store = open_store(str(shop))
    edit = AppendRows("customers", ("customer_id",), (("C-0077",),))
    receipt = store.apply(Plan("job", Text("a", "a"), (edit,)), store.read())
    assert (shop.parent / "shop.crm" / "backups" / receipt.backup).read_bytes() == before


def test_without_hard_links_the_backup_is_a_copy(shop, monkeypatch):
    def refuse(*_):  # what a FAT stick answers
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    before = shop.read_bytes()
    store = open_store(str(shop))
    edit = AppendRows("customers", ("customer_id",), (("C-0077",),))
    receipt = store.apply(Plan("job", Text("a", "a"), (edit,)), store.read())
    assert (shop.parent / "shop.crm" / "backups" / receipt.backup).read_bytes() == before
    store.apply(Plan("undo", Text("a", "a"), (), receipt.entry), store.read())
    assert shop.read_bytes() == before


def test_another_command_writing_at_the_same_moment_is_refused(shop):
    from crm_workbook.store import in_use

    store = open_store(str(shop))
    book = store.read()
    edit = AppendRows("customers", ("customer_id",), (("C-0077",),))
    with in_use.alone(store.journal.folder), pytest.raises(Exception, match="Another command"):
        store.apply(Plan("job", Text("a", "a"), (edit,)), book)
    assert len(ids(shop)) == 4
