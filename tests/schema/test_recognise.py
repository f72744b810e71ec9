"""Recognition: our own workbooks in either language, and the lists people really keep."""

import random
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_workbook.fields.normal import heading_key
from crm_workbook.model import CellError, TableFacts, letters
from crm_workbook.schema import sheet, sheets
from crm_workbook.schema.recognise import find_table, match_columns, suggest

WITH_COLUMNS = [s for s in sheets().values() if s.columns]


def ids(found):
    return [p.column.id for p in found.layout.placed]


def own(found):
    return {p.heading: (p.column.id, p.column.kind) for p in found.layout.placed if p.own}


# ---------------------------------------------------------------- headings


@pytest.mark.parametrize("lang", ["he", "en", "id", "mixed"])
@pytest.mark.parametrize("spec", WITH_COLUMNS, ids=lambda s: s.id)
def test_headings_are_known_in_either_language_and_any_order(spec, lang):
    shuffled = random.Random(spec.id + lang)
    columns = list(spec.columns)
    shuffled.shuffle(columns)
    if lang == "id":
        headings = [c.id for c in columns]
    else:
        headings = [
            c.heading.say(shuffled.choice(["he", "en"]) if lang == "mixed" else lang)
            for c in columns
        ]

    assert match_columns(headings, spec) == columns


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("  שם   לקוח ", "display_name"),
        ("שם\u200fמלא", "display_name"),
        ("טל׳", "phone"),
        ("טל.", "phone"),
        ("פלאפון", "phone"),
        ("סלולרי:", "phone"),
        ("דוא״ל", "email"),
        ("דואל", "email"),
        ("E-MAIL", "email"),
        ("אימייל", "email"),
        ("כְּתֹבֶת", None),
        ("כְּתוֹבֶת", "street"),
        ("ח.פ", "business_id"),
        ('ח"פ', "business_id"),
        ("ישוב", "city"),
        ("עיר", "city"),
        ("ת. לידה", "birth_date"),
        ("יום הולדת", "birthday"),
        ("מס' לקוח", "customer_id"),
        ("first_name", "first_name"),
        ("הערות", "notes"),
        ("מזל", None),
        ("", None),
        (None, None),
        (CellError("#REF!"), None),
        (7.0, None),
    ],
)
def test_a_customer_heading_as_people_write_it(heading, column):
    found = match_columns([heading], sheet("customers"))[0]

    assert (found.id if found else None) == column


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ('סה"כ לתשלום', "amount"),
        ("סה״כ כולל מע״מ", "amount"),
        ("לתשלום", "amount"),
        ("אסמכתא", "doc_no"),
        ("מס' חשבונית", "doc_no"),
        ("ת. אסמכתא", "date"),
        ("תאריך מסמך", "date"),
        ('מק"ט', "product_id"),
        ("פריט", "description"),
        ("כמות", "quantity"),
        ("Lineitem quantity", "quantity"),
        ("Order Date", "date"),
        ("dollars", "amount"),
    ],
)
def test_a_purchase_heading_as_people_write_it(heading, column):
    assert match_columns([heading], sheet("purchases"))[0].id == column


def test_a_column_goes_to_the_heading_that_names_it_best():
    spec = sheet("purchases")

    by_id = match_columns(["שם לקוח", "מס' לקוח", "תאריך"], spec)
    by_name = match_columns(["שם לקוח", "תאריך"], spec)

    assert [c and c.id for c in by_id] == [None, "customer_id", "date"]
    assert [c and c.id for c in by_name] == ["customer_id", "date"]


def test_a_repeated_heading_is_given_once():
    found = match_columns(["טלפון", "שם", "טלפון"], sheet("customers"))

    assert [c and c.id for c in found] == ["phone", "display_name", None]


def test_what_was_remembered_wins():
    remembered = {heading_key("קוד"): "customer_id", heading_key("שם"): "", "x": "no_such_column"}

    found = match_columns(["קוד", "מזהה לקוח", "שם", "x"], sheet("customers"), remembered)

    assert [c and c.id for c in found] == ["customer_id", None, None, None]


def test_a_slip_of_the_pen_is_only_suggested():
    customers = sheet("customers")

    assert match_columns(["טלפון ניידד"], customers) == [None]
    assert suggest("טלפון ניידד", customers).id == "phone"
    assert suggest("Custmer name", customers).id == "display_name"
    assert suggest("מזג אוויר", customers) is None
    assert suggest(None, customers) is None


# ---------------------------------------------------------------- our own workbook


