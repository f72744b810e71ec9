"""An open workbook reads as its file does."""

from __future__ import annotations

from datetime import date

import pytest

from crm_workbook import runner
from crm_workbook.engines.memory import simulate
from crm_workbook.errors import CrmError
from crm_workbook.runner import Request
from crm_workbook.store import open_store

CELLS = [
    (1, "dd/mm/yyyy"), (60.25, "dd/mm/yyyy hh:mm"), (61, "dd/mm/yyyy"), (0, "dd/mm/yyyy"),
    (0.5, "hh:mm"), (1.25, "[h]:mm"), (1.25, "hh:mm"), (0.25, "[h]:mm:ss"), (45000.5, "dd/mm/yy"),
    (45000, "dd/mm/yyyy hh:mm"), (45000.123456, "dd/mm/yyyy hh:mm:ss"), (45000, "General"),
    (10.123456, "[$₪-40D] #,##0.00"), (0.1, "#,##0.00 ₪"), (True, "General"), ("", "@"),
    ("=1+1", "@"), ("'x", "@"), ("#N/A", "@"), (" 05 ", "General"), (12345678901234.5, "0"),
    (-5, "$#,##0"), ("שורה\nשנייה", "General"),
]  # fmt: skip


def fill(page, _table):
    page["F1"] = "מה"
    for row, (value, code) in enumerate(CELLS, 2):
        page.cell(row, 1, f"C-{row:04}")
        cell = page.cell(row, 6, value)
        cell.number_format = code
        if isinstance(value, str) and value:
            cell.data_type = "s"
    page["F30"] = "#DIV/0!"
    page["A30"] = "C-0030"
    page.tables["Customers"].ref = "A1:F30"


def test_every_kind_of_cell(opened, small):
    path = small(fill)
    wanted = open_store(str(path)).read().tables["customers"]
    found = opened(path).read().tables["customers"]
    assert found.columns == wanted.columns
    assert {k: list(map(type, v)) for k, v in found.columns.items()} == {
        k: list(map(type, v)) for k, v in wanted.columns.items()
    }
    assert (found.layout, list(found.rows)) == (wanted.layout, list(wanted.rows))


def test_the_whole_demo_shop(opened, shop):
    wanted, found = open_store(str(shop)).read(), opened(shop).read()
    assert list(found.tables) == list(wanted.tables)
    for sheet_id, table in wanted.tables.items():
        assert found.tables[sheet_id].columns == table.columns
        assert found.tables[sheet_id].layout == table.layout
    assert (found.lang, found.settings, found.lists) == (
        wanted.lang,
        wanted.settings,
        wanted.lists,
    )
    assert found.unread == wanted.unread
    assert found.facts.titles == wanted.facts.titles
    assert found.facts.epoch == wanted.facts.epoch
    for title in wanted.facts.titles:
        one, two = wanted.facts.tab(title), found.facts.tab(title)
        assert two.state == one.state
        assert [(t.name, t.ref) for t in two.tables] == [(t.name, t.ref) for t in one.tables]
        if two.tables:  # the others are pages, which nobody reads
            assert (two.merges, two.hidden_rows) == (one.merges, one.hidden_rows)
            assert two.protected == one.protected


def test_the_check_finds_the_same_in_both(opened, shop):
    store = opened(shop)
    options = {"as_of": date(2026, 1, 15)}
    (one,) = runner.run("check", [str(shop)], options, Request("he"))
    (two,) = runner.run("check", ["x"], options, Request("he", open_store=lambda _: store))
    assert [(f.code, f.ref) for f in two.outcome.findings] == [
        (f.code, f.ref) for f in one.outcome.findings
    ]


def test_a_list_without_a_table_says_what_is_not_looked_at(opened, small):
    def loose(page, _):
        del page.tables["Customers"]

    book = opened(small(loose)).read()
    assert book.tables["customers"].layout.loose
    (unread,) = book.unread
    assert (unread.title, "frozen" in unread.why.en) == ("לקוחות", True)


def test_a_stray_cell_far_out_is_named(opened, small):
    store = opened(small(lambda page, _: page.cell(1_000_000, 1000).__setattr__("value", "x")))
    with pytest.raises(CrmError) as caught:
        store.read()
    assert (caught.value.code, caught.value.values["cell"]) == ("far-cell", "ALL1000000")


def test_formulas_without_a_value_are_known_for_it(opened, small):
    def formula(page, _):
        page["E3"] = "=A3"

    path = small(formula)
    store = opened(path)
    book = store.read()
    assert book.tables["customers"].columns["מדף"] == ["א", None, "ג"]
    tab = book.facts.tab("לקוחות")
    assert (tab.formulas, tab.uncalculated) == ({"E3": "A3"}, ("E3",))
    assert tab.formulas == open_store(str(path)).read().facts.tab("לקוחות").formulas


def test_the_path_is_never_needed(opened, small):
    store = opened(small())
    simulate.cloud(store.book, "https://d.docs.live.net/abc/חנות.xlsx")
    assert store.read().name == "חנות.xlsx"


def test_merged_and_hidden_are_found(opened, small):
    def dress(page, _):
        page.merge_cells("G2:H3")
        page.row_dimensions[3].hidden = page.row_dimensions[4].hidden = True
        page["G2"] = "x"

    path = small(dress)
    one, two = (
        store.read().facts.tab("לקוחות") for store in (open_store(str(path)), opened(path))
    )
    assert (two.merges, two.hidden_rows) == (one.merges, one.hidden_rows) == (("G2:H3",), (3, 4))
