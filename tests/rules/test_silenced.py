"""What the owner chose to leave: it survives sorting, needs a reason, does not outlive its use."""

from __future__ import annotations

from datetime import date

import pytest

from crm_workbook.errors import CrmError
from crm_workbook.jobs.check import run
from crm_workbook.model import AddSheet, AppendRows
from crm_workbook.rules import example
from crm_workbook.rules.page import samples

PHONES = """\
`customers`{facts}
| customer_id | display_name | phone    |
|-------------|--------------|----------|
| C-0001      | דנה כהן      | '050-12' |
| C-0002      | רות אלון     | '050-13' |
"""
SORTED = """\
`customers`
| customer_id | display_name | phone    |
|-------------|--------------|----------|
| C-0002      | רות אלון     | '050-13' |
| C-0001      | דנה כהן      | '050-12' |
"""


def book(
    *lines, customers=PHONES, facts="", heading="code | sheet | row_key | column | reason | until"
):
    text = customers.replace("{facts}", facts)
    if lines:
        bars = "|".join("-" for _ in heading.split("|"))
        text += "\n`checks`\n" + "\n".join([f"| {heading} |", f"|{bars}|", *lines])
    return example.book(samples(text))


def found(made, **options):
    done = run(made, lang="en", as_of=example.AS_OF, **options)
    return [(f.code, str(f.ref)) for f in done.findings]


DANA, RUTH = ("CRM121", "customers!C2"), ("CRM121", "customers!C3")


def test_a_line_silences_its_row_wherever_it_stands():
    line = "| CRM121 | לקוחות | C-0001 | טלפון | ידוע | |"
    assert found(book()) == [DANA, RUTH]
    assert found(book(line)) == [RUTH]
    assert found(book(line, customers=SORTED)) == [("CRM121", "customers!C2")]


@pytest.mark.parametrize(
    "line",
    [
        "| CRM121 | customers | C-0001 | phone | known | |",
        "| crm121 | Customers | c-0001 | Phone | known | |",
        "| short-phone | לקוחות | C-0001 | | ידוע | |",
        "| 121 | | C-0001 | | ידוע | |",
        "| CRM121 | | C-0001 | | ידוע | 2026-06-30 |",
        "| CRM121 | | C-0001 | | ידוע | '30/06/2026' |",
    ],
)
def test_sheet_column_and_rule_go_by_any_of_their_names(line):
    assert RUTH in found(book(line))
    assert DANA not in found(book(line))


def test_an_empty_key_is_every_row():
    assert found(book("| CRM121 | לקוחות | | טלפון | חנות בלי טלפונים | |")) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("| CRM121 | לקוחות | C-0001 | שם | ידוע | |", "CRM090"),
        ("| CRM121 | קניות | C-0001 | | ידוע | |", "CRM090"),
        ("| CRM122 | | C-0001 | | ידוע | |", "CRM090"),
        ("| CRM121 | | C-0001 | | ידוע | 2026-06-29 |", "CRM091"),
        ("| CRM1 | | C-0001 | | ידוע | |", "CRM092"),
        ("| ALL | | | | די | |", "CRM092"),
        ("| CRM121 | | C-0001 | | | |", "CRM101"),
        ("| CRM121 | | C-0001 | | ידוע | מתישהו |", "CRM115"),
    ],
)
def test_a_line_that_does_not_count_silences_nothing_and_is_reported(line, said):
    codes = [code for code, _ in found(book(line))]
    assert codes.count("CRM121") == 2
    assert said in codes


def test_a_rule_left_out_of_a_check_leaves_its_lines_in_use():
    line = "| CRM121 | | C-0001 | | ידוע | |"
    assert found(book(line), select=("CRM0",)) == []
    assert found(book(line), ignore=("CRM121",)) == []


def test_lines_about_lines_are_not_asked_whether_they_are_in_use():
    lines = ("| CRM121 | | C-0009 | | עבר | |", "| CRM090 | | | | בסדר | |")
    assert found(book(*lines)) == [DANA, RUTH]


def test_a_note_silences_its_cell():
    note = " note C2 = דנה: crm: ignore CRM121 תבוא לעדכן"
    done = run(book(facts=note), lang="en", as_of=example.AS_OF)
    assert [str(f.ref) for f in done.findings] == ["customers!C3"]
    assert done.data["silenced"] == 1
    assert done.data["told"] == ["1 finding is silenced in the workbook, with a reason"]


def test_a_note_without_a_reason_or_of_another_rule_does_not():
    for note in ("crm: ignore CRM121", "crm: ignore CRM1 ידוע", "ignore CRM121 ידוע"):
        assert DANA in found(book(facts=f" note C2 = {note}"))


def test_a_finding_that_is_silenced_does_not_fail_the_check():
    assert run(book(), lang="en").failed
    assert not run(book("| CRM121 | | | | ידוע | |"), lang="en").failed


def test_add_ignore_writes_a_line_for_each_finding():
    made = book("| CRM134 | | C-0009 | | ישן | |")
    done = run(made, lang="he", as_of=example.AS_OF, select=("CRM121",), add_ignore=" ידוע ",
               until=date(2026, 12, 31))  # fmt: skip
    [edit] = done.plan.edits
    assert isinstance(edit, AppendRows)
    assert edit.columns == ("code", "sheet", "row_key", "column", "reason", "until")
    assert edit.rows == (
        ("CRM121", "לקוחות", "C-0001", "טלפון", "ידוע", date(2026, 12, 31)),
        ("CRM121", "לקוחות", "C-0002", "טלפון", "ידוע", date(2026, 12, 31)),
    )
    assert (done.findings, done.failed, done.data["ignored"]) == ((), False, 2)


def test_add_ignore_makes_the_sheet_a_workbook_lacks():
    [edit] = run(book(), lang="en", select=("CRM121",), add_ignore="known").plan.edits
    assert isinstance(edit, AddSheet)
    assert len(edit.rows) == 2


def test_add_ignore_of_a_clean_workbook_plans_nothing(clean):
    done = run(clean, lang="en", as_of=example.AS_OF, select=("CRM1",), add_ignore="known")
    assert (done.plan, done.findings) == (None, ())


def test_what_was_added_silences_what_was_found():
    made = book("| CRM134 | | C-0009 | | ישן | |")
    [edit] = run(made, lang="en", select=("CRM121",), add_ignore="known").plan.edits
    lines = [
        "| " + " | ".join("" if v is None else str(v) for v in row) + " |" for row in edit.rows
    ]
    assert found(book(*lines)) == []


def test_a_row_without_a_key_is_left_and_said():
    nameless = PHONES.replace("C-0002", "      ")
    done = run(book(customers=nameless), lang="en", select=("CRM121",), add_ignore="known")
    assert len(done.plan.edits[0].rows) == 1
    assert [str(f.ref) for f in done.findings] == ["customers!C3"]
    assert "a note on the cell" in done.data["told"][-1]
    assert done.failed


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"add_ignore": "  "}, "no-reason"),
        ({"add_ignore": "known", "fix": True}, "two-wishes"),
        ({"until": date(2027, 1, 1)}, "nothing-to-go-with"),
    ],
)
def test_what_makes_no_sense_is_refused(options, code):
    with pytest.raises(CrmError) as caught:
        run(book(), lang="en", **options)
    assert caught.value.code == code


def test_a_checks_sheet_without_a_needed_column_is_not_written_to():
    made = book("| CRM121 | C-0001 | ידוע |", heading="code | row_key | reason")
    with pytest.raises(CrmError, match="no column 'Sheet'"):
        run(made, lang="en", add_ignore="known", select=("CRM121",))