@pytest.mark.parametrize("lang", ["he", "en"])
@pytest.mark.parametrize("spec", WITH_COLUMNS, ids=lambda s: s.id)
def test_an_empty_sheet_of_our_own(spec, lang):
    rows = [["כותרת"], [c.heading.say(lang) for c in spec.columns], [None] * len(spec.columns)]
    ref = f"A2:{letters(len(spec.columns))}3"

    for title, tables in (
        (spec.title.say(lang), ()),
        (spec.title.say(lang), [TableFacts(spec.table, ref)]),
        ("שם אחר לגמרי", [TableFacts(spec.table, ref)]),
    ):
        found = find_table(title, rows, tables=tables)

        assert found.sheet is spec
        assert found.layout.heading_row == 2
        assert (found.layout.first_row, found.layout.last_row) == (3, 2)
        assert found.layout.table == (tables[0].name if tables else "")
        assert ids(found) == [c.id for c in spec.columns]
        assert found.score > 1000


def test_pages_without_a_table_are_known_by_name_only():
    assert find_table("לוח בקרה", [["לוח בקרה"], ["מחזור", 100.0]]) is None


def test_a_declared_table_keeps_its_borders():
    rows = [
        ["שם", "טלפון", None, "סיכומים"],
        ["דנה", "050-7654321", None, 3.0],
        ["יוסי", "052-7654321", None, 4.0],
        ["רות", "053-7654321", None, None],
        [None, None, None, None],
        ["לא בטבלה", None, None, None],
    ]
    found = find_table("לקוחות", rows, tables=[TableFacts("טבלה1", "A1:B4")])

    assert ids(found) == ["display_name", "phone"]
    assert found.layout.last_row == 4
    assert found.layout.totals_row == 0


def test_totals_of_a_declared_table():
    rows = [["שם", "טלפון"], ["דנה", "050-7654321"], ["סה״כ", 1.0]]

    declared = find_table("לקוחות", rows, tables=[TableFacts("t", "A1:B3", totals_rows=1)])
    typed_in = find_table("לקוחות", rows, tables=[TableFacts("t", "A1:B3")])
    below = find_table("לקוחות", rows, tables=[TableFacts("t", "A1:B2")])

    for found in (declared, typed_in, below):
        assert (found.layout.last_row, found.layout.totals_row) == (2, 3)


def test_rows_typed_right_below_a_declared_table_are_read():
    rows = [
        ["שם", "טלפון"],
        ["דנה", "050-7654321"],
        ["יוסי", "052-7654321"],
        ["רות", "053-7654321"],
        [None, None],
        ["לא", "קשור"],
    ]

    assert find_table("לקוחות", rows, tables=[TableFacts("t", "A1:B2")]).layout.last_row == 4


def test_a_table_right_below_another_is_not_swallowed():
    rows = [
        ["שם", "טלפון"],
        ["דנה", "050-7654321"],
        ["תאריך", "סכום"],
        [date(2026, 1, 1), 50.0],
    ]
    tables = [TableFacts("a", "A1:B2"), TableFacts("b", "A3:B4")]

    assert find_table("לקוחות", rows, tables=tables).layout.last_row == 2


def test_a_declared_table_that_is_something_else_is_passed_over():
    rows = [["x", "y"], [1.0, 2.0], [None, None], ["שם", "טלפון"], ["דנה", "050-7654321"]]

    found = find_table("לקוחות", rows, tables=[TableFacts("chart", "A1:B2")])

    assert (found.layout.heading_row, found.layout.table) == (4, "")


# ---------------------------------------------------------------- foreign workbooks


def test_a_report_with_titles_totals_and_a_footnote():
    rows = [
        ["המאפייה של רות", None, None, None],
        ["הופק בתאריך 01/05/2026", None, None, None],
        [None, None, None, None],
        ["שם לקוח", "נייד", "עיר", "סה״כ קניות"],
        ["דנה כהן", "050-7654321", "חיפה", 1200.0],
        ["יוסי לוי", "052-7654321", "עכו", 800.0],
        [None, None, None, None],
        ["רות מזרחי", "053-7654321", "יפו", 90.0],
        ["סה״כ", None, None, 2090.0],
        [None, None, None, None],
        ["* הנתונים אינם כוללים החזרות", None, None, None],
    ]

    found = find_table("גיליון1", rows)

    assert found.sheet.id == "customers"
    assert ids(found)[:3] == ["display_name", "phone", "city"]
    assert own(found) == {"סה״כ קניות": ("סהכ_קניות", "number")}
    assert (found.layout.heading_row, found.layout.first_row) == (4, 5)
    assert (found.layout.last_row, found.layout.totals_row) == (8, 9)
    assert found.score < 1000


def test_a_table_that_begins_at_b3():
    rows = [
        ["לקוחות שלי", None, None],
        ["Name", "Phone", "Birthday"],
        ["Dana", "050-7654321", date(1990, 5, 2)],
    ]

    found = find_table("Sheet1", rows, first_row=2, first_column=2)

    assert [(p.column.id, letters(p.number)) for p in found.layout.placed] == [
        ("display_name", "B"), ("phone", "C"), ("birthday", "D"),
    ]  # fmt: skip
    assert (found.layout.heading_row, found.layout.last_row) == (3, 4)


