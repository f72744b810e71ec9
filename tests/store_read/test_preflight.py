"""What is refused before a reader sees it, and what is let through."""

import struct
import time
import tracemalloc
import zipfile

import pytest

from crm_workbook.store.reading.container import directory
from crm_workbook.store.reading.preflight import examine

DTD = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def test_a_good_workbook_passes(make):
    survey = examine(make.pack(make.parts()))
    assert [sheet.title for sheet in survey.workbook.sheets] == ["לקוחות"]
    scan = survey.scans["לקוחות"]
    assert (scan.rows, scan.last_column, scan.errors, scan.formulas) == (3, 3, False, False)


@pytest.mark.parametrize(
    "part",
    ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "custom/item1.xml"],
)
def test_ratio_bomb(make, refusal, part):
    content = make.parts()
    content[part] = "<a>" + " " * 30_000_000 + "</a>"
    assert refusal(examine, make.pack(content)) == "zip-bomb"


def test_a_bomb_costs_no_memory_and_no_time(make, refusal):
    content = make.parts()
    content["xl/sharedStrings.xml"] = "<sst>" + "\0" * 100_000_000
    data = make.pack(content)
    del content
    tracemalloc.start()
    taken = []
    for _ in range(3):  # the least of three: another thread or a collection may fall into one
        begun = time.process_time()
        assert refusal(examine, data) == "zip-bomb"
        taken.append(time.process_time() - begun)
    assert min(taken) < 1
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()


def test_large_pictures_are_nobodys_business(make):
    content = make.parts()
    content["xl/media/image1.bmp"] = b"\0" * 30_000_000
    examine(make.pack(content))


def lie(data: bytes, name: str, field: int, value: int) -> bytes:
    """Change a number in a part's directory entry."""
    at = data.index(name.encode(), data.index(b"PK\1\2")) - 46 + field
    return data[:at] + struct.pack("<L", value) + data[at + 4 :]


@pytest.mark.parametrize(
    "name",
    ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"],
)
def test_lying_sizes_and_checksums(make, refusal, name):
    data = make.pack(make.parts())
    part = next(p for p in directory(data) if p.name == name)
    assert refusal(examine, lie(data, name, 24, part.size - 1)) == "wrong-size"
    assert refusal(examine, lie(data, name, 24, part.size + 1)) == "wrong-size"
    assert refusal(examine, lie(data, name, 16, part.crc ^ 1)) == "wrong-checksum"


def test_a_bad_checksum_in_a_part_nobody_reads_is_harmless(make):
    content = make.parts()
    content["docProps/thumbnail.jpeg"] = b"picture"
    data = make.pack(content)
    examine(lie(data, "docProps/thumbnail.jpeg", 16, 1))


