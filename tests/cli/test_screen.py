"""A report on a screen: broken between words, below the words, and whole in a pipe."""

from __future__ import annotations

import re

import pytest

from crm_workbook.build.workbook import build
from crm_workbook.cli.screen import paragraphs, wrapped
from crm_workbook.jobs import explain

ROWS = [
    {"customer_id": "C-0001", "display_name": "דנה כהן", "phone": "050-55"},
    {"customer_id": "C-0002", "display_name": "רות", "email": "nobody(at)example.com"},
    {"customer_id": "C-0003", "display_name": "Ann", "phone": "054-5550104 / 09-5550190"},
]


def unmarked(text):
    return re.sub("[\u200e\u200f]|\x1b\\[[0-9;]*m", "", text)


@pytest.fixture
def report(tmp_path, crm):
    path = tmp_path / "shop.xlsx"
    path.write_bytes(build("he", rows={"customers": ROWS}))

    def run(lang, **variables):
        done = crm("check", path, "--lang", lang, cwd=tmp_path, **variables)
        return done.stdout.decode().replace(str(path), "shop.xlsx")

    return run


@pytest.mark.parametrize("lang", ["he", "en"])
@pytest.mark.parametrize("force", ["", "1"])
def test_every_line_fits_and_no_word_is_lost(lang, force, report):
    plain = report(lang, FORCE_COLOR=force)
    for columns in range(60, 120, 7):
        seen = wrapped(plain, columns)
        assert max(map(len, unmarked(seen).splitlines())) <= columns
        assert unmarked(seen).split() == unmarked(plain).split()


def test_what_goes_on_stands_below_the_words(report):
    lines = unmarked(wrapped(report("en"), 80)).splitlines()
    number = next(n for n, line in enumerate(lines) if "CRM121" in line)
    words = lines[number].index("טלפון")
    assert lines[number + 1][:words].strip() == ""
    assert lines[number + 1][words] != " "


@pytest.mark.parametrize("lang", ["he", "en"])
def test_a_command_to_copy_stays_whole_and_without_marks(lang, report):
    plain = report(lang)
    for columns in range(40, 120):
        seen = wrapped(plain, columns)
        assert re.search(r"(^|[ \n])crm explain CRM[0-9]{3}$", seen, re.MULTILINE)


def test_without_a_width_and_on_a_tiny_screen_nothing_is_broken(report):
    plain = report("he")
    assert wrapped(plain, 0) == plain
    assert wrapped(plain, 20) == plain


@pytest.mark.parametrize("lang", ["he", "en"])
@pytest.mark.parametrize("columns", [60, 80])
def test_a_page_is_broken_by_paragraphs_and_its_tables_are_as_they_were(lang, columns):
    page = list(explain.run(lang=lang, code="CRM207").summary)
    seen = list(paragraphs(page, columns))
    assert " ".join(seen).split() == " ".join(page).split()
    assert [line for line in seen if line[:1] in {"|", "#"}] == [
        line for line in page if line[:1] in {"|", "#"}
    ]
    assert max(len(line) for line in seen if line[:1] != "|") <= columns
    assert list(paragraphs(page, 0)) == page


def test_a_list_of_rules_keeps_a_line_for_each():
    page = explain.run(lang="en", code="CRM13").summary
    assert list(paragraphs(page, 80)) == list(page)
