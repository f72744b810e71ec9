"""What only LibreOffice shows: calculation, macros, files other programs made, its own traps."""

# ruff: noqa: DTZ001 - cells know no zone

from __future__ import annotations

import datetime as dt
import io
import time
import zipfile

import openpyxl
import pytest
import xlwings as xw

from crm_workbook.engines.errors import ExcelError, NotSupported
from crm_workbook.vba import Module, new_project
from crm_workbook.vba.project import WORKBOOK, WORKSHEET, source

pytestmark = [pytest.mark.office, pytest.mark.usefixtures("book")]

BASIC = """
Function Joined(a, b)
  Joined = a & "+" & b
End Function
Sub Stamp(name)
  ThisComponent.Sheets(0).getCellRangeByName("B2").String = "שלום " & name
End Sub
"""
VBA = """Option Explicit
Public Sub Fill(ByVal amount)
    ThisWorkbook.Worksheets("Data").Range("A1").Value = amount * 2
End Sub
Public Function Twice(x)
    Twice = x * 2
End Function
"""

MACROS_ON = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
PROJECT_TYPE = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
PROJECT_LINK = (
    b'<Relationship Id="rIdVba" Target="vbaProject.bin" '
    b'Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"/>'
)


@pytest.fixture
def book(office):
    office.activate()
    book = xw.Book()
    yield book
    for other in list(xw.apps.active.books):
        other.close()


@pytest.fixture
def sheet(book):
    return book.sheets[0]


@pytest.fixture
def macro_file(tmp_path):
    """A workbook with a VBA project, made by our own writer."""
    made = openpyxl.Workbook()
    made.code_name = "ThisWorkbook"
    made.active.title = "Data"
    made.active.sheet_properties.codeName = "Sheet1"
    plain = io.BytesIO()
    made.save(plain)
    modules = (
        Module("ThisWorkbook", source("ThisWorkbook", "", "document", WORKBOOK), "document"),
        Module("Sheet1", source("Sheet1", "", "document", WORKSHEET), "document"),
        Module("Job", source("Job", VBA)),
    )
    changes = {
        "[Content_Types].xml": (
            (b"spreadsheetml.sheet.main+xml", b"MACRO"),
            (b"application/vnd.openxmlformats-officedocument.MACRO", MACROS_ON),
            (b"</Types>", PROJECT_TYPE + b"</Types>"),
        ),
        "xl/_rels/workbook.xml.rels": ((b"</Relationships>", PROJECT_LINK + b"</Relationships>"),),
    }
    path = tmp_path / "shop.xlsm"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            for before, after in changes.get(name, ()):
                data = data.replace(before, after)
            new.writestr(name, data)
        new.writestr("xl/vbaProject.bin", new_project().with_modules(modules).packed())
    return path


def add_basic(book, text=BASIC):
    libraries = book.impl.doc.BasicLibraries
    if not libraries.hasByName("Standard"):
        libraries.createLibrary("Standard")
    libraries.getByName("Standard").insertByName("Job", text)


def test_formulas_are_calculated_when_their_cells_change(sheet):
    sheet["A1"].value = [[1], [2]]
    sheet["B1"].formula = '=SUMIFS(A1:A9,A1:A9,">1")'
    assert sheet["B1"].value == 2
    sheet["A3"].value = 5
    assert sheet["B1"].value == 7


def test_manual_calculation_waits_to_be_told(book, sheet):
    # Application.Calculation, Application.Calculate.
    sheet["A1"].value = 1
    sheet["B1"].formula = "=A1*2"
    book.app.calculation = "manual"
    try:
        sheet["A1"].value = 5
        assert sheet["B1"].value == 2
        book.app.calculate()
        assert sheet["B1"].value == 10
        other = xw.Book()
        assert other.impl.doc.isAutomaticCalculationEnabled() is False
    finally:
        book.app.calculation = "automatic"
    assert book.impl.doc.isAutomaticCalculationEnabled() is True
    with pytest.raises(NotSupported):
        book.app.calculation = "semiautomatic"