@pytest.mark.parametrize(
    "part",
    [
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "_rels/.rels",
        "xl/_rels/workbook.xml.rels",
        "customXml/item1.xml",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types(make, refusal, part, encoding):
    content = make.parts()
    content[part] = (DTD + str(content.get(part, "<a/>"))).encode(encoding)
    code = refusal(examine, make.pack(content))
    assert code == "document-type" or (encoding == "utf-16" and code == "part-encoding")


def test_a_document_type_hidden_behind_a_comment(make, refusal):
    content = make.parts()
    sheet = "xl/worksheets/sheet1.xml"
    content[sheet] = "<!-- <worksheet> -->" + DTD + str(content[sheet])
    assert refusal(examine, make.pack(content)) in {"document-type", "commented-sheet"}


def test_external_entity_is_never_opened(make, refusal, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    content = make.parts()
    entity = f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    content["xl/workbook.xml"] = entity + str(content["xl/workbook.xml"]).replace("לקוחות", "&s;")
    assert refusal(examine, make.pack(content)) == "document-type"


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_other_encodings(make, refusal, part):
    content = make.parts()
    xml = str(content[part])
    content[part] = xml.encode("utf-16")
    assert refusal(examine, make.pack(content)) == "part-encoding"
    content[part] = ('<?xml version="1.0" encoding="windows-1255"?>' + xml).encode("cp1255")
    assert refusal(examine, make.pack(content)) == "part-encoding"
    content[part] = ('<?xml version="1.0" encoding="UTF-8"?>' + xml).encode("utf-8-sig")
    examine(make.pack(content))


def test_the_workbook_part_may_be_in_utf16(make):
    content = make.parts()
    content["xl/workbook.xml"] = str(content["xl/workbook.xml"]).encode("utf-16")
    assert examine(make.pack(content)).workbook.sheets[0].title == "לקוחות"


@pytest.mark.parametrize(
    "far",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="4"><c r="XFD1048576"><v>1</v></c></row>',  # the cell contradicts its row
        '<row r="1048576"><c r="Z1048576"><v>1</v></c></row>',
        "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        '<row r="9"><c s="0" r="XFD1048576"><v>1</v></c></row>',
        '<row r="9"><c\nr="XFD1048576"><v>1</v></c></row>',
        '<row r="9"><c r="a1048576"><v>1</v></c><c r="xfd9"><v>1</v></c></row>',
        '<x:row xmlns:x="y" r="9"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>',
        '<row r="9"><x:c xmlns:x="y" r="XFD1048576"><x:v>1</x:v></x:c></row>',
        '<row r="9"><c r="A9"><v><![CDATA[1]]></v></c><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="9"><?p </sheetData> ?><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1048576"><c><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="9"><other><c r="XFD1048576"><v>1</v></c></other></row>',
    ],
)
def test_a_stray_far_cell(make, refusal, far):
    assert refusal(examine, make.book(make.customers() + far)) == "far-cell"


def test_a_second_address_in_one_tag(make, refusal):
    """Readers differ on which of two equal attributes counts; no program writes two."""
    for tag in ('r="A9" r="XFD1048576"', 'r="A9" x=">" r="XFD1048576"', 'r="A9"\tr="XFD1048576"'):
        rows = make.customers() + f'<row r="9"><c {tag}><v>1</v></c></row>'
        assert refusal(examine, make.book(rows)) == "broken-part"


def test_a_far_cell_behind_a_false_end(make, refusal):
    rows = make.customers() + '<row r="9" x="></sheetData>"><c r="XFD1048576"><v>1</v></c></row>'
    assert refusal(examine, make.book(rows)) in {"far-cell", "broken-part"}


def test_the_far_cell_is_named(make):
    from crm_workbook.errors import CrmError

    with pytest.raises(CrmError, match=r"only 9 filled cells and yet reaches to Z1048576"):
        examine(make.book(make.customers() + make.row(1048576, make.number("Z1048576", 1))))


def test_styled_blanks_do_not_count(make):
    """Formatting a whole column writes empty cells to the bottom of the sheet."""
    blanks = "".join(f'<row r="{n}"><c r="XFD{n}" s="1"/></row>' for n in (5000, 1048576))
    scan = examine(make.book(make.customers() + blanks)).scans["לקוחות"]
    assert scan.rows == 5


def test_a_long_sparse_sheet_passes(make):
    rows = "".join(make.row(n, make.number(f"M{n}", n)) for n in range(1, 1_048_576, 5000))
    examine(make.book(rows + make.row(1_048_576, make.number("A1048576", 1))))


def test_many_sparse_sheets_together(make, refusal):
    sheet = make.worksheet(make.row(1_048_576, make.number("P1048576", 1)))
    examine(make.pack(make.parts({f"S{n}": sheet for n in range(3)})))
    data = make.pack(make.parts({f"S{n}": sheet for n in range(30)}))
    assert refusal(examine, data) == "too-large"


@pytest.mark.parametrize(
    "cell",
    [
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        '<row r="4294967295"><c><v>1</v></c></row>',
        '<row r="4"><c r="XFE4"><v>1</v></c></row>',
        '<row r="4"><c r="ZZZZZZZ4"><v>1</v></c></row>',
        '<row r="4"><c r="A99999999"><v>1</v></c></row>',
    ],
)
def test_cells_outside_the_sheet(make, refusal, cell):
    assert refusal(examine, make.book(make.customers() + cell)) in {"cell-outside", "broken-part"}


@pytest.mark.parametrize("ref", ["!!", "A0", "1A", "A", "A1:B2", "Ａ1"])
def test_cells_without_a_place(make, refusal, ref):
    rows = make.customers() + f'<row r="4"><c r="{ref}"><v>1</v></c></row>'
    assert refusal(examine, make.book(rows)) in {"cell-outside", "broken-part"}


def test_giant_merges(make, refusal):
    content = make.parts()
    sheet = "xl/worksheets/sheet1.xml"
    for merges in ('ref="A1:XFD1048576"', 'ref="B1:U1048576"/><mergeCell ref="A1:A1048576"'):
        content[sheet] = make.worksheet(make.customers(), after=f"<mergeCell {merges}/>")
        assert refusal(examine, make.pack(content)) == "giant-merge"
        prefixed = str(content[sheet]).replace("<mergeCell", '<x:mergeCell xmlns:x="y"')
        content[sheet] = prefixed.replace("<row", "<?p ?><row", 1)
        assert refusal(examine, make.pack(content)) == "giant-merge"
    content[sheet] = make.worksheet(make.customers(), after='<mergeCell ref="A1:XFD1"/>')
    examine(make.pack(content))


def test_duplicate_rows(make, refusal):
    rows = make.customers() + make.row(2, make.number("A2", 1))
    assert refusal(examine, make.book(rows)) == "duplicate-row"


EMPTY = "<sheetData/>"
ROW = '<row r="9"><c r="A9"><v>1</v></c></row>'


@pytest.mark.parametrize("irregular", [False, True])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"<sheetData>{ROW}</sheetData>"),
        ("", f'<sheetData x="y" >{ROW}</sheetData>'),
        ("", EMPTY),
        ("", ROW),
        (EMPTY, ""),
        ("<sheetData />", ""),
        (f"<x><sheetData>{ROW}</sheetData></x>", ""),
        (ROW, ""),
    ],
)
def test_cells_that_a_reader_passes_over(make, refusal, before, after, irregular):
    """It looks for the first `sheetData` and reads no further: half a sheet, and not a word."""
    sheet = make.worksheet(make.customers(), before=before, after=after)
    if irregular:
        sheet = sheet.replace('"1"', "'1'")
    content = {**make.parts(), "xl/worksheets/sheet1.xml": sheet}
    assert refusal(examine, make.pack(content)) == "stray-cells"


