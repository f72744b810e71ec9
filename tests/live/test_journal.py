"""One history, whichever way the workbook is worked on; and a place for it without a file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import xlwings as xw

from crm_workbook import engines
from crm_workbook.engines.memory import simulate
from crm_workbook.errors import CrmError
from crm_workbook.model import AppendRows, Change, RemoveRows, SetCells
from crm_workbook.store import open_store
from crm_workbook.store.excel import ExcelStore

PHONE = SetCells("customers", (Change(3, "C-0002", "phone", None, "0521234567"),))
REMOVE = RemoveRows("customers", ("C-0002",))


def columns(store):
    return store.read().tables["customers"].columns


def test_the_file_store_takes_back_what_was_done_while_open(opened, small, do, undo):
    path = small()
    file = open_store(str(path))
    before = columns(file)
    store = opened(path)
    receipt = do(store, PHONE, REMOVE._replace(keys=("C-0001",)))
    assert (receipt.backup, receipt.unsaved) == ("", True)
    store.book.save()
    store.book.close()
    assert (path.parent / "shop.crm" / "journal.json").exists()
    undo(file)
    after = columns(file)
    assert sorted(zip(*after.values(), strict=True), key=str) == sorted(
        zip(*before.values(), strict=True), key=str
    )
    assert [entry.undone for entry in file.read().journal] == [True, True]


def test_an_open_workbook_takes_back_what_was_done_to_its_file(opened, small, do, undo):
    path = small()
    file = open_store(str(path))
    before = columns(file)
    do(file, PHONE, AppendRows("customers", ("customer_id",), (("C-0009",),)))
    store = opened(path)
    undo(store)
    assert columns(store) == before
    (backup,) = (path.parent / "shop.crm" / "backups").glob("*.xlsx")
    assert columns(open_store(str(backup))) == before


def test_rows_come_back_where_they_stood_or_behind_all_others(opened, small, do, undo):
    store = opened(small())
    do(store, REMOVE)
    undo(store)
    assert columns(store)["customer_id"] == ["C-0001", "C-0002", "C-0003"]
    do(store, REMOVE)
    store.book.sheets[0]["E2"].value = "אחר"
    undo(store)
    assert columns(store)["customer_id"] == ["C-0001", "C-0003", "C-0002"]
    assert columns(store)["מדף"] == ["אחר", "ג", "ב"]


def test_a_conflict_sends_nobody_to_backups_that_are_not_there(opened, small, do, undo):
    store = opened(small())
    do(store, PHONE)
    store.book.sheets[0]["C3"].value = "אחר"
    with pytest.raises(CrmError) as caught:
        undo(store)
    assert caught.value.code == "changed-since"
    assert "C3" in caught.value.say("he")
    assert "crm" not in caught.value.say("en")


@pytest.mark.parametrize(
    "url",
    [
        "https://d.docs.live.net/abc/חנות.xlsx",
        "https://firm.sharepoint.com/sites/x/Shared Documents/a.xlsx",
    ],
)
def test_a_workbook_in_the_cloud_keeps_its_history_among_the_users_data(
    opened, small, do, undo, url, tmp_path
):
    path = small()
    store = opened(path)
    before = columns(store)
    simulate.cloud(store.book, url)
    do(store, PHONE)
    assert not (path.parent / "shop.crm").exists()
    assert list((tmp_path / "home").rglob("journal.json"))
    again = ExcelStore(store.book)
    assert len(again.read().journal) == 1
    undo(again)
    assert columns(again) == before
    other = opened(Path(shutil.copyfile(path, path.with_name("b.xlsx"))))
    simulate.cloud(other.book, url.replace("abc", "other").replace("/x/", "/y/"))
    assert len(other.read().journal) == 0


def test_a_workbook_never_saved(do, undo, tmp_path):
    engines.use_memory()
    book = xw.Book()
    book.sheets[0].name = "לקוחות"
    book.sheets[0]["A1"].value = [["מזהה לקוח", "שם", "טלפון"], ["1", "דנה", None]]
    store = ExcelStore(book)
    do(store, AppendRows("customers", ("customer_id", "phone"), (("C-0002", "0501234567"),)))
    assert columns(store)["phone"] == [None, "0501234567"]
    assert list((tmp_path / "home").rglob("journal.json"))
    undo(store)
    assert columns(store)["phone"] == [None]
    other = ExcelStore(xw.App(add_book=False).books.add())
    other.book.sheets[0]["A1"].value = "x"
    assert other.name == store.name
    assert len(other.read().journal) == 0


def test_what_a_killed_run_left_open_is_settled(opened, small, do, undo):
    store = opened(small())
    journal, book = store.journal, store.read()
    do(store, PHONE)
    (record,) = journal.read(book.fingerprint)
    journal._store([record._replace(pending=True, after="")])
    assert [entry.undone for entry in store.read().journal] == [False]
    undo(store)
    assert columns(store)["phone"][1] == "050-7654321"
