"""The second wall: the same answers from another process, and a sentence however it ends."""

import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import crm_workbook
from crm_workbook import runner
from crm_workbook.errors import CrmError
from crm_workbook.store.reading import suspicion
from crm_workbook.store.reading.preflight import examine
from crm_workbook.store.reading.reader import read_book, read_grids
from crm_workbook.store.reading.suspicion import Suspicious

DEMO = Path(__file__).parents[2] / "examples" / "hebrew-shop.xlsx"


def facts_of(book, title):
    try:
        return book.facts.tab(title)
    except CrmError as error:
        return error.code, error.say("he")


def known(book):
    """Everything there is to know about a book, types included."""
    return (
        {
            key: (
                table.layout,
                list(table.rows),
                {
                    name: [(type(v), repr(v)) for v in values]
                    for name, values in table.columns.items()
                },
                table.types,
            )
            for key, table in book.tables.items()
        },
        [facts_of(book, title) for title in book.facts.titles],
        (book.facts.names, book.facts.epoch, book.facts.macros, book.facts.external),
        (book.unread, book.settings, book.lists, book.lang, book.name, book.fingerprint),
    )


def same(data):
    assert known(read_book(data, name="x", untrusted=True)) == known(read_book(data, name="x"))


def rich(make):
    """A workbook with something of everything that is told about one."""
    rows = (
        make.customers()
        + make.row(4, '<c r="A4" t="e"><v>#REF!</v></c>', '<c r="B4"><f>A1&amp;"x"</f></c>')
        + make.row(5, make.number("C5", 44000, 1), make.number("D5", 44000.5, 1))
        + make.row(6, make.number("C6", 0.25, 2), make.number("D6", 2.5, 3))
        + make.row(7, make.number("C7", "NaN"), '<c r="D7" t="b"><v>1</v></c>')
        + '<row r="8" hidden="1"><c r="A8" t="s"><v>1</v></c></row>'
    )
    after = (
        '<mergeCells><mergeCell ref="A9:B9"/></mergeCells><dataValidations><dataValidation '
        'type="list" sqref="C2:C9"><formula1>"א,ב"</formula1></dataValidation></dataValidations>'
    )
    content = make.parts(
        {"לקוחות": make.worksheet(rows, after=after), "ריק": make.worksheet(), "תרשים": "<c/>"},
        workbook_tail='<definedNames><definedName name="n" localSheetId="0">A1</definedName>'
        "</definedNames>",
    )
    content["xl/_rels/workbook.xml.rels"] = make.rels(
        ("worksheet", "worksheets/sheet1.xml"),
        ("worksheet", "worksheets/sheet2.xml"),
        ("chartsheet", "worksheets/sheet3.xml"),
        ("styles", "styles.xml"),
        ("sharedStrings", "sharedStrings.xml"),
        ("vbaProject", "vbaProject.bin"),
        ("externalLink", "file://other/book.xlsx"),
    )
    content["xl/worksheets/_rels/sheet1.xml.rels"] = make.rels(
        ("table", "../tables/t.xml"), ("comments", "../comments.xml")
    )
    content["xl/tables/t.xml"] = (
        '<table displayName="T" ref="A1:C6" totalsRowCount="1"><tableColumns><tableColumn>'
        "<calculatedColumnFormula>B2*2</calculatedColumnFormula></tableColumn></tableColumns>"
        "</table>"
    )
    content["xl/comments.xml"] = (
        '<comments><comment ref="A2"><text><r><t>פתק</t></r></text></comment></comments>'
    )
    return content


def test_the_demo_is_read_alike():
    data = DEMO.read_bytes()
    same(data)
    assert read_grids(data, untrusted=True) == read_grids(data)


def test_everything_that_is_told_comes_through(make):
    content = rich(make)
    same(make.pack(content))
    book = read_book(make.pack(content), name="x", untrusted=True)
    tab = book.facts.tab("לקוחות")
    assert (tab.merges, tab.hidden_rows, tab.notes) == (("A9:B9",), (8,), {"A2": "פתק"})
    assert (tab.uncalculated, tab.tables[0].calculated) == (("B4",), {1: "B2*2"})
    assert book.facts.tab("תרשים").kind == "chartsheet"
    assert [each.title for each in book.unread] == ["ריק", "תרשים"]


def test_a_part_that_only_some_ask_for_is_refused_to_them(make):
    content = rich(make)
    content["xl/comments.xml"] = "<comments>"
    book = read_book(make.pack(content), name="x", untrusted=True)
    assert len(book.tables["customers"]) == 4
    with pytest.raises(CrmError, match="comments"):
        book.facts.tab("לקוחות")
    same(make.pack(content))


