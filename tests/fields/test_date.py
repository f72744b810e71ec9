from datetime import date, datetime, timedelta

import pytest

from crm_workbook.fields.date import from_serial

MARCH_15 = date(2026, 3, 15)


@pytest.mark.parametrize(
    "written",
    [
        "15/03/2026", "15/3/26", "15-03-2026", "15.3.2026", "15.3.26", "15. 3. 2026", "15 3 2026",
        "15\\3\\2026", "2026-03-15", "2026/3/15", "2026.03.15", "20260315", "'15/03/2026",
        "\u200f15/03/2026", " 15/03/2026\u00a0", "15/03/2026 00:00", "2026-03-15T00:00:00Z",
        "١٥/٠٣/٢٠٢٦", "15 במרץ 2026", "15 מרץ 2026", "15 מרס, 2026", "ה-15 במרץ 2026",
        "ב-15 במרץ 2026", "יום ראשון, 15 במרץ 2026", "יום א' 15/3/2026", "15-Mar-26",
        "15 March 2026", "Mar 15, 2026", "March 15th 2026", "15th of March 2026",
        "Sunday, March 15, 2026", "Sun 15/03/2026", "2026 March 15", "03/15/2026",
    ],
)  # fmt: skip
def test_a_day_in_any_dress(read, written):
    assert read("date", written) == [(MARCH_15, "text-date", MARCH_15)]


@pytest.mark.parametrize(
    "written",
    [
        "15/03/2026 14:30", "15.3.26 14:30:00", "2026-03-15T14:30:00", "2026-03-15 14:30:00.123",
        "2026-03-15 14:30:00 +0200", "2026-03-15T14:30Z", "14:30 15/03/2026", "15/3/2026 2:30 PM",
        "15/3/2026, 14:30", "15 במרץ 2026 בשעה 14:30", "March 15, 2026 at 2:30 p.m.",
    ],
)  # fmt: skip
def test_a_moment(read, written):
    moment = datetime.fromisoformat("2026-03-15T14:30")
    assert read("date", written) == [(moment, "text-date", moment)]


def test_hebrew_and_english_months_all_twelve(read):
    hebrew = (
        "ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני",
        "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר", "דצמבר",
    )  # fmt: skip
    for number, name in enumerate(hebrew, 1):
        day = date(2026, number, 3)
        english = day.strftime("%B")
        for written in (
            f"3 ב{name} 2026",
            f"3 {name} 26",
            f"3 {english} 2026",
            f"{english[:3]} 3, 26",
        ):
            assert read("date", written)[0].value == day


def test_one_day_above_twelve_settles_the_column(read):
    assert [found.value for found in read("date", "03/04/2026", "25/12/2025", "1/2/26")] == [
        date(2026, 4, 3), date(2025, 12, 25), date(2026, 2, 1),
    ]  # fmt: skip


def test_one_month_above_twelve_settles_it_the_american_way(read):
    assert [found.value for found in read("date", "03/04/2026", "12/25/2025 10:00")] == [
        date(2026, 3, 4),
        datetime.fromisoformat("2025-12-25T10:00"),
    ]


def test_a_column_of_both_ways_is_asked_about_except_where_a_date_speaks_for_itself(read):
    found = read("date", "03/04/2026", "25/12/2025", "12/26/2025", "05/05/2026")
    assert found[0] == (None, "ambiguous-date", None)
    assert [f.value for f in found[1:]] == [
        date(2025, 12, 25), date(2025, 12, 26), date(2026, 5, 5),
    ]  # fmt: skip


def test_an_undecided_column_is_asked_about_never_guessed(read):
    found = read("date", "03/04/2026", "3-4-26", "03.04.2026", "2026-04-03")
    assert found[0] == found[1] == (None, "ambiguous-date", None)
    assert found[2].value == found[3].value == date(2026, 4, 3)  # dots and ISO have one order


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ("31/02/2026", "impossible-date"),
        ("29/02/2025", "impossible-date"),
        ("32/13/2026", "impossible-date"),
        ("03.15.2026", "impossible-date"),
        ("2026-13-01", "impossible-date"),
        ("15/03/0206", "impossible-date"),
        ("0/0/00", "impossible-date"),
        ("15/03/2026 25:00", "impossible-date"),
        ("31 באפריל 2026", "impossible-date"),
        ("15/3", "partial-date"),
        ("3/2026", "partial-date"),
        ("מרץ 2026", "partial-date"),
        ("15 במרץ", "partial-date"),
        ("2026", "partial-date"),
        (2026.0, "partial-date"),
        ("אתמול", "not-a-date"),
        ("15/3-2026", "not-a-date"),
        ("15032026", "not-a-date"),
        (-1.0, "not-a-date"),
        (1e300, "not-a-date"),
        (float("nan"), "not-a-date"),
        (True, "not-a-date"),
        (timedelta(hours=3), "time-only"),
        ("14:30", "time-only"),
        (60.0, "before-1900-03"),  # 29 February 1900, which never was
        (1.0, "before-1900-03"),
    ],
)
def test_what_is_no_day(read, cell, fault):
    assert read("date", cell) == [(None, fault, None)]


