"""Bytes to a `Book`: values at their places, tables recognised, nothing left unsaid."""

import datetime as dt
import gc
import hashlib
import io

import openpyxl
import pytest

from crm_workbook.errors import CrmError
from crm_workbook.model import CellError
from crm_workbook.schema.typed import typed
from crm_workbook.store.reading.reader import read_book, read_grids

CUSTOMERS = "customers"


@pytest.fixture
def read(make):
    def of(rows, title="לקוחות", **more):
        return read_book(make.book(rows, title, **more), name="test.xlsx")

    return of


def grid(data):
    """The first sheet's filled cells by their addresses, counted from (1, 1)."""
    (_, first_row, first_column, rows), *_ = read_grids(data, name="test.xlsx")
    return {
        (first_row + r, first_column + c): value
        for r, values in enumerate(rows)
        for c, value in enumerate(values)
        if value is not None
    }


def test_a_small_customer_list(make):
    data = make.pack(make.parts())
    book = read_book(data, name="x.xlsx")
    table = book.tables[CUSTOMERS]
    assert book.fingerprint == hashlib.sha256(data).hexdigest()
    assert (book.name, book.lang, book.unread) == ("x.xlsx", "he", ())
    assert list(table.rows) == [2, 3]
    assert table.columns["phone"] == ["050-1234567", "052-7654321"]
    assert table.columns["city"] == ["חיפה", None]
    assert str(table.ref(1, "phone")) == "customers!B3"


def test_values_are_those_of_openpyxl():
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    values = [
        ["טקסט", " blanks ", "a\nb", "<&>\"'"],
        [1, 1.5, -0.25, 1e15, 0],
        [True, False, None, "", "TRUE"],
        [
            dt.date(2024, 2, 29),
            dt.datetime.fromisoformat("2024-02-29T13:30"),
            dt.date(1950, 1, 1),
            None,
            None,
        ],
    ]
    for line in values:
        sheet.append(line)
    sheet["J20"] = "far"
    buffer = io.BytesIO()
    workbook.save(buffer)
    found = grid(buffer.getvalue())
    expected = {
        (r, c): value
        for r, line in enumerate(values, 1)
        for c, value in enumerate(line, 1)
        if value is not None and value != ""
    }
    assert found == {**expected, (20, 10): "far"}
    assert {type(found[2, column]) for column in range(1, 6)} == {float}


def test_a_table_that_starts_at_b3_under_a_title(make, read):
    rows = (
        make.row(1, make.text("B1", "רשימת הלקוחות שלי"))
        + make.row(3, make.text("B3", "שם"), make.text("C3", "טלפון"), make.text("D3", "הערה שלי"))
        + make.row(4, make.text("B4", "דנה"), make.text("C4", "050-1234567"))
        + make.row(6, make.text("B6", "יוסי"), make.text("C6", "050-7654321"))
    )
    table = read(rows).tables[CUSTOMERS]
    assert table.layout.heading_row == 3
    assert list(table.rows) == [4, 6], "the blank row between them is no row"
    assert [str(table.ref(i, "phone")) for i in range(2)] == ["customers!C4", "customers!C6"]


def test_blank_rows_and_blank_texts(make, read):
    rows = (
        make.row(1, make.text("A1", "שם"), make.text("B1", "טלפון"), make.text("D1", "x"))
        + make.row(2, make.text("A2", "דנה"), make.text("B2", "050-1234567"))
        + make.row(3, '<c r="A3" t="inlineStr"><is><t xml:space="preserve">  </t></is></c>')
        + make.row(4, make.number("B4", 0))
        + make.row(5, make.text("A5", ""), make.text("B5", "050-7654321"))
    )
    table = read(rows).tables[CUSTOMERS]
    assert list(table.rows) == [2, 4, 5]
    assert table.columns["phone"] == ["050-1234567", 0.0, "050-7654321"]


def test_error_values_stand_where_they_are(make, read):
    rows = (
        make.customers()
        + make.row(4, '<c r="A4" t="e"><v>#REF!</v></c>', make.text("B4", "050-1111111"))
        + make.row(9, '<c r="C9" t="e"><f>1/0</f><v>#DIV/0!</v></c>')
    )
    table = read(rows).tables[CUSTOMERS]
    name = table.placed[0].column.id
    assert table.columns[name][2] == CellError("#REF!")
    assert table.columns["city"][3] == CellError("#DIV/0!")
    assert str(table.ref(3, "city")) == "customers!C9"
    irregular = rows.replace('<c r="A4" t="e">', "<c r='A4' t='e'>")
    assert read(irregular).tables[CUSTOMERS].columns == table.columns


