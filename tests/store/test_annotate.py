"""A copy of a workbook with every finding in its place: what it shows, what it must not lose."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from crm_workbook import runner
from crm_workbook.errors import CrmError
from crm_workbook.model.marks import Mark, Marks
from crm_workbook.schema import sheet
from crm_workbook.schema.looks import SEVERITY
from crm_workbook.store import open_store
from crm_workbook.store.annotate import MAX_NOTES, Annotated
from crm_workbook.store.reading.notes import OURS
from crm_workbook.vba import read_project

DEMO = Path(__file__).parents[2] / "examples" / "hebrew-shop.xlsx"
DAY = date(2026, 3, 1)
SHEET = {"he": "ממצאי הבדיקה", "en": "Check findings"}
CUSTOMERS = {
    "customer_id": ["C-0001", "C-0002", "C-0003"],
    "display_name": ["דנה כהן", "יוסי לוי", "Ruth & Co"],
    "phone": ["050-12", "+972501234567", "+972541112223"],
}
PURCHASES = {
    "date": [date(2026, 1, 1), date(2026, 1, 2)],
    "customer_id": ["C-0002", "C-0003"],
    "amount": [120.0, None],
}
PURCHASED = sheet("purchases").he
SHOP = {"customers": CUSTOMERS, "purchases": PURCHASES}


def annotated(path, out, lang="he"):
    """Run the command; return what it found."""
    options = {"annotate": str(out), "as_of": None if path == DEMO else DAY}
    (result,) = runner.run("check", (str(path),), options, runner.Request(lang))
    if result.error is not None:
        raise result.error
    return result.outcome


def checked(path, as_of=None, lang="he"):
    (result,) = runner.run("check", (str(path),), {"as_of": as_of}, runner.Request(lang))
    return result.outcome


def colour(cell):
    return cell.fill.fgColor.rgb[2:] if cell.fill.patternType == "solid" else None


def mark(cell="B2", severity="error", tab="a", message="m"):
    return Mark(severity, "CRM121", tab, tab, cell, "טלפון", "C-1", message, "יש לתקן")


def simple(path, cells=(("x", 1), ("y", 2))):
    book = openpyxl.Workbook()
    page = book.active
    page.title = "a"
    for row in cells:
        page.append(row)
    book.save(path)
    return path


def marked(path, *marks, lang="he", name="book.xlsx"):
    """Annotate with given marks; return the copy as openpyxl reads it."""
    made = Annotated(path.read_bytes(), Marks(lang, "2026-03-01", marks), name)
    return made, openpyxl.load_workbook(io.BytesIO(b"".join(made.package.pieces())))


@pytest.mark.parametrize("lang", ["he", "en"])
def test_each_finding_of_the_demo_stands_in_its_cell_and_in_the_list(tmp_path, lang):
    before = DEMO.read_bytes()
    found = annotated(DEMO, tmp_path / "copy.xlsx", lang).findings
    assert len(found) > 10
    assert DEMO.read_bytes() == before
    book = openpyxl.load_workbook(tmp_path / "copy.xlsx")
    titles = {s: t.layout.title for s, t in open_store(str(DEMO)).read().tables.items()}
    listing = book[SHEET[lang]]
    assert book.active.title == listing.title
    table = listing.tables["crm_findings"]
    low, high = (openpyxl.utils.cell.coordinate_from_string(c)[1] for c in table.ref.split(":"))
    assert high - low == len(found)
    assert listing.freeze_panes == f"A{low + 1}"
    assert bool(listing.sheet_view.rightToLeft) == (lang == "he")
    assert table.autoFilter.ref == table.ref
    shown = {}
    for row, each in enumerate(found, low + 1):
        title, cell = titles[each.ref.sheet], each.ref.cell
        said = [c.value for c in listing[row]]
        assert said[0] == row - low
        assert (said[2], said[3], said[4], said[6]) == (
            each.code,
            title,
            cell,
            each.ref.key or None,
        )
        assert said[7].replace("\u200e", "") == each.say(lang)
        assert said[8]
        assert listing.cell(row, 5).hyperlink.location == f"'{title}'!{cell}"
        assert listing.cell(row, 5).hyperlink.target is None
        note = book[title][cell].comment.text.replace("\u200e", "")
        assert OURS in note
        assert each.say(lang) in note
        shown.setdefault((title, cell), each.severity)
    for (title, cell), severity in shown.items():  # the gravest comes first
        assert colour(book[title][cell]) == SEVERITY[severity].ground
    counts = [listing.cell(2, column).value for column in (2, 3, 4)]
    for severity, said in zip(SEVERITY, counts, strict=True):
        number = sum(each.severity == severity for each in found)
        assert str(number) in said


def test_nothing_else_of_the_demo_changes(tmp_path, parts):
    found = annotated(DEMO, tmp_path / "copy.xlsx").findings
    old, new = parts(DEMO), parts(tmp_path / "copy.xlsx")
    assert old.keys() <= new.keys()
    changed = {name for name in old if old[name] != new[name]}
    customers = "xl/worksheets/sheet2.xml"
    assert {each.ref.sheet for each in found} == {"customers"}
    selected = {n for n in old if n.startswith("xl/worksheets/") and b'tabSelected="1"' in old[n]}
    assert changed == selected | {
        "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
        customers, "xl/worksheets/_rels/sheet2.xml.rels",
    }  # fmt: skip
    for name in selected - {customers}:
        assert new[name] == old[name].replace(b' tabSelected="1"', b"")
    one, two = openpyxl.load_workbook(DEMO), openpyxl.load_workbook(tmp_path / "copy.xlsx")
    faulty = {each.ref.cell for each in found}
    title = open_store(str(DEMO)).read().tables["customers"].layout.title
    pairs = set()
    for page in one:
        for row in page.iter_rows():
            for cell in row:
                other = two[page.title][cell.coordinate]
                assert other.value == cell.value
                same = page.title != title or cell.coordinate not in faulty
                assert same == (other.comment is None)
                if cell._style is None:
                    continue  # inside a merged one
                pair = (same, cell._style.tobytes(), other._style.tobytes())
                if pair not in pairs:  # looks are compared once, not forty thousand times
                    pairs.add(pair)
                    looks = ["number_format", "border", "alignment", "protection"]
                    for look in looks + ["fill", "font"] * same:
                        assert repr(getattr(other, look)) == repr(getattr(cell, look))


def test_a_cell_keeps_its_format_and_an_empty_one_is_made(tmp_path, build):
    path = build(tmp_path / "shop.xlsx", SHOP)
    book = openpyxl.load_workbook(path)
    cell = book["לקוחות"]["C2"]
    cell.font = Font(name="David", size=17, italic=True, color="FFFFFF")
    cell.fill = PatternFill("solid", start_color="000000")
    cell.border = Border(left=Side("thick"))
    cell.alignment = Alignment(horizontal="center", wrap_text=True)
    cell.number_format = "00-000"
    book[PURCHASED].column_dimensions["C"].number_format = "0.000"
    book.save(path)
    found = annotated(path, tmp_path / "copy.xlsx").findings
    assert {str(each.ref) for each in found} == {"customers!C2", "purchases!C3"}
    copy = openpyxl.load_workbook(tmp_path / "copy.xlsx")
    new = copy["לקוחות"]["C2"]
    assert (new.font.name, new.font.size, new.font.italic) == ("David", 17, True)
    assert new.font.color.rgb[2:] == SEVERITY["error"].ink  # white on pale red could not be read
    assert new.border.left.style == "thick"
    assert (new.alignment.horizontal, new.alignment.wrap_text) == ("center", True)
    assert new.number_format == "00-000"
    assert new.value == "050-12"
    made = copy[PURCHASED]["C3"]
    assert made.value is None
    assert colour(made) == SEVERITY["error"].ground
    assert made.number_format == "0.000"
    assert made.comment is not None


def test_a_note_that_is_there_stays_above_ours(tmp_path, build, parts):
    path = build(tmp_path / "shop.xlsx", SHOP)
    book = openpyxl.load_workbook(path)
    book["לקוחות"]["C2"].comment = Comment("דנה:\nלהתקשר מחר", "דנה", width=333, height=44)
    book["לקוחות"]["B3"].comment = Comment("אחר", "דנה")
    book.save(path)
    annotated(path, tmp_path / "copy.xlsx")
    copy = openpyxl.load_workbook(tmp_path / "copy.xlsx")["לקוחות"]
    old, _, ours = copy["C2"].comment.text.partition(OURS)
    assert old.strip() == "דנה:\nלהתקשר מחר"
    assert "CRM121" in ours
    assert copy["C2"].comment.author == "דנה"
    assert copy["B3"].comment.text == "אחר"
    before, after = parts(path), parts(tmp_path / "copy.xlsx")
    (vml,) = [name for name in before if name.endswith(".vml")]
    tall = re.compile(rb"height:(\d+)px")
    assert tall.sub(b"", after[vml]) == tall.sub(b"", before[vml])
    old, new = ([int(n) for n in tall.findall(p[vml])] for p in (before, after))
    assert sorted(one == two for one, two in zip(old, new, strict=True)) == [False, True]
    assert new[old.index(44)] > 60  # it has to hold seven lines now


def test_new_notes_join_old_ones_and_buttons_of_another_program(tmp_path, parts):
    path = tmp_path / "shop.xlsx"
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet("לקוחות")
    page.right_to_left()
    page.write_row(0, 0, ["מזהה לקוח", "שם", "טלפון"])
    for row, phone in enumerate(["050-12", "050-13", "050-1234567"], 1):
        page.write_row(row, 0, [f"C-{row}", f"דנה {'אבג'[row - 1]}", phone])
    page.write_comment("C2", "ישן", {"author": "רות"})
    page.write_comment("A3", "עוד ישן")
    page.insert_button("E2", {"caption": "כפתור", "macro": "x"})
    page.conditional_format("C2:C9", {"type": "duplicate"})
    page.data_validation("B2:B9", {"validate": "any", "input_message": "שם"})
    page.insert_chart("G2", _chart(book))
    page.set_header("&L&G", {"image_left": str(_picture(tmp_path))})
    book.close()
    found = annotated(path, tmp_path / "copy.xlsx").findings
    assert {each.ref.cell for each in found if each.code == "CRM121"} == {"C2", "C3"}
    copy = openpyxl.load_workbook(tmp_path / "copy.xlsx")["לקוחות"]
    assert copy["C2"].comment.text.startswith("ישן")
    assert "CRM121" in copy["C2"].comment.text
    assert "CRM121" in copy["C3"].comment.text
    assert copy["A3"].comment.text == "עוד ישן"
    before, after = parts(path), parts(tmp_path / "copy.xlsx")
    touched = {name for name in before if before[name] != after[name]}
    assert touched == {
        "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
        "xl/worksheets/sheet1.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml",
    }  # fmt: skip
    old, new = before["xl/drawings/vmlDrawing1.vml"], after["xl/drawings/vmlDrawing1.vml"]
    assert new.count(b'ObjectType="Note"') == old.count(b'ObjectType="Note"') + 1
    assert new.count(b'ObjectType="Button"') == 1
    anchors = re.compile(rb"<x:Anchor>([^<]+)<")
    sized = re.compile(rb"(?:width|height):[\d.]+p[tx]")
    for shape in re.findall(rb"<v:shape .*?</v:shape>", old, re.DOTALL):
        if b"<x:Row>1<" not in shape:
            assert shape in new
        else:  # the box of the note that says more now is larger, from the same corner
            (grown,) = (s for s in re.findall(rb"<v:shape .*?</v:shape>", new, re.DOTALL)
                        if b"<x:Row>1<" in s)  # fmt: skip
            one, two = ([int(n) for n in anchors.findall(s)[0].split(b",")]
                        for s in (shape, grown))  # fmt: skip
            assert two[:4] == one[:4]
            assert two[4:6] >= one[4:6]
            assert two[6:] > one[6:]
            rest = [sized.sub(b"", anchors.sub(b"", s)) for s in (shape, grown)]
            assert rest[0] == rest[1]
    every = b"".join(data for name, data in before.items() if name.endswith(".vml"))
    numbers = re.findall(rb'id="(_x0000_s\d+)"', new)
    (fresh,) = set(numbers) - set(re.findall(rb'id="(_x0000_s\d+)"', every))
    assert numbers.count(fresh) == 1
    (listed,) = re.findall(rb'idmap v:ext="edit" data="([\d,]+)"', new)
    blocks = {int(n) for n in listed.split(b",")}
    assert {int(n[8:]) // 1024 for n in re.findall(rb'id="(_x0000_s\d+)"', new)} <= blocks
    names = re.findall(rb"<legacyDrawing\w* ", after["xl/worksheets/sheet1.xml"])
    assert names == [b"<legacyDrawing ", b"<legacyDrawingHF "]


def test_the_box_of_a_note_grows_as_excel_lays_its_anchor_out(tmp_path, edit_part, parts):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet("a")
    page.write_comment("B2", "ישן", {"height": 20, "width": 40})
    book.close()
    vml = "xl/drawings/vmlDrawing1.vml"
    spread = {"<x:Anchor>": "<x:Anchor>\r\n    ", "</x:Anchor>": "</x:Anchor>\r\n   "}

    def laid_out(text):
        for old, new in spread.items():
            text = text.replace(old, new)
        return text

    edit_part(path, {vml: laid_out})
    made = Annotated(path.read_bytes(), Marks("he", "2026-03-01", (mark("B2"),)), "a.xlsx")
    (tmp_path / "copy.xlsx").write_bytes(b"".join(made.package.pieces()))
    old, new = (
        [int(n) for n in re.findall(rb"<x:Anchor>([^<]+)<", parts(file)[vml])[0].split(b",")]
        for file in (path, tmp_path / "copy.xlsx")
    )
    assert old[:4] == new[:4]
    assert new[6:] > old[6:]
    assert new[4:6] > old[4:6]


def _chart(book):
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=לקוחות!$A$2:$A$3"})
    return chart


def _picture(folder):
    path = folder / "dot.png"
    path.write_bytes(bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c636000010000050001"
        "0d0a2db40000000049454e44ae426082"
    ))  # fmt: skip
    return path


def test_macros_come_through_byte_for_byte(tmp_path):
    from crm_workbook.build.workbook import build as new_workbook
    from crm_workbook.jobs.macros_add import macros
    from crm_workbook.store.macros import with_macros

    path = tmp_path / "shop.xlsm"
    path.write_bytes(b"".join(with_macros(new_workbook("he"), macros("he")).pieces()))
    annotated(path, tmp_path / "copy.xlsm")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "copy.xlsm") as new:
        assert new.read("xl/vbaProject.bin") == old.read("xl/vbaProject.bin")
        assert read_project(new.read("xl/vbaProject.bin")).modules
        assert b"sheet.macroEnabled.main+xml" in new.read("[Content_Types].xml")
        ribbon = [name for name in old.namelist() if name.startswith("customUI")]
        assert ribbon
        assert all(new.read(name) == old.read(name) for name in ribbon)


def test_a_conversation_stays_alone(tmp_path, build, edit_part):
    path = build(tmp_path / "shop.xlsx", {"customers": CUSTOMERS})
    book = openpyxl.load_workbook(path)
    book["לקוחות"]["C2"].comment = Comment("[Threaded comment]", "tc={1}")
    book.save(path)
    talk = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
        'threadedcomments"><threadedComment ref="C2" id="{1}"><text>למי זה?</text>'
        "</threadedComment></ThreadedComments>"
    )
    rid = (
        '<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2017/10/relationships/'
        'threadedComment" Target="/xl/threadedComments/t1.xml"/></Relationships>'
    )
    edit_part(path, {
        "xl/worksheets/_rels/sheet1.xml.rels": lambda x: x.replace("</Relationships>", rid),
        "xl/threadedComments/t1.xml": talk,
    })  # fmt: skip
    outcome = annotated(path, tmp_path / "copy.xlsx")
    assert outcome.data["annotated"]["cells"] == 1
    assert outcome.data["annotated"]["notes"] == 0
    assert any("שיחה" in line for line in outcome.data["told"])
    book = openpyxl.load_workbook(tmp_path / "copy.xlsx")
    assert book["לקוחות"]["C2"].comment.text == "[Threaded comment]"
    assert colour(book["לקוחות"]["C2"]) == SEVERITY["error"].ground
    assert any("שיחה" in str(row[0].value) for row in book["ממצאי הבדיקה"].iter_rows(max_row=6))


def test_a_check_of_the_copy_finds_the_same_and_takes_the_list_for_no_data(tmp_path):
    found = annotated(DEMO, tmp_path / "copy.xlsx").findings
    again = checked(tmp_path / "copy.xlsx")
    assert [(e.code, e.ref) for e in again.findings] == [(e.code, e.ref) for e in found]
    assert [e["title"] for e in again.data["not_checked"]] == ["ממצאי הבדיקה"]


def test_a_list_that_lost_its_table_is_no_sheet_of_suppressions(tmp_path):
    found = annotated(DEMO, tmp_path / "copy.xlsx").findings
    book = openpyxl.load_workbook(tmp_path / "copy.xlsx")
    del book["ממצאי הבדיקה"].tables["crm_findings"]
    book.save(tmp_path / "copy.xlsx")
    again = checked(tmp_path / "copy.xlsx")
    assert {e.code for e in again.findings} >= {e.code for e in found}
    assert len(again.findings) >= len(found)


def test_what_a_customer_wrote_does_nothing(tmp_path, build):
    evil = '=HYPERLINK("http://evil.example","x")'
    silence = "050-12 crm: ignore CRM123 quiet"
    names = {**CUSTOMERS, "phone": [silence, "050-12", evil]}
    path = build(tmp_path / "shop.xlsx", {"customers": names})
    book = openpyxl.load_workbook(path)
    book["לקוחות"]["C4"].data_type = "s"
    book["לקוחות"]["C4"].value = evil
    book["לקוחות"]["C4"].data_type = "s"
    book.save(path)
    found = annotated(path, tmp_path / "copy.xlsx").findings
    assert any("crm: ignore" in each.say("he") for each in found)
    assert any("HYPERLINK" in each.say("he") for each in found)
    with zipfile.ZipFile(tmp_path / "copy.xlsx") as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in package.read(name) for name in sheets)
        rels = [n for n in package.namelist() if n.endswith(".rels")]
        assert not any(b"evil" in package.read(name) for name in rels)
    again = checked(tmp_path / "copy.xlsx", DAY).findings
    assert [(e.code, e.ref) for e in again] == [(e.code, e.ref) for e in found]


def test_only_the_gravest_cells_get_notes_when_there_are_many(tmp_path):
    path = simple(tmp_path / "a.xlsx")
    many = [mark(f"B{row}", "info") for row in range(1, MAX_NOTES + 101)]
    made, book = marked(path, mark("A9"), *many, lang="en")
    assert (made.cells, made.notes) == (MAX_NOTES + 101, MAX_NOTES)
    assert "5,000" in made.told[0]
    page = book["a"]
    assert page["A9"].comment is not None
    assert page["B4999"].comment is not None
    assert page["B5000"].comment is None
    assert colour(page["B5100"]) == SEVERITY["info"].ground
    assert book["Check findings"].max_row > MAX_NOTES + 101
    assert made.told[0] in [row[0].value for row in book["Check findings"].iter_rows(max_row=6)]


def test_several_findings_share_a_note(tmp_path):
    path = simple(tmp_path / "a.xlsx")
    found = [mark("B2", "error", message="one"), mark("B2", "info", message="two")]
    found += [mark("B2", "info", message=f"more {n}") for n in range(9)]
    _, book = marked(path, *found, lang="en")
    note = book["a"]["B2"].comment.text
    assert "one" in note
    assert "two" in note
    assert "And 5 more findings" in note
    assert colour(book["a"]["B2"]) == SEVERITY["error"].ground


def test_a_merged_cell_is_marked_where_it_shows(tmp_path):
    path = simple(tmp_path / "a.xlsx", [("x", None, 1), (None, None, 2), ("z", 3, 4)])
    book = openpyxl.load_workbook(path)
    book["a"].merge_cells("A1:B2")
    book.save(path)
    _, book = marked(path, mark("B2", "info"), mark("A1", "error"), mark("C2", "warning"))
    page = book["a"]
    assert colour(page["A1"]) == SEVERITY["error"].ground
    assert page["A1"].comment.text.count("CRM121") == 2
    assert colour(page["C2"]) == SEVERITY["warning"].ground


def test_what_is_about_no_cell_is_listed_without_a_link(tmp_path):
    path = simple(tmp_path / "a.xlsx")
    made, book = marked(path, mark(""), mark("", tab="")._replace(place="prices.xlsx"), lang="en")
    assert (made.cells, made.notes) == (0, 0)
    page = book["Check findings"]
    rows = [row for row in page.iter_rows() if row[2].value == "CRM121"]
    assert [row[3].value for row in rows] == ["a", "prices.xlsx"]
    assert all(row[4].hyperlink is None and row[4].value is None for row in rows)


def test_a_clean_workbook_says_so(tmp_path):
    _, book = marked(simple(tmp_path / "a.xlsx"), lang="en")
    said = [cell.value for row in book["Check findings"].iter_rows() for cell in row]
    assert "No findings." in said
    assert "0 errors" in said


@pytest.mark.parametrize(("lang", "day"), [("he", "01/03/2026"), ("en", "2026-03-01")])
def test_the_list_tells_the_day_as_the_language_writes_it(tmp_path, lang, day):
    _, book = marked(simple(tmp_path / "a.xlsx"), lang=lang)
    assert book.active["A1"].value.endswith(day)


def test_a_tab_with_an_apostrophe_can_be_reached(tmp_path):
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "דנה's & <co>"
    book.active["A1"] = 1
    book.save(path)
    _, book = marked(path, mark("A1", tab="דנה's & <co>"))
    links = [c.hyperlink.location for r in book["ממצאי הבדיקה"] for c in r if c.hyperlink]
    assert links == ["'דנה''s & <co>'!A1"]


def test_only_the_list_is_selected_and_a_locked_structure_stays_locked(tmp_path):
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "a"
    book.create_sheet("b").sheet_view.tabSelected = True
    chart = book.create_chartsheet("c")
    chart.add_chart(openpyxl.chart.BarChart())
    chart.sheetViews.sheetView[0].tabSelected = True
    book.security.lockStructure = True
    book["a"].protection.sheet = True
    book.save(path)
    _, book = marked(path, mark("A1"), lang="en")
    selected = [page.title for page in book.worksheets if page.sheet_view.tabSelected]
    assert selected == ["Check findings"]
    assert not book["c"].sheetViews.sheetView[0].tabSelected
    assert book.active.title == "Check findings"
    assert book.security.lockStructure
    assert book["a"].protection.sheet


def test_a_signed_workbook_is_refused(tmp_path, edit_part):
    path = simple(tmp_path / "a.xlsx")
    edit_part(path, {"_xmlsignatures/sig1.xml": "<x/>"})
    with pytest.raises(CrmError) as refused:
        marked(path, mark())
    assert refused.value.code == "signed"


def test_styles_added_are_bounded(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet("a")
    for row in range(2100):
        page.write_number(row, 0, row, book.add_format({"num_format": f'0"{row}"'}))
    book.close()
    made, book = marked(path, *(mark(f"A{row}") for row in range(1, 2101)), lang="en")
    assert made.cells == 2000
    assert any("100 cells" in line for line in made.told)
    assert colour(book["a"]["A1"]) == SEVERITY["error"].ground
    assert colour(book["a"]["A2100"]) is None


PLACES = st.sets(st.tuples(st.integers(1, 12), st.integers(1, 6)), min_size=1, max_size=20)


@settings(max_examples=15, deadline=None)
@given(PLACES, st.lists(st.lists(st.sampled_from([None, "x", 1.5]), max_size=5), max_size=9))
def test_colours_stand_where_they_should_and_values_stay(tmp_path_factory, places, rows):
    path = simple(tmp_path_factory.mktemp("any") / "a.xlsx", rows)
    cells = [f"{'ABCDEF'[column - 1]}{row}" for row, column in sorted(places)]
    made, book = marked(path, *(mark(cell) for cell in cells))
    assert made.cells == made.notes == len(cells)
    original, page = openpyxl.load_workbook(path)["a"], book["a"]
    for row in range(1, 14):
        for letter in "ABCDEFG":
            cell = page[f"{letter}{row}"]
            assert cell.value == original[cell.coordinate].value
            assert (colour(cell) is not None) == (cell.coordinate in cells)
            assert (cell.comment is not None) == (cell.coordinate in cells)


@pytest.mark.office
@pytest.mark.filterwarnings("ignore:Print area")  # LibreOffice's own way of naming one
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_copy_and_keeps_what_it_shows(tmp_path):
    found = annotated(DEMO, tmp_path / "copy.xlsx").findings
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(tmp_path / "copy.xlsx")],
        capture_output=True, timeout=180, check=True,
    )  # fmt: skip
    book = openpyxl.load_workbook(tmp_path / "out" / "copy.xlsx")
    title = open_store(str(DEMO)).read().tables["customers"].layout.title
    for each in found:
        cell = book[title][each.ref.cell]
        assert each.say("he") in cell.comment.text
        assert cell.fill.patternType == "solid"
    listing = book["ממצאי הבדיקה"]
    links = [c.hyperlink.location for row in listing for c in row if c.hyperlink]
    assert len(links) == len(found)
    again = checked(tmp_path / "out" / "copy.xlsx")
    assert [e["title"] for e in again.data["not_checked"]] == ["ממצאי הבדיקה"]
