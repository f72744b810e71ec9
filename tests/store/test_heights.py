"""Rows of wrapped text are as high as their text, in programs that do not fit them themselves."""

from __future__ import annotations

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Alignment

from crm_workbook.model import AddSheet, AppendRows, Change, Plan, SetCells
from crm_workbook.schema.looks import lines
from crm_workbook.store import open_store
from crm_workbook.text import Text

LONG = "שלום דנה, תודה שקנית אצלנו. " * 4
"""112 letters: three lines of 40, words kept whole."""


@pytest.mark.parametrize(
    ("text", "room", "count"),
    [
        ("", 10, 1),
        ("ten digits", 10, 1),
        ("ten digits!", 10, 2),
        ("one\ntwo\n\nfour", 10, 4),
        ("aaaa bbbb cccc", 4, 3),
        ("aaaa bbbb cccc", 9, 2),
        ("x" * 25, 10, 3),
        ("ab " + "x" * 25, 10, 4),
        (LONG, 40, 3),
    ],
)
def test_lines_of_a_text(text, room, count):
    assert lines(text, room) == count


@given(st.text(alphabet="ab \n", max_size=80), st.integers(1, 20))
def test_no_line_is_longer_than_its_room(text, room):
    # Each line holds at most `room` letters, so there cannot be fewer lines than that takes;
    # blanks may vanish where a line ends.
    letters = [len(paragraph.replace(" ", "")) for paragraph in text.split("\n")]
    assert lines(text, room) >= sum(max(1, -(-count // room)) for count in letters)
    assert lines(text, 10_000) == text.count("\n") + 1


def do(path, *edits):
    store = open_store(str(path))
    store.apply(Plan("test", Text("א", "a"), edits), store.read())


@pytest.fixture
def wrapped(tmp_path, build):
    """A sheet whose column for the text is 40 letters wide and wraps; one beside it is hidden."""
    columns = {"outreach_id": ["O-1", "O-2"], "text": ["קצר", "קצר"], "why_now": ["א", "ב"]}
    path = build(tmp_path / "shop.xlsx", {"outreach": columns})
    book = openpyxl.load_workbook(path)
    page = book["פניות"]
    page.column_dimensions["B"].width = 40
    page.column_dimensions["C"].width = 5
    page.column_dimensions["C"].hidden = True
    for row in (2, 3):
        for column in "BC":
            page[f"{column}{row}"].alignment = Alignment(wrap_text=True)
    book.save(path)
    return path


def heights(path):
    page = openpyxl.load_workbook(path)["פניות"]
    return [
        (page.row_dimensions[row].height, bool(page.row_dimensions[row].customHeight))
        for row in range(2, page.max_row + 1)
    ]


def test_an_appended_row_is_as_high_as_its_text(wrapped, parts):
    rows = (("O-3", LONG, LONG), ("O-4", "קצר", LONG), ("O-5", "א\nב", "א"))
    do(wrapped, AppendRows("outreach", ("outreach_id", "text", "why_now"), rows))
    sheet = parts(wrapped)["xl/worksheets/sheet1.xml"]
    assert b"customHeight" not in sheet  # Excel and LibreOffice may fit the rows again
    assert [tag.split(b">")[0] for tag in sheet.split(b"<row ")[4:]] == [
        b'r="4" ht="45"', b'r="5"', b'r="6" ht="30"',
    ]  # fmt: skip


def test_a_changed_text_changes_the_height_unless_it_was_set_by_hand(wrapped):
    set_text = SetCells(
        "outreach",
        (Change(2, "O-1", "text", None, LONG), Change(3, "O-2", "text", None, LONG)),
    )
    book = openpyxl.load_workbook(wrapped)
    book["פניות"].row_dimensions[3].height = 21  # which openpyxl marks as set by hand
    book.save(wrapped)
    do(wrapped, set_text)
    assert [height for height, _ in heights(wrapped)] == [45, 21]
    do(wrapped, SetCells("outreach", (Change(2, "O-1", "text", None, "קצר"),)))
    assert [height for height, _ in heights(wrapped)] == [None, 21]


def test_columns_that_do_not_wrap_leave_rows_alone(shop, parts):
    do(shop, AppendRows("customers", ("customer_id", "shelf"), (("C-9", LONG),)))
    assert b'<row r="6">' in parts(shop)["xl/worksheets/sheet1.xml"]


def test_a_sheet_that_is_added_has_high_rows_too(shop):
    columns = ("outreach_id", "text")
    do(shop, AddSheet("outreach", "he", columns, (("O-1", LONG * 3), ("O-2", "קצר"))))
    first, second = heights(shop)
    assert first[0] >= 6 * 15
    assert second[0] is None
