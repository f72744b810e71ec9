"""Macros come into all kinds of workbooks, and every other part of them stays byte for byte."""

from __future__ import annotations

import io
import os
import re
import shutil
import zipfile

import openpyxl
import pytest
import xlwings
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import DataBarRule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from crm_workbook.vba import Module
from crm_workbook.vba.project import WORKBOOK, WORKSHEET, Project, new_project, source

HOME = os.path.dirname(xlwings.__file__)
OURS = ["CrmButtons", "CrmFunctions", "xlwings", "Dictionary"]
MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
ENABLED = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
PICTURE = bytes.fromhex(  # a PNG of one point
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d4944415478da63fcffff3f030005fe02fea72d9ed80000000049454e44ae426082"
)
CODE_NAME = re.compile(rb'<(?:\w+:)?sheetPr(?=[\s/>])[^>]*\scodeName="([^"]*)"')


def code_names(found: dict[str, bytes]) -> list[str]:
    """The code names in the parts: of the workbook, then of its sheets in no certain order."""
    book = re.search(rb'<(?:\w+:)?workbookPr[^>]*\scodeName="([^"]*)"', found["xl/workbook.xml"])
    names = [book[1].decode()] if book else []
    for name, content in sorted(found.items()):
        if name.startswith(("xl/worksheets/sheet", "xl/chartsheets/sheet")):
            names += [m.decode() for m in CODE_NAME.findall(content[:3000])]
    return names


def without_additions(part: bytes) -> bytes:
    """A sheet or workbook part without what is added to it, wherever that stands."""
    part = re.sub(rb'\scodeName="[^"]*"', b"", part)
    part = re.sub(rb'<(?:\w+:)?sheet name="xlwings.conf"[^>]*/>', b"", part)
    part = re.sub(rb'<(?:\w+:)?drawing r:id="rId\d+" xmlns:r="[^"]*"/>', b"", part)
    return re.sub(rb"<(?:\w+:)?(?:sheetPr|workbookPr)/>", b"", part.replace(b" />", b"/>"))


def check_added(before: dict[str, bytes], after: dict[str, bytes], project: Project) -> None:
    """Every part stands as it did, but for what was added; each sheet has its document."""
    touched = {
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/_rels/workbook.xml.rels",
        "xl/workbook.xml",
    }
    for name, content in before.items():
        new = after[name]
        if name.startswith(("xl/worksheets/sheet", "xl/chartsheets/sheet")):
            assert without_additions(new) == without_additions(content), name
        elif name == "xl/workbook.xml":
            assert without_additions(new) == without_additions(content)
        elif name not in touched and not name.startswith(("customUI/", "xl/vbaProject")):
            assert new == content, name
    for name in touched & set(before) - {"xl/workbook.xml"}:
        known = set(
            re.findall(rb"<[^/][^>]*>", after[name].replace(ENABLED.encode(), MAIN.encode()))
        )
        lines = re.findall(rb"<[^/][^>]*>", before[name].replace(ENABLED.encode(), MAIN.encode()))
        assert set(lines) <= known
    names = code_names(after)
    sheets = len(re.findall(rb"<(?:\w+:)?sheet\s", after["xl/workbook.xml"]))
    assert len(names) == len({name.lower() for name in names}) == sheets + 1
    documents = [m.name for m in project.modules if m.kind == "document"]
    assert set(names) <= set(documents)
    assert all(project.module(name) is not None for name in OURS)
    assert b"CrmRibbon" in after["customUI/customUI.xml"]


