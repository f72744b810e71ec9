"""`crm check` and its files, as a newcomer works with them: silence, baseline, configure, undo."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from crm_workbook.build.workbook import build
from crm_workbook.cli import main

ROWS = [
    {"customer_id": "C-0001", "display_name": "דנה כהן", "phone": "050-12"},
    {"customer_id": "C-0002", "display_name": "רות אלון", "phone": 525551234.0},
]


@pytest.fixture
def shop(tmp_path):
    path = tmp_path / "לקוחות שלי" / "shop.xlsx"
    path.parent.mkdir()
    path.write_bytes(build("he", rows={"customers": ROWS}))
    return path


def crm(capsys, *words):
    """Return the exit code of a command and what it said."""
    code = main([*map(str, words), "--lang", "en"])
    told = capsys.readouterr()
    return code, told.out + told.err


def codes(capsys, shop, *words):
    _, told = crm(capsys, "check", shop, "--format", "json", *words)
    return [f["code"] for f in json.loads(told)["findings"]]


def test_silence_with_a_reason_and_take_it_back(shop, capsys):
    before = shop.read_bytes()
    code, told = crm(capsys, "check", shop, "--select", "CRM121", "--add-ignore", "ידוע")
    assert code == 0
    assert "1 line was added to the checks sheet" in told
    assert "crm undo" in told
    sheet = load_workbook(shop)["בדיקות"]
    assert [cell.value for cell in sheet[2]][:5] == ["CRM121", "לקוחות", "C-0001", "טלפון", "ידוע"]
    assert codes(capsys, shop) == ["CRM111"]
    assert crm(capsys, "check", shop, "--select", "CRM121", "--add-ignore", "ידוע")[0] == 0
    assert load_workbook(shop)["בדיקות"]["A3"].value is None
    assert crm(capsys, "undo", shop)[0] == 0
    assert shop.read_bytes() == before
    assert codes(capsys, shop) == ["CRM121", "CRM111"]


def test_a_preview_of_silence_writes_nothing(shop, capsys):
    before = shop.read_bytes()
    code, told = crm(capsys, "check", shop, "--add-ignore", "ידוע", "--diff")
    assert code == 1
    assert "checks" in told
    assert shop.read_bytes() == before


def test_a_note_in_a_real_workbook_silences_its_cell(shop, capsys):
    book = load_workbook(shop)
    sheet = book["לקוחות"]
    column = [cell.value for cell in sheet[1]].index("טלפון") + 1
    sheet.cell(2, column).comment = Comment("Dana:\ncrm: ignore CRM121 תבוא לעדכן", "Dana")
    sheet.cell(3, column).comment = Comment("crm: ignore CRM121 ידוע", "Dana")
    made = BytesIO()
    book.save(made)
    shop.write_bytes(made.getvalue())
    assert codes(capsys, shop) == ["CRM111", "CRM093"]


def test_the_nearest_configuration_counts_and_is_named(shop, capsys):
    above, beside = shop.parent.parent / "crm.toml", shop.parent / "crm.toml"
    above.write_text('[check]\nignore = ["CRM121"]\n', encoding="utf-8")
    assert codes(capsys, shop) == ["CRM111"]
    assert str(above) in crm(capsys, "check", shop)[1]
    beside.write_text('[check]\nfail-on = "warning"\n', encoding="utf-8")
    assert codes(capsys, shop) == ["CRM121", "CRM111"]
    assert crm(capsys, "check", shop, "--select", "CRM111")[0] == 1
    assert codes(capsys, shop, "--config", above) == ["CRM111"]
    code, told = crm(capsys, "config", shop, "--ignore", "CRM7")
    assert code == 0
    assert f"fail-on = warning  ({beside})" in told
    assert "ignore = CRM7  (command line)" in told


@pytest.mark.parametrize("name", ["no.toml", "."])
def test_a_configuration_that_is_not_there_is_said(shop, capsys, name):
    code, told = crm(capsys, "check", shop, "--config", shop.parent / name)
    assert code == 2
    assert "cannot be read" in told


def test_a_faulty_configuration_stops_with_2(shop, capsys):
    (shop.parent / "crm.toml").write_text("[check]\nignroe = 1\n", encoding="utf-8")
    code, told = crm(capsys, "check", shop)
    assert code == 2
    assert "ignroe" in told
    assert "select, ignore" in told


def test_baseline_of_a_workbook_and_what_is_gone(shop, capsys):
    file = shop.parent / "known.json"
    code, told = crm(capsys, "check", shop, "--write-baseline", file)
    assert code == 0
    assert "2 findings were written" in told
    assert crm(capsys, "check", shop, "--baseline", file)[0] == 0
    assert crm(capsys, "check", shop, "--fix")[0] == 1
    code, told = crm(capsys, "check", shop, "--baseline", file)
    assert code == 0
    assert "CRM111  customers.phone  C-0002" in told
    assert crm(capsys, "check", shop, "--write-baseline", file)[0] == 0
    assert "CRM111" not in file.read_text("utf-8")


def test_one_baseline_serves_several_workbooks(shop, capsys):
    other = shop.with_name("other.xlsx")
    other.write_bytes(build("he", rows={"customers": ROWS[:1]}))
    file = shop.parent / "known.json"
    assert crm(capsys, "check", shop, other, "--write-baseline", file)[0] == 0
    assert set(json.loads(file.read_text("utf-8"))["workbooks"]) == {"shop.xlsx", "other.xlsx"}
    assert crm(capsys, "check", shop.parent, "--baseline", file)[0] == 0


def test_a_baseline_that_is_missing_is_no_clean_workbook(shop, capsys):
    code, told = crm(capsys, "check", shop, "--baseline", shop.parent / "no.json")
    assert code == 2
    assert "cannot be read" in told


def test_fixes_are_shown_and_a_second_run_changes_nothing(shop, capsys):
    _, told = crm(capsys, "check", shop, "--fix", "--show-fixes")
    assert "525551234 -> '052-5551234'" in told.replace("\u200e", "")
    before = shop.read_bytes()
    assert crm(capsys, "check", shop, "--fix", "--unsafe")[0] == 1
    assert shop.read_bytes() == before


def test_counts_and_shares_are_told(shop, capsys):
    _, told = crm(capsys, "check", shop, "--statistics", "--score", "--exit-zero")
    lines = [line.split() for line in told.splitlines()]
    assert ["1", "CRM121", "error", "short-phone"] in lines
    assert ["0%", "customers:", "0", "of", "2", "rows", "in", "order"] in lines
    code, told = crm(capsys, "check", shop, "--exit-zero")
    assert code == 0
    assert "CRM121" in told
