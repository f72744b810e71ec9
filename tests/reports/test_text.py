from __future__ import annotations

import re

import pytest

from crm_workbook import reports
from crm_workbook.errors import CrmError, Problem
from crm_workbook.model import Finding, Fix, Outcome, Ref
from crm_workbook.reports._direction import LRM, RLM, marked, padded, sentence
from crm_workbook.text import Text

LOST = Problem("gone", Text("הקובץ {file} איננו.", "{file} is gone."), Text("?", "Look."))
GONE = CrmError(LOST, file="b.xlsx")
SHORT = Text("{column}: '{value}' קצר", "{column}: '{value}' is short")


def finding(cell, value="050", severity="error", code="CRM121", column="phone", fix=None):
    ref = Ref("customers", cell, "C-1", column)
    return Finding(
        code, "short-phone", severity, ref, SHORT, {"column": "טלפון", "value": value}, fix
    )


def outcome(*found, **data):
    sheets = [{"sheet": "customers", "title": "לקוחות", "rows": 1200}]
    base = {"sheets": sheets, "not_checked": [], "rules": 50, "all_rules": 50}
    return Outcome(found, data=base | data)


def lines(*found, lang="en", **data):
    return reports.render("text", [("a.xlsx", outcome(*found, **data))], lang).splitlines()


def test_a_line_begins_with_the_place_and_ends_with_the_name():
    said = lines(finding("C2"))
    assert said[0] == "a.xlsx"
    assert said[1] == f"  customers!C2  CRM121 error    טלפון{LRM}: '050' is short  [short-phone]"


def test_says_how_many_and_what_was_checked():
    said = lines(finding("C2"), finding("C3", severity="warning"))
    assert said[-2] == "2 findings (1 error, 1 warning). crm explain CRM121"
    assert said[-1] == "checked: 1 file, 1 sheet, 1,200 rows"


def test_one_is_not_plural():
    assert lines(finding("C2"))[-2].startswith("1 finding (1 error)")


def test_clean_says_so():
    assert lines() == ["no findings", "checked: 1 file, 1 sheet, 1,200 rows"]


def test_never_silent_about_what_was_not_checked():
    said = lines(not_checked=[{"title": "טיוטה", "why": "not in the schema"}])
    assert said[-1].endswith(f"; not checked: 'טיוטה'{LRM} (not in the schema)")
    assert lines(rules=3)[-1].endswith("1,200 rows, 3 of 50 rules")


def test_same_fault_down_a_column_is_one_line():
    found = [finding(f"C{row}", value=str(row)) for row in range(2, 43)]
    said = lines(*found)
    assert len(said) == 5
    assert "customers!C*" in said[1]
    assert "41 rows, such as: " in said[1]
    assert "'2' is short (C2, C3, C4, C5, C6, ...)" in said[1]
    assert said[-2].startswith("41 findings")


def test_equal_messages_fold_without_an_example():
    said = lines(*[finding(f"C{row}") for row in range(2, 6)])
    assert f"4 rows: טלפון{LRM}: '050' is short (C2, C3, C4, C5)  [" in said[1]


def test_three_are_three_lines_and_severities_do_not_mix():
    assert len(lines(*[finding(f"C{row}") for row in range(2, 5)])) == 7
    mixed = [finding(f"C{row}", severity="error" if row % 2 else "info") for row in range(2, 8)]
    assert len(lines(*mixed)) == 10


def test_a_file_that_could_not_be_read_is_named_as_not_checked():
    said = reports.render("text", [("a.xlsx", outcome()), ("b.xlsx", GONE)], "en").splitlines()
    assert "b.xlsx is gone" not in " ".join(said)  # the command line says that as an error
    assert said[-1] == "checked: 1 file, 1 sheet, 1,200 rows; not checked: b.xlsx"


def test_nothing_readable_is_not_called_clean():
    said = reports.render("text", [("b.xlsx", GONE)], "en")
    assert "no findings" not in said
    assert "could not be checked" in said


