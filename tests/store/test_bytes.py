"""What a plan does not touch stays byte for byte what it was."""

from __future__ import annotations

import re
import zipfile
from datetime import date

import openpyxl
import pytest
import python_calamine
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableColumn, TableFormula

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

pytestmark = pytest.mark.filterwarnings("ignore:Data Validation extension:UserWarning:openpyxl")

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument."
CUSTOMERS = "xl/worksheets/sheet1.xml"
METRICS = "xl/worksheets/sheet2.xml"
FOREIGN = {
    "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0macro project" * 40,
    "xl/threadedComments/threadedComment1.xml": b"<ThreadedComments/>",
    "xl/persons/person.xml": b"<personList/>",
    "xl/ctrlProps/ctrlProp1.xml": b'<formControlPr objectType="Button"/>',
    "xl/drawings/drawing9.xml": b"<xdr:wsDr xmlns:xdr='x'><xdr:sp/><!-- a shape --></xdr:wsDr>",
    "xl/pivotCache/pivotCacheDefinition1.xml": (
        b'<pivotCacheDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        b'recordCount="3"><cacheSource type="worksheet"><worksheetSource name="Metrics"/>'
        b"</cacheSource></pivotCacheDefinition>"
    ),
    "xl/pivotCache/pivotCacheDefinition2.xml": (
        b'<pivotCacheDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<cacheSource type="worksheet"><worksheetSource ref="A1:B2" sheet="other"/>'
        b"</cacheSource></pivotCacheDefinition>"
    ),
    "customXml/item1.xml": b"<mashup/>",
    "docProps/thumbnail.jpeg": bytes(range(256)),
}
X14 = (
    '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    '<x14:dataValidation type="list"><x14:formula1><xm:f>other!$A$1:$A$3</xm:f></x14:formula1>'
    "<xm:sqref>D2:D4</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
)


def relation(kind, target, number):
    return f'<Relationship Id="rIdX{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'


@pytest.fixture
def rich(tmp_path, edit_part):
    """A workbook with what openpyxl knows, and with what it does not."""
    path = tmp_path / "shop.xlsx"
    book = openpyxl.Workbook()
    page = book.active
    page.title = "לקוחות"
    page.append(["מזהה לקוח", "שם", "טלפון", "המדף שלי", "אורך"])
    for i in range(1, 5):
        page.append(
            [f"C-000{i}", f"לקוח {i}", f"050-111111{i}", f"מדף {i}", f"=LEN(B{i + 1})*$H$1"]
        )
        page.row_dimensions[i + 1].height = 20 + i
    page["B3"].font = Font(bold=True, color="FF0000")
    yellow = PatternFill("solid", fgColor="FFFF00")
    page["B3"].fill = yellow
    page["C3"].alignment = Alignment(horizontal="center")
    page["H1"], page["I1"] = 2, "=SUM(1,2)"
    page["G1"].comment = Comment("beside the table", "me")
    page.add_table(Table(displayName="Customers", ref="A1:E5"))
    rule = DataValidation(type="list", formula1='"א,ב"')
    rule.add("D2:D5")
    page.add_data_validation(rule)
    page.conditional_formatting.add("B2:B5", CellIsRule("equal", ['"x"'], fill=yellow))
    page.conditional_formatting.add("B2", CellIsRule("equal", ['"y"'], fill=yellow))

    page = book.create_sheet("מדדי לקוח")
    page.append(["מזהה לקוח", "מספר קניות", "סך הקניות", "שלי", "כפול"])
    for i in range(1, 4):
        page.append(
            [f"C-000{i}", i, i * 10.5, f"הערה {i}", f"=Metrics[[#This Row],[סך הקניות]]*{i}"]
        )
    table = Table(displayName="Metrics", ref="A1:E5", totalsRowCount=1)
    table._initialise_columns()
    for column, name in zip(table.tableColumns, [c.value for c in page[1]], strict=True):
        column.name = name
    table.tableColumns[4].calculatedColumnFormula = TableFormula(
        attr_text="Metrics[[#This Row],[סך הקניות]]*2"
    )
    page.append(["סך הכול", None, "=SUBTOTAL(109,Metrics[סך הקניות])", None, None])
    page.add_table(table)
    book.defined_names["spent"] = DefinedName("spent", attr_text="'מדדי לקוח'!$C$2:$C$4")
    dynamic = "'מדדי לקוח'!$C$4:INDEX('מדדי לקוח'!$C$2:$C$99,1)"
    book.defined_names["dynamic"] = DefinedName("dynamic", attr_text=dynamic)
    book.defined_names["fixed"] = DefinedName("fixed", attr_text="'מדדי לקוח'!$C$2:$C$3")
    chart = BarChart()
    chart.add_data(Reference(page, min_col=3, min_row=1, max_row=4))
    other = book.create_sheet("other")
    other.add_chart(chart, "C3")
    other["A1"] = "=SUM(spent)"
    book.save(path)
    assert isinstance(table.tableColumns[0], TableColumn)
    relations = "".join(
        [
            relation("vbaProject", "vbaProject.bin", 1),
            relation("pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml", 2),
            relation("pivotCacheDefinition", "pivotCache/pivotCacheDefinition2.xml", 3),
            relation("calcChain", "calcChain.xml", 4),
        ]
    )
    declared = (
        '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
        '<Default Extension="jpeg" ContentType="image/jpeg"/>'
        '<Override PartName="/xl/calcChain.xml" '
        f'ContentType="{TYPES}spreadsheetml.calcChain+xml"/>'
    )
    edit_part(
        path,
        {
            **FOREIGN,
            "xl/calcChain.xml": "<calcChain><c r='E2' i='1'/></calcChain>",
            METRICS: lambda x: (
                x.replace("<tableParts", X14 + "<tableParts")
                if "<extLst" in x
                else x.replace("</worksheet>", X14 + "</worksheet>")
            ),
            "xl/workbook.xml": lambda x: x.replace(' fullCalcOnLoad="1"', ""),
            "xl/_rels/workbook.xml.rels": lambda x: x.replace(
                "</Relationships>", relations + "</Relationships>"
            ),
            "[Content_Types].xml": lambda x: x.replace("</Types>", declared + "</Types>"),
        },
    )
    return path