def test_results_come_with_their_types(sheet):
    sheet["A1"].value = dt.date(2024, 1, 5)
    for cell, formula in zip(
        ("B1", "B2", "B3", "B4", "B5"),
        ("=A1>0", "=DATE(2024,2,29)", '=""', '="a"&"b"', "=A1+1"),
        strict=True,
    ):
        sheet[cell].formula = formula
    assert sheet["B1"].value is True
    assert sheet["B2"].value == dt.datetime(2024, 2, 29)
    assert sheet["B3:B4"].value == [None, "ab"]
    assert sheet["B5"].api.Value2 == 45297


@pytest.mark.parametrize(
    ("formula", "error"),
    [
        ("=1/0", "#DIV/0!"),
        ("=NA()", "#N/A"),
        ("=#REF!+1", "#REF!"),
        ("=NOSUCHFUNCTION(1)", "#NAME?"),
        ("=EXP(1000)", "#NUM!"),
        ('="a"*1', "#VALUE!"),
    ],
)
def test_errors_have_excels_names(sheet, formula, error):
    # XlCVError enumeration.
    sheet["A1"].value = [["before", 1], [None, 2]]
    sheet["A2"].formula = formula
    assert sheet["A1:B2"].options(err_to_str=True).value == [["before", 1], [error, 2]]
    assert sheet["A2"].value is None


def test_constants_kept_as_formulas_are_constants_here(sheet):
    # Range.Formula of a constant is the constant; Range.HasFormula.
    sheet["A1"].value = ["#N/A", True, "=1+1"]
    assert [cell.formula for cell in sheet["A1:C1"]] == ["#N/A", "TRUE", "=1+1"]
    assert sheet["A1:B1"].api.HasFormula is False
    assert sheet["A1:C1"].api.HasFormula is None
    assert sheet["C1"].api.HasFormula is True


def test_large_mixed_writes_with_gaps_and_formulas(sheet):
    # Written as nothing, gaps would come out as #N/A; such a write once ended the office.
    rows = [
        [None, True, "=A1", dt.date(2024, 1, 1), "", "אבג", 1, "007", "#N/A", None, "=1/0", -2.5]
        for _ in range(300)
    ]
    sheet["A1"].value = rows
    read = sheet["A1:L300"].options(err_to_str=True).value
    day = dt.datetime(2024, 1, 1)
    expected = [None, True, 0.0, day, None, "אבג", 1.0, 7.0, "#N/A", None, "#DIV/0!", -2.5]
    assert read[0] == expected
    assert read[299] == expected
    sheet["A1:L300"].clear()
    sheet["A1:L300"].value = 5
    assert sheet["A1:L300"].value == [[5.0] * 12] * 300


def test_a_truth_value_gives_way_to_a_number(sheet):
    # In LibreOffice it is a number in a format, which must not stay.
    sheet["A1:A2"].value = True
    sheet["A1"].value = 1
    assert sheet["A1:A2"].value == [1.0, True]
    assert not isinstance(sheet["A1"].value, bool)
    assert sheet["A1:A2"].number_format == "General"


def test_an_apostrophe_is_told_where_it_is_needed(sheet):
    # Range.PrefixCharacter.
    sheet["A1"].value = ["'007", "'plain"]
    sheet["C1"].number_format = "@"
    sheet["C1"].value = "007"
    assert [cell.api.PrefixCharacter for cell in sheet["A1:C1"]] == ["'", "", ""]
    # Without it the next number is a number: LibreOffice has not made it a Text cell.
    sheet["A1"].value = 7
    assert sheet["A1"].value == 7.0


def test_ten_thousand_rows_are_read_at_once(sheet):
    rows = [
        [f"שם {i}", f"'050{i:07d}", i, i / 4, dt.datetime(2024, 1, 1) + dt.timedelta(i % 500),
         i % 2 == 0, None, "קבוע", i % 9, -i]
        for i in range(10_000)
    ]  # fmt: skip
    sheet["A1"].value = rows
    start = time.perf_counter()
    read = sheet["A1:J10000"].value
    taken = time.perf_counter() - start
    assert read[4321] == ["שם 4321", "0500004321", 4321, 1080.25, rows[4321][4], False, None,
                          "קבוע", 1, -4321]  # fmt: skip
    assert read[-1][:3] == ["שם 9999", "0500009999", 9999]
    assert taken < 1.5


