"""Cells of the kind `link` can be clicked, and other people's links stay what they were."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_workbook.fields.link import LONGEST
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
from crm_workbook.store.package import Package
from crm_workbook.store.package.links import MAX_BYTES, Moves, Sheet, fresh, relinked
from crm_workbook.store.package.relations import relations_name
from crm_workbook.store.ranges import Box
from crm_workbook.text import Text

SHEET = "xl/worksheets/sheet1.xml"
RELS = "xl/worksheets/_rels/sheet1.xml.rels"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CHAT = "https://wa.me/972501234567?text=%D7%A9%D7%9C%D7%95%D7%9D%20%26%20more"
OTHER = "mailto:dana@example.com?subject=%D7%A9%D7%9C%D7%95%D7%9D&body=x"
THIRD = "https://wa.me/972541112223?text=third"
# ECMA-376 part 1, 18.3.1.99: the order in which a worksheet's parts must stand.
ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
    "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter",
    "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls",
    "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
COLUMNS = ("outreach_id", "customer_id", "text", "link", "status")
DRAFTS = {
    "outreach_id": ["O-1", "O-2", "O-3"],
    "customer_id": ["C-1", "C-2", "C-3"],
    "text": ["א", "ב", "ג"],
    "link": [None, None, None],
    "status": ["טיוטה", "טיוטה", "טיוטה"],
}


@pytest.fixture
def drafts(tmp_path, build):
    """A workbook with drafts whose links were never clickable."""
    return build(tmp_path / "shop.xlsx", {"outreach": DRAFTS})


def do(path, *edits):
    store = open_store(str(path))
    return store.apply(Plan("test", Text("בדיקה", "a test"), edits), store.read())


def undo(path, receipt):
    store = open_store(str(path))
    store.apply(Plan("undo", Text("ביטול", "undo"), (), receipt.entry), store.read())


def link(row, key, new):
    return SetCells("outreach", (Change(row, key, "link", None, new),))


def rows(*numbered):
    return tuple((f"O-{n}", f"C-{n}", "טקסט", target, "טיוטה") for n, target in numbered)


def links(path, page=0):
    """What each cell opens, as openpyxl reads it."""
    sheet = openpyxl.load_workbook(path).worksheets[page]
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return {c.coordinate: c.hyperlink.target for c in cells if c.hyperlink}


def targets(parts):
    """Every address the first sheet's relations name, in their order."""
    found = parsed(parts[RELS])
    return [r.get("Target") for r in found if r.get("TargetMode") == "External"]


def parsed(part):
    return ET.fromstring(part)  # noqa: S314 - our own workbook


def order(part):
    return [ORDER.index(child.tag.removeprefix(MAIN)) for child in parsed(part)]


def foreign(path, **wanted):
    """Let the user put links into cells."""
    book = openpyxl.load_workbook(path)
    for cell, target in wanted.items():
        book.worksheets[0][cell].hyperlink = target
    book.save(path)


def test_a_link_is_written_as_text_and_as_a_link(drafts, parts):
    before = parts(drafts)
    do(drafts, link(3, "O-2", CHAT))
    after = parts(drafts)
    assert {name for name in after if after[name] != before.get(name)} == {
        SHEET, RELS, "xl/styles.xml",
    }  # fmt: skip
    assert targets(after) == [CHAT]
    assert (
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" '
        b'Target="https://wa.me/972501234567?text=%D7%A9%D7%9C%D7%95%D7%9D%20%26%20more" '
        b'TargetMode="External"' in after[RELS]
    )
    page = openpyxl.load_workbook(drafts).worksheets[0]
    assert (page["D3"].value, page["D3"].hyperlink.target) == (CHAT, CHAT)
    # Where the column has no look of its own, a link looks like one and stays in its cell.
    assert (page["D3"].font.underline, page["D3"].alignment.horizontal) == ("single", "fill")
    assert open_store(str(drafts)).read().tables["outreach"].columns["link"] == [None, CHAT, None]


