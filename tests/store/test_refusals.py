"""What is not done, and what is said instead. The file is always as it was."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import textwrap

import openpyxl
import pytest
from openpyxl.comments import Comment

from crm_workbook.errors import CrmError
from crm_workbook.model import (
    AddSheet,
    AppendRows,
    Change,
    Plan,
    RemoveRows,
    ReplaceRows,
    SetCells,
)
from crm_workbook.store import open_store
from crm_workbook.text import Text

SHEET = "xl/worksheets/sheet1.xml"
APPEND = AppendRows("customers", ("customer_id",), (("C-0009",),))
REMOVE = RemoveRows("customers", ("C-0002",))
SET = SetCells("customers", (Change(3, "C-0002", "phone", "", "03"),))
ADD = AddSheet("targets", "he", ("target_id",))


def plan(*edits):
    return Plan("test", Text("בדיקה", "a test"), edits)


def refused(path, *edits, book=None):
    """Return the refusal of a plan, having seen that it left nothing behind."""
    store = open_store(str(path))
    book = book or store.read()
    before, names = path.read_bytes(), set(os.listdir(path.parent))
    with pytest.raises(CrmError) as caught:
        store.apply(plan(*edits), book)
    assert path.read_bytes() == before
    assert set(os.listdir(path.parent)) - names <= {f"{path.stem}.crm"}
    for lang in ("he", "en"):
        assert "{" not in caught.value.say(lang)
    assert len(store.read().journal) == 0
    return caught.value


def cell(ref, content):
    return {
        SHEET: lambda xml: re.sub(rf'<c r="{ref}"[^>]*?(?:/>|>.*?</c>)', content, xml, count=1)
    }


def after_data(insert):
    return {SHEET: lambda xml: xml.replace("</sheetData>", "</sheetData>" + insert, 1)}


ROW = '<row r="{0}"><c r="B{0}" t="inlineStr"><is><t>x</t></is></c></row>'

CASES = {
    "merged cell set": (
        after_data('<mergeCells count="1"><mergeCell ref="C3:D3"/></mergeCells>'),
        SET, "merged-cells", "C3:D3",
    ),
    "merged rows moved": (
        after_data('<mergeCells count="1"><mergeCell ref="A4:B4"/></mergeCells>'),
        REMOVE, "merged-cells", "A4:B4",
    ),
    "password": (
        after_data('<sheetProtection password="CC1A" sheet="1"/>'),
        SET, "protected-sheet", "לקוחות",
    ),
    "password hash": (
        after_data('<sheetProtection algorithmName="SHA-512" hashValue="eA==" sheet="1"/>'),
        SET, "protected-sheet", "לקוחות",
    ),
    "something below": (
        {SHEET: lambda x: x.replace("</sheetData>", ROW.format(6) + "</sheetData>")},
        APPEND, "cells-below", "B6",
    ),
    "array formula": (
        cell("D4", '<c r="D4"><f t="array" ref="D4:D5">B4:B5</f><v>1</v></c>'),
        REMOVE, "array-formula", "D4:D5",
    ),
    "array formula set": (
        cell("C3", '<c r="C3"><f t="array" ref="C3:C4">B4:B5</f><v>1</v></c>'),
        SET, "array-formula", "C3:C4",
    ),
    "own formula": (
        cell("C3", '<c r="C3"><f>B3</f><v>1</v></c>'),
        SET, "formula-in-the-way", "C3",
    ),
    "formula shared with cells beside": (
        {
            SHEET: lambda x: re.sub(
                r'(<c r="D2".*?</c>)(.*?)<c r="D3".*?</c>',
                r'\1<c r="F2"><f t="shared" si="0"/></c>\2'
                '<c r="D3"><f t="shared" ref="D2:F3" si="0">B3</f></c>', x, count=1,
            )
        },
        REMOVE, "shared-formula", "D3",
    ),
    "rows without numbers": (
        {SHEET: lambda x: x.replace('<row r="3"', "<row", 1)}, SET, "unusual-xml", "sheet1.xml",
    ),
    "rows out of order": (
        {SHEET: lambda x: x.replace('<row r="3"', '<row r="9"', 1)},
        SET, "unusual-xml", "sheet1.xml",
    ),
    "query table": (
        {"xl/tables/table1.xml": lambda x: x.replace("<table ", '<table tableType="queryTable" ')},
        SET, "fed-table", "Customers",
    ),
    "mapped table": (
        {
            "xl/tables/table1.xml": lambda x: re.sub(
                r'(<tableColumn id="1" name="[^"]*")\s*/>',
                r'\1><xmlColumnPr mapId="1" xpath="/a" xmlDataType="string"/></tableColumn>', x,
            )
        },
        SET, "fed-table", "Customers",
    ),
    "signature": (
        {"_xmlsignatures/sig1.xml": "<Signature/>"}, SET, "signed", "",
    ),
    "locked structure": (
        {
            "xl/workbook.xml": lambda x: re.sub(
                "<workbookProtection[^>]*/>", '<workbookProtection lockStructure="1"/>', x
            )
        },
        ADD, "locked-structure", "",
    ),
    "not a number": (
        {}, AppendRows("metrics", ("customer_id", "monetary"), (("x", float("nan")),)),
        "not-a-number", "metrics!C5",
    ),
    "long text": (
        {}, AppendRows("customers", ("customer_id", "shelf"), (("x", "א" * 32768),)),
        "long-text", "customers!D6",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "edit", "code", "place"), CASES.values(), ids=CASES)
def test_is_refused_by_name(shop, edit_part, change, edit, code, place):
    edit_part(shop, change)
    problem = refused(shop, edit)
    assert problem.code == code
    assert place in problem.say("en")


def test_sheet_protection_of_ours_is_no_obstacle(shop, edit_part):
    edit_part(shop, after_data('<sheetProtection sheet="1" objects="1"/>'))
    store = open_store(str(shop))
    store.apply(plan(SET), store.read())
    assert openpyxl.load_workbook(shop)["לקוחות"]["C3"].value == "03"
    assert openpyxl.load_workbook(shop)["לקוחות"].protection.sheet


def test_a_formula_in_a_computed_column_is_ours_to_replace(shop):
    book = openpyxl.load_workbook(shop)
    book["מדדי לקוח"]["C2"] = "=1+1"
    book.save(shop)
    store = open_store(str(shop))
    edit = ReplaceRows("metrics", ("customer_id", "monetary"), (("C-0001", 7.0),))
    store.apply(plan(edit), store.read())
    assert openpyxl.load_workbook(shop)["מדדי לקוח"]["C2"].value == 7


def test_a_note_is_not_left_behind_on_another_customer(shop):
    book = openpyxl.load_workbook(shop)
    book["לקוחות"]["B4"].comment = Comment("call her mother", "me")
    book.save(shop)
    problem = refused(shop, REMOVE)
    assert problem.code == "note-in-the-way"
    assert "B4" in problem.say("he")
    store = open_store(str(shop))
    store.apply(plan(RemoveRows("customers", ("C-0004",))), store.read())


def test_a_sheet_has_an_end(shop):
    rows = (("x",),) * 1_048_576
    problem = refused(shop, AppendRows("customers", ("customer_id",), rows))
    assert problem.code == "sheet-full"


def test_another_table_below_is_not_overwritten(shop):
    book = openpyxl.load_workbook(shop)
    page = book["לקוחות"]
    page["B8"], page["B9"] = "ראש", "גוף"
    page.add_table(openpyxl.worksheet.table.Table(displayName="Mine", ref="B8:B9"))
    book.save(shop)
    rows = tuple((f"C-1{i}",) for i in range(3))
    problem = refused(shop, AppendRows("customers", ("customer_id",), rows))
    assert (problem.code, problem.values["cell"]) == ("cells-below", "B8")


def test_a_row_of_totals_typed_into_the_table_is_not_overwritten(shop):
    book = openpyxl.load_workbook(shop)
    page = book["מדדי לקוח"]
    page["A5"], page["C5"] = 'סה"כ', "=SUM(C2:C4)"
    page.tables["Metrics"].ref = page.tables["Metrics"].autoFilter.ref = "A1:D5"
    book.save(shop)
    problem = refused(shop, AppendRows("metrics", ("customer_id",), (("C-0008",),)))
    assert (problem.code, problem.values["cell"]) == ("cells-below", "A5")


@pytest.mark.parametrize("lock", ["~${}", "~$op.xlsx", ".~lock.{}#"])
def test_a_workbook_somebody_has_open_is_left_alone(shop, lock):
    name = lock.format(shop.name)
    (shop.parent / name).write_bytes(b"x")
    problem = refused(shop, SET)
    assert problem.code == "open-elsewhere"
    assert name in problem.say("he")


def test_a_file_saved_meanwhile_is_left_alone(shop):
    book = open_store(str(shop)).read()
    other = openpyxl.load_workbook(shop)
    other["לקוחות"]["B2"] = "נשמר בינתיים"
    other.save(shop)
    problem = refused(shop, SET, book=book)
    assert problem.code == "changed-since-read"


def test_a_read_only_file_is_not_replaced_behind_its_owners_back(shop):
    shop.chmod(0o444)
    assert refused(shop, SET).code == "read-only"


def test_a_file_another_program_holds_open_is_left_alone(shop, monkeypatch):
    real = os.replace

    def held(source, target):  # what Windows answers while Excel has the file open
        if os.fspath(target) == str(shop):
            raise PermissionError(13, "Access is denied")
        return real(source, target)

    monkeypatch.setattr(os, "replace", held)
    assert refused(shop, SET).code == "held-open"
    monkeypatch.undo()
    store = open_store(str(shop))
    store.apply(plan(SET), store.read())


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_folder_that_takes_no_files_is_named(shop):
    shop.parent.chmod(0o555)
    try:
        assert refused(shop, SET).code == "read-only-folder"
    finally:
        shop.parent.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such limit")
@pytest.mark.parametrize("limit", [1, 3000, 6000])
def test_a_full_disk_loses_nothing(shop, limit):
    script = f"""
        import resource
        from crm_workbook.errors import CrmError
        from crm_workbook.model import *
        from crm_workbook.store import open_store
        from crm_workbook.text import Text
        store = open_store({str(shop)!r})
        book = store.read()
        resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
        try:
            store.apply(Plan("t", Text("a", "a"), (RemoveRows("customers", ("C-0002",)),)), book)
        except CrmError as error:
            print(error.code)
    """
    before = shop.read_bytes()
    done = subprocess.run(
        [sys.executable, "-B", "-c", textwrap.dedent(script)],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.stdout.strip() == "disk-full", done.stderr
    assert shop.read_bytes() == before
    assert [n for n in os.listdir(shop.parent) if n.startswith(".~")] == []
    store = open_store(str(shop))
    assert len(store.read().journal) == 0
    store.apply(plan(REMOVE), store.read())


def test_only_workbooks_that_are_there_are_opened(tmp_path, shop):
    codes = {}
    for name in ("none.xlsx", "old.xls", "data.csv", "b.xlsb", "x.ods", "noending"):
        if name != "none.xlsx":
            shutil.copy(shop, tmp_path / name)
        with pytest.raises(CrmError) as caught:
            open_store(str(tmp_path / name))
        codes[name] = (caught.value.code, caught.value.say("en"))
    assert [code for code, _ in codes.values()] == ["no-such-file"] + ["wrong-suffix"] * 5
    assert "crm import" in codes["data.csv"][1]
    assert "save it as .xlsx" in codes["old.xls"][1]
    with pytest.raises(CrmError) as caught:
        open_store(str(tmp_path))
    assert caught.value.code == "is-a-folder"


def test_what_is_not_there_is_said_before_its_ending(tmp_path):
    codes = []
    for name in ("clients", "clients/shop", "data.csv"):
        with pytest.raises(CrmError) as caught:
            open_store(str(tmp_path / name))
        codes.append(caught.value.code)
    (tmp_path / "notes").mkdir()
    with pytest.raises(CrmError) as caught:
        open_store(str(tmp_path / "notes"))
    codes.append(caught.value.code)
    # The way from a CSV is worth telling also when its name was mistyped.
    assert codes == ["no-such-file", "no-such-file", "wrong-suffix", "no-workbook-in-folder"]