def test_what_another_program_wrote_is_read(tmp_path):
    # ECMA-376: shared formats, truth values, errors, dates and filters of a file.
    made = openpyxl.Workbook()
    page = made.active
    page.append(["שם", "מתי", "כן", "קוד", "סך"])
    page.append(["דנה", dt.date(2024, 1, 5), True, "0501", "=1/0"])
    page["D2"].number_format = "@"
    page["B2"].number_format = "dd/mm/yyyy"
    page["B3"] = dt.datetime(2024, 1, 5, 10, 30)
    page["A4"] = "=B2>B3"
    table = openpyxl.worksheet.table.Table(displayName="Buyers", ref="A1:E2")
    page.add_table(table)
    page.row_dimensions[4].hidden = True
    page.protection.sheet = True
    made.save(tmp_path / "made.xlsx")
    sheet = xw.Book(tmp_path / "made.xlsx").sheets[0]
    assert sheet["A2:E2"].options(err_to_str=True).value == [
        "דנה", dt.datetime(2024, 1, 5), True, "0501", "#DIV/0!",
    ]  # fmt: skip
    assert sheet["B3"].value == dt.datetime(2024, 1, 5, 10, 30)
    assert sheet["A4"].value is False
    assert sheet["B2"].number_format == "dd/mm/yyyy"
    assert sheet.tables["Buyers"].data_body_range.address == "$A$2:$E$2"
    assert sheet["A4"].rows.hidden is True
    assert sheet.api.ProtectContents is True
    assert sheet.book.api.Saved is True
    with pytest.raises(ExcelError):
        sheet["A2"].value = 1
    assert sheet["A2"].value == "דנה"


def test_what_is_saved_is_kept(book, sheet, tmp_path):
    # What LibreOffice keeps of a workbook; openpyxl reads it back.
    sheet.name = "לקוחות"
    sheet["B:B"].number_format = "@"
    sheet["A1"].value = [["שם", "טלפון"], ["דנה", "0501234567"]]
    sheet["D1"].value = dt.date(2024, 1, 5)
    sheet["D1"].number_format = "dd/mm/yyyy"
    sheet["D2"].formula = "=ROWS(Buyers)"
    sheet["D3"].value = True
    sheet.tables.add(sheet["A1:B2"], name="Buyers")
    sheet["A2"].name = "first"
    sheet["A2"].add_note("הערה")
    sheet["D4:E4"].merge()
    book.save(tmp_path / "kept.xlsx")
    assert book.api.Saved is True
    page = openpyxl.load_workbook(tmp_path / "kept.xlsx")["לקוחות"]
    assert [cell.value for cell in page[2]][:2] == ["דנה", "0501234567"]
    assert page["B2"].number_format == "@"
    assert (page["D1"].value, page["D1"].number_format) == (dt.datetime(2024, 1, 5), "dd/mm/yyyy")
    assert page["D2"].value == "=ROWS(Buyers)"
    assert page["D3"].value is True
    assert page.tables["Buyers"].ref == "A1:B2"
    assert page["A2"].comment.text == "הערה"
    assert str(page.merged_cells) == "D4:E4"
    assert "first" in page.parent.defined_names