def test_nothing_else_of_the_sheet_changes(drafts, parts):
    do(drafts, link(2, "O-1", CHAT))
    one = parts(drafts)
    do(drafts, link(4, "O-3", OTHER))
    two = parts(drafts)
    added = b'<hyperlink ref="D4" r:id="rId3"/>'
    assert two[SHEET].count(added) == 1
    head, _, tail = one[SHEET].partition(b"</sheetData>")
    assert two[SHEET].partition(b"</sheetData>")[2].replace(added, b"") == tail
    assert head.partition(b'<row r="4"')[0] == two[SHEET].partition(b'<row r="4"')[0]
    assert two[RELS].startswith(one[RELS].removesuffix(b"</Relationships>"))


# ------------------------------------------------------------------ where it belongs

NEIGHBOURS = {
    "nothing": "",
    "merged": '<mergeCells count="1"><mergeCell ref="H1:I1"/></mergeCells>',
    "rules": '<conditionalFormatting sqref="A2"><cfRule type="expression" priority="1">'
    "<formula>FALSE</formula></cfRule></conditionalFormatting>"
    '<dataValidations count="1"><dataValidation type="list" sqref="H2"><formula1>"a"</formula1>'
    "</dataValidation></dataValidations>",
    "views": '<customSheetViews><customSheetView guid="{8A1B3A5C-0000-4000-8000-000000000001}">'
    '<pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/>'
    '<pageSetup orientation="portrait"/></customSheetView></customSheetViews>',
    "filter": '<autoFilter ref="G1:H2"><sortState ref="G2:H2"/></autoFilter>',
}
X14 = (
    '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.microsoft'
    '.com/office/spreadsheetml/2009/9/main"><x14:dataValidations count="1" xmlns:xm="http://schemas'
    '.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list"><x14:formula1><xm:f>'
    "A1:A2</xm:f></x14:formula1><xm:sqref>H2</xm:sqref></x14:dataValidation></x14:dataValidations>"
    "</ext></extLst>"
)


