"""A sheet of ours, added to somebody's workbook, is as usable as in a workbook of our own."""

from __future__ import annotations

import io
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from crm_workbook.build.workbook import build as build_new
from crm_workbook.model import AddSheet, Change, Plan, ReplaceRows, SetCells
from crm_workbook.schema.lists import LISTS
from crm_workbook.store import open_store
from crm_workbook.text import Text

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CHAT = "https://wa.me/972501234567?text=%D7%A9%D7%9C%D7%95%D7%9D%20%26%20more"
# ECMA-376 part 1, 18.3.1.99: the order in which a worksheet's parts must stand.
ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData",
    "sheetProtection", "dataValidations", "hyperlinks", "printOptions", "pageMargins",
    "pageSetup", "headerFooter", "tableParts",
)  # fmt: skip
COLUMNS = ("outreach_id", "customer_id", "text", "link", "status")


def do(path, *edits):
    store = open_store(str(path))
    return store.apply(Plan("test", Text("בדיקה", "a test"), edits), store.read())


def undo(path, receipt):
    store = open_store(str(path))
    store.apply(Plan("undo", Text("ביטול", "undo"), (), receipt.entry), store.read())


def rows(*numbered):
    return tuple((f"O-{n}", f"C-{n}", "טקסט", target, "טיוטה") for n, target in numbered)


def order(part):
    found = ET.fromstring(part)  # noqa: S314 - our own workbook
    return [ORDER.index(child.tag.removeprefix(MAIN)) for child in found]


def added(shop, lang="he"):
    do(shop, AddSheet("outreach", lang, COLUMNS, rows((1, CHAT), (2, None), (3, "no link"))))
    book = openpyxl.load_workbook(shop)
    return book.worksheets[-1]


def test_an_added_sheet_has_links(shop, parts):
    page = added(shop)
    cell = page["D2"]
    assert (cell.value, cell.hyperlink.target, cell.font.underline) == (CHAT, CHAT, "single")
    assert (cell.alignment.horizontal, cell.alignment.wrap_text) == ("fill", None)
    assert page["D4"].value == "no link"
    assert page["D4"].hyperlink is None
    assert page.column_dimensions["D"].width <= 16
    part = next(p for name, p in parts(shop).items() if name.endswith("sheet4.xml"))
    assert order(part) == sorted(order(part))


@pytest.mark.parametrize("lang", ["he", "en"])
def test_an_added_input_sheet_offers_its_choices(shop, lang):
    page = added(shop, lang)
    rules = {str(rule.sqref): rule for rule in page.data_validations.dataValidation}
    assert set(rules) == {"E2:E1048576"}  # status; who a customer is, no list can say
    offered = rules["E2:E1048576"].formula1
    assert offered[0] == offered[-1] == '"'
    assert ("טיוטה" if lang == "he" else "Draft") in offered[1:-1].split(",")
    assert len(offered) <= 257
    assert not page.protection.sheet


def test_a_list_with_quotes_can_be_chosen_from(shop):
    do(shop, AddSheet("outreach", "he", ("outreach_id", "channel"), (("O-1", "מסרון"),)))
    page = openpyxl.load_workbook(shop).worksheets[-1]
    offered = page.data_validations.dataValidation[0].formula1
    assert 'דוא""ל' in offered
    assert offered.count('"') % 2 == 0


@pytest.mark.parametrize(
    ("staff", "category", "offered"),
    [
        ("דנה", "x" * 255, {"B", "C"}),
        ("כהן, דנה", "x" * 256, {"C"}),
        ("דנה", 'x"' * 85, {"B", "C"}),
    ],
)
def test_a_list_that_does_not_fit_or_has_a_comma_is_not_offered(shop, staff, category, offered):
    book = openpyxl.load_workbook(shop)
    page = book.create_sheet("רשימות")
    for row in ([LISTS["staff"].he, LISTS["category"].he], [staff, category]):
        page.append(row)
    book.save(shop)
    do(
        shop,
        AddSheet("outreach", "he", ("outreach_id", "sent_by", "status"), (("O-1", None, None),)),
        AddSheet("products", "he", ("product_id", "category"), (("P-1", None),)),
    )
    book = openpyxl.load_workbook(shop)
    rules = {str(r.sqref)[0]: r for r in book["פניות"].data_validations.dataValidation}
    assert set(rules) == offered
    if "B" in rules:  # the staff is hers to add to, the states of a draft are not
        assert (rules["B"].showErrorMessage, rules["C"].showErrorMessage) == (False, True)
    products = [r.formula1 for r in book["מוצרים"].data_validations.dataValidation]
    fits = len(category.replace('"', '""')) <= 255
    assert products == ([f'"{category.replace(chr(34), chr(34) * 2)}"'] if fits else [])


def test_an_added_computed_sheet_is_protected_and_ready_to_print(tmp_path, build):
    path = build(tmp_path / "shop.xlsx", {"customers": {"customer_id": ["C-1"], "shelf": ["א"]}})
    columns = ("order", "customer_id", "done")
    do(path, AddSheet("today", "he", columns, ((1.0, "C-1", None),)))
    page = openpyxl.load_workbook(path)["היום"]
    protection = page.protection
    assert (protection.sheet, protection.password, protection.hashValue) == (True, None, None)
    free = (
        protection.sort,
        protection.autoFilter,
        protection.formatColumns,
        protection.formatRows,
    )
    assert free == (False, False, False, False)
    assert (page["A2"].protection.locked, page.column_dimensions["C"].protection.locked) == (
        True, False,
    )  # fmt: skip
    assert page.freeze_panes == "A2"
    assert page.print_title_rows == "$1:$1"
    setup = page.page_setup
    assert (setup.paperSize, setup.orientation) == (9, "landscape")
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (setup.fitToWidth or 1, setup.fitToHeight) == (1, 0)
    assert page.sheet_properties.tabColor.rgb == "FF6B7280"
    # What keeps people from typing over it does not keep the tool from computing it anew.
    do(path, ReplaceRows("today", columns, ((1.0, "C-1", True), (2.0, "C-2", None))))
    assert openpyxl.load_workbook(path)["היום"]["B3"].value == "C-2"


def test_names_of_an_added_sheet_go_with_it(shop, parts):
    receipt = do(shop, AddSheet("outreach", "he", COLUMNS, rows((1, CHAT))))
    assert b"_xlnm.Print_Titles" in parts(shop)["xl/workbook.xml"]
    do(shop, SetCells("customers", (Change(2, "C-0001", "display_name", "", "חדש"),)))
    undo(shop, receipt)
    after = parts(shop)
    assert b"_xlnm.Print_Titles" not in after["xl/workbook.xml"]
    assert not any("wa.me" in p.decode(errors="ignore") for n, p in after.items() if "rels" in n)


def test_a_new_workbook_has_links():
    body = [{"outreach_id": "O-1", "link": CHAT}, {"outreach_id": "O-2", "link": "no link"}]
    made = build_new("he", rows={"outreach": body})
    page = openpyxl.load_workbook(io.BytesIO(made))["פניות"]
    heads = [cell.value for cell in page[1]]
    first, second = (page.cell(row, heads.index("קישור") + 1) for row in (2, 3))
    assert (first.value, first.hyperlink.target, first.font.underline) == (CHAT, CHAT, "single")
    assert first.alignment.horizontal == "fill"
    assert second.hyperlink is None