@pytest.mark.parametrize("code", ["#N/A", "#SPILL!", "#GETTING_DATA", "#ERROR!", "Err:502"])
@pytest.mark.parametrize("kind", ['t="e"', "t='e'"])
def test_error_values_of_any_program(make, code, kind):
    told = 't="e" <c t="e">'
    rows = make.row(
        1,
        f'<c r="A1" s="1" {kind}><v>{code}</v></c>',
        make.text("B1", told.replace("<", "&lt;")),
        f'<c r="C1" {kind}><f>D1</f><v>#REF!</v></c>',
    )
    assert grid(make.book(rows)) == {
        (1, 1): CellError(code),
        (1, 2): told,
        (1, 3): CellError("#REF!"),
    }


def test_rows_out_of_order_and_without_addresses(make):
    ordered = make.customers()
    one, two, three = ordered.split("</row>")[:3]
    shuffled = f"{one}</row>{three}</row>{two}</row>"
    bare = ordered.replace(' r="1"', "", 1)
    for cell in ("A1", "B1", "C1", "A2", "B2", "C2", "A3", "B3"):
        bare = bare.replace(f' r="{cell}"', "")
    bare = bare.replace(' r="2"', "").replace(' r="3"', "")
    assert " r=" not in bare
    expected = grid(make.book(ordered))
    assert len(expected) == 8
    assert grid(make.book(shuffled)) == expected
    assert grid(make.book(bare)) == expected


@pytest.mark.parametrize("dimension", ["A1", "A1:B2", "A1:XFD1048576", "Z99:Z99"])
def test_a_wrong_dimension_loses_nothing(make, dimension):
    sheet = make.worksheet(make.customers(), before=f'<dimension ref="{dimension}"/>')
    data = make.pack(make.parts({"S": sheet}))
    assert grid(data) == grid(make.book(make.customers()))


def test_prefixes_and_quotes(make):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rows = make.customers().replace("<", "<x:").replace("<x:/", "</x:").replace('"', "'")
    sheet = f"<x:worksheet xmlns:x='{main}'><x:sheetData>{rows}</x:sheetData></x:worksheet>"
    data = make.pack(make.parts({"S": sheet}))
    assert grid(data) == grid(make.book(make.customers()))


def test_both_epochs(make):
    rows = make.row(
        1, make.number("A1", 1, 1), make.number("B1", 61, 1), make.number("C1", 0.5, 2)
    )
    assert grid(make.book(rows))[1, 2] == dt.date(1900, 3, 1)
    book = make.book(rows, workbook_head='<workbookPr date1904="1"/>')
    assert grid(book)[1, 1] == dt.date(1904, 1, 2)
    assert read_book(book, name="x").facts.epoch == 1904


def test_times_and_durations(make):
    rows = make.row(1, make.number("A1", 0.5, 2), make.number("B1", 1.25, 3))
    assert grid(make.book(rows)) == {
        (1, 1): dt.timedelta(hours=12),
        (1, 2): dt.timedelta(hours=30),
    }


def test_odd_values_do_not_break_the_reading(make):
    cells = [
        make.number("A1", "NaN"),
        make.number("B1", "INF"),
        make.number("C1", "1e999"),
        make.number("D1", 60, 1),
        make.number("E1", 5, 99),  # a format that does not exist
        make.number("F1", 99999999, 1),
        make.text("G1", "x" * 40_000),
        make.text("H1", "_x0000_\u202e\u200f"),
    ]
    assert len(grid(make.book(make.row(1, *cells)))) == 8


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1" t="s"><v>77</v></c>',
        '<c r="A1" t="zz"><v>1</v></c>',
        '<c r="A1" t="b"><v>x</v></c>',
        '<c r="&#65;1"><v>1</v></c>',
    ],
)
def test_what_the_reader_cannot_read_is_named(make, refusal, cell):
    data = make.book(make.row(1, cell), "סודי")
    assert refusal(read_book, data, name="x") == "unreadable-sheet"
    with pytest.raises(CrmError, match="סודי"):
        read_book(data, name="x")


def test_a_panic_of_compiled_code_is_a_refusal(refusal):
    from crm_workbook.store.reading.grids import UNREADABLE, guarded

    class PanicException(BaseException):
        pass

    def fail(error):
        raise error

    assert refusal(guarded, lambda: fail(PanicException("secret")), UNREADABLE) == UNREADABLE.code
    assert refusal(guarded, lambda: fail(MemoryError), UNREADABLE, title="x") == "no-memory"
    with pytest.raises(KeyboardInterrupt):
        guarded(lambda: fail(KeyboardInterrupt), UNREADABLE)


