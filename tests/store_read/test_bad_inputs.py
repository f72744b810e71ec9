"""Fifty kinds of bad input, each as a file made here and put through the whole check.

Each is either checked, and then what is wrong with it is found, or refused with a sentence; and
the process behind the second wall says the same. The numbers are those of the list this began as;
the last four are about files that are imported and are held in `tests/importers`.
"""

import random
import zipfile

import pytest

from crm_workbook import runner

HEADINGS = ("שם", "טלפון", "עיר")
DANA = ("דנה כהן", "050-1234567", "חיפה")
SHEET = "xl/worksheets/sheet1.xml"
RELS = "xl/_rels/workbook.xml.rels"


@pytest.fixture
def book(make):
    """A workbook of one sheet of customers; a cell beginning with `<c` is markup."""

    def of(*rows, title="לקוחות", **more):
        return make.book(lines(make, rows), title, **more)

    return of


def lines(make, rows):
    def cell(ref, value):
        if value.startswith("<c"):
            return value.replace("{}", ref)
        return make.text(ref, value)

    return "".join(
        make.row(n, *(cell(f"{'ABCDEFGH'[c]}{n}", value) for c, value in enumerate(row)))
        for n, row in enumerate(rows, 1)
    )


@pytest.fixture
def ends(tmp_path):
    """How the check of a file ends: a refusal's code, or the findings' codes and cells."""

    def of(data, name="book.xlsx"):
        path = tmp_path / name
        path.write_bytes(data)
        came = []
        for untrusted in (False, True):
            options = {"untrusted": untrusted}
            (result,) = runner.run("check", [str(path)], options, runner.Request("he"))
            if result.error is not None:
                assert len(result.error.say("he")) > 20
                assert len(result.error.say("en")) > 20
                came.append(result.error.code)
            else:
                assert result.outcome.data["sheets"] or result.outcome.data["not_checked"]
                came.append({(f.code, f.ref.cell) for f in result.outcome.findings})
        assert came[0] == came[1]
        return came[0]

    return of


@pytest.fixture
def parts(make):
    """The parts of a good workbook with some changed."""

    def of(**changes):
        names = {"sheet": SHEET, "rels": RELS, "texts": "xl/sharedStrings.xml"}
        names |= {"workbook": "xl/workbook.xml", "styles": "xl/styles.xml"}
        return make.parts() | {names[name]: content for name, content in changes.items()}

    return of


NESTED = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
ENTITIES = {
    "1 an entity bomb": f'<!DOCTYPE x [<!ENTITY a0 "ha">{NESTED}]>',
    "2 a quadratic one": f'<!DOCTYPE x [<!ENTITY a8 "{"a" * 50_000}">]>',
    "3 an external one": '<!DOCTYPE x [<!ENTITY a8 SYSTEM "file:///etc/passwd">]>',
}


@pytest.mark.parametrize("kind", ENTITIES)
@pytest.mark.parametrize("part", ["sheet", "texts", "workbook", "styles", "rels"])
def test_1_to_3_entities(make, parts, ends, kind, part):
    good = parts()
    name = {"sheet": SHEET, "rels": RELS}.get(part, f"xl/{part}.xml").replace(
        "texts", "sharedStrings"
    )
    xml = str(good[name]).replace("</", "&a8;" * (500 if kind[0] == "2" else 1) + "</", 1)
    assert ends(make.pack({**good, name: ENTITIES[kind] + xml})) == "document-type"


def test_4_a_bomb_by_its_ratio(make, parts, ends):
    assert ends(make.pack(parts(texts="<sst>" + " " * 20_000_000 + "</sst>"))) == "zip-bomb"


def test_5_a_method_excel_does_not_know(make, parts, ends):
    assert ends(make.pack(parts(), zipfile.ZIP_BZIP2)) == "unknown-compression"


