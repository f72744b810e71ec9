"""What is written arrives as what it is, whatever the program would make of it when typed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crm_workbook.engines import coercion
from crm_workbook.errors import CrmError
from crm_workbook.model import AppendRows, CellError, Change, Ref, SetCells
from crm_workbook.store.live.values import converts, format_for, guard_value, typed

TEXTS = ["0501234567", "1-2", "5/6/2024", "=A1", "+972", "-remark", "@x", "TRUE", "false", "#N/A",
         "1E5", "50%", "₪5", "'quoted", "12:30", "May 5", "3 PM", "1,234", "(5)", "1/2", " 7 ",
         "C-0001", "e5", "Sep-24", "\\x", "/a", "0.5", "007"]  # fmt: skip


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30))
@example("5 May")
@example("march 3")
@example("1 e3")
def test_no_text_is_taken_for_anything_else(text):
    given_over = typed(text, "General")
    if not text:
        assert given_over is None
        return
    arrived = coercion.typed(given_over)
    assert (arrived.kind, arrived.value) == ("text", text)
    assert coercion.typed(str(typed(text, "@")), number_format="@").value == text


@pytest.mark.parametrize("text", ["דנה", "Ruth & Co", "לקוחה קבועה מאז ומתמיד", "a b c 5"])
def test_a_plain_text_keeps_the_format_of_its_cell(text):
    assert not converts(text)
    assert format_for(text, "General", "General") is None


def test_texts_dates_and_numbers_in_a_column_without_a_kind(opened, small, do):
    store = opened(small())
    values = [
        *TEXTS, 0.1, 12345678901.25, True, date(2024, 2, 29), timedelta(hours=30),
        CellError("#N/A"),
        datetime(2024, 2, 29, 13, 45),  # noqa: DTZ001 - cells know no zones
    ]  # fmt: skip
    rows = tuple((f"C-1{i:03}", value) for i, value in enumerate(values))
    do(store, AppendRows("customers", ("customer_id", "מדף"), rows))
    assert store.read().tables["customers"].columns["מדף"][3:] == values


@pytest.mark.parametrize(
    ("value", "code"),
    [(5.0, "General"), (True, "General"), (date(2024, 1, 2), "dd/mm/yyyy"), ("05", "@")],
)
def test_in_a_text_cell_a_value_does_not_become_text(opened, small, do, value, code):
    store = opened(small(lambda page, _: setattr(page["E3"], "number_format", "@")))
    do(store, SetCells("customers", (Change(3, "C-0002", "מדף", "ב", value),)))
    assert store.read().tables["customers"].columns["מדף"][1] == value
    assert store.book.sheets[0]["E3"].number_format == code


def test_a_number_in_a_date_cell_does_not_become_a_date(opened, small, do):
    store = opened(small())
    change = Change(2, "C-0001", "birth_date", date(1980, 2, 29), 7.0)
    do(store, SetCells("customers", (change,)))
    assert store.read().tables["customers"].columns["birth_date"][0] in {7.0, date(1900, 1, 7)}


@pytest.mark.parametrize(
    ("value", "code"),
    [("x" * 32768, "long-text"), (float("nan"), "not-a-number"), (date(1899, 1, 1), "early-date")],
)
def test_what_no_cell_holds_is_refused(value, code):
    with pytest.raises(CrmError) as caught:
        guard_value(value, Ref("customers", "A2"))
    assert caught.value.code == code
