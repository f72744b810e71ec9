"""What a new workbook looks like: readable colours, whole headings, words and signs in place."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from openpyxl import load_workbook

from crm_workbook.build import dashboard, look, start
from crm_workbook.build.conditions import STATES
from crm_workbook.build.workbook import LATER, PAGES, build
from crm_workbook.schema import sheets
from crm_workbook.schema.lists import LISTS
from crm_workbook.schema.looks import lines

TABLES = [s for s in sheets().values() if s.id not in PAGES and s.id not in LATER]
RIGHT_TO_LEFT_MARK = "\u200f"


@pytest.fixture(scope="module", params=["he", "en"])
def built(request):
    return request.param, load_workbook(io.BytesIO(build(request.param)))


def luminance(colour):
    """Relative luminance of RRGGBB (WCAG 2.1)."""
    shares = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    r, g, b = (s / 12.92 if s <= 0.03928 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_published():
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)  # WebAIM's example


def test_every_cell_can_be_read_against_its_background(built):
    _, book = built
    seen = set()
    for worksheet in book.worksheets:
        for row in worksheet.iter_rows():
            for cell in row:
                named = cell.font.color is not None and cell.font.color.type == "rgb"
                ink = cell.font.color.rgb[-6:] if named else "000000"
                filled = cell.fill.fill_type == "solid"
                seen.add((ink, cell.fill.start_color.rgb[-6:] if filled else "FFFFFF"))
    assert len(seen) > 5
    assert {pair: contrast(*pair) for pair in seen if contrast(*pair) < 4.5} == {}


def test_every_state_can_be_read_and_has_a_sign_of_its_own():
    signs = {}
    for state in STATES:
        assert contrast(*state.colours) >= 4.5, state
        signs.setdefault((state.sheet, state.column), []).append(state.symbol)
    assert all(len(set(found)) == len(found) for found in signs.values())


def test_the_sign_of_a_state_stands_before_its_word_in_either_direction(built):
    lang, book = built
    codes = [
        rule.dxf.numFmt.formatCode
        for worksheet in book.worksheets
        for formats in worksheet.conditional_formatting
        for rule in formats.rules
        if rule.dxf.numFmt is not None
    ]
    assert codes
    assert {code.startswith(f'"{RIGHT_TO_LEFT_MARK}') for code in codes} == {lang == "he"}


@pytest.mark.parametrize("sheet", TABLES, ids=lambda s: s.id)
def test_headings_are_shown_whole(built, sheet):
    lang, book = built
    worksheet = book[sheet.title.say(lang)]
    height = worksheet.row_dimensions[1].height
    for cell in worksheet[1]:
        shape = worksheet.column_dimensions[cell.column_letter]
        if not shape.hidden:
            assert max(map(len, cell.value.split())) <= shape.width - 2, cell.value
            assert lines(cell.value, int(shape.width) - 2) * 13 <= height, cell.value


@pytest.mark.parametrize("sheet", TABLES, ids=lambda s: s.id)
def test_every_value_of_a_list_fits_its_column_with_the_sign(sheet):
    for column in sheet.columns:
        for choice in LISTS[column.choices].choices if column.choices else ():
            longest = max(len(choice.he), len(choice.en))
            if sheet.id in {"customers", "metrics", "history"} and column.id == "segment":
                assert longest + 2 <= look.width(column), choice


def test_a_long_note_has_a_row_for_all_of_it_that_goes_on_fitting():
    note = "פרחים לחג " * 12
    rows = [{"display_name": "דנה", "notes": note}, {"display_name": "יוסי", "notes": "קצר"}]
    data = build("he", rows={"customers": rows})
    sheet = sheets()["customers"]
    worksheet = load_workbook(io.BytesIO(data))[sheet.he]
    column = sheet.column("notes")
    assert worksheet.row_dimensions[2].height >= len(note) / (look.width(column) * 1.2) * 13
    assert worksheet.row_dimensions[3].height is None
    part = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet2.xml").decode()
    opening = re.search(r'<row r="2"[^>]*>', part)[0]
    assert "ht=" in opening
    assert "customHeight" not in opening  # set by hand, as Excel and our own writer take it


def test_whole_numbers_have_no_bare_point_behind_them(built):
    _, book = built
    codes = {
        cell.number_format
        for worksheet in book.worksheets
        for row in worksheet.iter_rows()
        for cell in row
    }
    assert not [code for code in codes if re.search(r"[0#]\.#*(?![0#])", code)]


def test_no_amount_is_told_from_others_by_red_alone(built):
    _, book = built
    assert not [
        cell.number_format
        for worksheet in book.worksheets
        for row in worksheet.iter_rows()
        for cell in row
        if "[Red]" in cell.number_format
    ]


def test_commands_stand_beside_their_words(built):
    lang, book = built
    page = book[sheets()["start"].title.say(lang)]
    commands = [page.cell(row, 3) for row in range(1, page.max_row + 1)]
    found = [cell for cell in commands if str(cell.value or "").startswith("crm ")]
    assert len(found) == len(start.WORK) + 1
    for cell in found:
        assert cell.alignment.horizontal == ("right" if lang == "he" else "left")
        assert cell.alignment.readingOrder == 1


def test_fixed_lists_are_told_from_those_that_take_more(built):
    lang, book = built
    page = book[sheets()["lists"].title.say(lang)]
    for cell, spec in zip(page[1], LISTS.values(), strict=True):
        assert cell.fill.start_color.rgb[-6:] == (look.TEAL if spec.open else look.GREY_DARK)


def test_an_empty_dashboard_says_why(built):
    lang, book = built
    page = book[sheets()["dashboard"].title.say(lang)]
    assert dashboard.NO_SEGMENTS.say(lang) in page["A3"].value
    titles = {key: sheet.title.say(lang) for key, sheet in sheets().items()}
    assert dashboard.NO_PURCHASES.say(lang, purchases=titles["purchases"]) in page["A3"].value


def test_targets_on_the_dashboard_show_their_state_as_on_their_own_sheet(built):
    lang, book = built

    def shown(sheet_id, letter):
        worksheet = book[sheets()[sheet_id].title.say(lang)]
        return {
            (rule.dxf.numFmt.formatCode, rule.dxf.fill.bgColor.rgb)
            for formats in worksheet.conditional_formatting
            for rule in formats.rules
            if str(formats.sqref).startswith(letter) and rule.dxf.numFmt is not None
        }

    place = [c.id for c in sheets()["targets"].columns].index("status") + 1
    letter = book.worksheets[0].cell(1, place).column_letter
    assert shown("targets", letter) == shown("dashboard", "E") != set()


def test_the_file_says_whose_it_is_and_in_which_language(built):
    lang, book = built
    assert book.properties.title == start.TITLE.say(lang)
    assert book.properties.language[:2] == lang
    named = load_workbook(io.BytesIO(build(lang, settings={"business_name": "פרחי הדס"})))
    assert named.properties.title == "פרחי הדס"


def test_it_opens_on_the_first_page(built):
    _, book = built
    assert [ws.sheet_view.tabSelected or False for ws in book.worksheets].index(True) == 0
    assert book.active is book.worksheets[0]
    assert {ws.sheet_view.zoomScale for ws in book.worksheets} == {100}