@pytest.mark.parametrize("part", ["sheet", "texts", "workbook", "styles"])
def test_6_deep_nesting(make, parts, ends, part):
    name = {"sheet": SHEET}.get(part, f"xl/{part}.xml").replace("texts", "sharedStrings")
    xml = str(parts()[name])
    start = xml.index(">") + 1
    deep = "<x>" * 100_000 + "</x>" * 100_000
    found = ends(
        make.pack({**parts(), name: xml[:start] + deep + xml[start:]}, zipfile.ZIP_STORED)
    )
    assert found == ends(make.pack(parts()))


def test_7_giant_texts(make, parts, ends):
    giant = "".join(random.Random(1).choices("abcdefghij", k=2_000_000))
    assert ends(make.book(make.row(1, make.text("A1", giant)))) == "giant-text"
    shared = f"<sst {make.namespaces}><si><t>{giant}</t></si></sst>"
    assert ends(make.pack(parts(texts=shared))) == "giant-shared-text"


def test_8_a_text_that_is_not_there(book, ends):
    bad = '<c r="{}" t="s"><v>99</v></c>'
    assert ends(book(HEADINGS, (bad, "050-1234567"))) == "unreadable-sheet"


@pytest.mark.parametrize("ref", ["A1:XFD1048576", "A1", "A1:A1"])
def test_9_and_10_a_dimension_that_is_not_so(make, parts, ends, ref):
    sheet = make.worksheet(make.customers(), before=f'<dimension ref="{ref}"/>')
    assert ends(make.pack(parts(sheet=sheet))) == ends(make.pack(parts()))


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "far-cell"),  # 11
        ('<row r="1048577"><c r="A1048577"><v>1</v></c></row>', "cell-outside"),  # 12
        ('<row r="2"><c r="A2"><v>1</v></c></row>', "duplicate-row"),  # 15
    ],
)
def test_11_12_15_rows_that_cannot_be(make, ends, row, code):
    assert ends(make.book(make.customers() + row)) == code


def test_13_a_giant_merge(make, parts, ends):
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    sheet = make.worksheet(make.customers(), after=merged)
    assert ends(make.pack(parts(sheet=sheet))) == "giant-merge"


def test_14_rows_out_of_order_keep_their_places(make, ends):
    bad = ("יוסי לוי", "לא טלפון", "חיפה")
    whole = lines(make, [HEADINGS, DANA, bad])
    first, second, third = whole.replace("</row>", "</row>\n").split("\n")[:3]
    found = ends(make.book(third + first + second))
    assert found == ends(make.book(whole))
    assert "B3" in {cell for _, cell in found}


def test_16_styled_blanks_are_no_cells(make, ends):
    blanks = "".join(f'<row r="{n}"><c r="XFD{n}" s="1"/></row>' for n in (5000, 1_048_576))
    assert ends(make.book(make.customers() + blanks)) == ends(make.book(make.customers()))


def test_17_a_style_that_is_not_there(book, ends):
    plain = book(("שם", "טלפון", "נקודות"), ("דנה", "050-1234567", '<c r="{}"><v>5</v></c>'))
    styled = book(
        ("שם", "טלפון", "נקודות"), ("דנה", "050-1234567", '<c r="{}" s="999"><v>5</v></c>')
    )
    assert ends(styled) == ends(plain)


def test_18_rows_of_titles_above(book, ends):
    bad = ("יוסי לוי", "לא טלפון", "חיפה")
    found = ends(book(("דוח לקוחות",), ("הופק ב-1.1.2026",), (), HEADINGS, DANA, bad))
    assert "B6" in {cell for _, cell in found}


def test_19_a_heading_twice(book, ends):
    found = ends(book(("שם", "טלפון", "טלפון", "עיר"), ("דנה", "050-1234567", "", "חיפה")))
    assert ("CRM715", "C1") in found


def test_20_the_calendar_of_the_macintosh(book, ends):
    rows = (
        ("שם", "טלפון", "לקוח מאז"),
        ("דנה", "050-1234567", '<c r="{}" s="1"><v>44000</v></c>'),
    )
    early, late = ends(book(*rows)), ends(book(*rows, workbook_head='<workbookPr date1904="1"/>'))
    assert {code for code, _ in late} - {code for code, _ in early} == {"CRM005"}


