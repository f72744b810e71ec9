"""What holds for every kind of value, whatever is in the cell."""

import importlib
import os
import re
from datetime import date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_workbook import fields
from crm_workbook.fields import Context, Parsed, field
from crm_workbook.model import CellError, Choice, Column

LISTS = {
    "status": (
        Choice("lead", "מתעניין", "Lead", ("ליד", "פוטנציאלי")),
        Choice("active", "פעיל", "Active", ("לקוח",)),
        Choice("closed", 'סגור ע"י הלקוח', "Closed", ()),
    )
}


def _kinds():
    names = sorted(n[:-3] for n in os.listdir(fields.__path__[0]) if n.endswith(".py"))
    modules = [importlib.import_module(f"crm_workbook.fields.{n}") for n in names if n[0] != "_"]
    return [m.FIELD.kind for m in modules if hasattr(m, "FIELD")]


KINDS = _kinds()
COLUMN_KINDS = pytest.mark.parametrize("kind", KINDS)


def reader(kind, cells, epoch=1900):
    column = Column("c", kind, "ע", "c", choices="status")
    return field(kind).reader(Context(column, LISTS, epoch), cells)


digits = st.text("0123456789", min_size=1, max_size=16)
written = st.one_of(
    st.text(max_size=20),
    st.text("0123456789 .,-/()+*:'%₪$eE\u200e\u200f\u00a0", max_size=20),
    st.from_regex(r"\A[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}( [0-9]{1,2}:[0-9]{2})?\Z"),
    st.from_regex(r"\A\+?[0-9]{1,3}[- ]?[0-9]{2,3}[- ]?[0-9]{4,7}( / 0[0-9]{8,9})?\Z"),
    st.from_regex(r"\A[a-z.]{1,8}[@ ]{1,2}[a-z.]{1,8}[;, ]?\Z"),
    st.from_regex(r"\A[0-9]{1,2} (ב?מרץ|ינואר|may|Sept\.?)( [0-9]{2,4})?\Z"),
    st.sampled_from(["כן", "X", "לא", "פעיל", "\u200fפעיל", "LEAD", "ליד", "TRUE", "12%", "אין"]),
    digits,
    digits.map("{}.0".format),
)
cells = st.one_of(
    written,
    st.none(),
    st.booleans(),
    st.floats(),
    st.integers(),
    st.integers(0, 10**12).map(float),
    st.floats(0, 100_000).map(lambda n: round(n, 2)),
    st.dates(),
    st.datetimes(),
    st.timedeltas(),
    st.sampled_from([CellError("#REF!"), CellError("#N/A")]),
)


def test_all_fifteen_kinds_are_found():
    assert set(KINDS) >= {
        "text", "id", "date", "money", "number", "percent", "phone", "email", "choice",
        "reference", "boolean", "israeli_id", "business_id", "monthday",
    }  # fmt: skip
    assert all(field(kind).kind == kind for kind in KINDS)


def spoil(text, how, at):
    """Do to a text what keyboards and other programs do."""
    at = min(at, len(text))
    return {
        "mark": f"{text[:at]}\u200f{text[at:]}",
        "blanks": f"  {text[:at]}\u00a0 {text[at:]} ",
        "float": f"{text}.0",
        "no zero": text.lstrip("0"),
        "number": float(text) if text.isdecimal() else text,
        "twice": f"{text} / {text}",
        "case": text.upper(),
        "words": f"דנה {text}",
        "cut": text[:at],
    }[how]


HOW = ("mark", "blanks", "float", "no zero", "number", "twice", "case", "words", "cut")


def near(kind):
    """Cells that are nearly a value of this kind, so that most examples are to the point."""
    spoilt = st.builds(
        lambda seed, how, at: spoil(
            str(field(kind).write(field(kind).sample(Random(seed)))), how, at
        ),
        st.integers(0, 10_000),
        st.sampled_from(HOW),
        st.integers(0, 20),
    )
    return st.one_of(spoilt, cells)


@COLUMN_KINDS
@settings(deadline=None)
@given(data=st.data(), epoch=st.sampled_from([1900, 1904]))
def test_reading_never_raises_and_names_only_documented_faults(kind, data, epoch):
    column = data.draw(st.lists(near(kind), min_size=1, max_size=6))
    read = reader(kind, column, epoch)
    documented = faults_of(kind)
    for cell in column:
        found = read(cell)
        assert isinstance(found, Parsed)
        assert read(cell) == found
        assert not found.fault or found.fault in documented
        assert found.cell is None or documented[found.fault].startswith("yes")


