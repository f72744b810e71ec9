"""Every rule's page is its test: it finds what the page says, in both languages, and no more."""

from __future__ import annotations

import re

import pytest

from crm_workbook.model import SetCells, Table
from crm_workbook.rules import example, index, rule
from crm_workbook.rules.page import page, render
from crm_workbook.rules.run import check
from crm_workbook.schema.typed import typed

CODES = sorted(index())
PAGES = {code: page(code) for code in CODES}


def places(findings):
    return sorted(str(finding.ref) for finding in findings)


@pytest.mark.parametrize("code", CODES)
def test_finds_what_its_page_says(code):
    found = check(example.book(PAGES[code].bad), [code], example.AS_OF)
    assert places(found) == sorted(PAGES[code].finds)
    assert {(f.code, f.name) for f in found} == {(code, PAGES[code].name)}


@pytest.mark.parametrize("code", [code for code in CODES if PAGES[code].good])
def test_is_silent_on_its_good_example(code):
    assert check(example.book(PAGES[code].good), [code], example.AS_OF) == ()


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("lang", ["he", "en"])
def test_says_it_in_words(code, lang):
    for finding in check(example.book(PAGES[code].bad), [code], example.AS_OF):
        said = finding.say(lang)
        assert said.strip()
        assert "{" not in said
        assert bool(re.search("[א-ת]", finding.text.he))
        assert not re.search("[א-ת]", finding.text.en)
        assert not said.endswith(".")


@pytest.mark.parametrize("code", CODES)
def test_fix_removes_its_finding_and_a_second_run_finds_nothing(code):
    book = example.book(PAGES[code].bad)
    fixable = [f for f in check(book, [code], example.AS_OF) if f.fix is not None]
    promised = PAGES[code].fix.en.startswith("Fix: safe")
    assert bool(fixable) == promised
    assert PAGES[code].fix.he.startswith("תיקון: בטוח") == promised
    for finding in fixable:
        for edit in finding.fix.edits:
            apply(book, edit)
    again = example.book(PAGES[code].bad)
    again.tables.update(book.tables)
    assert places(check(again, [code], example.AS_OF)) == places(
        f for f in check(example.book(PAGES[code].bad), [code], example.AS_OF) if f.fix is None
    )


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("lang", ["he", "en"])
def test_page_is_whole(code, lang):
    shown = PAGES[code]
    for text in (shown.title, shown.why, shown.fix):
        assert len(text.say(lang)) > 5
    assert re.search("[א-ת]", shown.title.he)
    assert re.search("[א-ת]", shown.why.he)
    assert re.search("[א-ת]", shown.fix.he)
    assert "\n" not in shown.title.he + shown.title.en
    assert shown.code in render(shown, lang)


def test_clean_workbook_has_no_findings(clean):
    assert [(str(f.ref), f.code, f.say("en")) for f in check(clean, CODES, example.AS_OF)] == []


@pytest.mark.parametrize("code", CODES)
def test_no_rule_reports_what_another_example_does_not_mean_twice(code):
    """One fault is one finding: no two rules report the same cell of an example."""
    found = check(example.book(PAGES[code].bad), CODES, example.AS_OF)
    mine = {str(f.ref) for f in found if f.code == code}
    others = [f for f in found if f.code != code and str(f.ref) in mine]
    assert [(str(f.ref), f.code) for f in others] == []


def apply(book, edit):
    assert isinstance(edit, SetCells)
    table = book.tables[edit.sheet]
    columns = {name: list(values) for name, values in table.columns.items()}
    for change in edit.changes:
        row = table.rows.index(change.row)
        assert columns[change.column][row] == change.old
        columns[change.column][row] = change.new
    book.tables[edit.sheet] = Table(table.sheet, table.layout, columns, table.rows)


def test_codes_and_names_are_unique():
    names = [rule(code).name for code in CODES]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"CRM[0-8]\d\d", code) for code in CODES)


def test_all_nine_families_have_rules():
    assert {code[3] for code in CODES} == set("012345678")
    assert len(CODES) >= 112


def test_typed_columns_are_shared_between_rules(clean):
    check(clean, CODES, example.AS_OF)
    assert typed(clean, "customers") is typed(clean, "customers")
