"""The in-memory engine and files: saved values of formulas, shapes, what saving would lose."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest
import xlwings as xw

from crm_workbook.engines.errors import EngineError, ExcelError, NotCalculated, NotSupported

DRAWING = """<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor>
<xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff>
</xdr:from><xdr:to><xdr:col>3</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>3</xdr:row>
<xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:sp macro="[0]!CrmRefresh" textlink=""><xdr:nvSpPr>
<xdr:cNvPr id="2" name="Button 1"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr><a:xfrm>
<a:off x="127000" y="254000"/><a:ext cx="1270000" cy="381000"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r>
<a:t>רענון</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"""
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
LINK = (
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/drawing" Target="../drawings/drawing1.xml"/>'
)


def rewritten(path, changes):
    """Change parts of a package: a part's name and what makes the new text of the old one."""
    source = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            target.writestr(name, changes.pop(name)(text.decode()) if name in changes else text)
        for name, make in changes.items():
            target.writestr(name, make(""))


@pytest.fixture
def calculated(memory, tmp_path):
    """A file as Excel saves it: each formula with its value, one of them an empty text."""
    assert xw.engines.active == memory
    path = tmp_path / "calculated.xlsx"
    made = openpyxl.Workbook()
    page = made.active
    page.title = "Sheet1"
    page["A1"] = 20
    page["B1"] = "=A1*2"
    page["B2"] = '=IF(A1>5,"","small")'
    page["B3"] = "=A1/0"
    page["B4"] = "=A1+39428"
    page["B4"].number_format = "dd/mm/yyyy"
    page["B5"] = "=A1+1"
    made.save(path)

    def with_values(text):
        for cell, kind, value in [
            ("B1", "", "40"),
            ("B2", ' t="str"', ""),
            ("B3", ' t="e"', "#DIV/0!"),
            ("B4", "", "39448"),
        ]:
            text = re.sub(
                rf'<c r="{cell}"([^>]*?)>(<f>.*?</f>)<v ?/?>(</v>)?',
                rf'<c r="{cell}"\g<1>{kind}>\g<2><v>{value}</v>',
                text,
            )
        return text

    rewritten(path, {"xl/worksheets/sheet1.xml": with_values})
    return xw.Book(path)


def test_a_formula_has_the_value_it_was_saved_with(calculated):
    sheet = calculated.sheets[0]
    assert sheet["B1"].value == 40.0
    assert sheet["B2"].value is None
    assert sheet["B3"].options(err_to_str=True).value == "#DIV/0!"
    assert sheet["B4"].value.isoformat() == "2008-01-01T00:00:00"


def test_a_formula_saved_without_a_value_has_none(calculated):
    with pytest.raises(NotCalculated, match="Sheet1!B5"):
        _ = calculated.sheets[0]["B5"].value


@pytest.mark.parametrize(
    "change",
    [
        lambda book: setattr(book.sheets[0]["D9"], "value", 1),
        lambda book: book.sheets[0]["9:9"].insert("down"),
        lambda book: book.sheets[0]["D9"].clear_contents(),
        lambda book: setattr(book.sheets[0], "name", "renamed"),
        lambda book: book.names.add("n", "=5"),
    ],
)
def test_any_change_ends_the_saved_values(calculated, change):
    assert calculated.sheets[0]["B1"].value == 40.0
    change(calculated)
    with pytest.raises(NotCalculated):
        _ = calculated.sheets[0]["B1"].value
    assert calculated.sheets[0]["A1"].value == 20


def test_formats_and_looking_end_nothing(calculated):
    sheet = calculated.sheets[0]
    sheet["B1"].number_format = "0.00"
    sheet["B1"].color = (1, 2, 3)
    calculated.app.calculate()
    assert sheet["A1:B1"].value == [20.0, 40.0]


@pytest.mark.usefixtures("memory")
def test_the_shapes_of_a_file_are_listed_with_their_macros(tmp_path):
    path = tmp_path / "buttons.xlsx"
    openpyxl.Workbook().save(path)
    rewritten(
        path,
        {
            "xl/drawings/drawing1.xml": lambda _: DRAWING,
            "xl/worksheets/_rels/sheet1.xml.rels": lambda _: RELS.format(LINK),
        },
    )
    book = xw.Book(path)
    (shape,) = book.sheets[0].shapes
    assert (shape.name, shape.text, shape.api.OnAction) == ("Button 1", "רענון", "CrmRefresh")
    book.sheets[0].name = "renamed"
    assert [shape.name for shape in book.sheets[0].shapes] == ["Button 1"]
    with pytest.raises(NotSupported, match=r"Shape\.text"):
        shape.text = "other"
    # openpyxl would drop the shape: the file stays as it was
    before = path.read_bytes()
    with pytest.raises(NotSupported, match="shapes of 'Sheet'"):
        book.save()
    assert path.read_bytes() == before


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize("name", ["a.xls", "a.csv", "a.ods", "a.xlsm"])
def test_a_kind_of_file_that_would_come_out_wrong_is_refused(tmp_path, name):
    book = xw.Book()
    with pytest.raises(NotSupported, match=r"Book\.save"):
        book.save(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_is_no_workbook_is_refused(tmp_path, content):
    path = tmp_path / "broken.xlsx"
    path.write_bytes(content)
    with pytest.raises(EngineError, match="cannot open"):
        xw.Book(path)
    assert len(xw.apps.active.books) == 0


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/workbook.xml", ""),
        ("xl/workbook.xml", "<a/>"),
        ("xl/worksheets/sheet1.xml", "<worksheet"),
        ("xl/worksheets/sheet1.xml", ""),
        ("xl/styles.xml", "<a"),
        ("[Content_Types].xml", "<a/>"),
    ],
)
def test_a_damaged_part_is_refused(tmp_path, part, content):
    path = tmp_path / "damaged.xlsx"
    openpyxl.Workbook().save(path)
    rewritten(path, {part: lambda _: content})
    with pytest.raises(ExcelError, match=r"damaged\.xlsx"):
        xw.Book(path)
    assert len(xw.apps.active.books) == 0