def do(path, *edits):
    store = open_store(str(path))
    return store.apply(Plan("test", Text("בדיקה", "a test"), edits), store.read())


def differing(before, after):
    assert [name for name in before if name not in after] == []
    return {name for name in after if before.get(name) != after[name]}


def cells(xml):
    found = re.findall(rb'<c r="([A-Z]+\d+)"[^>]*?(?:/>|>.*?</c>)', xml, re.DOTALL)
    pattern = rb'<c r="%s"[^>]*?(?:/>|>.*?</c>)'
    return {ref.decode(): re.search(pattern % ref, xml, re.DOTALL)[0] for ref in found}


def test_setting_cells_touches_those_cells_only(rich, parts):
    before = parts(rich)
    do(
        rich,
        SetCells(
            "customers",
            (
                Change(3, "C-0002", "display_name", "לקוח 2", "אחר"),
                Change(4, "C-0003", "phone", "", "+972501111113"),
            ),
        ),
    )
    after = parts(rich)
    assert differing(before, after) == {CUSTOMERS, "xl/workbook.xml", "xl/styles.xml"}
    old, new = cells(before[CUSTOMERS]), cells(after[CUSTOMERS])
    assert {ref for ref in new if old.get(ref) != new[ref]} == {"B3", "C4"}
    restored = after[CUSTOMERS].replace(new["B3"], old["B3"]).replace(new["C4"], old["C4"])
    assert restored == before[CUSTOMERS]
    page = openpyxl.load_workbook(rich)["לקוחות"]
    assert (page["B3"].value, page["B3"].font.b, page["B3"].fill.fgColor.rgb) == (
        "אחר", True, "00FFFF00",
    )  # fmt: skip
    # Retyped in a General cell, Excel would make a number of the phone.
    assert (page["C4"].value, page["C4"].number_format) == ("+972501111113", "@")