def test_parts_in_odd_places(make):
    """The fast reader looks for fixed names; what it is shown is where the workbook points."""
    good = make.parts()
    sheet = good["xl/worksheets/sheet1.xml"]
    strings = str(good["xl/sharedStrings.xml"])
    cell = '<row r="9"><c r="A9" t="s"><v>1</v></c></row></sheetData>'
    content = {
        "_rels/.rels": make.rels(("officeDocument", "/book/my workbook.xml")),
        "book/my workbook.xml": good["xl/workbook.xml"],
        "book/_rels/my workbook.xml.rels": make.rels(
            ("worksheet", "./x/../Data%201.xml"),
            ("sharedStrings", "/texts.xml"),
            ("styles", "styles.xml"),
        ),
        "book/data 1.XML": str(sheet).replace("</sheetData>", cell),
        "texts.xml": strings,
        "book/styles.xml": good["xl/styles.xml"],
        # and decoys where a reader would look
        "xl/workbook.xml": good["xl/workbook.xml"],
        "xl/sharedStrings.xml": strings.replace("שני", "DECOY"),
        "xl/worksheets/sheet1.xml": make.worksheet(make.row(1, make.text("A1", "DECOY"))),
    }
    found = grid(make.pack(content))
    assert found[9, 1] == "שני"
    assert found[2, 1] == "דנה כהן"
    assert "DECOY" not in found.values()


def test_what_was_not_read_is_said(make):
    content = make.parts(
        {
            "לקוחות": make.worksheet(make.customers()),
            "תרשים": "<chartsheet/>",
            "ריק": make.worksheet(),
            "שונות": make.worksheet(make.row(1, make.text("A1", "פתק"))),
            "עותק": make.worksheet(make.customers()),
        }
    )
    rels = "xl/_rels/workbook.xml.rels"
    content[rels] = str(content[rels]).replace(
        'worksheet" Target="worksheets/sheet2.xml', 'chartsheet" Target="worksheets/sheet2.xml'
    )
    book = read_book(make.pack(content), name="x")
    said = {unread.title: unread.why for unread in book.unread}
    assert list(said) == ["תרשים", "ריק", "שונות", "עותק"]
    assert "chartsheet" in said["תרשים"].en
    assert "empty" in said["ריק"].en
    assert "headings" in said["שונות"].en
    assert "לקוחות" in said["עותק"].he
    assert book.facts.titles == ("לקוחות", "תרשים", "ריק", "שונות", "עותק")
    assert book.facts.tab("תרשים").kind == "chartsheet"


def test_of_two_customer_lists_the_better_one_wins_wherever_it_stands(make):
    better = make.worksheet(make.customers())
    worse = make.worksheet(
        make.row(1, make.text("A1", "שם"), make.text("B1", "טלפון"), make.text("C1", "כוכב"))
        + make.row(2, make.text("A2", "לא זה"), make.text("B2", "1"))
    )
    for sheets in ({"א": worse, "לקוחות": better}, {"לקוחות": better, "א": worse}):
        book = read_book(make.pack(make.parts(sheets)), name="x")
        assert book.tables[CUSTOMERS].layout.title == "לקוחות"
        assert [unread.title for unread in book.unread] == ["א"]


def test_settings_language_and_learned_headings(make):
    settings = make.worksheet(
        make.row(1, make.text("A1", "key"), make.text("B1", "value"))
        + make.row(2, make.text("A2", "language"), make.text("B2", "en"))
    )
    sheets = {"לקוחות": make.worksheet(make.customers()), "settings": settings}
    book = read_book(make.pack(make.parts(sheets)), name="x")
    assert book.lang == "en"
    assert book.settings["language"] == "en"
    assert list(book.tables) == ["customers", "settings"], "in the order of the tabs"


def test_language_of_a_foreign_workbook_is_that_of_its_headings(make, read):
    rows = make.row(1, make.text("A1", "Name"), make.text("B1", "Phone")) + make.row(
        2, make.text("A2", "דנה"), make.text("B2", "050-1234567")
    )
    assert read(rows, "Customers").lang == "en"
    assert read(make.customers()).lang == "he"


@pytest.mark.parametrize(("title", "lang"), [("Notes 2026", "en"), ("פתקים", "he")])
def test_without_any_headings_the_tabs_say_the_language(make, read, title, lang):
    book = read(make.row(1, make.text("A1", "x")), title)
    assert not book.tables
    assert book.lang == lang