def rich(path, *, hidden="veryHidden"):
    """A workbook with everything that gets lost easily."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "it's O'Neil"
    for row in range(1, 30):
        page.append([row, row * row, f"שורה {row}"])
    chart = BarChart()
    chart.add_data(Reference(page, min_col=2, min_row=1, max_row=29))
    page.add_chart(chart, "F2")
    page["A1"].comment = Comment("הערה", "Dana")
    rule = DataValidation(type="list", formula1='"א,ב"')
    rule.add("C1:C9")
    page.add_data_validation(rule)
    page.conditional_formatting.add("B1:B29", DataBarRule("min", None, "max", None, "FF0000"))
    book.create_sheet("דוח! סודי").sheet_state = hidden
    book.create_sheet("Smile 😀")["A1"] = "=SUM('it''s O''Neil'!A1:A9)"
    book.create_chartsheet("Chart").add_chart(BarChart())
    book.defined_names["rate"] = DefinedName("rate", attr_text="'it''s O''Neil'!$A$1")
    book.save(path)
    return path


def test_charts_notes_rules_names_and_hidden_sheets(tmp_path, added, parts, project):
    path = rich(tmp_path / "rich.xlsx")
    before = path.read_bytes()
    made = added(path)
    assert path.read_bytes() == before
    check_added(parts(path), parts(made), project(made))
    book = openpyxl.load_workbook(made, keep_vba=True)
    assert [s.sheet_state for s in book.worksheets] == [
        "visible",
        "veryHidden",
        "visible",
        "hidden",
    ]
    assert len(book["it's O'Neil"]._charts) == 1
    assert book["it's O'Neil"]["A1"].comment.text == "הערה"


def test_the_start_sheet_gets_buttons(shop, added, parts, project, wanted):
    made = added(shop)
    check_added(parts(shop), parts(made), project(made))
    new = set(parts(made)) - set(parts(shop))
    drawing = next(parts(made)[name].decode() for name in new if "drawings/drawing" in name)
    assert re.findall(r'macro="\[0\]!(\w+)"', drawing) == [b.macro for b in wanted.buttons]


def test_a_workbook_of_xlsxwriter(tmp_path, added, parts, project):
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "writer.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("Data")
    page.write_column("A1", [1, 2, 3])
    page.insert_image("D2", "p.png", {"image_data": io.BytesIO(PICTURE)})
    page.insert_button("E5", {"caption": "Press"})
    page.write_comment("A2", "note")
    page.conditional_format("A1:A3", {"type": "data_bar", "data_bar_2010": True})
    page.insert_textbox("H2", "box")
    page.add_sparkline("F1", {"range": "Data!A1:A3"})
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Data!$A$1:$A$3"})
    book.add_chartsheet().set_chart(chart)
    book.add_worksheet().very_hidden()
    book.close()
    made = added(path)
    check_added(parts(path), parts(made), project(made))


def test_two_hundred_sheets(tmp_path, added, parts, project):
    book = openpyxl.Workbook()
    for number in range(199):
        book.create_sheet(f"לקוח '{number}'")["A1"] = number
    path = tmp_path / "many.xlsx"
    book.save(path)
    made = added(path)
    check_added(parts(path), parts(made), project(made))
    assert len([m for m in project(made).modules if m.kind == "document"]) == 202


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (rb"<workbookPr[^>]*/>", b""),
        (rb"<workbookPr[^>]*/>", b'<workbookPr codeName="CrmButtons"/>'),
        (rb"<workbookPr[^>]*/>", b"<fileVersion appName='xl'></fileVersion><workbookPr/>"),
        (rb"<workbookPr[^>]*/>", '<workbookPr codeName="חוברת_עבודה_זו"/>'.encode()),
    ],
)
def test_the_workbook_is_named_whatever_it_says_of_itself(
    plain, added, parts, rewritten, project, old, new
):
    source = re.sub(old, new, parts(plain)["xl/workbook.xml"])
    made = added(rewritten(plain, {"xl/workbook.xml": source}))
    assert code_names(parts(made))[0] == "ThisWorkbook"
    assert project(made).module("ThisWorkbook").base == WORKBOOK
    openpyxl.load_workbook(made)


@pytest.mark.parametrize(
    "properties",
    [
        b"",
        b"<sheetPr/>",
        b'<sheetPr codeName="xlwings"/>',
        b'<sheetPr codeName="2bad"><tabColor rgb="FFFF0000"/></sheetPr>',
        '<sheetPr codeName="גיליון1"/>'.encode(),
        b'<sheetPr codeName="Both"/>',
    ],
)
def test_sheets_get_names_that_vba_can_use(plain, added, parts, rewritten, project, properties):
    sheets = {}
    for name in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        page = re.sub(rb"<sheetPr.*?</sheetPr>|<sheetPr[^>]*/>", b"", parts(plain)[name])
        sheets[name] = page.replace(b"<dimension", properties + b"<dimension", 1)
    before = rewritten(plain, sheets)
    made = added(before)
    names = code_names(parts(made))
    assert len(set(names)) == 4
    assert all(re.fullmatch(r"[A-Za-z]\w*", name, re.ASCII) for name in names)
    assert ("Both" in names) == (b"Both" in properties)
    assert all(project(made).module(name) is not None for name in names)
    assert (b"tabColor" in parts(made)["xl/worksheets/sheet1.xml"]) == (b"tabColor" in properties)


def test_prefixed_markup(plain, added, parts, rewritten, project):
    """Some writers put every element into a prefix."""
    changes = {}
    for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        page = re.sub(rb"<(/?)(?=\w)", rb"<\1x:", parts(plain)[name])
        changes[name] = page.replace(b" xmlns=", b" xmlns:x=")
    made = added(rewritten(plain, changes))
    check_added(
        changes | {"[Content_Types].xml": parts(plain)["[Content_Types].xml"]},
        parts(made),
        project(made),
    )
    assert openpyxl.load_workbook(made)["Budget"]["B2"].value == 100


def test_hebrew_modules_in_the_hebrew_code_page(plain, added, parts, with_project, project):
    """What Excel in Hebrew writes: code page 1255, and Hebrew names of the documents."""
    book, sheet = "חוברת_עבודה_זו", "גיליון1"
    head = new_project().head.replace(b"\x03\0\x02\0\0\0\xe4\x04", b"\x03\0\x02\0\0\0\xe7\x04")
    texts = [
        (book, source("X", "", "document", WORKBOOK), "document"),
        (
            sheet,
            source("X", "Private Sub Worksheet_Activate()", "document", WORKSHEET),
            "document",
        ),
        ("מודול1", source("X", "Sub A()\nEnd Sub"), "standard"),
    ]
    modules = tuple(
        Module(name, code.replace(b'"X"', f'"{name}"'.encode("cp1255")), kind)
        for name, code, kind in texts
    )
    old = new_project()._replace(codec="cp1255", head=head).with_modules(modules)
    changes = {
        "xl/workbook.xml": re.sub(
            rb"<workbookPr[^>]*/>", f'<workbookPr codeName="{book}"/>'.encode(),
            parts(plain)["xl/workbook.xml"],
        ),
        "xl/worksheets/sheet1.xml": re.sub(
            rb"<sheetPr>", f'<sheetPr codeName="{sheet}">'.encode(),
            parts(plain)["xl/worksheets/sheet1.xml"],
        ),
    }  # fmt: skip
    path = with_project(plain, old.packed(), **changes)
    before = parts(path)
    made = added(path)
    new = project(made)
    check_added(before, parts(made), new)
    assert new.codec == "cp1255"
    assert [new.module(name) for name in (book, sheet, "מודול1")] == list(modules)
    assert code_names(parts(made))[:2] == [book, sheet]
    assert f"Document={book}/".encode("cp1255").decode("latin-1") in new.text


def test_forms_and_other_storages_stay(plain, added, with_project, project):
    forms = {"UserForm1": {"f": b"form", "o": b"x" * 5000, "\x03VBFrame": b"frame"}}
    old = new_project()._replace(rest=forms)
    path = with_project(plain, old.packed())
    assert project(added(path)).rest == forms


def test_documents_without_a_sheet_are_given_to_sheets_without_a_document(
    plain, added, parts, with_project, project
):
    """LibreOffice keeps a project but forgets the code names; code of the user's stays apart."""
    document = (
        Module("ThisWorkbook", source("ThisWorkbook", "", "document", WORKBOOK), "document"),
        Module("Data", source("Data", "Sub A()\nEnd Sub", "document", WORKSHEET), "document"),
        Module("Blatt2", source("Blatt2", "Option Explicit", "document", WORKSHEET), "document"),
    )
    old = new_project().with_modules(document)
    path = with_project(plain, old.packed())
    made = added(path)
    names = code_names(parts(made))
    assert names[:2] == ["ThisWorkbook", "Blatt2"]
    assert "Data" not in names
    assert project(made).module("Data") == document[1]


