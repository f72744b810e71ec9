"""What people do to workbooks, and what that does to what they silenced."""

from __future__ import annotations

from datetime import date

import pytest

from crm_workbook.jobs.check import run
from crm_workbook.model import SetAside
from crm_workbook.rules import example
from crm_workbook.rules.page import samples

THREADED = (
    "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment; "
    "however, any edits to it will get removed if the file is opened in a newer version of "
    "Excel. Learn more: https://go.microsoft.com/fwlink/?linkid=870924\n\nComment:\n    crm: "
    "ignore CRM121 תבוא לעדכן\ncrm: ignore CRM121 תבוא לעדכן"
)
ROWS = {
    "dana": "| C-0001 | דנה כהן | '050-12' |",
    "ruth": "| C-0002 | רות אלון | '050-13' |",
    "new": "| C-0003 | חדשה לגמרי | '054-765-4322' |",
}
CHECKS = (
    "\n`checks`{}\n| code | sheet | row_key | column | reason | until |\n"
    "|---|---|---|---|---|---|\n"
)


def book(*lines, rows=("dana", "ruth"), facts="", checks=""):
    text = f"`customers`{facts}\n| customer_id | display_name | phone |\n|---|---|---|\n"
    text += "\n".join(ROWS[name] for name in rows)
    if lines:
        text += "\n" + CHECKS.format(checks) + "\n".join(lines)
    return example.book(samples(text))


def done(made, **options):
    return run(made, lang="en", as_of=example.AS_OF, **options)


def told(made, **options):
    return [(f.code, str(f.ref)) for f in done(made, **options).findings]


DANA = "| CRM121 | לקוחות | C-0001 | טלפון | תבוא לעדכן | |"


@pytest.mark.parametrize(
    ("rows", "left"),
    [
        (("ruth", "dana"), [("CRM121", "customers!C2")]),  # sorted
        (("new", "new", "dana", "ruth"), [("CRM121", "customers!C5")]),  # rows put in above
    ],
)
def test_a_line_follows_its_row(rows, left):
    assert [pair for pair in told(book(DANA, rows=rows)) if pair[0] == "CRM121"] == left


def test_a_line_whose_row_is_gone_is_reported_as_unused():
    assert told(book(DANA, rows=("ruth",))) == [
        ("CRM121", "customers!C2"),
        ("CRM090", "checks!A2"),
    ]


def test_a_line_follows_its_sheet_when_the_tab_is_renamed():
    made = book(DANA)
    table = made.tables["customers"]
    made.tables["customers"] = type(table)(
        table.sheet, table.layout._replace(title="הלקוחות שלי"), table.columns, table.rows
    )
    # The line says the schema's name of the sheet, which it keeps whatever the tab is called.
    assert told(made) == [("CRM121", "customers!C3")]


def test_a_finding_set_aside_is_handed_on_with_who_why_and_until_when():
    line = "| CRM121 | לקוחות | C-0001 | טלפון | תבוא לעדכן | 2026-12-31 |"
    made = done(book(line, facts=" note C3 = crm: ignore CRM121 ידוע לנו"))
    assert made.findings == ()
    first, second = made.aside
    assert (first.by, first.where, first.reason, first.until) == (
        "checks", "checks!A2", "תבוא לעדכן", date(2026, 12, 31),
    )  # fmt: skip
    assert (second.by, second.where, second.reason, second.until) == (
        "note", "customers!C3", "ידוע לנו", None,
    )  # fmt: skip
    assert isinstance(first, SetAside)
    assert [str(each.finding.ref) for each in made.aside] == ["customers!C2", "customers!C3"]


def test_two_lines_about_one_finding_are_both_in_use_and_the_narrower_is_named():
    made = done(book("| CRM121 | | | | הכול ידוע | |", DANA))
    assert made.findings == ()
    assert [each.where for each in made.aside] == ["checks!A3", "checks!A2"]