@pytest.mark.parametrize(
    "headings",
    [
        ["customer_id", "date", "cds", "dollars"],
        ["תאריך", "שם לקוח", "סכום"],
        ["מס' חשבונית", "ת. אסמכתא", "לקוח", 'סה"כ כולל מע"מ'],
        ["תאריך", "טלפון", 'סה"כ'],
        ["Order Number", "Created at", "Email", "Total", "Lineitem name", "Billing Name", "Phone"],
        ["שם לקוח", "טלפון", "אימייל", "עיר", "כתובת", "תאריך", "סכום"],
    ],
)
def test_purchases_are_known_by_date_amount_and_customer(headings):
    found = find_table("Sheet1", [headings, ["x"] * len(headings)])

    assert found.sheet.id == "purchases"
    assert {"date", "amount"} <= set(ids(found))


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("גיליון1", []),
        ("גיליון1", [[]]),
        ("גיליון1", [[None, None], [None, None]]),
        ("גיליון1", [["שם"], ["דנה"], ["יוסי"]]),
        ("גיליון1", [["שלום", "עולם"], ["א", "ב"]]),
        ("גיליון1", [["שם", "הערות"], ["דנה", "כן"]]),
        ("הוצאות", [["תאריך", "סכום", "פירוט"], [date(2026, 1, 1), 50.0, "חשמל"]]),
        ("ספקים", [["שם", "טלפון"], ["טמפו", "03-7654321"]]),
        ("Employees", [["Name", "Phone"], ["Dana", "03-7654321"]]),
        ("לקוחות", [[1.0, 2.0], [3.0, 4.0]]),
        ("x", [[CellError("#REF!"), True, 3.0]]),
    ],
)
def test_nothing_known(title, rows):
    assert find_table(title, rows) is None


def test_headings_outweigh_the_wrong_title():
    headings = ["תאריך", "מס' חשבונית", "לקוח", "כמות", "מחיר", "סכום", "אמצעי תשלום"]

    assert find_table("לקוחות", [headings]).sheet.id == "purchases"


def test_a_customer_list_stays_one_though_it_has_a_date_and_a_sum():
    headings = ["שם", "טלפון", "עיר", "כתובת", "תאריך", "סכום"]

    assert find_table("לקוחות 2026", [headings]).sheet.id == "customers"


def test_own_columns_are_typed_and_kept():
    heading = ["שם", "טלפון", "מידת נעליים", "נולד הכלב", "אם", "טל' הבן", "מוזמן", "קוד", "טלפון",
               "phone", None, None, "זיכרון"]  # fmt: skip
    row = ["דנה", "050-7654321", 38.0, date(2020, 1, 2), "a@b.co.il", "054-7654321", True, "007",
           "02-6543210", 5.0, None, "בלי כותרת", CellError("#N/A")]  # fmt: skip
    rows = [heading, row, [*row[:3], datetime(2021, 2, 3, 4, 5), *row[4:]]]  # noqa: DTZ001 - a cell

    found = find_table("לקוחות", rows)

    assert own(found) == {
        "מידת נעליים": ("מידת_נעליים", "number"),
        "נולד הכלב": ("נולד_הכלב", "date"),
        "אם": ("אם", "email"),
        "טל' הבן": ("טל_הבן", "phone"),
        "מוזמן": ("מוזמן", "boolean"),
        "קוד": ("קוד", "text"),
        "טלפון": ("טלפון", "phone"),
        "phone": ("phone_2", "number"),
        "": ("column_L", "text"),
        "זיכרון": ("זיכרון", "text"),
    }
    assert len(set(ids(found))) == len(ids(found))


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["01/02/2026", "13/02/2026", "7.8.2026"], "date"),
        (["03/04/2026", "05/06/2026"], "date"),
        (["052-765 4321", "03-7654321", "*2700", ""], "phone"),
        (["כן", "לא", "כן"], "boolean"),
        (["1,200", "350", "12.5"], "number"),
        (["₪1,200", "350", "₪12.5"], "money"),
        (["514567890", "513456789"], "text"),
        (["20260315", "20260401"], "text"),
        (["000123", "000124"], "text"),
        (["שלום", "5", "10/10/2020"], "text"),
        ([1.0, 2.0, 3.0, "בערך 4", 5.0], "number"),
        ([True, False, 1.0], "text"),
        ([], "text"),
    ],
)
def test_the_kind_of_an_own_column(values, kind):
    rows = [["שם", "טלפון", "שלי"], *(["x", "y", v] for v in values)]

    assert own(find_table("לקוחות", rows))["שלי"][1] == kind