def test_several_files_name_the_file_of_what_was_not_checked():
    missed = outcome(not_checked=[{"title": "x", "why": "why"}])
    said = reports.render("text", [("a.xlsx", missed), ("b.xlsx", outcome())], "en")
    assert said.endswith("checked: 2 files, 2 sheets, 2,400 rows; not checked: a.xlsx: 'x' (why)")


def test_fixable_and_fixed_are_counted():
    fix = Fix(())
    assert "1 can be fixed with --fix" in lines(finding("C2", fix=fix))[-2]
    unsafe = Fix((), safe=False)
    assert "--fix" not in lines(finding("C2", fix=unsafe))[-2]
    assert lines(fixed=3)[-2] == "3 cells fixed. no findings"


def test_many_findings_are_better_read_elsewhere():
    some = [finding(f"C{row}") for row in range(2, 54)]
    assert lines(*some[:50])[-1].startswith("checked: ")
    assert lines(*some)[-1].endswith("--output report.html")


def test_what_was_silenced_just_now_was_found_all_the_same():
    assert lines(ignored=1)[-2] == "no other findings"


def test_diff_shows_the_changes_and_not_the_findings():
    said = lines(finding("C2"), diff=["customers!C2: '5' -> '05'"], would=1)
    assert said[1] == "  customers!C2: '5' -> '05'"
    assert "CRM121" not in "\n".join(said)
    assert said[-2] == "1 cell would change, nothing was written"


def test_diff_without_changes_says_so():
    assert lines(finding("C2"), diff=[], would=0)[0] == "0 cells would change, nothing was written"


@pytest.mark.parametrize("lang", ["he", "en"])
def test_only_ascii_hebrew_and_marks(lang):
    found = [finding(f"C{row}", severity=s) for row, s in enumerate(["error", "warning", "info"])]
    said = reports.render("text", [("קובץ.xlsx", outcome(*found))], lang)
    assert re.fullmatch(r"[ -~\n\u200eא-ת]*", said)
    said.encode("cp1255")


def test_every_hebrew_run_is_closed_by_a_mark():
    said = reports.render("text", [("לקוחות שלי.xlsx", outcome(finding("C2", value="דנה")))], "he")
    for line in said.splitlines():
        last = max((i for i, c in enumerate(line) if "א" <= c <= "ת"), default=None)
        assert last is None or LRM in line[last:]


def test_mark_closes_a_run_with_figures_inside_and_none_between_latin():
    assert marked("יש 12 ספרות") == f"יש 12 ספרות{LRM}"
    assert marked("'דנה' and 'רות'") == f"'דנה'{LRM} and 'רות'{LRM}"
    assert marked("plain") == "plain"


def test_padding_does_not_count_marks():
    assert len(padded(f"שגיאה{LRM}", 8)) == 9


def test_control_and_direction_characters_cannot_reach_the_terminal():
    said = reports.render(
        "text", [("a\x1b[2J\u202e.xlsx", outcome(finding("C2", value="\x1b[31m")))], "en"
    )
    assert "\x1b" not in said
    assert "\u202e" not in said


def test_findings_alone_have_no_summary():
    assert reports.findings([finding("C2")], "en").startswith("customers!C2")
    assert reports.findings([], "en") == ""


def test_thousands_are_set_apart_in_both_languages():
    for lang, rows in (("he", "1,200 שורות"), ("en", "1,200 rows")):
        assert rows in reports.render("text", [("a.xlsx", outcome())], lang)


def test_a_hebrew_sentence_is_held_together_from_both_ends():
    assert sentence("3 ממצאים.") == f"{RLM}3 ממצאים.{RLM}"
    assert sentence("Nothing: דבר לא נשלח") == "Nothing: דבר לא נשלח"
    assert sentence("12, 30.") == "12, 30."
    fields = f"customers.phone <- טלפון{LRM}"
    assert sentence(fields) == fields, "fields keep the order of their line"


def test_a_sentence_cannot_command_the_terminal():
    assert sentence("a\x1b[31mb\u202ec\nd\u200e") == "a[31mbc\nd\u200e"