@pytest.mark.parametrize("word", ["CRM1", "CRM12", "ALL", "CRM*", "*", "CRM121 CRM122"])
def test_one_line_is_about_one_rule(word):
    said = told(book(f"| {word} | | C-0001 | | די | |"))
    assert said.count(("CRM121", "customers!C2")) == 1
    assert ("CRM092", "checks!A2") in said


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("CRM090", "| CRM090 | checks | | | נמאס | |"),
        ("CRM091", "| CRM091 | checks | | | נמאס | 2026-01-01 |"),
        ("CRM092", "| CRM092 | checks | | | | |"),
    ],
)
def test_no_line_silences_what_is_said_about_itself(code, line):
    """A line that counts is never found fault with; one that does not count silences nothing."""
    made = done(book(line))
    assert not [each for each in made.aside if each.finding.ref.cell[1:] == "2"]
    if code == "CRM091":
        assert ("CRM091", "checks!F2") in told(book(line))


@pytest.mark.parametrize(
    "note",
    [
        "crm: ignore CRM121 תבוא לעדכן",
        "CRM: Ignore crm121, תבוא לעדכן",
        "crm: התעלם CRM121 תבוא לעדכן",
        "crm: להתעלם מ-CRM121 כי תבוא לעדכן",
        "crm: להתעלם מ CRM121 תבוא לעדכן",
        "crm: להתעלם מ־CRM121 תבוא לעדכן",
        "\u200fcrm: \u200eהתעלמי\u200e \u200eCRM121\u200f תבוא לעדכן",
        "דנה כהן:\ncrm: ignore short-phone תבוא לעדכן",
        THREADED,
    ],
)
def test_a_note_may_be_worded_as_people_write(note):
    made = book()
    title = made.tables["customers"].layout.title
    tabs = made.facts.tabs
    tabs[title] = tabs[title]._replace(notes={"C2": note})
    result = done(made)
    assert [str(f.ref) for f in result.findings] == ["customers!C3"]
    assert "תבוא לעדכן" in result.aside[0].reason


def test_a_comment_that_a_file_holds_twice_is_one_wish():
    twice = " note C2 = crm: ignore CRM999 ידוע crm"
    made = book(facts=twice)
    title = made.tables["customers"].layout.title
    said = "crm: ignore CRM999 ידוע"
    made.facts.tabs[title] = made.facts.tabs[title]._replace(notes={"C2": f"{said}\n{said} "})
    assert [code for code, _ in told(made)].count("CRM093") == 1


def test_a_note_on_a_heading_is_about_its_column():
    made = done(book(facts=" note C1 = crm: ignore CRM121 מספרים קצרים הם שלוחות"))
    assert made.findings == ()
    assert {each.where for each in made.aside} == {"customers!C1"}


def test_a_note_on_a_heading_of_another_column_is_idle():
    said = told(book(facts=" note B1 = crm: ignore CRM121 ידוע"))
    assert said == [("CRM121", "customers!C2"), ("CRM121", "customers!C3"),
                    ("CRM093", "customers!B1")]  # fmt: skip


def test_a_note_in_a_merged_cell_is_about_the_findings_that_begin_there():
    made = book(facts=" merged A2:B3; note A2 = crm: ignore CRM712 כותרת")
    codes = {f.code: f for f in done(book(facts=" merged A2:B3")).findings}
    merged = next(f for f in codes.values() if f.ref.cell.startswith("A2"))
    title = made.tables["customers"].layout.title
    note = f"crm: ignore {merged.code} כך זה מודפס"
    made.facts.tabs[title] = made.facts.tabs[title]._replace(notes={"A2": note})
    result = done(made)
    assert merged.code not in {f.code for f in result.findings}
    assert [each.by for each in result.aside] == ["note"]


def test_what_is_silenced_by_command_outlives_a_renamed_tab():
    made = book()
    table = made.tables["customers"]
    made.tables["customers"] = type(table)(
        table.sheet, table.layout._replace(title="הלקוחות שלי"), table.columns, table.rows
    )
    [edit] = done(made, select=("CRM121",), add_ignore="ידוע").plan.edits
    assert {line[1] for line in edit.rows} == {"לקוחות"}
