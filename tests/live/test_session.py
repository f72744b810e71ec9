"""The program's own settings are given back, and what was written midway is taken back."""

from __future__ import annotations

import pytest
import xlwings as xw

from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.memory import simulate
from crm_workbook.errors import CrmError
from crm_workbook.model import AddSheet, AppendRows, Change, RemoveRows, SetCells

SETTINGS = ("screen_updating", "display_alerts", "enable_events", "calculation", "status_bar")
EDITS = (
    SetCells("customers", (Change(2, "C-0001", "phone", None, "0521234567"),)),
    RemoveRows("customers", ("C-0002",)),
    AppendRows("customers", ("customer_id", "מדף"), (("C-0008", "=1+1"), ("C-0009", "ט"))),
    AddSheet("metrics", "he", ("customer_id", "monetary"), (("C-0001", 5.0),)),
)


def state(store):
    book = store.book
    sheet = book.sheets[0]
    area = sheet.range((1, 1), sheet.used_range.last_cell)
    return (
        [each.name for each in book.sheets],
        store.read().tables["customers"].columns,
        sheet.tables[0].range.address,
        [sheet.range((2, column)).number_format for column in range(1, 6)],
        area.options(ndim=2).formula[:4],
        sheet.api.ProtectContents,
    )


def settings(book):
    return [getattr(book.app, name) for name in SETTINGS]


def test_settings_are_given_back(opened, small, do, monkeypatch):
    store = opened(small())
    app = store.book.app
    app.calculation, app.enable_events = "semiautomatic", False
    before = settings(store.book)
    seen = []
    setter = xw.Range.value.fset

    def look(cells, value):
        seen.append(settings(store.book))
        setter(cells, value)

    monkeypatch.setattr(xw.Range, "value", xw.Range.value.setter(look))
    do(store, *EDITS)
    assert seen[0] == [False, False, False, "manual", False]
    assert settings(store.book) == before


def failing(monkeypatch, property_, error, after):
    """Let the program refuse a call once some have gone well; what follows goes well again."""
    setter = getattr(xw.Range, property_).fset
    calls = []

    def call(cells, value):
        calls.append(cells.address)
        if len(calls) == after:
            raise error
        setter(cells, value)

    monkeypatch.setattr(xw.Range, property_, getattr(xw.Range, property_).setter(call))


@pytest.mark.parametrize("after", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("error", [ExcelError("Not enough memory"), KeyboardInterrupt()])
def test_what_was_written_before_a_failure_is_taken_back(
    opened, small, plan, monkeypatch, error, after
):
    store = opened(small())
    store.book.sheets[0].api.Protect(AllowSorting=True)
    before, kept = state(store), settings(store.book)
    book = store.read()
    with monkeypatch.context() as patch:
        failing(patch, "value", error, after)
        with pytest.raises((CrmError, KeyboardInterrupt)) as caught:
            store.apply(plan(*EDITS), book)
    if isinstance(error, ExcelError):
        assert caught.value.code == "taken-back"
        assert "Not enough memory" in caught.value.say("he")
    assert state(store) == before
    assert settings(store.book) == kept
    assert len(store.read().journal) == 0
    assert store.apply(plan(*EDITS), store.read()).changed > 0


def test_a_busy_program_is_said_and_nothing_is_left(opened, small, plan):
    store = opened(small())
    book = store.read()
    with simulate.editing(store.book.app), pytest.raises(CrmError) as caught:
        store.apply(plan(EDITS[0]), book)
    assert caught.value.code == "program-busy"
    assert "Enter" in caught.value.say("he")
    with simulate.editing(store.book.app), pytest.raises(CrmError) as caught:
        store.read()
    assert caught.value.code == "program-busy"
    assert store.apply(plan(EDITS[0]), book).changed == 1


def test_a_value_that_arrives_as_another_is_noticed(opened, small, plan, monkeypatch):
    store = opened(small())
    before = state(store)
    setter = xw.Range.value.fset

    def meddling(cells, value):
        setter(cells, [["0" for _ in row] for row in value] if cells.column == 3 else value)

    with monkeypatch.context() as patch:
        patch.setattr(xw.Range, "value", xw.Range.value.setter(meddling))
        with pytest.raises(CrmError) as caught:
            store.apply(plan(EDITS[0]), store.read())
    assert "C2" in caught.value.say("en")
    assert state(store)[2:4] == before[2:4]