def test_entries_keep_order_names_times_and_compressed_bytes(rich):
    before = zipfile.ZipFile(rich).infolist()
    raw = rich.read_bytes()
    do(rich, AppendRows("customers", ("customer_id",), (("C-0009",),)))
    after = zipfile.ZipFile(rich).infolist()
    new = rich.read_bytes()
    assert [i.filename for i in after] == [i.filename for i in before]
    assert [i.date_time for i in after] == [i.date_time for i in before]

    def packed(data, info):
        at = info.header_offset
        start = at + 30 + int.from_bytes(data[at + 26 : at + 28], "little")
        start += int.from_bytes(data[at + 28 : at + 30], "little")
        return data[start : start + info.compress_size]

    touched = {CUSTOMERS, "xl/tables/table1.xml", "xl/workbook.xml", "xl/styles.xml"}
    for old, now in zip(before, after, strict=True):
        if old.filename not in touched:
            assert packed(raw, old) == packed(new, now), old.filename


def test_a_growing_table_takes_its_rules_along(rich, parts):
    before = parts(rich)
    rows = tuple((f"C-01{i:02}", f"חדש {i}", date(1990, 1, i + 1)) for i in range(3))
    do(
        rich,
        AppendRows(
            "customers",
            ("customer_id", "display_name", "phone"),
            tuple((a, b, None) for a, b, _ in rows),
        ),
    )
    after = parts(rich)
    page = openpyxl.load_workbook(rich)["לקוחות"]
    assert page.tables["Customers"].ref == "A1:E8"
    assert page.tables["Customers"].autoFilter.ref == "A1:E8"
    assert str(page.data_validations.dataValidation[0].sqref) == "D2:D8"
    ranges = {str(rule.sqref) for rule in page.conditional_formatting}
    assert ranges == {"B2:B8", "B2"}
    assert page.dimensions == "A1:I8"
    old, new = cells(before[CUSTOMERS]), cells(after[CUSTOMERS])
    assert {ref for ref in old if old[ref] != new[ref]} == set()
    assert page["B8"].value == "חדש 2"
    assert page["B8"].font.b is False  # the highlighted row is no pattern


def test_calculated_columns_totals_names_and_pivots_follow(rich, parts):
    before = parts(rich)
    do(
        rich,
        AppendRows("metrics", ("customer_id", "monetary"), (("C-0008", 8.0), ("C-0009", 9.5))),
    )
    book = openpyxl.load_workbook(rich)
    page = book["מדדי לקוח"]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=4)]
    assert rows == [
        ["C-0003", 3, 31.5, "הערה 3", "=Metrics[[#This Row],[סך הקניות]]*3"],
        ["C-0008", None, 8, None, "=Metrics[[#This Row],[סך הקניות]]*2"],
        ["C-0009", None, 9.5, None, "=Metrics[[#This Row],[סך הקניות]]*2"],
        ["סך הכול", None, "=SUBTOTAL(109,Metrics[סך הקניות])", None, None],
    ]
    assert page.tables["Metrics"].ref == "A1:E7"
    assert book.defined_names["spent"].attr_text == "'מדדי לקוח'!$C$2:$C$6"
    assert book.defined_names["fixed"].attr_text == "'מדדי לקוח'!$C$2:$C$3"
    dynamic = "'מדדי לקוח'!$C$4:INDEX('מדדי לקוח'!$C$2:$C$99,1)"
    assert book.defined_names["dynamic"].attr_text == dynamic
    after = parts(rich)
    assert b"<xm:sqref>D2:D6</xm:sqref>" in after[METRICS]
    cache = "xl/pivotCache/pivotCacheDefinition1.xml"
    # The totals' formula moved, so the calculation chain went, and with it its declaration.
    gone = {"[Content_Types].xml", "xl/_rels/workbook.xml.rels"}
    assert set(before) - set(after) == {"xl/calcChain.xml"}
    assert {n for n in after if after[n] != before[n]} - gone == {
        METRICS, "xl/tables/table2.xml", "xl/workbook.xml", "xl/styles.xml", cache,
    }  # fmt: skip
    assert b'refreshOnLoad="1"' in after[cache]
    assert b'fullCalcOnLoad="1"' in after["xl/workbook.xml"]


