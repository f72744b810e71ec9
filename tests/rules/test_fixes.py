"""What `--fix` promises: done once it is done, and what was right stays as it was."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from crm_workbook.jobs.check import run
from crm_workbook.model import Book, Change, Fix, Layout, Placed, SetCells, Tab, Table
from crm_workbook.rules import example, rule
from crm_workbook.rules.fixes import fixes
from crm_workbook.schema import sheet
from crm_workbook.schema.lists import workbook_lists
from crm_workbook.schema.settings import read_settings

RIGHT = {
    "customer_id": ("C-0001", "C-0002", "לקוח-3"),
    "display_name": ("דנה כהן", "O'Neil & Sons", "רות"),
    "phone": ("050-555-1234", "03-555-1234", "+44 20 7946 0958", "*2700"),
    "email": ("dana@example.com", "a.b+c@example.co.il"),
    "customer_since": (date(2026, 1, 2), date(2025, 12, 31)),
    "birthday": (date(1990, 5, 6),),
    "preferred_channel": ("וואטסאפ", "מסרון"),
    "tags": ("קבוע", "VIP"),
    "notes": ("שורה אחת\nושורה שנייה", "a note?", None),
    "date": (date(2026, 3, 1), date(2026, 3, 2)),
    "amount": (12.5, 100.0, -3.0),
    "quantity": (1.0, 2.0),
    "channel": ("וואטסאפ", "הכל"),
    "action": ("ניתנה הסכמה", "הסכמה בוטלה"),
    "on": (date(2026, 3, 1),),
}
"""Cells as a careful owner writes them, by column."""
WRONG = (
    None, " ", "050 555 1234 ", " דנה  כהן", "521234567", 521234567.0, "972505551234", "050-12",
    "0505551234 / 0521234567", "15/03/2026", " 15.3.26 ", "2026-03-15", 46096.0, "03/04/2026",
    " Dana@Example.COM ", "mailto:dana@example.com", "dana@gmial.com", "whatsapp",
    "sms", " ווטסאפ",
    "\u200fרות\u200f", "ר\u200fות\u00a0", "12.5 ", "₪1,200", "1.234,5", "כן", True, 0.0, "#REF!",
    "ניתנה  הסכמה",
    "x" * 300, "\u202e", "=1+1", "dana@example.com; b@example.com", "000000018", 18.0,
)  # fmt: skip
SHEETS = {
    "customers": ("customer_id", "display_name", "phone", "email", "customer_since", "birthday",
                  "preferred_channel", "tags", "notes"),
    "purchases": ("date", "customer_id", "quantity", "amount"),
    "consents": ("customer_id", "channel", "action", "on"),
}  # fmt: skip


@st.composite
def books(draw):
    """Return a workbook of right and wrong cells, and which of them are right or a formula."""
    tables, tabs, kept = {}, {}, {}
    for name, columns in SHEETS.items():
        count = draw(st.integers(1, 4))
        rows = range(2, count + 2)
        values, formulas = {}, {}
        for number, column in enumerate(columns, 1):
            values[column] = []
            for row in rows:
                right = draw(st.booleans())
                cell = draw(st.sampled_from(RIGHT[column] if right else WRONG))
                formula = not right and draw(st.integers(0, 5)) == 0
                if formula:
                    formulas[f"{'ABCDEFGHIJ'[number - 1]}{row}"] = "A1"
                if right or formula or name == "consents" or column == "amount":
                    kept[name, column, row] = cell
                values[column].append(cell)
        made = sheet(name)
        placed = tuple(
            Placed(made.column(c), n, made.column(c).he) for n, c in enumerate(columns, 1)
        )
        tables[name] = Table(made, Layout(made.he, 1, 2, count + 1, placed), values, list(rows))
        tabs[made.he] = Tab(made.he, rtl=True, frozen_rows=1, formulas=formulas)
    return book(tables, tabs), kept


def book(tables, tabs):
    return Book(
        name="b.xlsx", tables=tables, facts=example.ExampleFacts(tuple(tabs), tabs=tabs),
        settings=read_settings(None), lists=workbook_lists(None), lang="he", fingerprint="",
    )  # fmt: skip


def applied(made, plan):
    tables = dict(made.tables)
    for edit in plan.edits:
        table = tables[edit.sheet]
        columns = {name: list(values) for name, values in table.columns.items()}
        for change in edit.changes:
            row = table.rows.index(change.row)
            assert columns[change.column][row] == change.old
            columns[change.column][row] = change.new
        tables[edit.sheet] = Table(table.sheet, table.layout, columns, table.rows)
    return book(tables, made.facts.tabs)


@settings(max_examples=100, deadline=None)
@given(books())
def test_fixing_twice_changes_nothing_and_spoils_nothing(drawn):
    made, kept = drawn
    for unsafe in (False, True):
        done = run(made, lang="en", fix=True, unsafe=unsafe, as_of=example.AS_OF)
        if done.plan is None:
            continue
        changes = {
            (edit.sheet, change.column, change.row): (change.old, change.new)
            for edit in done.plan.edits
            for change in edit.changes
        }
        assert not changes.keys() & kept.keys()
        assert all(old != new for old, new in changes.values())
        after = applied(made, done.plan)
        again = run(after, lang="en", fix=True, unsafe=unsafe, as_of=example.AS_OF)
        assert again.plan is None, again.plan.edits
        # What is told to be mended is gone, and nothing else is kept back.
        first = run(made, lang="en", as_of=example.AS_OF).findings
        mended = {(f.code, str(f.ref)) for f in first} - {
            (f.code, str(f.ref)) for f in done.findings
        }
        assert mended
        assert not mended & {(f.code, str(f.ref)) for f in again.findings}


def proposing(made, sheet_id, column, new, *, safe):
    """Return a finding whose fix puts `new` into the first row."""
    table = made.tables[sheet_id]
    old = table.columns[column][0]
    change = Change(table.rows[0], table.key(0), column, old, new)
    fix = Fix((SetCells(sheet_id, (change,)),), safe=safe)
    return rule("CRM158").found(table.ref(0, column), fix=fix)


def plain():
    tables, tabs = {}, {}
    for name, columns in SHEETS.items():
        made = sheet(name)
        placed = tuple(Placed(made.column(c), n, made.column(c).he)
                       for n, c in enumerate(columns, 1))  # fmt: skip
        values = {p.column.id: [RIGHT[p.column.id][0]] for p in placed}
        tables[name] = Table(made, Layout(made.he, 1, 2, 2, placed), values, [2])
        tabs[made.he] = Tab(made.he, formulas={"B2": "A1"} if name == "customers" else {})
    return book(tables, tabs)


def test_whatever_a_rule_proposes_money_consents_and_formulas_stay():
    made = plain()
    for where in (("purchases", "amount"), ("consents", "action"), ("customers", "display_name")):
        for safe in (True, False):
            found = [proposing(made, *where, "x", safe=safe)]
            assert fixes(made, found, unsafe=True) == ((), frozenset())


def test_unsafe_fixes_are_made_only_when_asked_for():
    made = plain()
    found = [proposing(made, "customers", "email", "x", safe=False)]
    assert fixes(made, found)[0] == ()
    edits, mended = fixes(made, found, unsafe=True)
    assert [change.new for edit in edits for change in edit.changes] == ["x"]
    assert mended == {0}