@pytest.mark.parametrize("neighbour", NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_links_stand_where_the_format_wants_them(drafts, edit_part, parts, neighbour):
    edit_part(
        drafts,
        {
            SHEET: lambda x: x.replace("</sheetData>", "</sheetData>" + neighbour).replace(
                "</worksheet>", X14 + "</worksheet>"
            )
        },
    )
    do(drafts, link(2, "O-1", CHAT))
    after = parts(drafts)[SHEET]
    assert order(after) == sorted(order(after))
    assert len(parsed(after).findall(f"{MAIN}hyperlinks/{MAIN}hyperlink")) == 1
    assert neighbour.encode() in after
    assert X14.encode() in after


def test_links_follow_the_last_row_when_nothing_else_does(drafts, edit_part, parts):
    def bare(xml):
        return xml[: xml.index("</sheetData>")] + "</sheetData></worksheet>"

    edit_part(drafts, {SHEET: bare, RELS: lambda x: x[: x.index("<Relationship ")] + x[-16:]})
    do(drafts, link(2, "O-1", CHAT))
    assert parts(drafts)[SHEET].endswith(b"</hyperlinks></worksheet>")
    assert links(drafts) == {"D2": CHAT}


@pytest.mark.parametrize("prefix", ["r", "rel"])
def test_the_prefix_of_relations_is_the_sheets_own(drafts, edit_part, parts, prefix):
    declared = f'<worksheet xmlns:{prefix}="{OFFICE}" '
    edit_part(drafts, {SHEET: lambda x: x.replace("<worksheet ", declared)})
    do(drafts, link(2, "O-1", CHAT))
    assert (
        b'<hyperlinks><hyperlink ref="D2" %s:id="rId2"/>' % prefix.encode()
        in (parts(drafts)[SHEET])
    )
    assert links(drafts) == {"D2": CHAT}


def test_prefixed_elements_get_prefixed_links(drafts, edit_part, parts):
    def prefixed(xml):
        xml = re.sub(r"<(/?)(?![?!/])([A-Za-z0-9]+)(?=[\s/>])", r"<\1x:\2", xml)
        return xml.replace(" xmlns=", " xmlns:x=")

    edit_part(drafts, {SHEET: prefixed})
    do(drafts, link(2, "O-1", CHAT), link(3, "O-2", OTHER))
    assert b"</x:hyperlinks>" in parts(drafts)[SHEET]
    assert links(drafts) == {"D2": CHAT, "D3": OTHER}


# ------------------------------------------------------------------ a link and its cell

NO_LINKS = {
    "a script": "javascript:alert(1)",
    "a file": "file:///etc/passwd",
    "words": "call her",
    "two": "https://a.example https://b.example",
    "too long": "https://wa.me/972501234567?text=".ljust(LONGEST + 1, "x"),
    "a formula": '=HYPERLINK("https://a.example")',
    "nothing": None,
}


@pytest.mark.parametrize("value", NO_LINKS.values(), ids=NO_LINKS)
def test_what_is_no_link_is_plain_text(drafts, parts, value):
    do(drafts, link(2, "O-1", CHAT), link(3, "O-2", CHAT))
    do(drafts, link(2, "O-1", value))
    after = parts(drafts)
    assert openpyxl.load_workbook(drafts).worksheets[0]["D2"].value == value
    assert links(drafts) == {"D3": CHAT}
    assert targets(after) == [CHAT]


def test_the_longest_link_is_a_link(drafts):
    longest = "https://wa.me/972501234567?text=".ljust(LONGEST, "x")
    do(drafts, link(2, "O-1", longest))
    assert links(drafts) == {"D2": longest}


def test_a_link_that_changes_leaves_no_old_address(drafts, parts):
    do(drafts, link(2, "O-1", CHAT))
    do(drafts, link(2, "O-1", OTHER))
    assert links(drafts) == {"D2": OTHER}
    assert targets(parts(drafts)) == [OTHER]
    do(drafts, link(2, "O-1", None))
    assert links(drafts) == {}
    assert targets(parts(drafts)) == []
    assert b"hyperlink" not in parts(drafts)[SHEET]


@pytest.fixture
def retyped(drafts, edit_part):
    """A workbook whose user typed over a link's text, with attributes of her own on the link."""

    def retype(attribute):
        book = openpyxl.load_workbook(drafts)
        cell = book.worksheets[0]["D2"]
        cell.value, cell.hyperlink = "press here", CHAT
        book.save(drafts)
        edit_part(drafts, {SHEET: lambda x: x.replace("<hyperlink ", f"<hyperlink {attribute} ")})
        return drafts

    return retype


def test_a_link_that_is_right_already_stays_as_it_is(retyped, parts):
    path = retyped('tooltip="mine"')
    before = parts(path)
    do(path, link(2, "O-1", CHAT))
    after = parts(path)
    assert openpyxl.load_workbook(path).worksheets[0]["D2"].value == CHAT
    assert after[RELS] == before[RELS]
    assert (
        after[SHEET].partition(b"</sheetData>")[2] == before[SHEET].partition(b"</sheetData>")[2]
    )


def test_a_link_that_leads_elsewhere_inside_is_set_right(retyped, parts):
    path = retyped('location="elsewhere"')
    do(path, link(2, "O-1", CHAT))
    assert b"elsewhere" not in parts(path)[SHEET]
    assert links(path) == {"D2": CHAT}


def test_appended_rows_have_links(drafts, parts):
    do(drafts, AppendRows("outreach", COLUMNS, rows((4, CHAT), (5, None), (6, OTHER))))
    assert links(drafts) == {"D5": CHAT, "D7": OTHER}
    assert targets(parts(drafts)) == [CHAT, OTHER]


def test_a_link_left_behind_in_an_emptied_cell_opens_nothing_wrong(drafts, parts, edit_part):
    foreign(drafts, D5="https://example.com/old", D6="https://example.com/older")
    # What Excel's delete key does: the text goes, the link stays.
    edit_part(drafts, {SHEET: lambda x: re.sub(r'(<c r="D[56]")[^>]*>.*?</c>', r"\1/>", x)})
    assert len(links(drafts)) == 2
    do(drafts, AppendRows("outreach", COLUMNS, rows((4, CHAT), (5, None))))
    assert links(drafts) == {"D5": CHAT}
    assert targets(parts(drafts)) == [CHAT]


# ------------------------------------------------------------------ rows that go or move

THREE = (link(2, "O-1", CHAT), link(3, "O-2", OTHER), link(4, "O-3", THIRD))


def test_links_go_with_their_rows(drafts, parts):
    do(drafts, *THREE)
    do(drafts, RemoveRows("outreach", ("O-1",)))
    assert links(drafts) == {"D2": OTHER, "D3": THIRD}
    assert sorted(targets(parts(drafts))) == sorted([OTHER, THIRD])


def test_replaced_rows_have_their_own_links(drafts, parts):
    do(drafts, *THREE)
    do(drafts, ReplaceRows("outreach", COLUMNS, rows((3, THIRD), (9, CHAT), (2, CHAT))))
    assert links(drafts) == {"D2": CHAT, "D3": THIRD, "D4": CHAT}
    assert sorted(targets(parts(drafts))) == sorted([CHAT, THIRD, CHAT])
    do(drafts, ReplaceRows("outreach", COLUMNS, ()))
    assert links(drafts) == {}
    assert targets(parts(drafts)) == []


def test_links_of_the_user_are_left_alone(drafts, parts):
    mine = {"A3": "https://example.com/o2", "C4": "http://example.com/?a=1&b=2", "H1": OTHER}
    foreign(drafts, **mine)
    do(drafts, *THREE)
    assert links(drafts) == mine | {"D2": CHAT, "D3": OTHER, "D4": THIRD}
    do(drafts, RemoveRows("outreach", ("O-1", "O-3")))
    left = {"A2": mine["A3"], "H1": OTHER, "D2": OTHER}
    assert links(drafts) == left
    assert sorted(targets(parts(drafts))) == sorted(left.values())


def test_a_link_over_several_cells_is_the_users(drafts, parts, edit_part):
    foreign(drafts, B2="https://example.com/wide")
    edit_part(drafts, {SHEET: lambda x: x.replace('ref="B2"', 'ref="B2:G4"')})
    do(drafts, link(3, "O-2", CHAT))
    assert b"wa.me" not in parts(drafts)[RELS]
    do(drafts, RemoveRows("outreach", ("O-2",)))
    found = parsed(parts(drafts)[SHEET]).findall(f"{MAIN}hyperlinks/{MAIN}hyperlink")
    # The row that went took its part along; what stands beside the table has not moved.
    assert [each.get("ref") for each in found] == ["B2:E3", "F2:G4"]
    assert len({each.get(f"{{{OFFICE}}}id") for each in found}) == 1
    assert targets(parts(drafts)) == ["https://example.com/wide"]


def test_an_address_that_two_links_share_stays_for_the_other(drafts, edit_part):
    foreign(drafts, D2=OTHER, H2="https://example.com/x")
    edit_part(
        drafts,
        {
            SHEET: lambda x: re.sub(
                r'(<hyperlink[^>]*ref="H2"[^>]*r:id=)"rId\d+"', r'\1"rId1"', x
            ),
            RELS: lambda x: re.sub(r"<Relationship [^>]*example.com/x[^>]*/>", "", x),
        },
    )
    assert links(drafts) == {"D2": OTHER, "H2": OTHER}
    do(drafts, link(2, "O-1", CHAT))
    assert links(drafts) == {"D2": CHAT, "H2": OTHER}


def test_links_of_a_totals_row_move_down_with_it(tmp_path, build):
    path = build(tmp_path / "shop.xlsx", {"outreach": DRAFTS})
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    page["A5"], page["A5"].hyperlink = "סך הכול", "https://example.com/sum"
    page["D4"], page["D4"].hyperlink = THIRD, THIRD
    table = next(iter(page.tables.values()))
    table.ref, table.totalsRowCount = "A1:E5", 1
    book.save(path)
    do(path, AppendRows("outreach", COLUMNS, rows((4, CHAT), (5, OTHER))))
    assert links(path) == {
        "D4": THIRD, "D5": CHAT, "D6": OTHER, "A7": "https://example.com/sum",
    }  # fmt: skip
    do(path, SetCells("outreach", (Change(2, "O-1", "text", None, "אחר"),)))
    assert links(path)["A7"] == "https://example.com/sum"


boxes = st.builds(
    lambda left, top, wide, high: Box(left, top, left + wide, top + high),
    st.integers(1, 6), st.integers(1, 12), st.integers(0, 5), st.integers(0, 12),
)  # fmt: skip


@given(area=boxes, reach=boxes, gone=st.sets(st.integers(1, 30)))
def test_a_moved_area_is_made_of_its_moved_cells(area, reach, gone):
    kept = [row for row in range(reach.top, reach.bottom + 1) if row not in gone]
    places = {row: reach.top + at for at, row in enumerate(kept)}

    def cells(box):
        return {
            (column, row)
            for column in range(box.left, box.right + 1)
            for row in range(box.top, box.bottom + 1)
        }

    moving = cells(reach)
    expected = {
        (column, places[row] if (column, row) in moving else row)
        for column, row in cells(area)
        if (column, row) not in moving or row in places
    }
    found = [cells(box) for box in Moves(reach, kept, places).moved(area)]
    assert set().union(*found) == expected
    assert sum(map(len, found)) == len(expected)


# ------------------------------------------------------------------ undo


def test_undo_brings_back_the_very_bytes(drafts):
    before = drafts.read_bytes()
    receipt = do(drafts, *THREE)
    undo(drafts, receipt)
    assert drafts.read_bytes() == before


UNDONE = {
    "set": lambda: link(3, "O-2", THIRD),
    "cleared": lambda: link(3, "O-2", None),
    "removed": lambda: RemoveRows("outreach", ("O-2",)),
    "appended": lambda: AppendRows("outreach", COLUMNS, rows((4, THIRD), (5, CHAT))),
}


@pytest.mark.parametrize("edit", UNDONE.values(), ids=UNDONE)
def test_undo_after_other_edits_restores_the_links_too(drafts, parts, edit):
    do(drafts, *THREE)
    foreign(drafts, B2="https://example.com/mine")
    receipt = do(drafts, edit())
    book = openpyxl.load_workbook(drafts)
    book.worksheets[0]["H9"] = "typed since"
    book.save(drafts)
    undo(drafts, receipt)
    page = openpyxl.load_workbook(drafts).worksheets[0]
    shown = {page[f"A{row}"].value: page[f"D{row}"] for row in (2, 3, 4)}
    assert {key: cell.hyperlink.target for key, cell in shown.items()} == {
        "O-1": CHAT, "O-2": OTHER, "O-3": THIRD,
    }  # fmt: skip
    assert page["B2"].hyperlink.target == "https://example.com/mine"
    assert page["H9"].value == "typed since"
    assert sorted(targets(parts(drafts))) == sorted(
        [CHAT, OTHER, THIRD, "https://example.com/mine"]
    )


# ------------------------------------------------------------------ limits


def opened(path, listed, wanted, **limits):
    package = Package(path.read_bytes())
    head = b'<worksheet xmlns:r="%s"><sheetData>' % OFFICE.encode()
    sheet = Sheet(SHEET, head, b"</sheetData>%s</worksheet>" % listed)
    return package, relinked(package, sheet, wanted, **limits)


def test_no_more_links_than_a_sheet_may_have(drafts):
    listed = b'<hyperlinks><hyperlink ref="A1" location="x!A1"/></hyperlinks>'
    wanted = {(4, row): f"https://example.com/{row}" for row in range(9, 1, -1)}
    _, tail = opened(drafts, listed, wanted, limit=4)
    assert [cell for cell in (b"D2", b"D3", b"D4", b"D5") if cell in tail] == [b"D2", b"D3", b"D4"]
    assert tail.count(b"<hyperlink ") == 4


def test_addresses_never_make_a_part_that_no_reader_takes(drafts):
    letters = "https://example.com/".ljust(LONGEST, "x")
    count = MAX_BYTES // LONGEST + 10
    package, tail = opened(drafts, b"", {(4, row): letters for row in range(2, count + 2)})
    written = tail.count(b"<hyperlink ")
    assert 0.8 * count < written < count
    assert len(package.read(relations_name(SHEET))) <= MAX_BYTES
    assert f'"D{count + 1}"'.encode() not in tail


def test_a_link_to_no_cell_of_ours_is_not_understood_and_kept(drafts):
    listed = b'<hyperlinks>\n<hyperlink ref="A:A" r:id="rId9"/>\n</hyperlinks>'
    _, tail = opened(drafts, listed, {(4, 2): CHAT})
    assert listed.removesuffix(b"</hyperlinks>") in tail
    assert b'"D2"' in tail


def test_an_added_sheets_relations_stand_before_its_links(drafts):
    package = Package(drafts.read_bytes())
    assert fresh(package, SHEET, {(4, 2): ""}) == b""
    assert fresh(package, SHEET, {(4, 2): CHAT, (4, 3): ""}).count(b"<hyperlink ") == 1


# ------------------------------------------------------------------ LibreOffice

office = pytest.mark.office
installed = pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")


def saved_by_office(path, tmp_path):
    """Let another program open a workbook and save it over itself."""
    out = tmp_path / "out"
    done = subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "xlsx", "--outdir", str(out), str(path)],
        capture_output=True, timeout=180, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    shutil.copyfile(out / path.name, path)