@pytest.mark.parametrize("empty", [EMPTY, "<sheetData />", "<sheetData></sheetData>"])
def test_an_empty_sheet_is_no_stray(make, empty):
    sheet = make.worksheet().replace("<sheetData></sheetData>", empty)
    assert empty in sheet
    examine(make.pack({**make.parts(), "xl/worksheets/sheet1.xml": sheet}))


def test_an_anchor_has_rows_that_are_none(make):
    anchor = "<controls><anchor><from><xdr:col>1</xdr:col><xdr:row>2</xdr:row></from></anchor>"
    sheet = make.worksheet(make.customers(), after=f'{anchor}<x xmlns:xdr="y"/></controls>')
    sheet = sheet.replace("<worksheet", '<worksheet xmlns:xdr="x"')
    survey = examine(make.pack({**make.parts(), "xl/worksheets/sheet1.xml": sheet}))
    assert survey.scans["לקוחות"].rows == 3


def test_rows_out_of_order_pass(make):
    rows = make.row(5, make.number("A5", 5)) + make.row(2, make.number("A2", 2))
    scan = examine(make.book(rows)).scans["לקוחות"]
    assert (scan.rows, scan.ordered) == (2, False)


def test_comments_between_cells(make, refusal):
    """The reader loses a value with a comment in it."""
    rows = make.row(1, '<c r="A1"><v><!-- x -->1</v></c>')
    assert refusal(examine, make.book(rows)) == "commented-sheet"


