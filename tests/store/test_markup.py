"""The small steps of a patch: texts, formulas, formats, rows, zip entries, JSON."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import date, datetime, timedelta
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_workbook.errors import CrmError
from crm_workbook.model import (
    AddSheet,
    AppendRows,
    CellError,
    Change,
    Formula,
    Plan,
    RemoveRows,
    ReplaceRows,
    SetCells,
)
from crm_workbook.store.package import Package
from crm_workbook.store.package.markup import (
    attribute,
    plain,
    text_markup,
    unescaped,
    with_attribute,
)
from crm_workbook.store.package.sheet_markup import SheetMarkup
from crm_workbook.store.package.styles import shows_dates
from crm_workbook.store.package.table_part import _qualified
from crm_workbook.store.ranges import Box, box, shifted
from crm_workbook.store.typed_json import plan_from_json, plan_to_json
from crm_workbook.text import Text


@given(st.text())
def test_any_text_comes_back_from_its_markup(text):
    element = ET.fromstring(text_markup(text))  # noqa: S314 - our own markup
    # ElementTree has no word for the characters only _xHHHH_ can write; the format says how.
    assert unescaped(element.text or "") == text


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")))
def test_any_attribute_comes_back(text):
    tag = with_attribute(b"<a b=\"1\" c='2'/>", "c", text)
    assert attribute(tag, "c") == text
    assert attribute(tag, "b") == "1"
    assert attribute(with_attribute(tag, "b", None), "b") is None
    assert ET.fromstring(tag.decode()).get("c") == text  # noqa: S314


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("A1+$A$1+A$1+$A1", "B3+$A$1+B$1+$A3"),
        ("SUM(B2:C9)", "SUM(C4:D11)"),
        ('A1&"A1"&"say ""A1"""', 'B3&"A1"&"say ""A1"""'),
        ("'A1 sheet'!A1+'it''s A1'!B$2", "'A1 sheet'!B3+'it''s A1'!C$2"),
        ("Sales[[#This Row],[A1]]*A1", "Sales[[#This Row],[A1]]*B3"),
        ("Sales[A1]+[1]Book!A1", "Sales[A1]+[1]Book!B3"),
        ("LOG10(A1)+ATAN2(A1,B1)", "LOG10(B3)+ATAN2(B3,C3)"),
        ("my_A1+A1_x+rate.A1", "my_A1+A1_x+rate.A1"),
        ("A:A+1:1", "A:A+1:1"),
        ("XFD1048576", "#REF!"),
        ("ZZZ1+A9999999", "ZZZ1+A9999999"),
    ],
)
def test_a_formula_moves_as_a_copy_does_in_a_spreadsheet(formula, expected):
    assert shifted(formula, 2, 1) == expected


@given(st.integers(100, 10_000), st.integers(100, 10_000), st.integers(-90, 90), st.booleans())
def test_moving_there_and_back_is_no_move(row, column, step, absolute):
    mark = "$" if absolute else ""
    corner = str(Box(column, row, column, row))
    formula = re.sub(r"(\D+)(\d+)", rf"{mark}\1{mark}\2", corner)
    there = shifted(formula, step, step)
    assert shifted(there, -step, -step) == formula
    assert (there == formula) == (absolute or not step)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("[Price]*2", "Sales[Price]*2"),
        ("[[#This Row],[Price]]*[@Count]", "Sales[[#This Row],[Price]]*Sales[@Count]"),
        ("Other[Price]+SUM([Price])", "Other[Price]+SUM(Sales[Price])"),
        ("'[1]Sheet 1'!A1+[2]Sheet!B2&\"[x]\"", "'[1]Sheet 1'!A1+[2]Sheet!B2&\"[x]\""),
        ("[מחיר ליחידה]+טבלה[כמות]", "Sales[מחיר ליחידה]+טבלה[כמות]"),
    ],
)
def test_references_inside_a_table_name_it(formula, expected):
    assert _qualified(formula, "Sales") == expected


def test_ranges_are_read():
    assert box("$B$2:D9") == Box(2, 2, 4, 9)
    assert str(box("AA10")) == "AA10"
    assert [box(text) for text in ("A:A", "1:3", "name", "", "A1:B")] == [None] * 5


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("General", False), ("0.00", False), ("@", False), ("dd/mm/yyyy", True),
        ("[$₪-40D]#,##0.00", False), ("[$₪-he-IL] #,##0", False), ("[h]:mm", True),
        ('#,##0 "ימים day"', False), ("[Red]0;[Blue]0", False), (r"0\d", False),
        ("mmm-yy", True), ('_ [$₪-40D] * #,##0.00_ ;_ [$₪-40D] * "-"??_ ', False),
        ("0;dd", False), ("[$-40D]d mmmm yyyy", True), ("h:mm AM/PM", True), ("0.0E+00", False),
    ],
)  # fmt: skip
def test_number_formats_that_show_dates_are_known(code, expected):
    # openpyxl's own judgement, an independent one, agrees on all of them.
    assert shows_dates(code) is expected
    assert bool(openpyxl.styles.numbers.is_date_format(code)) is expected