@pytest.mark.parametrize("name", ["a.csv", "a.xls", "a.pdf", "a"])
def test_a_kind_of_file_that_is_no_workbook_is_refused(book, tmp_path, name):
    with pytest.raises(NotSupported, match=r"Book\.save"):
        book.save(tmp_path / name)
    with pytest.raises(NotSupported, match="password"):
        book.save(tmp_path / "a.xlsx", password="secret")  # noqa: S106 - it is refused
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_workbook_is_said_so(tmp_path):
    for name, content in (("a.xlsx", b"no workbook"), ("b.xlsx", b""), ("c.xlsm", b"PK\5\6")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(ExcelError, match=r"cannot open|not valid"):
            xw.Book(tmp_path / name)
    assert len(xw.apps.active.books) == 1


@pytest.mark.parametrize("who", [",dana,shop", ",root,host"])
def test_a_file_somebody_has_open_is_opened_for_reading(tmp_path, who):
    # LibreOffice keeps `.~lock.NAME#` beside an open file; beside some it opens nothing at all.
    path = tmp_path / "a.xlsx"
    openpyxl.Workbook().save(path)
    lock = tmp_path / ".~lock.a.xlsx#"
    lock.write_text(f"{who},22.11.2024 06:10,file:///home/dana/.config/libreoffice/4;")
    opened = xw.Book(path)
    assert opened.api.ReadOnly is True
    opened.sheets[0]["A1"].value = 1
    with pytest.raises(ExcelError, match="read-only"):
        opened.save()
    opened.close()
    assert lock.exists()


def test_the_lock_of_an_office_of_ours_that_was_killed_is_removed(tmp_path):
    path = tmp_path / "a.xlsx"
    openpyxl.Workbook().save(path)
    lock = tmp_path / ".~lock.a.xlsx#"
    lock.write_text(",root,shop,22.11.2024 06:10,file:///tmp/xlwings-office-gone;")
    opened = xw.Book(path)
    assert opened.name == "a.xlsx"
    opened.close()
    assert not lock.exists()


def test_a_macro_is_run_with_arguments_and_hands_back_a_value(book, sheet):
    # Application.Run.
    add_basic(book)
    assert book.macro("Job.Joined")("א", 2) == "א+2"
    book.macro("stamp")("דנה")
    assert sheet["B2"].value == "שלום דנה"
    assert book.app.macro(f"'{book.name}'!Job.Joined")(1, 2) == "1+2"
    for missing in ("Job.Missing", "Other.Joined", "Missing"):
        with pytest.raises(ExcelError, match="Cannot run the macro"):
            book.macro(missing)()


def test_a_vba_macro_changes_the_open_workbook(macro_file):
    opened = xw.Book(macro_file)
    opened.macro("Job.Fill")(21)
    assert opened.sheets["Data"]["A1"].value == 42
    assert opened.macro("Twice")(4) == 8
    assert opened.sheets["Data"].api.CodeName == "Sheet1"


def test_macros_are_off_unless_asked_for(macro_file, office):
    office.impl.macros = False
    try:
        opened = xw.Book(macro_file)
        with pytest.raises(ExcelError, match="macros"):
            opened.macro("Job.Fill")(21)
        assert opened.sheets["Data"]["A1"].value is None
    finally:
        office.impl.macros = True


def test_a_workbook_with_macros_is_saved_with_them(macro_file, tmp_path):
    opened = xw.Book(macro_file)
    opened.sheets[0]["A5"].value = "new"
    opened.save(tmp_path / "again.xlsm")
    with zipfile.ZipFile(tmp_path / "again.xlsm") as package:
        assert "xl/vbaProject.bin" in package.namelist()
        assert b"macroEnabled" in package.read("[Content_Types].xml")


def test_drawing_is_stopped_and_taken_up_again(book):
    # Application.ScreenUpdating.
    document = book.impl.doc
    with book.app.properties(screen_updating=False):
        assert document.hasControllersLocked()
        extra = xw.Book()
        assert extra.impl.doc.hasControllersLocked()
    assert not document.hasControllersLocked()
    assert not extra.impl.doc.hasControllersLocked()


def test_books_are_found_by_name_path_and_place(book, tmp_path):
    book.save(tmp_path / "a.xlsx")
    other = xw.Book()
    other.save(tmp_path / "b.xlsx")
    assert xw.books["B.XLSX"] == other
    assert xw.Book(tmp_path / "a.xlsx") == book
    assert xw.Book("a.xlsx") == book
    assert [xw.books[0], xw.books[1]] == [book, other]
    assert xw.books.active == other
    book.activate()
    assert xw.books.active == book
    other.sheets[0]["A1"].value = 1
    assert (other.api.Saved, book.api.Saved) == (False, True)


def test_a_document_closed_behind_our_back_has_disconnected(book):
    # 0x80010108, RPC_E_DISCONNECTED.
    extra = xw.Book()
    cell = extra.sheets[0]["A1"]
    extra.impl.doc.close(True)
    with pytest.raises(ExcelError) as refused:
        cell.value = 1
    assert refused.value.hresult & 0xFFFFFFFF == 0x80010108
    assert [found.name for found in xw.books] == [book.name]


def test_a_sheet_is_found_again_after_its_first_cells_went(sheet):
    # To LibreOffice a sheet is a range of cells, which moves when cells are deleted.
    sheet["A1"].value = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    kept = sheet["C3"]
    sheet["A1:A2"].delete("left")
    sheet["A1"].delete("up")
    assert sheet["A1:C3"].value == [[5, 3, None], [7, 6, None], [None, 8, 9]]
    assert kept.value == 9


def test_a_column_of_many_formats_is_read_cell_by_cell(sheet):
    rows = [1.0, dt.datetime(2024, 2, 29), True, "טקסט", 0.0, False, 3.5]
    sheet["A1"].options(transpose=True).value = rows
    sheet["A7"].number_format = "$#,##0.00"
    assert sheet["A1:A7"].value == rows
    assert sheet["A1:A7"].formula == [
        [text] for text in ("1", "45351", "TRUE", "טקסט", "0", "FALSE", "3.5")
    ]
    assert [type(value) for value in sheet["A5:A6"].value] == [float, bool]
    assert sheet["A1:A7"].number_format is None
    assert sheet["A4:A6"].number_format == "General"
    sheet["B1:B9"].number_format = "0.00"
    assert sheet["B1:B9"].number_format == "0.00"
    assert sheet["B1:C9"].number_format is None


def test_a_row_hidden_far_down_is_noticed(sheet):
    sheet["5000:5000"].rows.hidden = True
    sheet["C:C"].columns.hidden = True
    assert sheet["A1:A4999"].rows.hidden is False
    assert sheet["C1:C6000"].rows.hidden is None
    assert sheet["C5000:D5000"].rows.hidden is True
    assert sheet["A5000:B5000"].columns.hidden is False
    assert sheet["A1:D1"].columns.hidden is None
    assert sheet["C1"].columns.hidden is True


@pytest.mark.parametrize("gone", [0, 1, 2, 3])
def test_deleting_a_sheet_costs_no_other_its_table(book, gone):
    for number in range(4):
        page = book.sheets[0] if not number else book.sheets.add(after=book.sheets[-1])
        page.name = f"page{number}"
        page["A1"].value = [["שם", "סכום"], ["דנה", number + 1], ["נועה", 10]]
        page.tables.add(page["A1:B3"], name=f"Sums{number}")
    book.sheets[2].tables[0].autofilter.apply_values(1, ["דנה"])
    page = book.sheets.add(after=book.sheets[-1])
    page["A1:A4"].formula = [[f"=SUM(Sums{number}[סכום])"] for number in range(4)]
    book.sheets[f"page{gone}"].delete()
    left = [number for number in range(4) if number != gone]
    assert {t.name: s.name for s in book.sheets for t in s.tables} == {
        f"Sums{number}": f"page{number}" for number in left
    }
    for number in left:
        book.sheets[f"page{number}"]["B3"].value = 20
        assert page.range((number + 1, 1)).value == number + 21
        assert book.sheets[f"page{number}"].tables[0].range.address == "$A$1:$B$3"
    if gone != 2:
        assert book.sheets["page2"]["3:3"].rows.hidden
        assert book.sheets["page2"].tables[0].autofilter.criteria[0].values == ["דנה"]


def test_a_filter_hides_what_a_comparison_leaves_out(sheet):
    # Range.AutoFilter; Worksheet.FilterMode, Worksheet.ShowAllData.
    sheet["A1"].value = [["n"], [1], [5], [9], [None]]
    data = sheet["A1:A5"]
    hidden = lambda: [sheet[f"A{row}"].rows.hidden for row in range(2, 6)]  # noqa: E731 - said thrice
    data.autofilter.apply_comparison(1, "between", 2, 8)
    assert hidden() == [True, False, True, True]
    assert data.autofilter.criteria[0].operator == "between"
    assert sheet.api.FilterMode is True
    data.autofilter.apply_comparison(1, "not_between", 2, 8)
    assert hidden() == [False, True, False, True]
    data.autofilter.apply_comparison(1, "equal_to", None)
    assert hidden() == [True, True, True, False]
    sheet.api.ShowAllData()
    assert hidden() == [False] * 4
    assert sheet.api.FilterMode is False


def test_a_formula_does_not_reach_for_another_file(sheet):
    with pytest.raises(ExcelError):
        sheet["A1"].formula = "='file:///etc/passwd'#$Sheet1.A1"
    assert sheet["A1"].formula == ""


def test_a_document_is_printed_into_a_file(book, sheet, tmp_path):
    # Workbook.ExportAsFixedFormat.
    sheet["A1"].value = "שלום"
    book.to_pdf(tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")
