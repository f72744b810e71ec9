"""No workbook, however odd, makes a rule raise; what it says can be printed and written down."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from random import Random

import pytest

from crm_workbook import reports
from crm_workbook.jobs.check import run
from crm_workbook.model import Book, CellError, Layout, Placed, Tab, Table, Unread
from crm_workbook.rules import example
from crm_workbook.schema import sheets
from crm_workbook.schema.lists import workbook_lists
from crm_workbook.schema.settings import read_settings
from crm_workbook.text import Text

CELLS = (
    None, None, "", " ", "x", "א", 'סה"כ', "Total", "C-0001", "C-0002", "0", "-1", "1,234.5",
    "₪5", "$5", "=1+1", "\x00", "\u202e", "\ud800", "a" * 5000, "050-12", "x@y", "31/02/2026",
    "כן", "X", "נשלח", "מאושר", "פרסומת", "מסרון", "לקוח", "תוצאה", 0.0, -1.0, 1.0, 1e300, 1e16,
    float("nan"), float("inf"), 521234567.0, 46096.0, True, False, date(1, 1, 1), date.max,
    date(2026, 3, 1), datetime.fromisoformat("2026-03-01 10:30"), timedelta(hours=3),
    CellError("#REF!"),
)  # fmt: skip


def odd_book(seed):
    random = Random(seed)
    tables, tabs = {}, {}
    for sheet in sheets().values():
        if random.random() < 0.2 or not sheet.columns:
            continue
        columns = [c for c in sheet.columns if random.random() < 0.8] or [sheet.columns[0]]
        placed = tuple(
            Placed(c, n, random.choice((c.he, c.en, ""))) for n, c in enumerate(columns, 1)
        )
        rows = sorted(random.sample(range(2, 30), random.randrange(12)))
        pool = (*CELLS, *(p.heading for p in placed))
        values = {c.id: [random.choice(pool) for _ in rows] for c in columns}
        layout = Layout(sheet.he, 1, 2, rows[-1] if rows else 1, placed)
        tables[sheet.id] = Table(sheet, layout, values, rows)
        cells = [f"{random.choice('ABCZ')}{random.randrange(1, 40)}" for _ in range(6)]
        tabs[sheet.he] = Tab(
            sheet.he,
            state=random.choice(("visible", "hidden", "veryHidden")),
            merges=(f"{cells[0]}:{cells[1]}", "A1", "rubbish"),
            formulas=dict.fromkeys(cells, "TODAY()"),
            uncalculated=tuple(cells[:2]),
            hidden_rows=(3, 4, 900),
        )
    facts = example.ExampleFacts(
        titles=(*tabs, "לא ידוע"), external=("", "..\\x.xlsx", "\x1b"), tabs=tabs, epoch=1904
    )
    return Book(
        name="odd.xlsx",
        tables=tables,
        facts=facts,
        settings=read_settings(tables.get("settings")),
        lists=workbook_lists(tables.get("lists")),
        lang="he",
        fingerprint="",
        unread=(Unread("\u202etab", Text("כך", "so")),),
    )


@pytest.mark.parametrize("seed", range(60))
def test_no_data_breaks_a_rule_or_a_report(seed):
    book = odd_book(seed)
    for lang in ("he", "en"):
        done = run(book, lang=lang, fix=True, as_of=example.AS_OF)
        text = reports.render("text", [("odd.xlsx", done)], lang)
        assert "\x1b" not in text
        assert "\u202e" not in text
        text.encode()
        made = json.loads(reports.render("json", [("odd.xlsx", done)], lang))
        assert len(made["findings"]) == len(done.findings)


@pytest.mark.parametrize("seed", range(20))
def test_same_book_same_answer(seed):
    first, second = (run(odd_book(seed), lang="en", as_of=example.AS_OF) for _ in range(2))
    assert [(f.code, str(f.ref), f.say("en")) for f in first.findings] == [
        (f.code, str(f.ref), f.say("en")) for f in second.findings
    ]


@pytest.mark.parametrize("seed", range(40))
def test_fixes_change_only_what_a_person_may_type_and_no_formula_or_money(seed):
    book = odd_book(seed)
    plan = run(book, lang="en", fix=True, as_of=example.AS_OF).plan
    for edit in plan.edits if plan else ():
        table = book.tables[edit.sheet]
        formulas = book.facts.tab(table.layout.title).formulas
        assert edit.sheet != "consents"
        assert len({(c.row, c.column) for c in edit.changes}) == len(edit.changes)
        for change in edit.changes:
            column = table.column(change.column)
            assert column.role == "input"
            assert column.kind != "money"
            assert table.ref(table.rows.index(change.row), change.column).cell not in formulas
            assert change.old != change.new or type(change.old) is not type(change.new)