def test_rows_that_go_let_the_others_move_up_with_their_formulas(rich, parts):
    before = parts(rich)
    do(rich, RemoveRows("customers", ("C-0001", "C-0003")))
    page = openpyxl.load_workbook(rich)["לקוחות"]
    rows = [[cell.value for cell in row] for row in page.iter_rows(max_col=9)]
    assert rows[0][7:] == [2, "=SUM(1,2)"]
    assert rows[1:] == [
        ["C-0002", "לקוח 2", "050-1111112", "מדף 2", "=LEN(B2)*$H$1", *[None] * 4],
        ["C-0004", "לקוח 4", "050-1111114", "מדף 4", "=LEN(B3)*$H$1", *[None] * 4],
        *rows[3:],
    ]
    assert [row[:5] for row in rows[3:]] == [[None] * 5] * (len(rows) - 3)
    assert page["B2"].font.b  # the highlight moved with its customer
    assert [page.row_dimensions[row].height for row in (2, 3)] == [22, 24]  # and so did its height
    assert page["G1"].comment.text == "beside the table"
    assert page.tables["Customers"].ref == "A1:E3"
    assert str(page.data_validations.dataValidation[0].sqref) == "D2:D3"
    lost = set(before) - set(parts(rich))
    assert lost == {"xl/calcChain.xml"}
    assert b"calcChain" not in parts(rich)["[Content_Types].xml"]
    assert b"calcChain" not in parts(rich)["xl/_rels/workbook.xml.rels"]


def test_ten_refreshes_in_a_row_leave_everything_foreign_alone(rich, parts):
    before = parts(rich)
    ours = {METRICS, "xl/tables/table2.xml", "xl/workbook.xml", "xl/styles.xml",
            "xl/pivotCache/pivotCacheDefinition1.xml"}  # fmt: skip
    place: list[str] = []
    for turn in range(10):
        ids = [f"C-{i:04}" for i in (1, 2, 3, *range(10 + turn % 2, 10 + 2 * (turn % 4)))]
        place = [name for name in place if name in ids]
        place += [name for name in ids if name not in place]
        rows = tuple((name, float(turn + i), turn * 1.5 + i) for i, name in enumerate(ids))
        do(rich, ReplaceRows("metrics", ("customer_id", "frequency", "monetary"), rows))
        after = parts(rich)
        gone = set(before) - set(after)
        assert gone <= {"xl/calcChain.xml"}
        changed = {n for n in after if after[n] != before[n]}
        if gone:
            changed -= {"[Content_Types].xml", "xl/_rels/workbook.xml.rels"}
        assert changed <= ours
        page = openpyxl.load_workbook(rich)["מדדי לקוח"]
        notes = [page.cell(row, 4).value for row in range(2, 5)]
        assert notes == ["הערה 1", "הערה 2", "הערה 3"]
        assert [page.cell(row, 1).value for row in range(2, 2 + len(ids))] == place
        assert page.cell(2 + len(ids), 1).value == "סך הכול"
        formulas = [str(page.cell(row, 5).value) for row in range(2, 2 + len(ids))]
        assert all(formula.startswith("=Metrics[[#This Row]") for formula in formulas)
        # An independent reader sees the same numbers.
        seen = python_calamine.CalamineWorkbook.from_path(str(rich))
        values = seen.get_sheet_by_name("מדדי לקוח").to_python()
        expected = {name: monetary for name, _, monetary in rows}
        assert {row[0]: row[2] for row in values[1 : 1 + len(ids)]} == expected


def test_the_same_refresh_again_writes_nothing(rich):
    edit = ReplaceRows("metrics", ("customer_id", "monetary"), (("C-0001", 1.25), ("C-0003", 2.0)))
    do(rich, edit)
    data = rich.read_bytes()
    assert do(rich, edit).entry == ""
    assert rich.read_bytes() == data


def test_a_blank_first_row_is_filled_before_the_table_grows(tmp_path, build):
    path = build(tmp_path / "new.xlsx", {"customers": {"customer_id": [], "display_name": []}})
    do(path, AppendRows("customers", ("customer_id",), (("C-0001",),)))
    page = openpyxl.load_workbook(path)["לקוחות"]
    assert page.tables["Customers"].ref == "A1:B2"
    assert page["A2"].value == "C-0001"
    do(path, AppendRows("customers", ("customer_id",), (("C-0002",), ("C-0003",))))
    page = openpyxl.load_workbook(path)["לקוחות"]
    assert page.tables["Customers"].ref == "A1:B4"
    assert page["A4"].value == "C-0003"


