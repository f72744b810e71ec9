"""What the package says: against openpyxl where it knows, against bytes where it does not."""

import io

import openpyxl
import pytest
from openpyxl.formatting.rule import CellIsRule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from crm_workbook.model import Tab, TableFacts, Validation
from crm_workbook.store.reading.facts import PackageFacts
from crm_workbook.store.reading.preflight import examine


def facts_of(data):
    return PackageFacts(examine(data))


@pytest.fixture(scope="module")
def facts():
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "לקוחות"
    sheet.append(["id", "name", "sum"])
    for n in range(2, 8):
        sheet.append([n, f"name {n}", f"=A{n}*2"])
    sheet["E9"] = '=IF(A2<3,"<&>","no")'
    sheet.sheet_view.rightToLeft = True
    sheet.freeze_panes = "B2"
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[4].hidden = True
    sheet.row_dimensions[6].hidden = True
    sheet.merge_cells("G1:H2")
    sheet.protection.sheet = True
    sheet.protection.set_password("secret")
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(
        fitToPage=True
    )
    rule = DataValidation(type="list", formula1='"a,b<c"')
    rule.add("B2:B9")
    rule.add("D2")
    sheet.add_data_validation(rule)
    sheet.conditional_formatting.add("C2:C7", CellIsRule(operator="greaterThan", formula=["5"]))
    sheet.add_table(Table(displayName="Customers", ref="A1:C7"))
    other = workbook.create_sheet("other")
    other.sheet_state = "hidden"
    workbook.create_chartsheet("chart")
    workbook.defined_names["rate"] = DefinedName("rate", attr_text="other!$A$1")
    other.defined_names["here"] = DefinedName("here", attr_text="other!$B$2")
    buffer = io.BytesIO()
    workbook.save(buffer)
    return facts_of(buffer.getvalue())


def test_the_workbook(facts):
    assert facts.titles == ("לקוחות", "other", "chart")
    assert facts.names == {"rate": "other!$A$1", "other!here": "other!$B$2"}
    assert (facts.epoch, facts.macros, facts.external) == (1900, False, ())


def test_the_tabs(facts):
    tab = facts.tab("לקוחות")
    assert (tab.kind, tab.state, tab.rtl, tab.frozen_rows) == ("worksheet", "visible", True, 1)
    assert (tab.protected, tab.password, tab.fit_to_width) == (True, True, True)
    assert tab.tables == (TableFacts("Customers", "A1:C7"),)
    assert tab.merges == ("G1:H2",)
    assert tab.formats == ("C2:C7",)
    (rule,) = tab.validations
    assert set(rule.ranges.split()) == {"B2:B9", "D2"}
    assert (rule.kind, rule.formula) == ("list", '"a,b<c"')
    assert (tab.hidden_rows, tab.hidden_columns) == ((4, 6), (2,))
    assert tab.formulas == {f"C{n}": f"A{n}*2" for n in range(2, 8)} | {
        "E9": 'IF(A2<3,"<&>","no")'
    }
    assert set(tab.uncalculated) == set(tab.formulas), "openpyxl stores no results"
    assert facts.tab("other") == Tab("other", state="hidden")
    assert facts.tab("chart") == Tab("chart", kind="chartsheet")
    assert facts.tab("לקוחות") is tab
    with pytest.raises(KeyError):
        facts.tab("none")


def sheet_facts(make, rows="", before="", after=""):
    content = make.parts({"S": make.worksheet(rows, before=before, after=after)})
    return facts_of(make.pack(content)).tab("S")