@pytest.mark.parametrize(
    ("year", "century"), [("00", 2000), ("29", 2000), ("30", 1900), ("99", 1900)]
)
def test_two_digits_of_a_year_as_excel_takes_them(read, year, century):
    assert read("date", f"15/3/{year}")[0].value == date(century + int(year), 3, 15)


# Serials by Microsoft's documentation of its two date systems: 1 January 2008 is 39448 and 37986,
# 5 July 2011 is 40729 and 39267.
@pytest.mark.parametrize(
    ("serial", "epoch", "day"),
    [
        (39448, 1900, date(2008, 1, 1)),
        (37986, 1904, date(2008, 1, 1)),
        (40729, 1900, date(2011, 7, 5)),
        (39267, 1904, date(2011, 7, 5)),
        (61, 1900, date(1900, 3, 1)),
        (0, 1904, date(1904, 1, 1)),
    ],
)
def test_serial_numbers_in_both_epochs(serial, epoch, day):
    assert from_serial(serial, epoch) == day


def test_a_bare_serial_is_a_date_in_the_workbooks_epoch(read):
    assert read("date", 39448.0) == [(date(2008, 1, 1), "number-date", date(2008, 1, 1))]
    assert read("date", 37986.0, epoch=1904)[0].value == date(2008, 1, 1)
    assert read("date", "39448")[0].value == date(2008, 1, 1)
    noon = datetime.fromisoformat("2008-01-01T12:00")
    assert read("date", 39448.5) == [(noon, "number-date", noon)]
    assert read("date", 20260315.0) == [(MARCH_15, "number-date", MARCH_15)]


def test_a_day_that_excel_cannot_hold_is_not_put_into_a_cell(read):
    assert read("date", "5/5/1899") == [(date(1899, 5, 5), "before-1900-03", None)]
    assert read("date", "15/3/1902", epoch=1904)[0].cell is None
    assert read("date", date(1900, 1, 5))[0].fault == "before-1900-03"


def test_dates_that_a_paste_has_swapped(read):
    """Texts with a day above 12 stayed text, the others became dates the American way."""
    texts = ["15/03/2026", "28/02/2026", "13/01/2026"]
    days = [date(2026, month, day) for month, day in zip(range(1, 10), range(4, 13), strict=True)]
    found = read("date", *texts, *days)
    assert {f.fault for f in found[:3]} == {"text-date"}
    assert all(f == (day, "swapped-date", None) for f, day in zip(found[3:], days, strict=True))


def test_dates_beside_texts_are_not_swapped_when_one_lies_late_in_its_month(read):
    days = [date(2026, month, 3 + month) for month in range(1, 10)]
    found = read("date", "15/03/2026", *days, date(2026, 5, 20))
    assert {f.fault for f in found[1:]} == {""}
    assert {f.fault for f in read("date", "15/03/2026", *days[:5])[1:]} == {""}


@pytest.mark.parametrize(
    "cell",
    ["15/3", "15.3", "15.03.", "15-3", "03-15", "15/03/1980", "15 במרץ", "Mar 15",
     "March 15, 1980", "1980-03-15", date(1980, 3, 15),
     datetime.fromisoformat("1980-03-15T08:00")],
)  # fmt: skip
def test_a_day_of_the_year(read, cell):
    assert read("monthday", cell) == [("03-15", "", None)]


def test_a_day_of_the_year_typed_as_a_number(read):
    assert read("monthday", 15.3) == [("03-15", "number-date", "15.03")]
    assert read("monthday", 15.11) == [("11-15", "number-date", "15.11")]
    assert read("monthday", 15.1) == [(None, "ambiguous-date", None)]  # January, or October
    assert read("monthday", 39448.0) == [("01-01", "number-date", "01.01")]


def test_birthdays_with_slashes_are_decided_by_their_column(read):
    assert read("monthday", "3/4") == [(None, "ambiguous-date", None)]
    assert [f.value for f in read("monthday", "3/4", "29/2")] == ["04-03", "02-29"]
    assert [f.value for f in read("monthday", "3/4", "2/29")] == ["03-04", "02-29"]
    assert read("monthday", "03-04")[0].value == "03-04"
    assert read("monthday", "03-04", "15-04")[0].fault == "ambiguous-date"


@pytest.mark.parametrize("cell", ["31/02", "30.2", "32 במרץ"])
def test_a_day_that_no_year_has(read, cell):
    assert read("monthday", cell) == [(None, "impossible-date", None)]