def test_an_empty_table_and_a_workbook_without_tables(make, read):
    table = read(make.customers().partition('<row r="2"')[0]).tables[CUSTOMERS]
    assert len(table) == 0
    assert all(values == [] for values in table.columns.values())
    book = read("")
    assert book.tables == {}
    assert book.lang == "he"


def test_hidden_sheets_are_read(make):
    content = make.parts()
    workbook = str(content["xl/workbook.xml"])
    content["xl/workbook.xml"] = workbook.replace('sheetId="1"', 'sheetId="1" state="veryHidden"')
    book = read_book(make.pack(content), name="x")
    assert len(book.tables[CUSTOMERS]) == 2
    assert book.facts.tab("לקוחות").state == "veryHidden"


def test_odd_sheet_names(make):
    title = "O&apos;Brien &amp; &lt;Sons&gt; לקוחות"
    book = read_book(make.book(make.customers(), title), name="x")
    assert book.tables[CUSTOMERS].layout.title == "O'Brien & <Sons> לקוחות"
    assert book.facts.tab("O'Brien & <Sons> לקוחות").kind == "worksheet"


def test_strict_workbooks_are_read(make):
    content = {
        name: str(xml)
        .replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        .replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/",
            "http://purl.oclc.org/ooxml/officeDocument/",
        )
        for name, xml in make.parts().items()
    }
    data = make.pack(content)
    assert len(read_book(data, name="x").tables[CUSTOMERS]) == 2


def test_garbage_collection_is_on_again(make):
    assert gc.isenabled()
    read_book(make.book(make.customers()), name="x")
    assert gc.isenabled()
    with pytest.raises(CrmError):
        read_book(b"", name="x")
    assert gc.isenabled()


def test_a_large_table_keeps_every_row(make, read):
    count = 5000  # several blocks and several chunks
    rows = make.row(1, make.text("A1", "שם"), make.text("B1", "טלפון")) + "".join(
        make.row(n, make.text(f"A{n}", f"לקוח {n}"), make.text(f"B{n}", f"050-{n:07d}"))
        for n in range(2, count + 2)
        if n % 1000
    )
    table = read(rows).tables[CUSTOMERS]
    expected = [n for n in range(2, count + 2) if n % 1000]
    assert list(table.rows) == expected
    assert table.columns["phone"] == [f"050-{n:07d}" for n in expected]


@pytest.mark.parametrize("blank", [None, 700])
def test_the_types_said_of_a_column_are_those_of_its_cells(make, read, blank):
    """Whoever reads on trusts them instead of looking at every cell again."""
    headings = zip("ABCDE", ("שם", "טלפון", "x", "y", "z"), strict=True)
    rows = make.row(1, *(make.text(f"{column}1", text) for column, text in headings))
    for n in range(2, 1500):  # more than a block
        cells = [
            make.text(f"A{n}", f"לקוח {n}"),
            make.text(f"B{n}", "" if n > 1400 else "050-1234567"),
            make.number(f"C{n}", n) if n < 1200 else make.number(f"C{n}", 0.5, 2),
            make.text(f"D{n}", ""),
        ]
        rows += make.row(n, *(() if n == blank else cells))
    book = read(rows)
    table = book.tables[CUSTOMERS]
    assert len(table) == (1498 if blank is None else 1497)
    seen = typed(book, CUSTOMERS)
    assert {name: seen[name].types for name in table.columns} == {
        name: set(map(type, values)) for name, values in table.columns.items()
    }
    assert {float, dt.timedelta} in [each.types for each in map(seen.__getitem__, table.columns)]


@pytest.mark.parametrize(
    ("wrote", "reads"), [("utf-8", "cp1252"), ("cp1255", "latin-1"), ("cp1255", "utf-8")]
)
def test_a_tab_in_the_wrong_encoding_is_said_to_be_that(wrote, reads):
    workbook = openpyxl.Workbook()
    for row in (["מזהה לקוח", "שם", "טלפון"], ["C-0001", "נועה ברק", "050-1234567"]):
        scrambled = [cell.encode(wrote).decode(reads, "replace") for cell in row]
        workbook.active.append(scrambled)
    stream = io.BytesIO()
    workbook.save(stream)
    book = read_book(stream.getvalue(), name="x.xlsx")
    assert [each.why.en[:24] for each in book.unread] == ["Its Hebrew is scrambled,"]