CELLS = st.sampled_from(
    [
        '<c r="{ref}"/>',
        '<c r="{ref}" t="inlineStr"><is><t>שלום &lt;x&gt;&#10;"\\u2028</t></is></c>',
        '<c r="{ref}" t="s"><v>0</v></c>',
        '<c r="{ref}"><v>-0.1</v></c>',
        '<c r="{ref}"><v>1e308</v></c>',
        '<c r="{ref}"><v>-INF</v></c>',
        '<c r="{ref}" s="1"><v>45000</v></c>',
        '<c r="{ref}" s="1"><v>45000.123456789</v></c>',
        '<c r="{ref}" s="1"><v>60</v></c>',
        '<c r="{ref}" s="2"><v>0.75</v></c>',
        '<c r="{ref}" s="3"><v>1.9999999</v></c>',
        '<c r="{ref}" t="b"><v>0</v></c>',
        '<c r="{ref}" t="e"><v>#DIV/0!</v></c>',
        '<c r="{ref}" t="e"><v>#SPILL!</v></c>',
        '<c r="{ref}" t="str"><f>A1</f><v>x</v></c>',
    ]
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(CELLS, max_size=4), max_size=6), st.booleans())
def test_generated_workbooks_are_read_alike(make, table, early):
    rows = "".join(
        make.row(n, *(cell.replace("{ref}", f"{'ABCD'[c]}{n}") for c, cell in enumerate(cells)))
        for n, cells in enumerate(table, 2)
    )
    headings = make.row(
        1, *(make.text(f"{c}1", t) for c, t in zip("ABCD", ("שם", "טלפון", "x", "y"), strict=True))
    )
    head = "" if early else '<workbookPr date1904="1"/>'
    same(make.book(headings + rows, workbook_head=head))


def test_a_sheet_of_several_lines_keeps_its_rows(make):
    rows = "".join(
        make.row(n, *(make.number(f"{c}{n}", n, 1) for c in "ABCDEFGH")) for n in range(1, 20_001)
    )
    data = make.book(rows, "S")
    assert read_grids(data, untrusted=True) == read_grids(data)


# What is suspicious


def tight(make):
    noise = random.Random(1).randbytes(20_000).hex()
    item = f"<a>{noise}{' ' * 1_600_000}</a>"
    return make.pack({**make.parts(), "customXml/item1.xml": item})


def wide(make):
    """Three sheets of 16 columns, each with a cell at its very end."""
    sheet = make.worksheet(make.customers() + make.row(1_048_576, make.number("P1048576", 1)))
    return make.pack(make.parts(dict.fromkeys(("לקוחות", "ב", "ג"), sheet)))


def decoy(make):
    good = make.parts()
    content = {
        **{name.replace("xl/", "book/"): xml for name, xml in good.items()},
        "_rels/.rels": make.rels(("officeDocument", "book/workbook.xml")),
        "xl/workbook.xml": good["xl/workbook.xml"],
    }
    return make.pack(content)


@pytest.mark.parametrize(("sign", "of"), [("tight", tight), ("decoy", decoy)])
def test_a_suspicious_workbook_is_read_behind_the_wall(make, monkeypatch, sign, of, ending):
    data = of(make)
    with pytest.raises(Suspicious, match=sign):
        examine(data, wary=True)
    examine(data)  # allowed nevertheless
    assert len(read_book(data, name="x").tables["customers"]) == 2
    for nothing in ("", None):
        monkeypatch.setattr(sys, "executable", nothing)
        assert ending(data) == "no-reading-process"
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    for read in (read_book, read_grids):
        with pytest.raises(CrmError) as caught:
            read(data, name="x")
        assert caught.value.code == "no-reading-process"


def test_sheets_that_are_wide_and_empty_are_suspicious(make):
    with pytest.raises(Suspicious, match="wide"):
        examine(wide(make), wary=True)


def test_much_markup_is_suspicious_before_any_of_it_is_looked_at(make, monkeypatch):
    noise = random.Random(1).randbytes(100_000).hex()
    data = make.pack(
        {**make.parts(), **{f"customXml/item{n}.xml": f"<a>{noise}" for n in range(3)}}
    )
    monkeypatch.setattr(suspicion, "MUCH", 600_000)
    with pytest.raises(Suspicious, match="much"):
        examine(data, wary=True)


def test_a_long_irregular_sheet_is_suspicious(make, monkeypatch):
    data = make.book(make.customers().replace('"1"', "'1'"))
    examine(data, wary=True)
    monkeypatch.setattr(suspicion, "LONG_IRREGULAR", 100)
    with pytest.raises(Suspicious, match="slow"):
        examine(data, wary=True)


def test_honest_workbooks_are_not_suspicious(make):
    examine(DEMO.read_bytes(), wary=True)
    for size in (1, 5000):
        rows = "".join(
            make.row(n, make.number(f"A{n}", n), make.text(f"T{n}", "חיפה"))
            for n in range(1, size)
        )
        examine(make.book(rows), wary=True)


