"""The messy twin: one planted fault per rule gives exactly those findings, its clean twin none."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

import crm_workbook
from crm_workbook.rules import index

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "messy"
MESSY = ("messy.xlsx", "messy-till.xlsx", "messy-newer.xlsx")
TILL_DAY = date(2026, 10, 29)
"""The till's list has no settings, so the day of the check is the day of the computer."""


def planted(file: str = "") -> list[dict[str, str]]:
    text = (FOLDER / "planted.csv").read_text(encoding="utf-8-sig")
    return [line for line in csv.DictReader(text.splitlines()) if file in {"", line["file"]}]


def places(file: str) -> list[tuple[str, str, str]]:
    return sorted((line["code"], line["sheet"], line["cell"]) for line in planted(file))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """What the script makes today, in two runs that order their sets differently."""
    folders = []
    for seed in ("1", "2"):
        folder = tmp_path_factory.mktemp("messy")
        subprocess.run(
            [sys.executable, str(FOLDER / "make_messy.py"), str(folder)],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONDONTWRITEBYTECODE": "1"}, check=True,
        )  # fmt: skip
        folders.append(folder)
    return folders


@pytest.mark.parametrize("file", MESSY)
def test_every_planted_fault_is_found_and_nothing_else(file):
    outcome = crm_workbook.check(str(FOLDER / file), as_of=TILL_DAY)
    assert sorted((f.code, f.ref.sheet, f.ref.cell) for f in outcome.findings) == places(file)


def test_the_clean_twin_has_no_finding_and_passes():
    outcome = crm_workbook.check(str(FOLDER / "clean.xlsx"))
    assert [(f.code, str(f.ref), f.say("en")) for f in outcome.findings] == []
    assert not outcome.failed


def test_every_sheet_of_the_clean_twin_is_in_use():
    book = crm_workbook.open_book(str(FOLDER / "clean.xlsx")).book
    assert book.unread == ()
    assert {sheet for sheet, table in book.tables.items() if not len(table)} == set()
    assert len(book.tables) == 16


def test_the_command_line_says_the_same(tmp_path):
    for file in ("clean.xlsx", "messy.xlsx"):
        shutil.copy(FOLDER / file, tmp_path)
    command = [sys.executable, "-m", "crm_workbook", "check", "--format", "json", "--lang", "en"]
    clean, messy = (
        subprocess.run([*command, str(tmp_path / file)], capture_output=True, encoding="utf-8")
        for file in ("clean.xlsx", "messy.xlsx")
    )
    assert (clean.returncode, messy.returncode) == (0, 1), clean.stderr + messy.stderr
    assert json.loads(clean.stdout)["findings"] == []
    found = [(f["code"], f["sheet"], f["cell"]) for f in json.loads(messy.stdout)["findings"]]
    assert sorted((code, sheet, cell or "") for code, sheet, cell in found) == places("messy.xlsx")


def test_every_rule_has_a_planted_fault():
    missing = sorted(set(index()) - {line["code"] for line in planted()})
    assert not missing, (
        f"{', '.join(missing)}: plant one fault for each in examples/messy/faults_*.py (or in "
        "others.py, if it cannot stand in one workbook with the rest), and run "
        "examples/messy/make_messy.py"
    )


def test_every_planted_fault_is_of_one_file_and_says_what_was_done():
    files: dict[str, set[str]] = {}
    for line in planted():
        files.setdefault(line["code"], set()).add(line["file"])
        assert line["he"]
        assert line["en"]
    assert {code for code, where in files.items() if len(where) > 1} == set()


def test_the_script_makes_the_same_bytes_every_time(made):
    once, again = made
    names = sorted(path.name for path in once.iterdir())
    assert names == sorted(["clean.xlsx", *MESSY, "planted.csv"])
    assert [n for n in names if (once / n).read_bytes() != (again / n).read_bytes()] == []


def parts(path: Path) -> dict[str, bytes]:
    """Return what is in a workbook; the properties name the version that made it."""
    with zipfile.ZipFile(path) as package:
        names = [name for name in package.namelist() if not name.startswith("docProps/")]
        return {name: package.read(name) for name in names}


def test_the_carried_files_are_what_the_script_makes(made):
    assert (FOLDER / "planted.csv").read_bytes() == (made[0] / "planted.csv").read_bytes()
    for name in ("clean.xlsx", *MESSY):
        assert parts(FOLDER / name) == parts(made[0] / name), f"run make_messy.py: {name}"


def cells(path: Path) -> dict[tuple[str, str], object]:
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in load_workbook(path).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


@pytest.mark.parametrize("unsafe", [False, True])
def test_a_fix_restores_what_the_clean_twin_has_and_touches_nothing_else(tmp_path, unsafe):
    path = tmp_path / "messy.xlsx"
    shutil.copy(FOLDER / "messy.xlsx", path)
    spoiled, twin = cells(path), cells(FOLDER / "clean.xlsx")
    outcome = crm_workbook.check(str(path), fix=True, unsafe=unsafe)
    mended = cells(path)
    changed = {place for place in spoiled.keys() | mended.keys()
               if spoiled.get(place) != mended.get(place)}  # fmt: skip
    fixable = {line["code"] for line in planted("messy.xlsx")} - {f.code for f in outcome.findings}
    assert fixable >= {"CRM110", "CRM111", "CRM112", "CRM116", "CRM126", "CRM133", "CRM143",
                       "CRM152", "CRM157", "CRM158"}  # fmt: skip
    assert changed == {(line["tab"], line["cell"]) for line in planted("messy.xlsx")
                       if line["code"] in fixable}  # fmt: skip
    assert {place: mended[place] for place in changed} == {place: twin[place] for place in changed}
    untouched = {"הסכמות"}
    assert not untouched & {title for title, _ in changed}
    assert not [place for place in changed if str(spoiled[place]).startswith("=")]


@pytest.mark.parametrize("unsafe", [False, True])
def test_a_second_fix_changes_nothing_and_undo_brings_the_first_bytes_back(tmp_path, unsafe):
    path = tmp_path / "messy.xlsx"
    shutil.copy(FOLDER / "messy.xlsx", path)
    crm_workbook.check(str(path), fix=True, unsafe=unsafe)
    once = path.read_bytes()
    again = crm_workbook.check(str(path), fix=True, unsafe=unsafe)
    assert (again.plan, path.read_bytes()) == (None, once)
    crm_workbook.undo(str(path))
    assert path.read_bytes() == (FOLDER / "messy.xlsx").read_bytes()