def test_letters_of_other_code_pages_end_no_line():
    """The second byte of a Japanese letter may be what Python takes for the end of a line."""
    name = b"\x83\x85".decode("cp932")
    old = new_project()._replace(codec="cp932").with_modules((Module(name, b""),))
    new = old.with_modules((Module("CrmButtons", b""),))
    assert "Module=\x83\x85\r\n" in new.text
    assert old.without(name).text == new_project().text
    assert new.without(name).text == new_project().with_modules((Module("CrmButtons", b""),)).text


def test_a_workbook_that_works_with_xlwings_keeps_its_own_settings(
    tmp_path, added, parts, project
):
    """Ours is added; which Python the others start is not changed."""
    path = tmp_path / "standalone.xlsm"
    shutil.copy(os.path.join(HOME, "quickstart_standalone.xlsm"), path)
    before = parts(path)
    made = added(path)
    after = parts(made)
    check_added(before, after, project(made))
    assert project(made).module("Module1").source.strip()
    keys = openpyxl.load_workbook(made)["xlwings.conf"]["A"]
    assert all(cell.value.startswith("CRM") for cell in keys)
    once = made.read_bytes()
    assert added(made).read_bytes() == once


def test_run_twice_nothing_changes(shop, added):
    once = added(shop)
    data = once.read_bytes()
    result = added(once)
    assert result.read_bytes() == data
    assert not (shop.parent / f"{once.name}.crm").exists()