@pytest.mark.usefixtures("memory")
def test_saving_keeps_what_openpyxl_knows(tmp_path):
    made = openpyxl.Workbook()
    page = made.active
    page.append(["kind", "n"])
    page.append(["a", 1])
    rule = openpyxl.worksheet.datavalidation.DataValidation(
        "list", formula1='"a,b"', sqref="A2:A9"
    )
    page.add_data_validation(rule)
    page.freeze_panes = "A2"
    page.sheet_view.rightToLeft = True
    path = tmp_path / "a.xlsx"
    made.save(path)
    book = xw.Book(path)
    book.sheets[0]["1:1"].insert("down")
    book.save()
    page = openpyxl.load_workbook(path).active
    assert str(page.data_validations.dataValidation[0].sqref) == "A3:A10"
    assert page.sheet_view.rightToLeft is True
    assert page["A3"].value == "a"


@pytest.mark.usefixtures("memory")
def test_the_other_date_system(tmp_path):
    # Date systems in Excel: 5 July 2011 is 39267 in the 1904 system.
    made = openpyxl.Workbook()
    made.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    made.active["A1"] = 39267
    made.save(tmp_path / "mac.xlsx")
    sheet = xw.Book(tmp_path / "mac.xlsx").sheets[0]
    sheet["A1"].number_format = "yyyy-mm-dd"
    assert sheet["A1"].value.isoformat() == "2011-07-05T00:00:00"
    sheet["A2"].value = sheet["A1"].value
    assert sheet["A2"].api.Value2 == 39267


@pytest.mark.usefixtures("memory")
def test_a_read_only_file_is_known_as_one(tmp_path):
    path = tmp_path / "a.xlsx"
    openpyxl.Workbook().save(path)
    book = xw.apps.add(add_book=False).books.open(path, read_only=True)
    assert book.api.ReadOnly is True
    with pytest.raises(ExcelError, match="read-only"):
        book.save()


@pytest.mark.usefixtures("memory")
def test_a_chart_follows_its_numbers(tmp_path):
    made = openpyxl.Workbook()
    page = made.active
    for row in (["kind", "n"], ["a", 1], ["b", 2]):
        page.append(row)
    chart = openpyxl.chart.BarChart()
    chart.add_data(
        openpyxl.chart.Reference(page, min_col=2, min_row=1, max_row=3), titles_from_data=True
    )
    chart.set_categories(openpyxl.chart.Reference(page, min_col=1, min_row=2, max_row=3))
    page.add_chart(chart, "D2")
    made.save(tmp_path / "a.xlsx")
    book = xw.Book(tmp_path / "a.xlsx")
    book.sheets[0]["1:2"].insert("down")
    book.sheets[0].name = "two words"
    book.save()
    (chart,) = openpyxl.load_workbook(tmp_path / "a.xlsx").active._charts
    assert chart.ser[0].val.numRef.f == "'two words'!$B$4:$B$5"
    assert chart.ser[0].cat.numRef.f == "'two words'!$A$4:$A$5"
    assert chart.ser[0].tx.strRef.f == "'two words'!B3"


@pytest.mark.usefixtures("memory")
def test_rules_over_whole_columns_stay_on_the_sheet(tmp_path):
    made = openpyxl.Workbook()
    page = made.active
    check = openpyxl.worksheet.datavalidation.DataValidation
    page.add_data_validation(check("list", formula1="$C$1:$C$3", sqref="A2:A1048576 B1:B1048576"))
    made.save(tmp_path / "a.xlsx")
    book = xw.Book(tmp_path / "a.xlsx")
    book.sheets[0]["1:1"].insert("down")
    book.save()
    (check,) = openpyxl.load_workbook(tmp_path / "a.xlsx").active.data_validations.dataValidation
    assert set(str(check.sqref).split()) == {"A3:A1048576", "B1:B1048576"}
    assert check.formula1 == "$C$2:$C$4"