# What only that process looks at


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>', "duplicate-cell"),
        ('<c r="B1"><v>1</v></c><c r="A1"/><c r="B1" t="b"><v>1</v></c>', "duplicate-cell"),
        ('<c r="A1" t="s"><v>1.0</v></c>', "unclear-cell"),
        ('<c r="A1" t="s"><v>-1</v></c>', "unclear-cell"),
        ('<c r="A1" t="inlineStr"><v>text</v></c>', "unclear-cell"),
        ('<c r="A1"><v>1<x/>2</v></c>', "unclear-cell"),
        ('<c r="A1"><v>1</v><v>2</v></c>', "unclear-cell"),
        ('<c r="A1" t="inlineStr"><is><t>a<b</t></is></c>', "broken-part"),
        ('<c r="A1" t="inlineStr"><is><t>a\1b</t></is></c>', "broken-part"),
        ('<c r="A1" t="inlineStr"><v>1.0</v><is><t>1.</t></is></c>', ""),
        ('<c r="A1" t="s"><v>1</v></c><c r="B1" t="s" s="1"><f>A1</f><v>0</v></c>', ""),
    ],
)
@pytest.mark.parametrize("before", [0, 30_000])
def test_cells_that_can_be_read_in_two_ways(make, cells, code, before, ending):
    """However far down they stand: the sheet is looked at in pieces."""
    rows = "".join(
        make.row(n, make.number(f"A{n}", n), make.number(f"B{n}", n)) for n in range(2, before)
    )
    cells = cells.replace('1"', f'{max(before, 1)}"').replace('s="30000"', 's="1"')
    data = make.book(rows + make.row(max(before, 1), cells), "S")
    if code:
        assert ending(data) == code
    else:
        assert read_grids(data, untrusted=True) == read_grids(data)


@pytest.mark.parametrize("cut", ["</worksheet>", "</row>"])
def test_sheets_that_are_no_xml(make, cut, ending):
    sheet = make.worksheet(make.customers()).replace(cut, "", 1)
    assert ending(make.pack({**make.parts(), "xl/worksheets/sheet1.xml": sheet})) in {
        "broken-part", "unreadable-sheet"
    }  # fmt: skip


def test_texts_that_are_no_xml(make, ending):
    texts = f"<sst {make.namespaces}><si><t>a</t></si></sst>x"
    assert ending(make.pack({**make.parts(), "xl/sharedStrings.xml": texts})) == "broken-part"


# From the command line and from Python


@pytest.fixture
def shop(tmp_path):
    path = tmp_path / "shop.xlsx"
    path.write_bytes(DEMO.read_bytes())
    return path


def crm(*words):
    return subprocess.run(
        [sys.executable, "-m", "crm_workbook", *map(str, words)],
        capture_output=True,
        encoding="utf-8",
    )


def test_the_check_finds_the_same(shop):
    plain, wary = (
        crm("check", shop, "--format", "json", *more) for more in ((), ("--untrusted",))
    )
    assert plain.stdout == wary.stdout
    assert plain.returncode == wary.returncode
    assert plain.stderr == wary.stderr == ""


def test_an_untrusted_workbook_is_never_written(shop, tmp_path):
    before = shop.read_bytes()
    for words in (("--fix",), ("--add-ignore", "x"), ("--annotate", tmp_path / "out.xlsx")):
        done = crm("check", shop, "--untrusted", *words, "--lang", "en")
        assert done.returncode == 2
        assert "only read" in done.stderr
    assert shop.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["shop.xlsx"]


def test_a_bad_one_is_refused_and_the_next_one_checked(shop, tmp_path):
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(shop.read_bytes()[:-400])
    done = crm("check", bad, shop, "--untrusted", "--lang", "en")
    assert "cut short" in done.stderr
    assert "shop.xlsx" in done.stdout


def test_import_reads_the_foreign_file_behind_the_wall(make, tmp_path, monkeypatch):
    crm_workbook.new(file=str(tmp_path / "mine.xlsx"), lang="en")
    source = tmp_path / "theirs.xlsx"
    source.write_bytes(make.pack(make.parts()))
    mine, options = str(tmp_path / "mine.xlsx"), {"source": str(source), "untrusted": True}
    (result,) = runner.run("import", [mine], options, runner.Request("en"))
    assert result.error is None
    assert result.receipt.entry, "one's own workbook is written"
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    (again,) = runner.run("import", [mine], options, runner.Request("en"))
    assert again.error.code == "no-reading-process"


def test_from_python(shop):
    book = crm_workbook.open_book(str(shop), untrusted=True)
    assert "customers" in book.sheets
    outcome = crm_workbook.check(str(shop), untrusted=True)
    assert outcome.data["sheets"]


def test_what_is_open_already_is_past_caution(shop):
    request = runner.Request("en", open_store=lambda _: None)
    (result,) = runner.run("check", [str(shop)], {"untrusted": True}, request)
    assert result.error.code == "untrusted-and-open"