columns = st.sets(st.integers(1, 60))


@given(columns, columns, columns)
def test_a_row_keeps_every_cell_that_is_not_named(there, put, removed):
    def cell(column, text):
        return f'<c r="{Box(column, 7, column, 7)}"><v>{text}</v></c>'.encode()

    row = b'<row r="7" ht="20"> ' + b" ".join(cell(c, "old") for c in sorted(there)) + b" </row>"
    data = b"<worksheet><sheetData>" + row + b"</sheetData></worksheet>"
    markup = SheetMarkup("s", data)
    new = {c: cell(c, "new") for c in put} | dict.fromkeys(removed - put, b"")
    changed = markup.put(7, markup.row(7), markup.cells(markup.row(7)), new)
    element = ET.fromstring(changed)  # noqa: S314
    assert [c.get("r") for c in element] == [
        str(Box(c, 7, c, 7)) for c in sorted((there | put) - (removed - put))
    ]
    for column in there - put - removed:
        assert cell(column, "old") in changed
    if not put and not removed:
        assert changed == row


@pytest.mark.parametrize(
    "data",
    [b"<a><!-- x --></a>", b"<!DOCTYPE a><a/>", b"<a><![CDATA[x]]></a>", "<a/>".encode("utf-16"),
     b'<?xml version="1.0" encoding="windows-1255"?><a/>'],
)  # fmt: skip
def test_markup_that_cannot_be_spliced_safely_is_refused(data):
    with pytest.raises(CrmError) as caught:
        plain("part.xml", data)
    assert caught.value.code == "unusual-xml"


class Stream(io.RawIOBase):
    """A file that cannot go back, so that sizes are written behind the data."""

    def __init__(self):
        super().__init__()
        self.data = b""

    def writable(self):
        return True

    def write(self, data):
        self.data += bytes(data)
        return len(data)


def test_sizes_written_behind_or_in_64_bits_are_put_in_their_usual_place():
    stream = Stream()
    content = {"a.xml": b"<a/>" * 500, "תמונה.png": bytes(range(256)), "c.xml": b""}
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in content.items():
            with target.open(name, "w", force_zip64=True) as entry:
                entry.write(data)
    package = Package(stream.data)
    package.write("new.xml", b"<new/>")
    package.write("c.xml", b"<c/>")
    package.remove("a.xml")
    with zipfile.ZipFile(io.BytesIO(b"".join(package.pieces()))) as result:
        assert result.testzip() is None
        assert {n: result.read(n) for n in result.namelist()} == {
            "תמונה.png": content["תמונה.png"], "c.xml": b"<c/>", "new.xml": b"<new/>",
        }  # fmt: skip
        assert not any(info.flag_bits & 8 or info.extra for info in result.infolist())


def test_an_untouched_package_is_written_as_it_was(shop):
    data = shop.read_bytes()
    assert b"".join(Package(data).pieces()) == data


results = st.one_of(
    st.none(), st.booleans(), st.text(st.characters(exclude_categories=())),
    st.floats(allow_nan=False, allow_infinity=False), st.dates(), st.datetimes(),
    st.timedeltas(timedelta(0), timedelta(days=999)),
    st.builds(CellError, st.sampled_from(["#REF!", "#N/A"])),
)  # fmt: skip
values = st.one_of(results, st.builds(Formula, st.text(), results))


@given(st.lists(st.tuples(st.text(), values, values)), st.text())
def test_a_plan_comes_back_from_its_json(rows, reason):
    keys = tuple(str(row[0]) for row in rows)
    names = ("a", "b", "c")
    plan = Plan(
        "job",
        Text(reason, "r"),
        (
            SetCells("s", tuple(Change(i, k, "b", o, n) for i, (k, o, n) in enumerate(rows))),
            AppendRows("s", names, tuple(rows)),
            ReplaceRows("s", names, tuple(rows)),
            RemoveRows("s", keys, names, tuple(rows)),
            AddSheet("s", "he", names, tuple(rows)),
        ),
        "7",
    )
    back = plan_from_json(json.loads(json.dumps(plan_to_json(plan))))
    assert back == plan
    assert [type(c.old) for c in back.edits[0].changes] == [type(row[1]) for row in rows]


def test_dates_are_not_moments():
    plan = Plan("j", Text("", ""), (AppendRows("s", ("a", "b"), (
        (date(2024, 1, 1), datetime(2024, 1, 1)),)),))  # fmt: skip  # noqa: DTZ001 - cells know no zones
    (row,) = plan_from_json(json.loads(json.dumps(plan_to_json(plan)))).edits[0].rows
    assert [type(value) for value in row] == [date, datetime]
