"""What Excel hands over, whatever it is: its types, its errors, its millions of empty cells."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_workbook.functions import calling, functions, grids
from crm_workbook.model import CellError

ROWS = 1_048_576
"""Of a sheet, so of a column that is taken whole."""
ERROR_CODES = {
    -2146826281: "#DIV/0!", -2146826246: "#N/A", -2146826259: "#NAME?", -2146826288: "#NULL!",
    -2146826252: "#NUM!", -2146826265: "#REF!", -2146826273: "#VALUE!",
}  # fmt: skip
"""0x800A0000 and the number of the error in VBA's XlCVError, as 32 bits with a sign."""


@pytest.mark.parametrize(("code", "name"), ERROR_CODES.items())
def test_errors_are_handed_back_by_name(excel, code, name):
    assert excel("CRM_PHONE", code) == name
    assert excel("CRM_PHONE", excel.column(code, "0522345678")) == [[name], ["052-2345678"]]


def test_money_cells_hold_decimals(excel):
    # COM makes Decimal of a cell in a currency format.
    among = excel.column(*(Decimal(n) for n in (10, 20, 30, 40, 50)))
    assert excel("CRM_SCORE", Decimal("50.00"), among, None, 5.0) == 5.0


def test_a_column_taken_whole_gives_as_many_rows_as_it_has(excel):
    column = excel.range(*[("טלפון",), *[("0522345678",)] * 50, *[(None,)] * (ROWS - 51)])
    began = time.perf_counter()
    found = excel("CRM_PHONE", column)
    assert len(found) == 51
    assert found[-1] == ["052-2345678"]
    assert excel("CRM_SCORE", 3.0, excel.range(*[(3.0,)], *[(None,)] * (ROWS - 1))) == 1.0
    assert time.perf_counter() - began < 20


def test_columns_taken_whole_stay_side_by_side(excel):
    def whole(*cells):
        return excel.range(*((cell,) for cell in cells), *[(None,)] * (200_000 - len(cells)))

    found = excel("CRM_WHATSAPP", whole("0522345678", "0522345678", "03-1"), whole("a"), lang="en")
    links = ["https://wa.me/972522345678?text=a", "https://wa.me/972522345678"]
    assert found == [[links[0]], [links[1]], ["no valid mobile number"]]


def test_an_empty_column_gives_one_empty_cell(excel):
    assert excel("CRM_PHONE", excel.range(*[(None,)] * ROWS)) == ""


def test_a_range_keeps_its_empty_rows(excel):
    # So that a formula entered over ten cells fills all ten.
    assert len(excel("CRM_PHONE", excel.column("0522345678", *[None] * 9))) == 10


def test_there_are_not_more_results_than_one_formula_should_give(excel):
    column = excel.range(*[(1.0,)] * 100_001)
    assert excel("CRM_PHONE", column) == "יותר מ-100,000 תאים בנוסחה אחת"


def test_moments_are_days_when_they_have_no_time(excel):
    day, moment = excel.date(2026, 6, 1), excel.date(2026, 6, 1, 12, 30)
    assert grids.cell(day.replace(tzinfo=None)) == date(2026, 6, 1)
    assert grids.cell(moment.replace(tzinfo=None)) == moment.replace(tzinfo=None)


def test_the_language_is_the_workbook_s(excel):
    assert excel("CRM_SEGMENT", 5.0, 5.0) == "אלופים"
    assert excel("CRM_SEGMENT", 5.0, 5.0, lang="en") == "Champions"
    assert excel("CRM_SEGMENT", 5.0, 5.0, lang="xx") == "Champions"


CELLS = st.one_of(
    st.none(), st.floats(allow_nan=False, allow_infinity=False), st.booleans(),
    st.text(max_size=12), st.sampled_from(sorted(ERROR_CODES)),
    st.sampled_from(["0522345678", "01/02/2026", "{{ c.a }}", "=1+1", "#N/A", "כן"]),
    st.datetimes().filter(lambda d: d.year > 1900),
)  # fmt: skip


@pytest.mark.parametrize("function", functions(), ids=lambda f: f.name)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_nothing_that_cells_can_hold_breaks_a_function(excel, function, data):
    given_ = []
    for _ in function.arguments:
        width, height = data.draw(st.integers(1, 2)), data.draw(st.integers(1, 2))
        rows = [tuple(data.draw(CELLS) for _ in range(width)) for _ in range(height)]
        given_.append(excel.range(*rows))
    found = excel(function.name, *given_, lang="en")
    rows = found if isinstance(found, list) else [found]
    for cell in (c for row in rows for c in (row if isinstance(row, list) else [row])):
        assert isinstance(cell, str | float)
        assert "the function failed" not in str(cell)


def test_the_same_call_is_worked_out_once(monkeypatch):
    (phone,) = (f for f in functions() if f.name == "CRM_PHONE")
    calls = []

    def run(lang, *given_):
        calls.append(lang)
        return phone.run(lang, *given_)

    counted = phone._replace(run=run, name="CRM_COUNTED")
    kept = calling.Kept(200)
    monkeypatch.setattr(calling, "KEPT", kept)
    for _ in range(3):
        assert calling.call(counted, ["0522345678"], "he") == (("052-2345678",),)
    assert calls == ["he"]
    calling.call(counted, ["0522345678"], "en")
    assert calls == ["he", "en"]
    for number in range(500):
        calling.call(counted, [float(number)], "he")
    assert len(kept) == 200, "what is kept has a bound"
    calling.call(counted, [[[float(n)] for n in range(400)]], "he")
    assert len(kept) == 200, "and what is larger pushes nothing out"


@pytest.mark.parametrize(
    "pair", [(1.0, True), (1.0, "1"), (1.0, "1.0"), (None, "None"), (0.0, False)]
)
def test_calls_that_differ_only_in_kind_are_not_mixed_up(pair):
    (phone,) = (f for f in functions() if f.name == "CRM_PHONE")
    seen = {value: [] for value in map(repr, pair)}
    echo = phone._replace(name="CRM_ECHO", run=lambda _lang, given_, _form: ((repr(given_),),))
    for value in pair:
        seen[repr(value)].append(calling.call(echo, [value], "he"))
    first, second = seen.values()
    assert first != second


def test_a_result_of_yesterday_is_not_today_s(monkeypatch):
    (phone,) = (f for f in functions() if f.name == "CRM_PHONE")
    days = iter([date(2026, 6, 1), date(2026, 6, 2)])
    monkeypatch.setattr(
        calling, "date", type("Day", (), {"today": staticmethod(lambda: next(days))})
    )
    results = iter("ab")
    daily = phone._replace(name="CRM_DAILY", run=lambda *_: ((next(results),),))
    assert calling.call(daily, ["x"], "he") == (("a",),)
    assert calling.call(daily, ["x"], "he") == (("b",),)


def test_a_fault_of_ours_is_one_sentence_and_is_not_kept():
    (phone,) = (f for f in functions() if f.name == "CRM_PHONE")
    broken = phone._replace(name="CRM_BROKEN", run=lambda *_: 1 / 0)
    assert calling.call(broken, ["x"], "he") == (("תקלה בפונקציה (ZeroDivisionError)",),)
    mended = broken._replace(run=lambda *_: (("well",),))
    assert calling.call(mended, ["x"], "he") == (("well",),)
    assert calling.call(phone, [CellError("#SPILL!")], "he") == (("#VALUE!",),)