def test_calculated_and_uncalculated_formulas(make):
    cells = (
        '<c r="A1"><f>1+1</f><v>2</v></c>'
        '<c r="B1"><f>1+1</f><v></v></c>'
        '<c r="C1"><f>1+1</f></c>'
        '<c r="D1" t="str"><f>""</f><v></v></c>'
        '<c r="E1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="F1"><f t="shared" ref="F1:F2" si="0">A1+1</f><v>3</v></c>'
        '<c r="G1" t="str"><f>"x"</f><v>x</v></c>'
    )
    rows = make.row(1, cells) + make.row(2, '<c r="F2"><f t="shared" si="0"/><v>4</v></c>')
    for source in (rows, rows.replace('<c r="A1">', "<c r='A1'>")):
        tab = sheet_facts(make, source)
        assert tab.uncalculated == ("B1", "C1")
        assert list(tab.formulas) == ["A1", "B1", "C1", "D1", "E1", "F1", "G1", "F2"]
        assert (tab.formulas["F1"], tab.formulas["F2"]) == ("A1+1", "")


def test_rules_of_excel_2010_and_later(make):
    after = (
        '<extLst><ext xmlns:x14="x" xmlns:xm="y"><x14:dataValidations>'
        '<x14:dataValidation type="list"><x14:formula1><xm:f>lists!$A$1:$A$9</xm:f></x14:formula1>'
        "<xm:sqref>C2:C9</xm:sqref></x14:dataValidation></x14:dataValidations>"
        '<x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type="dataBar"/>'
        "<xm:sqref>D2:D9</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings>"
        "</ext></extLst>"
    )
    tab = sheet_facts(make, make.customers(), after=after)
    assert tab.validations == (Validation("C2:C9", "list", "lists!$A$1:$A$9"),)
    assert tab.formats == ("D2:D9",)


def test_panes_that_are_split_are_not_frozen(make):
    split = '<sheetViews><sheetView><pane ySplit="3600" state="split"/></sheetView></sheetViews>'
    assert sheet_facts(make, before=split).frozen_rows == 0


def test_a_huge_column_span_is_bounded(make):
    tab = sheet_facts(make, before='<cols><col min="3" max="9999999" hidden="1"/></cols>')
    assert len(tab.hidden_columns) == 16_384 - 2


def test_tables_fed_by_queries_with_totals_and_odd_targets(make):
    content = make.parts({"S": make.worksheet(make.customers())})
    content["xl/worksheets/_rels/sheet1.xml.rels"] = make.rels(
        ("table", "/xl/tables/table1.xml"), ("table", "..\\tables\\Table2.xml"), ("table", "gone")
    )
    content["xl/tables/table1.xml"] = (
        '<x:table xmlns:x="y" name="a" displayName="Sold" ref="$A$1:C3" totalsRowCount="1"/>'
    )
    content["xl/tables/table2.xml"] = '<table name="b" ref="E1:F3" headerRowCount="0"/>'
    content["xl/tables/_rels/table2.xml.rels"] = make.rels(("queryTable", "../q.xml"))
    assert facts_of(make.pack(content)).tab("S").tables == (
        TableFacts("Sold", "A1:C3", totals_rows=1),
        TableFacts("b", "E1:F3", heading_rows=0, query_fed=True),
    )


def test_macros_links_and_connections(make):
    content = make.parts()
    rels = "xl/_rels/workbook.xml.rels"
    more = make.rels(
        ("worksheet", "worksheets/sheet1.xml"),
        ("vbaProject", "vbaProject.bin"),
        ("externalLink", "externalLinks/externalLink1.xml"),
        ("externalLink", "externalLinks/externalLink2.xml"),
        ("connections", "connections.xml"),
    )
    content[rels] = more
    content["xl/vbaProject.bin"] = b"macro"
    content["xl/externalLinks/externalLink1.xml"] = "<externalLink/>"
    content["xl/externalLinks/_rels/externalLink1.xml.rels"] = make.rels(
        ("externalLinkPath", "file:///C:/other.xlsx")
    )
    content["xl/externalLinks/externalLink2.xml"] = (
        '<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    )
    content["xl/connections.xml"] = '<connections><connection name="Query - sales"/></connections>'
    facts = facts_of(make.pack(content))
    assert facts.macros
    assert facts.external == ("file:///C:/other.xlsx", "dde:cmd|/c calc", "Query - sales")
