"""What is not done to an open workbook, and what is said instead."""

from __future__ import annotations

import pytest

from crm_workbook.engines.memory import simulate
from crm_workbook.errors import CrmError
from crm_workbook.model import (
    AddSheet,
    AppendRows,
    Change,
    MacroModule,
    Macros,
    Plan,
    RemoveRows,
    ReplaceRows,
    SetCells,
)
from crm_workbook.text import Text

APPEND = AppendRows("customers", ("customer_id",), (("C-0009",),))
REMOVE = RemoveRows("customers", ("C-0002",))
SET = SetCells("customers", (Change(3, "C-0002", "phone", None, "03"),))


def put(cell, value):
    return lambda page, _table: setattr(page[cell], "value", value)


def refused(store, make, *edits):
    sheet = store.book.sheets[0]
    before = sheet.range((1, 1), sheet.used_range.last_cell).options(ndim=2).formula
    with pytest.raises(CrmError) as caught:
        store.apply(make(*edits), store.read())
    assert sheet.range((1, 1), sheet.used_range.last_cell).options(ndim=2).formula == before
    assert len(store.read().journal) == 0
    for lang in ("he", "en"):
        assert "{" not in caught.value.say(lang)
    return caught.value


@pytest.mark.parametrize(
    ("change", "edit", "code", "said"),
    [
        (put("B5", "הערה"), APPEND, "cells-below", "B5"),
        (put("B5", "=1+1"), APPEND, "cells-below", "B5"),
        (put("G3", "לידו"), REMOVE, "cells-outside", "G3"),
        (put("G4", "לידו"), ReplaceRows("customers", ("customer_id",), (("C-0001",),)),
         "cells-outside", "G4"),
    ],
)  # fmt: skip
def test_what_stands_in_the_way_is_named(opened, small, plan, change, edit, code, said):
    error = refused(opened(small(change)), plan, edit)
    assert error.code == code
    assert said in error.say("he")


def test_what_stands_beside_rows_that_stay_is_no_hindrance(opened, small, do):
    store = opened(small(put("G2", "לידו")))
    do(store, REMOVE)
    do(store, APPEND)
    assert store.book.sheets[0]["G2"].value == "לידו"


def test_merged_cells_are_named(opened, small, plan):
    def loose(page, _):
        del page.tables["Customers"]
        page.merge_cells("C3:D3")

    error = refused(opened(small(loose)), plan, SET)
    assert (error.code, str(error.values["cell"])) == ("merged-cells", "C3:D3")


def test_a_note_on_a_row_that_goes_is_named(opened, small, plan, do):
    store = opened(small())
    store.book.sheets[0]["B3"].add_note("לשאול")
    error = refused(store, plan, REMOVE)
    assert (error.code, str(error.values["cell"])) == ("note-in-the-way", "B3")
    do(store, SET, RemoveRows("customers", ("C-0001",)))
    assert store.book.sheets[0]["B2"].note.text == "לשאול"


def test_a_read_only_workbook(opened, small, plan):
    store = opened(small())
    simulate.read_only(store.book)
    assert refused(store, plan, SET).code == "open-read-only"


def test_protected_view(opened, small, plan):
    store = opened(small())
    with simulate.protected_view(store.book):
        error = refused(store, plan, SET)
    assert error.code == "protected-view"


def test_a_workbook_that_was_closed(opened, small, plan):
    store = opened(small())
    book = store.read()
    store.book.close()
    for call in (store.read, lambda: store.apply(plan(SET), book)):
        with pytest.raises(CrmError) as caught:
            call()
        assert caught.value.code == "workbook-closed"


def test_a_locked_structure(opened, small, plan):
    path = small()
    store = opened(path)
    store.book.impl.opened.workbook.security.lockStructure = True
    error = refused(store, plan, AddSheet("targets", "he", ("target_id",)))
    assert error.code == "locked-structure"


def test_macros_are_for_files(opened, small):
    store = opened(small())
    macros = Macros((MacroModule("M", ""),), "", "", (), (), "he")
    wanted = Plan("macros add", Text("א", "a"), (), macros=macros)
    with pytest.raises(CrmError) as caught:
        store.apply(wanted, store.read())
    assert caught.value.code == "macros-while-open"


def test_a_sheet_that_its_user_wrote_on_stays(opened, small, do, undo):
    store = opened(small())
    do(store, AddSheet("targets", "he", ("target_id", "name"), (("T-1", "יעד"),)))
    store.book.sheets["יעדים"]["F9"].value = "שלי"
    with pytest.raises(CrmError) as caught:
        undo(store)
    assert caught.value.code == "sheet-written-on"
    store.book.sheets["יעדים"]["F9"].clear()
    store.book.sheets[0]["H1"].formula = "=יעדים!A2"
    with pytest.raises(CrmError) as caught:
        undo(store)
    assert caught.value.code == "sheet-referred-to"
    store.book.sheets[0]["H1"].clear()
    undo(store)
    assert [sheet.name for sheet in store.book.sheets] == ["לקוחות"]


def test_a_sheet_removed_under_the_plan(opened, small, plan):
    store = opened(small())
    book = store.read()
    store.book.sheets.add("אחר")
    store.book.sheets["לקוחות"].delete()
    with pytest.raises(CrmError) as caught:
        store.apply(plan(SET), book)
    assert caught.value.code == "changed-since-read"
