"""A new workbook, read back by openpyxl and calamine."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple
from python_calamine import CalamineWorkbook

from crm_workbook.build.workbook import LATER, PAGES, build
from crm_workbook.schema import sheets
from crm_workbook.schema.lists import LISTS

ON = date(2026, 10, 31)
TABLES = [s for s in sheets().values() if s.id not in PAGES and s.id not in LATER]
# The functions that Excel 2016 and LibreOffice 7.4 both have.
SHARED = {
    "AND", "COUNT", "COUNTA", "COUNTIF", "COUNTIFS", "DATE", "EDATE", "IF", "INDEX", "LEN", "MAX",
    "MONTH", "OR", "ROWS", "SUM", "SUMIFS", "TODAY", "YEAR", "ISNUMBER",
}  # fmt: skip


@pytest.fixture(scope="module", params=["he", "en"])
def built(request):
    data = build(request.param, on=ON)
    return request.param, data, load_workbook(io.BytesIO(data))


@pytest.mark.parametrize("sheet", TABLES, ids=lambda s: s.id)
def test_every_table_sheet_has_its_headings_table_and_frozen_first_row(built, sheet):
    lang, _, book = built
    worksheet = book[sheet.title.say(lang)]
    headings = [cell.value for cell in worksheet[1]]
    assert headings == [column.heading.say(lang) for column in sheet.columns]
    table = worksheet.tables[sheet.table]
    assert table.ref.startswith("A1:")
    assert [column.name for column in table.tableColumns] == headings
    assert worksheet.freeze_panes.endswith("2")


def test_sheets_run_from_the_right_in_hebrew_only(built):
    lang, _, book = built
    assert {ws.sheet_view.rightToLeft for ws in book.worksheets} == {lang == "he"}


def test_every_sheet_prints_one_a4_page_wide_and_repeats_its_headings(built):
    _, _, book = built
    for worksheet in book.worksheets:
        assert int(worksheet.page_setup.paperSize) == 9
        assert worksheet.sheet_properties.pageSetUpPr.fitToPage
        assert (worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight) == (1, 0)
        if worksheet.tables:
            assert worksheet.print_title_rows == "$1:$1"


@pytest.mark.parametrize("sheet", TABLES, ids=lambda s: s.id)
def test_no_page_is_wider_than_can_be_read_and_no_column_is_left_out(built, sheet):
    lang, _, book = built
    worksheet = book[sheet.title.say(lang)]
    last = len(sheet.columns)
    areas = sorted(area.bounds for area in worksheet._print_area.ranges) or [(1, 1, last, 1)]
    names = worksheet.print_title_cols
    kept = column_index_from_string(names.rpartition("$")[2]) if names else 0
    assert [n for left, _, right, _ in areas for n in range(left, right + 1)] == [
        *range(1, last + 1)
    ]
    shapes = [worksheet.column_dimensions[get_column_letter(n)] for n in range(1, last + 1)]
    wide = [0 if shape.hidden else shape.width * 7 + 5 for shape in shapes]  # pixels at 96 dpi
    for left, _, right, _ in areas:
        pixels = sum(wide[left - 1 : right]) + (sum(wide[:kept]) if left > 1 else 0)
        paper = 297 / 25.4 - worksheet.page_margins.left - worksheet.page_margins.right
        assert 10 * paper * 96 / pixels >= 6.5  # points of ten-point type


@pytest.mark.parametrize("sheet", TABLES, ids=lambda s: s.id)
def test_the_name_of_a_row_stays_in_view_beside_it(built, sheet):
    lang, _, book = built
    names = [c.id for c in sheet.columns if c.id in {"display_name", "name", "label"}]
    frozen = coordinate_to_tuple(book[sheet.title.say(lang)].freeze_panes)[1] - 1
    assert frozen >= max([[c.id for c in sheet.columns].index(name) + 1 for name in names] or [0])


@pytest.mark.parametrize("sheet", TABLES, ids=lambda s: s.id)
def test_a_table_opens_with_the_cursor_where_the_first_thing_is_typed(built, sheet):
    lang, _, book = built
    worksheet = book[sheet.title.say(lang)]
    view = worksheet.sheet_view
    active = next(s for s in view.selection if s.pane == view.pane.activePane)
    row, number = coordinate_to_tuple(active.activeCell)
    column = sheet.columns[number - 1]
    frozen = coordinate_to_tuple(worksheet.freeze_panes)[1] - 1
    assert row == 2
    assert (number > frozen > 0) is (view.pane.activePane == "bottomRight")
    assert not column.folded
    assert column.role == "input" or all(c.role != "input" for c in sheet.columns)


@pytest.mark.parametrize("sheet", TABLES, ids=lambda s: s.id)
def test_dropdowns_reach_the_last_row_and_their_names_lead_to_the_lists(built, sheet):
    lang, _, book = built
    if sheet.role != "input":
        return
    worksheet = book[sheet.title.say(lang)]
    reach = {
        str(rule.sqref).split(":")[0]: (str(rule.sqref), rule)
        for rule in worksheet.data_validations.dataValidation
    }
    for cell in worksheet[1]:
        column = sheet.columns[cell.column - 1]
        if column.role == "input" and column.choices:
            area, rule = reach[f"{cell.column_letter}2"]
            assert area.endswith(f"{cell.column_letter}1048576")
            assert rule.formula1 == f"crm_list_{column.choices}"
            assert rule.error
            assert rule.formula1 in book.defined_names


def test_the_lists_sheet_holds_every_list_in_the_language(built):
    lang, data, _ = built
    title = sheets()["lists"].title.say(lang)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(title).to_python()
    columns = dict(zip(rows[0], zip(*rows[1:], strict=True), strict=True))
    for spec in LISTS.values():
        words = [c.he if lang == "he" else c.en for c in spec.choices]
        assert [w for w in columns[spec.he if lang == "he" else spec.en] if w != ""] == words


def test_phones_and_ids_are_text_cells(built):
    lang, _, book = built
    sheet = sheets()["customers"]
    worksheet = book[sheet.title.say(lang)]
    for place, column in enumerate(sheet.columns, 1):
        if column.kind in {"phone", "id"}:
            assert worksheet.cell(2, place).number_format == "@"
            letter = worksheet.cell(1, place).column_letter
            assert worksheet.column_dimensions[letter].number_format == "@"


def test_computed_sheets_are_locked_without_a_password_and_inputs_stay_open(built):
    lang, _, book = built
    for sheet in TABLES:
        worksheet = book[sheet.title.say(lang)]
        assert bool(worksheet.protection.sheet) is (sheet.role != "input")
        assert not worksheet.protection.password
        for place, column in enumerate(sheet.columns, 1):
            assert worksheet.cell(2, place).protection.locked is (column.role != "input")


def test_a_computed_column_of_an_input_sheet_refuses_typing(built):
    lang, _, book = built
    sheet = sheets()["customers"]
    worksheet = book[sheet.title.say(lang)]
    stops = {
        str(rule.sqref).split("2:")[0]
        for rule in worksheet.data_validations.dataValidation
        if rule.type == "custom" and rule.formula1 == "FALSE" and rule.showErrorMessage
    }
    computed = {
        worksheet.cell(1, place).column_letter
        for place, column in enumerate(sheet.columns, 1)
        if column.role != "input"
    }
    assert stops == computed


def test_formulas_keep_to_what_both_office_suites_have(built):
    _, _, book = built
    found = set()
    for worksheet in book.worksheets:
        sources = [
            str(cell.value)
            for row in worksheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        ]
        for formats in worksheet.conditional_formatting:
            sources += [source for rule in formats.rules for source in rule.formula]
        for source in sources:
            bare = re.sub(r'"[^"]*"', "", source)
            found |= set(re.findall(r"([A-Z][A-Z0-9.]+)\(", bare))
    found |= {
        name
        for defined in book.defined_names.values()
        for name in re.findall(r"([A-Z][A-Z0-9.]+)\(", defined.attr_text)
    }
    assert found <= SHARED
    assert {"SUMIFS", "COUNTIF"} <= found


def test_the_dashboard_has_two_charts_over_named_ranges(built):
    lang, _, book = built
    worksheet = book[sheets()["dashboard"].title.say(lang)]
    assert len(worksheet._charts) == 2
    named = {
        book.defined_names[name].attr_text for name in ("crm_segment_counts", "crm_month_revenue")
    }
    charted = {chart.series[0].val.numRef.f for chart in worksheet._charts}
    assert charted == named


def test_the_start_page_names_every_sheet_and_links_to_those_that_are_shown(built):
    lang, _, book = built
    start = book[sheets()["start"].title.say(lang)]
    targets = {
        cell.hyperlink.location for row in start.iter_rows() for cell in row if cell.hyperlink
    }
    shown = {ws.title for ws in book.worksheets if ws.sheet_state == "visible"}
    assert targets == {f"'{title}'!A1" for title in shown - {start.title}}
    said = {cell.value for row in start.iter_rows() for cell in row}
    assert {ws.title for ws in book.worksheets if ws.title != start.title} <= said


def test_text_that_looks_like_a_formula_stays_text():
    nasty = ['=HYPERLINK("http://x.example","y")', "+1+1", "@SUM(A1)", "-2"]
    rows = [{"customer_id": f"C-{n:04d}", "display_name": text} for n, text in enumerate(nasty, 1)]
    book = load_workbook(io.BytesIO(build("en", rows={"customers": rows}, on=ON)))
    column = [c.id for c in sheets()["customers"].columns].index("display_name") + 1
    cells = [book["Customers"].cell(row, column) for row in range(2, 6)]
    assert [cell.value for cell in cells] == nasty
    assert {cell.data_type for cell in cells} == {"s"}


def test_settings_differ_from_their_defaults_only_where_asked():
    data = build("en", settings={"currency": "USD", "business_name": "Shop"}, on=ON)
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    rows = {row[0]: row[2] for row in book.get_sheet_by_name("Settings").to_python()[1:]}
    assert rows["business_name"] == "Shop"
    assert rows["currency"] == next(c.en for c in LISTS["currency"].choices if c.id == "USD")
    assert rows["language"] == "English"
    assert rows["cap_sms"] == 2.0