@pytest.mark.parametrize(
    ("last", "is_total"),
    [
        (["סה״כ", None, None, None, 150.0], True),
        ([None, None, None, "סך הכל:", 150.0], True),
        (["Total", None, None, None, None], True),
        (["סה״כ: 2 רשומות", None, None, None, 150.0], True),
        ([None, None, None, None, 150.0], True),
        ([None, None, None, 3.0, 150.0], True),
        (["C-0003", date(2026, 1, 3), None, None, 20.0], False),
        (["Total Fitness", date(2026, 1, 3), None, None, 20.0], False),
        (["Total Fitness", None, None, None, None], False),
        (["טוטאל", None, None, None, 20.0], False),
        (["C-0003", None, None, None, None], False),
    ],
)
def test_which_last_row_is_a_total(last, is_total):
    rows = [
        ["לקוח", "תאריך", "אסמכתא", "כמות", "סכום"],
        ["C-0001", date(2026, 1, 1), "17", 1.0, 100.0],
        ["C-0002", date(2026, 1, 2), "18", 2.0, 50.0],
        last,
    ]

    layout = find_table("רכישות", rows).layout

    assert (layout.last_row, layout.totals_row) == ((3, 4) if is_total else (4, 0))


def test_a_name_below_a_gap_is_no_footnote():
    rows = [["שם", "טלפון"], ["דנה", "050-7654321"], [None, None], ["רות", None]]

    assert find_table("לקוחות", rows).layout.last_row == 4


def test_notes_beside_a_table_do_not_make_it_longer():
    rows = [
        ["שם", "טלפון", None, None],
        ["דנה", "050-7654321", None, "לבדוק"],
        ["רות", None, None, None],
        [None, None, None, "להתקשר"],
    ]

    found = find_table("לקוחות", rows)

    assert ids(found) == ["display_name", "phone", "column_D"]
    assert found.layout.last_row == 3


def test_a_mapping_that_was_remembered_makes_a_list_known():
    rows = [["כינוי בשכונה", "מס"], ["דנה", "050-7654321"]]
    remembered = {"customers": {heading_key("כינוי בשכונה"): "display_name", "מס": "phone"}}

    assert find_table("גיליון1", rows) is None
    assert ids(find_table("גיליון1", rows, remembered=remembered)) == ["display_name", "phone"]


def test_of_two_tabs_the_named_one_is_surer():
    rows = [["שם", "טלפון", "עיר", "הערות"], ["דנה", "050-7654321", "חיפה", None]]

    assert find_table("לקוחות", rows[:1]).score > find_table("טיוטה", rows).score


cells = st.one_of(
    st.none(),
    st.sampled_from(["שם", "טלפון", "סכום", "תאריך", "לקוח", "סה״כ", "Total", "דנה", "", "email"]),
    st.text(max_size=5),
    st.floats(allow_nan=False),
    st.booleans(),
    st.dates(),
    st.just(CellError("#N/A")),
)


@given(
    st.lists(st.lists(cells, max_size=5), max_size=8),
    st.sampled_from(["לקוחות", "רכישות", "x", ""]),
    st.integers(1, 3),
)
@settings(max_examples=300, deadline=None)
def test_any_grid_gives_a_place_inside_it_or_nothing(rows, title, start):
    found = find_table(title, rows, first_row=start, first_column=start)

    if found is not None:
        layout = found.layout
        assert start <= layout.heading_row < layout.first_row == layout.heading_row + 1
        assert layout.heading_row <= layout.last_row < start + len(rows)
        assert layout.totals_row == 0 or layout.totals_row > layout.last_row
        numbers = [p.number for p in layout.placed]
        assert numbers == sorted(set(numbers))
        assert len(set(ids(found))) == len(numbers)
        assert sum(not p.own for p in layout.placed) >= 1


class Untouchable(list):
    """A row that counts how often the rows of its kind were looked at."""

    looks = 0

    def __getitem__(self, index):
        Untouchable.looks += 1
        return super().__getitem__(index)


def test_a_long_body_is_not_walked_through():
    rows = [["תאריך", "לקוח", "סכום", "שלי"]]
    rows += [Untouchable([date(2026, 1, 1), "C-0001", 5.0, "x"]) for _ in range(50_000)]
    Untouchable.looks = 0

    found = find_table("רכישות", rows)

    assert found.layout.last_row == 50_001
    assert Untouchable.looks < 1_000


def test_the_state_of_an_address_is_no_status():
    found = match_columns(["Name", "Phone", "City", "State"], sheet("customers"))
    assert [column.id if column else None for column in found] == [
        "display_name", "phone", "city", None,
    ]  # fmt: skip