def test_21_the_day_that_never_was(book, ends):
    rows = [("דנה", "050-1234567", f'<c r="{{}}" s="1"><v>{n}</v></c>') for n in (59, 60, 61)]
    found = ends(book(("שם", "טלפון", "תאריך לידה"), *rows))
    assert {cell for code, cell in found if code == "CRM302"} == {"C2", "C3", "C4"}


def test_22_formulas_that_nothing_has_calculated(book, ends):
    formula = '<c r="{}"><f>1+1</f></c>'
    assert any(
        code == "CRM717"
        for code, _ in ends(book(("שם", "טלפון", "נקודות"), ("דנה", "050-1234567", formula)))
    )


@pytest.mark.parametrize("code", ["#REF!", "#N/A", "#DIV/0!", "#SPILL!", "Err:502"])
def test_23_error_values(book, ends, code):
    error = f'<c r="{{}}" t="e"><v>{code}</v></c>'
    assert ("CRM102", "C2") in ends(book(HEADINGS, ("דנה כהן", "050-1234567", error)))


@pytest.mark.parametrize("mark", ["_x0007_", "\u202e", "_x0000_", "\u200b"])
def test_24_25_characters_nobody_sees(book, ends, mark):
    assert ("CRM157", "A2") in ends(book(HEADINGS, (f"דנה {mark}כהן", "050-1234567", "חיפה")))


def test_25_a_nul_in_the_markup(book, ends):
    assert ends(book(HEADINGS, ("דנה\0כהן", "050-1234567"))) == "broken-part"


def test_26_forty_thousand_letters(book, ends):
    from crm_workbook.store.reading.reader import read_book

    data = book(HEADINGS, ("ד" * 40_000, "050-1234567", "חיפה"))
    assert isinstance(ends(data), set)
    columns = read_book(data, name="x").tables["customers"].columns
    assert ["ד" * 40_000] in columns.values(), "nothing is cut off unsaid"


@pytest.mark.parametrize("number", ["NaN", "INF", "-1e999"])
def test_27_numbers_that_are_none(make, ends, number):
    rows = [
        ("מזהה שורה", "תאריך", "מזהה לקוח", "תיאור", "כמות", "סכום"),
        ("P-1", '<c r="{}" s="1"><v>45000</v></c>', "C-1", "זר", '<c r="{}"><v>1</v></c>',
         f'<c r="{{}}"><v>{number}</v></c>'),
        ("P-2", '<c r="{}" s="1"><v>45000</v></c>', "C-1", "זר", '<c r="{}"><v>1</v></c>',
         '<c r="{}"><v>90</v></c>'),
    ]  # fmt: skip
    found = ends(make.pack(make.parts({"רכישות": make.worksheet(lines(make, rows))})))
    assert {cell for code, cell in found if code == "CRM102"} == {"F2"}


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_28_a_hidden_sheet(make, parts, ends, state):
    workbook = str(parts()["xl/workbook.xml"]).replace(
        'sheetId="1"', f'sheetId="1" state="{state}"'
    )
    assert any(code == "CRM801" for code, _ in ends(make.pack(parts(workbook=workbook))))


@pytest.mark.parametrize(
    "title", ["O&apos;Brien &amp; &lt;Sons&gt; לקוחות", "../../etc", "=1+1", "\u202eלקוחות"]
)
def test_29_odd_names_of_sheets(make, ends, title):
    assert isinstance(ends(make.book(make.customers(), title)), set)


def test_30_twenty_thousand_names(make, ends):
    names = "".join(
        f'<definedName name="n{n}">לקוחות!$A${n + 1}</definedName>' for n in range(20_000)
    )
    data = make.pack(make.parts(workbook_tail=f"<definedNames>{names}</definedNames>"))
    assert ends(data) == ends(make.pack(make.parts()))


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "C:/x.xml", "xl/../../x"])
def test_31_members_that_climb_out(make, parts, ends, name):
    assert ends(make.pack({**parts(), name: "<a/>"})) == "unsafe-part-name"