@office
@installed
def test_libreoffice_keeps_links_dropdowns_and_protection(shop, tmp_path):
    do(
        shop,
        AddSheet("outreach", "he", COLUMNS, rows((1, CHAT), (2, OTHER), (3, None))),
        AddSheet("history", "he", ("month",), ()),
    )
    saved_by_office(shop, tmp_path)
    book = openpyxl.load_workbook(shop)
    page = book["פניות"]
    # LibreOffice writes %D7%A9 as the letter it stands for, which opens the same.
    assert {c.coordinate: unquote(c.hyperlink.target) for c in page["D"] if c.hyperlink} == {
        "D2": unquote(CHAT), "D3": unquote(OTHER),
    }  # fmt: skip
    assert page["D2"].value == CHAT
    rule = next(r for r in page.data_validations.dataValidation if "E2" in str(r.sqref))
    assert "טיוטה" in rule.formula1
    assert page.print_title_rows == "$1:$1"
    assert book[book.sheetnames[-1]].protection.sheet


@office
@installed
def test_undo_of_a_file_another_program_wrote_anew(drafts, tmp_path):
    do(drafts, *THREE)
    do(drafts, link(3, "O-2", THIRD), RemoveRows("outreach", ("O-1",)),
       AppendRows("outreach", COLUMNS, rows((4, CHAT))))  # fmt: skip
    saved_by_office(drafts, tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "crm_workbook", "undo", str(drafts), "--lang", "en"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, "Taken back" in done.stdout) == (0, True), done.stderr
    page = openpyxl.load_workbook(drafts).worksheets[0]
    shown = {page[f"A{row}"].value: page[f"D{row}"].hyperlink.target for row in (2, 3, 4)}
    assert shown == {"O-1": CHAT, "O-2": OTHER, "O-3": THIRD}