def test_rows_typed_right_below_a_table_belong_to_it(shop):
    book = openpyxl.load_workbook(shop)
    page = book["לקוחות"]
    page["A6"], page["B6"] = "C-0005", "נוספה ביד"
    book.save(shop)
    do(shop, AppendRows("customers", ("customer_id",), (("C-0006",),)))
    page = openpyxl.load_workbook(shop)["לקוחות"]
    assert page.tables["Customers"].ref == "A1:D7"
    assert [page[f"A{row}"].value for row in (5, 6, 7)] == ["C-0004", "C-0005", "C-0006"]


def test_links_go_with_their_rows(shop):
    book = openpyxl.load_workbook(shop)
    page = book["לקוחות"]
    for row in (2, 3, 5):
        page[f"B{row}"].hyperlink = f"https://example.com/{row}"
    page["F1"].hyperlink = "https://example.com/beside"
    book.save(shop)
    do(shop, RemoveRows("customers", ("C-0002",)))
    page = openpyxl.load_workbook(shop)["לקוחות"]
    links = {
        cell.coordinate: cell.hyperlink.target
        for row in page.iter_rows()
        for cell in row
        if cell.hyperlink
    }
    assert links == {
        "B2": "https://example.com/2",
        "B4": "https://example.com/5",
        "F1": "https://example.com/beside",
    }


def test_a_live_filter_is_cleared_and_its_rows_are_shown(shop):
    book = openpyxl.load_workbook(shop)
    page = book["לקוחות"]
    filters = openpyxl.worksheet.filters.FilterColumn(
        colId=1, filters=openpyxl.worksheet.filters.Filters(filter=["x"])
    )
    page.tables["Customers"].autoFilter.filterColumn.append(filters)
    page.row_dimensions[3].hidden = page.row_dimensions[9].hidden = True
    book.save(shop)
    do(shop, AppendRows("customers", ("customer_id",), (("C-0009",),)))
    page = openpyxl.load_workbook(shop)["לקוחות"]
    assert page.tables["Customers"].autoFilter.filterColumn == []
    assert not page.row_dimensions[3].hidden
    assert page.row_dimensions[9].hidden


def test_a_plain_range_without_a_table_works_too(tmp_path):
    path = tmp_path / "plain.xlsx"
    book = openpyxl.Workbook()
    page = book.active
    page.title = "לקוחות"
    for row in (["מזהה לקוח", "שם", "טלפון"], ["C-1", "א", "03"], ["C-2", "ב", "04"]):
        page.append(row)
    page.auto_filter.ref = "A1:C3"
    page.auto_filter.add_filter_column(1, ["ב"])
    page.row_dimensions[2].hidden = True
    book.save(path)
    do(path, AppendRows("customers", ("customer_id", "display_name"), (("C-3", "ג"),)))
    page = openpyxl.load_workbook(path)["לקוחות"]
    assert [c.value for c in page[4]] == ["C-3", "ג", None]
    assert page.auto_filter.ref == "A1:C4"
    assert page.auto_filter.filterColumn == []
    assert not page.row_dimensions[2].hidden
    do(path, RemoveRows("customers", ("C-1",)))
    page = openpyxl.load_workbook(path)["לקוחות"]
    assert [c.value for c in page["A"]][:3] == ["מזהה לקוח", "C-2", "C-3"]


def test_shared_formulas_of_the_user_come_along(rich, edit_part):
    shared = {
        "E2": '<c r="E2"><f t="shared" ref="E2:E5" si="0">LEN(B2)&amp;"x"</f><v>1</v></c>',
        **{f"E{i}": f'<c r="E{i}"><f t="shared" si="0"/><v>1</v></c>' for i in (3, 4, 5)},
    }

    def share(xml):
        for ref, cell in shared.items():
            xml, times = re.subn(rf'<c r="{ref}"[^>]*>.*?</c>', cell, xml, count=1)
            assert times == 1
        return xml

    edit_part(rich, {CUSTOMERS: share})
    do(rich, RemoveRows("customers", ("C-0001", "C-0003")))
    page = openpyxl.load_workbook(rich)["לקוחות"]
    assert [page[f"E{i}"].value for i in (2, 3)] == ['=LEN(B2)&"x"', '=LEN(B3)&"x"']


