"""`crm check --output FILE`: the whole report in a file, and nothing lost that was there."""

from __future__ import annotations

import csv
import json
import os
import sys

import pytest
from openpyxl import load_workbook

from crm_workbook import reports
from crm_workbook.cli.report_file import FORMATS

ENDINGS = {form: ending for ending, form in FORMATS.items() if ending != ".htm"}


@pytest.mark.parametrize("form", [form for form in reports.formats() if form != "github"])
def test_the_file_holds_what_the_terminal_would_have_shown(form, faulty, tmp_path, crm):
    file = tmp_path / f"report{ENDINGS[form]}"
    shown = crm("check", faulty, "--format", form, "--lang", "he")
    done = crm("check", faulty, "--output", file, "--lang", "he")
    assert done.returncode == shown.returncode == 1
    assert file.read_bytes() == shown.stdout
    told = done.stdout.decode().splitlines()
    assert str(file) in told[0]
    assert "ממצאים" in told[0]
    assert told[1].startswith("נבדקו: קובץ אחד")
    assert len(told) == 2
    assert [each.name for each in tmp_path.iterdir() if "report" in each.name] == [file.name]


def test_an_earlier_report_of_any_format_is_replaced(faulty, tmp_path, crm):
    file = tmp_path / "report"
    file.write_bytes(b"")
    for form in ("github", "sarif", "csv", "html", "text", "jsonl", "text"):
        done = crm("check", faulty, "--output", file, "--format", form)
        assert (done.returncode, done.stderr) == (1, b""), form


def test_the_ending_decides_unless_a_format_was_asked_for(faulty, tmp_path, crm):
    for name, form in (("a.SARIF.json", "sarif"), ("b.json", "json"), ("c.jsonl", "jsonl")):
        crm("check", faulty, "--output", tmp_path / name)
        said = (tmp_path / name).read_text("utf-8")
        assert said == crm("check", faulty, "--format", form).stdout.decode()
    crm("check", faulty, "--output", tmp_path / "d.json", "--format", "csv")
    with open(tmp_path / "d.json", encoding="utf-8-sig", newline="") as stream:
        assert next(csv.reader(stream))[:3] == ["kind", "severity", "code"]
    assert (tmp_path / "d.json").read_bytes().startswith(b"\xef\xbb\xbf")
    done = crm("check", faulty, "--output", tmp_path / "e.docx", "--lang", "en")
    assert done.returncode == 2
    assert b"does not say in which format" in done.stderr


@pytest.mark.parametrize("folder", ["out", "none"])
def test_a_folder_is_no_name_for_a_report(folder, faulty, tmp_path, crm):
    (tmp_path / "out").mkdir()
    done = crm("check", faulty, "--output", f"{tmp_path / folder}/", "--lang", "en")
    assert done.returncode == 2
    assert b"the report needs the name of a file" in done.stderr
    assert not os.listdir(tmp_path / "out")


@pytest.mark.parametrize("name", ["book.xlsx", "book.XLSM", "old.xls", "x.ods"])
def test_no_report_takes_the_name_of_a_workbook(name, faulty, tmp_path, crm):
    done = crm("check", faulty, "--output", tmp_path / name, "--format", "csv", "--lang", "en")
    assert done.returncode == 2
    assert b"no report is written over one" in done.stderr
    assert os.listdir(tmp_path) == [faulty.name]


def test_the_checked_workbook_is_never_the_report(faulty, tmp_path, crm):
    odd = tmp_path / "book.html"
    os.link(faulty, odd)
    before = faulty.read_bytes()
    for words in ([odd, "--output", odd], [faulty, "--output", odd, "--fix"]):
        done = crm("check", *words, "--lang", "en")
        assert done.returncode == 2
        assert b"no report is written over one" in done.stderr
        assert faulty.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("customers.csv", "שם,טלפון\nדנה,050-5551234\n".encode()),
        ("notes.txt", b"to do: call Dana"),
        ("page.html", b"<!DOCTYPE html><title>shop</title>"),
        ("zip.json", b"PK\x03\x04 crm-workbook"),
    ],
)
def test_what_is_no_report_stays(name, content, faulty, tmp_path, crm):
    file = tmp_path / name
    file.write_bytes(content)
    before = faulty.read_bytes()
    done = crm("check", faulty, "--output", file, "--fix", "--lang", "en")
    assert done.returncode == 2
    assert b"is no report of crm check, so it stays as it is" in done.stderr
    assert file.read_bytes() == content
    assert faulty.read_bytes() == before, "refused before any work was done"


def test_folders_and_devices_are_no_files(faulty, tmp_path, crm):
    (tmp_path / "there").mkdir()
    for file, told in (
        (tmp_path / "there", "is no report of crm check"),
        (tmp_path / "nowhere" / "report.html", "There is no folder"),
        (os.devnull, "is no report of crm check"),
    ):
        done = crm("check", faulty, "--output", file, "--lang", "en")
        assert done.returncode == 2
        assert told in done.stderr.decode()
    assert os.path.exists(os.devnull)
    assert not os.path.isfile(os.devnull)


def test_a_dash_is_the_standard_output(faulty, crm, tmp_path):
    done = crm("check", faulty, "--output", "-", "--format", "json", cwd=tmp_path)
    assert json.loads(done.stdout)["schema"] == 1
    assert os.listdir(tmp_path) == [faulty.name]


def test_what_could_not_be_checked_is_in_the_report_and_said(faulty, tmp_path, crm):
    file = tmp_path / "report.txt"
    assert crm("check", faulty, "--output", file, "--lang", "en").returncode == 1
    done = crm("check", tmp_path / "gone.xlsx", "--output", file, "--lang", "en")
    assert done.returncode == 2
    assert done.stderr.startswith(b"crm: There is no file")
    assert b"not checked" in done.stdout
    said = file.read_text("utf-8")
    assert "could not be checked" in said
    assert "CRM" not in said, "the earlier report would be taken for this one's"


def test_a_fix_is_told_beside_the_report(faulty, tmp_path, crm):
    done = crm("check", faulty, "--fix", "--output", tmp_path / "r.html", "--lang", "en")
    assert b"To take it back: crm undo" in done.stdout
    sheet = load_workbook(faulty)["לקוחות"]
    column = [cell.value for cell in sheet[1]].index("טלפון") + 1
    assert sheet.cell(3, column).value == "052-5551234"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such file names")
@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_a_file_name_that_is_no_text_spoils_no_report(form, faulty, tmp_path, crm):
    odd = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.xlsx")
    os.rename(faulty, odd)
    file = tmp_path / "report"
    done = crm("check", odd, "--output", file, "--format", form)
    assert (done.returncode, done.stderr) == (1, b"")
    assert "caf" in file.read_text("utf-8")