def test_the_same_workbook_gives_the_same_bytes(shop, added):
    first = added(shop).read_bytes()
    shop.with_suffix(".xlsm").unlink()
    assert added(shop).read_bytes() == first


def test_a_template_becomes_a_workbook(plain, added, parts, rewritten):
    kinds = parts(plain)["[Content_Types].xml"].replace(b"sheet.main+xml", b"template.main+xml")
    path = rewritten(plain, {"[Content_Types].xml": kinds})
    assert ENABLED.encode() in parts(added(path))["[Content_Types].xml"]


def test_a_drawing_goes_before_the_sheet_s_own_extensions(shop, parts, rewritten, added):
    """A data bar has extensions inside its rule; a drawing there would break the sheet."""
    start = "xl/worksheets/sheet1.xml"
    bar = (
        b'<conditionalFormatting sqref="A1"><cfRule type="dataBar" priority="99"><dataBar><cfvo '
        b'type="min"/><cfvo type="max"/><color rgb="FF638EC6"/></dataBar><extLst><ext uri='
        b'"{B025F937-C7B1-47D3-B67F-A62EFF666E3E}"/></extLst></cfRule></conditionalFormatting>'
    )
    page = re.sub(rb"(<printOptions|<pageMargins)", bar + rb"\1", parts(shop)[start], count=1)
    made = added(rewritten(shop, {start: page}))
    new = parts(made)[start]
    assert new.index(b"</conditionalFormatting>") < new.index(b"<drawing ")


def test_the_package_can_be_read_by_any_zip_reader(shop, added):
    with zipfile.ZipFile(added(shop)) as package:
        assert package.testzip() is None
        assert len(package.namelist()) == len(set(package.namelist()))