@COLUMN_KINDS
@settings(deadline=None)
@given(data=st.data(), epoch=st.sampled_from([1900, 1904]))
def test_mended_and_written_cells_mean_the_same_without_a_fault(kind, data, epoch):
    cell = data.draw(near(kind))
    found = reader(kind, [cell], epoch)(cell)
    if found.cell is not None:
        assert reader(kind, [found.cell], epoch)(found.cell) == Parsed(found.value)
    if found.value is None or found.fault == "before-1900-03":
        return
    stored = field(kind).write(found.value)
    assert reader(kind, [stored], epoch)(stored) == Parsed(found.value)


@COLUMN_KINDS
def test_an_error_value_is_named_and_an_empty_cell_is_empty(kind):
    error = CellError("#DIV/0!")
    read = reader(kind, [error, None, "", " \u00a0\u200f "])
    assert read(error) == Parsed(None, "error-cell")
    assert read(None) == read("") == read(" \u00a0\u200f ") == Parsed(None)


@COLUMN_KINDS
def test_samples_are_right_and_repeatable(kind):
    made = [field(kind).sample(Random(seed)) for seed in range(200)]
    assert made == [field(kind).sample(Random(seed)) for seed in range(200)]
    if kind == "choice":  # which values there are, only the list knows
        return
    assert len(set(made)) > 1
    for value in made:
        stored = field(kind).write(value)
        assert reader(kind, [stored])(stored) == Parsed(value)


NATIVE = {
    float: st.floats(-1e300, 1e300),
    int: st.integers(-(10**15), 10**15),
    bool: st.booleans(),
    date: st.dates(date(1900, 3, 1)),
    datetime: st.datetimes(datetime.fromisoformat("1900-03-01")),
}


@pytest.mark.parametrize(
    ("kind", "type_"),
    [(kind, type_) for kind in KINDS for type_ in sorted(field(kind).native, key=str)],
)
@given(data=st.data())
def test_a_native_cell_means_itself_in_any_company(kind, type_, data):
    """So a column of native cells alone may be taken without reading it."""
    column = data.draw(st.lists(NATIVE[type_], min_size=1, max_size=6))
    read = reader(kind, column)
    assert [read(cell) for cell in column] == [Parsed(cell) for cell in column]


@COLUMN_KINDS
def test_the_order_of_the_values_does_not_matter(kind):
    column = [
        "03/04/2026",
        "15/04/2026",
        "X",
        "כן",
        "18",
        "0.5",
        18.0,
        0.5,
        "1001",
        1002.0,
        "פעיל",
    ]
    forward, backward = reader(kind, column), reader(kind, column[::-1])
    assert [forward(cell) for cell in column] == [backward(cell) for cell in column]


@COLUMN_KINDS
@pytest.mark.parametrize(
    "piece", ["a", "1", " ", "1-", "@", "a@", "1 2/", "\u200f", "א'", "9 ,", "'"]
)
def test_a_hostile_long_cell_is_read_in_no_time(kind, piece):
    """Patterns must not blow up: 40,000 characters, the most Excel nearly holds, in a blink."""
    long = piece * (40_000 // len(piece))
    start = os.times().user
    reader(kind, [long])(long)
    assert os.times().user - start < 1


def faults_of(kind):
    """The faults a kind's page documents, with what it says of a safe cell."""
    module = importlib.import_module(f"crm_workbook.fields.{kind}")
    page = module.__doc__
    for other in re.findall(r"\(see `fields\.(\w+)`\)", page):
        page += importlib.import_module(f"crm_workbook.fields.{other}").__doc__
    rows = [line.strip(" |").split(" | ") for line in page.splitlines() if line.startswith("| `")]
    return {
        name: safe for names, *_, safe in rows for name in re.findall(r"`([a-z0-9-]+)`", names)
    }


def test_days_and_times_in_cells_that_want_something_else():
    for kind in KINDS:
        for cell in (
            date(2026, 3, 15),
            datetime.fromisoformat("2026-03-15T10:00"),
            timedelta(hours=9),
        ):
            found = reader(kind, [cell])(cell)
            if kind == "text" or (kind in {"date", "monthday"} and isinstance(cell, date)):
                assert found.value is not None
                assert not found.fault
            else:
                assert found.value is None
                assert found.fault