def test_a_comment_before_the_sheet_is_harmless(make):
    content = make.parts()
    sheet = "xl/worksheets/sheet1.xml"
    content[sheet] = "<!-- made by a program -->" + str(content[sheet])
    examine(make.pack(content))


def test_nul_and_giant_texts(make, refusal):
    assert refusal(examine, make.book(make.row(1, make.text("A1", "a\0b")))) == "broken-part"
    endless = make.parts({"S": make.worksheet(make.row(1, make.text("A1", "x" * 3_000_000)))})
    stored = make.pack(endless, zipfile.ZIP_STORED)
    assert refusal(examine, stored) == "giant-text"


def test_deep_nesting_is_bounded(make):
    content = make.parts()
    deep = "<x>" * 100_000 + "</x>" * 100_000
    content["xl/worksheets/sheet1.xml"] = make.worksheet(make.customers(), before=deep)
    data = make.pack(content, zipfile.ZIP_STORED)
    examine(data)


def test_wrong_contents(make, refusal):
    content = make.parts()
    binary = {**content, "_rels/.rels": make.rels(("officeDocument", "xl/workbook.bin"))}
    binary["xl/workbook.bin"] = b"\1\2\3"
    assert refusal(examine, make.pack(binary)) == "xlsb"
    ods = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}
    assert refusal(examine, make.pack(ods)) == "ods"
    docx = {"_rels/.rels": make.rels(("officeDocument", "word/document.xml"))}
    docx["word/document.xml"] = "<w:document xmlns:w='w'><w:body/></w:document>"
    assert refusal(examine, make.pack(docx)) == "not-a-workbook"
    assert refusal(examine, make.pack({"readme.txt": "hello"})) == "not-a-workbook"
    assert refusal(examine, make.pack({**content, "xl/workbook.xml": None})) == "no-workbook"
    broken = {**content, "xl/workbook.xml": "<workbook><sheets>"}
    assert refusal(examine, make.pack(broken)) == "broken-part"
    missing = {**content, "xl/worksheets/sheet1.xml": None}
    assert refusal(examine, make.pack(missing)) == "no-workbook"
    assert refusal(examine, make.pack({**content, "xl/workbook.xml": ""})) == "broken-part"
    examine(make.pack({**content, "docProps/app.xml": ""}))


def test_relations_that_lead_out(make, refusal):
    content = make.parts()
    rels = "xl/_rels/workbook.xml.rels"
    content[rels] = str(content[rels]).replace("worksheets/sheet1.xml", "../../../etc/passwd")
    assert refusal(examine, make.pack(content)) == "no-workbook"
    content[rels] = make.rels(("worksheet", "http://example.com/sheet1.xml"))
    assert refusal(examine, make.pack(content)) == "no-workbook"


def test_two_tabs_of_one_part_or_name(make, refusal):
    content = make.parts({"A": make.worksheet(), "B": make.worksheet()})
    workbook = str(content["xl/workbook.xml"])
    same_name = {**content, "xl/workbook.xml": workbook.replace('name="B"', 'name="a"')}
    assert refusal(examine, make.pack(same_name)) == "broken-part"
    same_part = {**content, "xl/workbook.xml": workbook.replace('"rId2"', '"rId1"')}
    assert refusal(examine, make.pack(same_part)) == "broken-part"


def test_too_many_sheets_and_names(make, refusal):
    sheets = {f"S{n}": make.worksheet() for n in range(1001)}
    assert refusal(examine, make.pack(make.parts(sheets))) == "too-many-sheets"
    names = "".join(f'<definedName name="n{n}">S!$A${n + 1}</definedName>' for n in range(20_000))
    many = make.parts(workbook_tail=f"<definedNames>{names}</definedNames>")
    assert len(examine(make.pack(many)).workbook.names) == 20_000
    names = "".join(f'<definedName name="n{n}{n * n}"/>' for n in range(200_001))
    endless = make.parts(workbook_tail=f"<definedNames>{names}</definedNames>")
    assert refusal(examine, make.pack(endless)) == "too-complex"
