"""The pass by patterns against the parser, whatever the markup and however it is cut."""

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_workbook.errors import CrmError
from crm_workbook.model import letters
from crm_workbook.store.reading.marks import marked_cells
from crm_workbook.store.reading.outline import read_outline
from crm_workbook.store.reading.sheet_parser import SheetParser
from crm_workbook.store.reading.sheet_scan import Irregular, measure, scan

CELLS = st.sampled_from(
    [
        '<c r="{ref}"/>',
        '<c r="{ref}" s="3"/>',
        '<c r="{ref}" s="3" />',
        '<c r="{ref}"><v>7</v></c>',
        '<c r="{ref}" s="1" t="s"><v>0</v></c>',
        '<c r="{ref}" t="inlineStr"><is><t>a:c b! ? r="Z9" &lt;c</t></is></c>',
        '<c r="{ref}" t="e"><v>#DIV/0!</v></c>',
        '<c r="{ref}" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        '<c r="{ref}"><f>A1&amp;"&lt;f&gt;"</f><v>2</v></c>',
        '<c r="{ref}"><f t="shared" si="0"/><v>2</v></c>',
        '<c r="{ref}" t="str"><f>A1</f><v></v></c>',
        '<c r="{ref}"><f>A1</f><v></v></c>',
        '<c r="{ref}"><f>A1</f></c>',
        '<c r="{ref}" t="b" cm="1"><v>1</v></c>',
        '<c s="1" r="{ref}"><v>1</v></c>',
        "<c r='{ref}' t='e'><v>#N/A</v></c>",
        '<c r="{ref}">\n <f>B2</f>\n <v>1</v>\n</c>',
    ]
)
ROWS = st.sampled_from(
    [
        '<row r="{n}" spans="1:20">{cells}</row>',
        '<row spans="1:2" r="{n}" hidden="1">{cells}</row>',
        '<row r="{n}" hidden="1" ht="15.5" customHeight="1">{cells}</row>',
        '<row r="{n}" >\n{cells}\n</row>',
    ]
)
AFTER = (
    '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>'
    '<conditionalFormatting sqref="A1:A9"><cfRule type="expression" priority="1">'
    "<formula>A1&gt;1</formula></cfRule></conditionalFormatting>"
    '<dataValidations><dataValidation type="list" sqref="C1:C9"><formula1>"a,b"</formula1>'
    "</dataValidation></dataValidations>"
)


@st.composite
def sheets(draw, irregular=True):
    rows = []
    n = 0
    for _ in range(draw(st.integers(0, 12))):
        n += draw(st.sampled_from([1, 1, 1, 7, 90, 100_000]))
        column = 0
        cells = []
        for _ in range(draw(st.integers(0, 5))):
            column += draw(st.sampled_from([1, 1, 2, 30]))
            cell = draw(CELLS)
            if not irregular and ("'" in cell or cell.startswith("<c s")):
                continue
            cells.append(cell.replace("{ref}", f"{letters(column)}{n}"))
        rows.append(draw(ROWS).replace("{n}", str(n)).replace("{cells}", "".join(cells)))
    body = "".join(rows)
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="x"><cols><col min="1"/></cols>'
    )
    sheet = f"{head}<sheetData>{body}</sheetData>{AFTER}</worksheet>"
    if not body and draw(st.booleans()):
        sheet = f"{head}<sheetData/>{AFTER}</worksheet>"
    return sheet.encode()


def cut(data, size):
    return [data[at : at + size] for at in range(0, len(data), size)]


def scanned(data, size):
    try:
        return scan("S", cut(data, size))
    except Irregular:
        return None


@settings(max_examples=150, deadline=None)
@given(sheets(), st.integers(1, 400))
def test_scan_agrees_with_the_parser(data, size):
    parser = SheetParser("S", marks=True).parse([data])
    found = scanned(data, size)
    if found is None:
        return
    exact = parser.scan
    assert (found.rows, found.ordered) == (exact.rows, exact.ordered)
    assert found.errors == exact.errors
    assert found.formulas == exact.formulas
    assert exact.last_row <= found.last_row
    assert exact.last_column <= found.last_column < exact.last_column + 26
    assert len(str(found.last_row)) <= max(
        len(str(exact.last_row)), len(str(exact.rows and 10**7))
    )


@settings(max_examples=150, deadline=None)
@given(sheets(irregular=False), st.integers(1, 400))
def test_marks_and_extent_agree_with_the_parser(data, size):
    assert scanned(data, size) is not None
    parser = SheetParser("S", marks=True).parse([data])
    assert list(marked_cells(cut(data, size))) == parser.marks
    assert measure(cut(data, size)).last_row >= parser.extent.last_row
    assert measure(cut(data, size)).cells >= parser.extent.cells


@settings(max_examples=100, deadline=None)
@given(sheets(), st.integers(1, 400))
def test_outline_is_the_same_with_and_without_the_cells(data, size):
    whole = read_outline("S", [data], regular=False)
    assert read_outline("S", cut(data, size), regular=True) == whole
    found = scanned(data, size)
    if found is not None and found.around:
        assert not whole.hidden_rows
        assert read_outline("S", [found.around], regular=True) == whole
    assert whole.merges == ("A1:B2",)
    assert whole.formats == ("A1:A9",)
    assert [tuple(v) for v in whole.validations] == [("C1:C9", "list", '"a,b"')]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 18_278), st.integers(1, 1_200_000))
def test_no_cell_beyond_the_borders_slips_through(column, row):
    cells = f'<c r="A1"/></row><row r="2"><c r="{letters(column)}{row}"><v>1</v></c>'
    data = f'<worksheet><sheetData><row r="1">{cells}</row></sheetData></worksheet>'.encode()
    if row > 1_048_576 and column <= 702 and row < 10_000_000:
        with pytest.raises(CrmError):
            scan("S", [data])
        return
    try:
        found = scan("S", [data])
    except Irregular:
        return  # the parser knows for certain
    assert found.last_row >= row
    assert found.last_column >= column


def test_wide_and_long_sheets_stay_with_the_patterns():
    """The bound learnt from the first stretch must serve the others, whatever the letters."""
    for last in ("C", "Z", "AA", "AZ", "BC", "ZZ"):
        rows = "".join(
            f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="{last}{n}" t="s"><v>2</v></c></row>'
            for n in range(1, 3000)
        )
        data = f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()
        found = scan("S", cut(data, 1000))
        assert (found.rows, found.last_row) == (2999, 9999)
        assert measure(cut(data, 1000)) == (2999, SheetParser("S").parse([data]).extent[1], 5998)


def test_text_of_an_error_and_formula_is_resolved():
    cell = f'<c r="B2" t="e"><f>{escape("IF(A1<2,1,2)")}</f><v>#N/A</v></c>'
    (mark,) = marked_cells([f"<sheetData><row>{cell}</row></sheetData>".encode()])
    assert mark == ("B2", "#N/A", "IF(A1<2,1,2)", True)


@pytest.mark.parametrize("size", [1, 50, 100_000])
def test_rows_without_cells_do_not_pile_up(size):
    rows = "".join(f'<row r="{n}"/>' for n in range(1, 2000))
    data = f'<sheetData>{rows}<row r="9999"><c r="A9999"><f>A1</f></c></row></sheetData>'.encode()
    assert [mark.cell for mark in marked_cells(cut(data, size))] == ["A9999"]