@pytest.mark.parametrize(
    "target", ["../../../etc/passwd", "/etc/passwd", "http://127.0.0.1:9/sheet.xml"]
)
def test_32_33_relations_that_lead_out(make, parts, ends, target):
    assert ends(make.pack(parts(rels=make.rels(("worksheet", target))))) == "no-workbook"


def test_34_a_member_twice(make, parts, ends):
    assert ends(make.pack({**parts(), SHEET.upper(): "<a/>"})) == "duplicate-part"


@pytest.mark.parametrize("name", ["sheet", "workbook"])
def test_35_a_missing_part(make, parts, ends, name):
    assert ends(make.pack(parts(**{name: None}))) == "no-workbook"


def test_36_macros_in_a_file_that_says_it_has_none(make, parts, ends):
    from crm_workbook.store.reading.reader import read_book

    content = parts()
    content[RELS] = str(content[RELS]).replace(
        "</R", '<Relationship Id="rId9" Type="x/vbaProject" Target="vbaProject.bin"/></R'
    )
    data = make.pack({**content, "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    assert read_book(data, name="x").facts.macros
    assert read_book(data, name="x", untrusted=True).facts.macros
    assert ends(data) == ends(make.pack(parts()))


def test_37_dde_and_other_workbooks(make, parts, ends):
    content = parts()
    content[RELS] = str(content[RELS]).replace(
        "</R", '<Relationship Id="rId9" Type="x/externalLink" Target="externalLinks/e.xml"/></R'
    )
    content["xl/externalLinks/e.xml"] = (
        '<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    )
    assert ("CRM004", "") in ends(make.pack(content))


def test_38_a_picture_that_is_a_bomb(make, parts, ends):
    content = {**parts(), "xl/media/image1.png": b"\0" * 30_000_000}
    assert ends(make.pack(content)) == ends(make.pack(parts()))


def patched(data, name, field, change):
    at = data.index(name.encode(), data.index(b"PK\1\2")) - 46 + field
    value = int.from_bytes(data[at : at + 4], "little")
    return data[:at] + change(value).to_bytes(4, "little") + data[at + 4 :]


@pytest.mark.parametrize(
    ("field", "change", "code"),
    [
        (24, lambda size: size - 1, "wrong-size"),  # 39
        (24, lambda size: size + 1, "wrong-size"),
        (20, lambda size: size + 999_999, "damaged-container"),
        (16, lambda crc: crc ^ 1, "wrong-checksum"),  # 40
    ],
)
def test_39_40_sizes_and_checksums_that_lie(make, parts, ends, field, change, code):
    assert ends(patched(make.pack(parts()), SHEET, field, change)) == code


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\3\4" + b"x" * 500, "truncated"),  # 41
        (b"", "empty-file"),  # 42
        (b"<html><table><tr><td>1</td></tr></table></html>", "html-file"),  # 43
        ("שם,טלפון\nדנה,050-1234567\n".encode("cp1255"), "text-file"),  # 44
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),  # 46
        (OLE + b"Workbook", "old-xls"),
    ],
)
def test_41_to_46_what_is_no_workbook(ends, data, code):
    assert ends(data) == code


def test_45_the_mark_beside_an_open_workbook(ends):
    assert ends(b"\5owner" + b" " * 158, "~$book.xlsx") == "lock-file"


def test_50_values_as_people_have_them(book, ends):
    found = ends(
        book(
            ("שם", "טלפון", 'דוא"ל', "לקוח מאז"),
            ("דנה כהן", '<c r="{}"><v>522345678.0</v></c>', "dana@@x", "03/04/2024"),
            ("יוסי לוי", '<c r="{}"><v>5.22345679E8</v></c>', "y@gmial.com", "13/04/2024"),
        )
    )
    assert {("CRM111", "B2"), ("CRM111", "B3"), ("CRM131", "C2"), ("CRM134", "C3")} <= found
    assert {("CRM112", "D2"), ("CRM113", "D2")} & found