def test_a_sheet_is_added_with_its_table(rich, parts):
    before = parts(rich)
    do(
        rich,
        AddSheet(
            "targets", "he", ("target_id", "name", "value", "start"),
            (("T-1", "=2+2", 5.0, date(2024, 1, 31)), ("T-2", None, None, None)),
        ),
    )  # fmt: skip
    after = parts(rich)
    new = set(after) - set(before)
    assert new == {
        "xl/worksheets/sheet4.xml", "xl/worksheets/_rels/sheet4.xml.rels", "xl/tables/table3.xml",
    }  # fmt: skip
    assert differing(before, after) - new == {
        "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels",
    }  # fmt: skip
    book = openpyxl.load_workbook(rich)
    page = book[book.sheetnames[-1]]
    assert page.title == "יעדים"
    assert page.sheet_view.rightToLeft
    assert page.freeze_panes == "A2"
    assert page.tables["Targets"].ref == "A1:D3"
    assert page["A1"].font.b
    assert page["A2"].number_format == "@"
    assert (page["B2"].value, page["B2"].data_type) == ("=2+2", "s")
    assert page["D2"].is_date
    assert page["D2"].value.date() == date(2024, 1, 31)
    assert [c.name for c in page.tables["Targets"].tableColumns] == [c.value for c in page[1]]


def test_names_of_added_sheets_and_tables_are_free(rich, edit_part):
    edit_part(
        rich,
        {
            "xl/workbook.xml": lambda x: x.replace('name="other"', 'name="יעדים"').replace(
                'name="fixed"', 'name="Targets"'
            )
        },
    )
    store = open_store(str(rich))
    book = store.read()
    book.tables.pop("targets", None)
    edit = AddSheet("targets", "he", ("target_id", "name"), (("T-1", "x"),))
    store.apply(Plan("test", Text("בדיקה", "a test"), (edit,)), book)
    book = openpyxl.load_workbook(rich)
    assert book.sheetnames[-1] == "יעדים (2)"
    assert list(book["יעדים (2)"].tables) == ["Targets_2"]


def test_undoing_an_added_sheet_cell_by_cell_leaves_no_trace_of_it(rich, parts):
    before = parts(rich)
    added = do(rich, AddSheet("targets", "he", ("target_id", "name"), (("T-1", "x"),)))
    do(rich, SetCells("customers", (Change(2, "C-0001", "display_name", "", "חדש"),)))
    store = open_store(str(rich))
    store.apply(Plan("undo", Text("ביטול", "undo"), (), added.entry), store.read())
    after = parts(rich)
    assert set(after) | {"xl/calcChain.xml"} == set(before) | {"xl/calcChain.xml"}
    assert "יעדים" not in openpyxl.load_workbook(rich).sheetnames
    assert openpyxl.load_workbook(rich)["לקוחות"]["B2"].value == "חדש"


@pytest.mark.parametrize("epoch", [1900, 1904])
def test_dates_follow_the_epoch_of_the_workbook(rich, edit_part, epoch):
    if epoch == 1904:
        edit_part(
            rich,
            {"xl/workbook.xml": lambda x: x.replace("<workbookPr ", '<workbookPr date1904="1" ')},
        )
    day = date(2024, 2, 29)
    do(rich, SetCells("customers", (Change(2, "C-0001", "phone", "", day),)))
    assert openpyxl.load_workbook(rich)["לקוחות"]["C2"].value.date() == day


def test_prefixed_markup_is_understood(rich, edit_part, parts):
    def prefix(xml):
        xml = re.sub(r"<(/?)(?![?!/])([A-Za-z0-9]+)(?=[\s/>])", r"<\1x:\2", xml)
        return xml.replace(" xmlns=", " xmlns:x=")

    data = parts(rich)[METRICS].decode()
    plain = data[: data.index("<extLst")] + "</worksheet>"
    edit_part(rich, {METRICS: prefix(plain)})
    do(rich, ReplaceRows("metrics", ("customer_id", "frequency"), (("C-0003", 7.0), ("C-5", 1.0))))
    page = openpyxl.load_workbook(rich)["מדדי לקוח"]
    assert [[c.value for c in row[:4]] for row in page.iter_rows(min_row=2, max_row=3)] == [
        ["C-0003", 7, 31.5, "הערה 3"], ["C-5", 1, None, None],
    ]  # fmt: skip
