"""The schema itself: everything it names exists and no name means two things."""

import os
import subprocess
import sys
from collections import Counter
from importlib import import_module

import pytest

from crm_workbook import schema
from crm_workbook.fields import Context, field
from crm_workbook.fields.normal import heading_key
from crm_workbook.model import Layout, Placed, Table
from crm_workbook.schema import sheets
from crm_workbook.schema.lists import LISTS, builtin_lists, names_of, workbook_lists
from crm_workbook.schema.recognise import named_sheet

SHEETS = list(sheets().values())
COLUMNS = [(s, c) for s in SHEETS for c in s.columns]
COLUMN_IDS = [f"{s.id}.{c.id}" for s, c in COLUMNS]
LIMITS = {"tab": 31, "heading": 255, "prompt": 255, "table": 255}
"""What Excel allows: characters of a tab's name, a table's heading and an input message."""


def test_the_sheets_stand_in_the_order_of_their_tabs():
    assert [s.id for s in SHEETS][:3] == ["start", "today", "customers"]
    assert [s.order for s in SHEETS] == sorted({s.order for s in SHEETS})


def test_importing_a_sheet_leaves_the_function_of_that_name_alone():
    import_module("crm_workbook.schema.workbook.customers")

    assert callable(schema.sheets)
    assert schema.sheet("customers").id == "customers"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda s: s.id)
def test_every_name_in_a_sheet_means_one_column(sheet):
    owners = {}
    for column in sheet.columns:
        for name in (column.id, column.he, column.en, *column.synonyms):
            owners.setdefault(heading_key(name), set()).add(column.id)

    assert {key: ids for key, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda s: s.id)
def test_no_synonym_repeats_a_name(sheet):
    for column in sheet.columns:
        names = {heading_key(n) for n in (column.id, column.he, column.en)}
        keys = Counter(map(heading_key, column.synonyms))

        assert not names & keys.keys(), column.id
        assert not keys or max(keys.values()) == 1, column.id


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda s: s.id)
def test_a_sheet_fits_excel(sheet):
    assert len(sheet.he) <= LIMITS["tab"]
    assert len(sheet.en) <= LIMITS["tab"]
    assert not set("[]:*?/\\'") & set(sheet.he + sheet.en)
    assert sheet.table.isidentifier() or not sheet.table
    for lang in ("he", "en"):
        headings = [c.heading.say(lang).casefold() for c in sheet.columns]
        assert len(set(headings)) == len(headings)
        assert max(map(len, headings), default=0) <= LIMITS["heading"]


def test_tab_names_and_table_names_are_unique():
    names = Counter(
        key
        for sheet in SHEETS
        for key in {heading_key(n) for n in (sheet.id, sheet.he, sheet.en, *sheet.synonyms)}
    )
    tables = [s.table.casefold() for s in SHEETS if s.table]

    assert [name for name, times in names.items() if times > 1] == []
    assert len(set(tables)) == len(tables)
    for sheet in SHEETS:
        for name in (sheet.id, sheet.he, sheet.en, *sheet.synonyms):
            assert named_sheet(name) is sheet, name


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda s: s.id)
def test_the_key_is_one_of_the_columns(sheet):
    assert not sheet.key or sheet.column(sheet.key) is not None
    assert bool(sheet.table) == bool(sheet.columns)


@pytest.mark.parametrize("column", [c for _, c in COLUMNS], ids=COLUMN_IDS)
def test_a_column_names_only_what_exists(column):
    assert field(column.kind).kind == column.kind
    assert column.id.isidentifier()
    assert column.id.isascii()
    assert (column.kind == "choice") == bool(column.choices)
    assert (column.kind == "reference") == bool(column.ref)
    assert column.choices in {"", *LISTS}
    assert not column.ref or sheets()[column.ref].key
    assert column.he.strip() == column.he != ""
    assert column.en.strip() == column.en != ""
    assert column.note is None or max(map(len, column.note)) <= LIMITS["prompt"]


def test_days_that_have_been_cannot_lie_ahead():
    past = {("customers", "birth_date"), ("purchases", "date"), ("interactions", "when"),
            ("consents", "on"), ("outreach", "sent_on")}  # fmt: skip

    assert past <= {(s.id, c.id) for s, c in COLUMNS if c.kind == "date" and not c.future}


def test_a_customer_needs_a_name_and_a_purchase_date_customer_and_amount():
    def required(sheet_id):
        return {c.id for c in sheets()[sheet_id].columns if c.required}

    assert required("customers") == {"customer_id", "display_name"}
    assert required("purchases") == {"date", "customer_id", "amount"}


@pytest.mark.parametrize("spec", LISTS.values(), ids=lambda s: s.id)
def test_every_name_in_a_list_means_one_value(spec):
    owners = {}
    for choice in spec.choices:
        for name in names_of(choice):
            owners.setdefault(heading_key(name), set()).add(choice.id)

    assert {key: ids for key, ids in owners.items() if len(ids) > 1} == {}
    assert spec.choices or spec.open


@pytest.mark.parametrize("spec", LISTS.values(), ids=lambda s: s.id)
def test_a_value_is_read_by_any_of_its_names(spec):
    column = next(iter(c for _, c in COLUMNS if c.choices == spec.id), None)
    if column is None:
        column = sheets()["customers"].columns[1]._replace(choices=spec.id)
    names = [(name, choice.id) for choice in spec.choices for name in names_of(choice)]
    read = field("choice").reader(Context(column, builtin_lists()), [n for n, _ in names])

    assert [(n, read(n).value) for n, _ in names] == names


def test_the_two_rfm_lists_the_rest_of_the_package_counts_on():
    assert {c.id for c in LISTS["segment"].choices} == {
        "champions", "loyal", "potential_loyalist", "new", "promising", "need_attention",
        "about_to_sleep", "at_risk", "cant_lose", "hibernating", "lost", "prospect",
    }  # fmt: skip
    assert [c.id for c in LISTS["rfm_bins"].choices] == ["auto", "3", "5"]


def lists_table(**columns):
    sheet = sheets()["lists"]
    length = max(map(len, columns.values()))
    padded = {k: [*v, *[None] * (length - len(v))] for k, v in columns.items()}
    placed = tuple(Placed(sheet.column(k), n, k) for n, k in enumerate(columns, 1))
    return Table(sheet, Layout("רשימות", 1, 2, length + 1, placed), padded, range(2, length + 2))


def test_the_lists_sheet_adds_to_open_lists_only():
    table = lists_table(
        staff=["דנה", " דנה ", None, "יוסי"],
        source=["המלצה", "referral", "שלט על הכביש"],
        channel=["יונת דואר"],
        category=[2024.0, True],
    )

    lists = workbook_lists(table)

    assert [c.id for c in lists["staff"]] == ["דנה", "יוסי"]
    assert [c.id for c in lists["source"][-2:]] == ["other", "שלט על הכביש"]
    assert len(lists["source"]) == len(LISTS["source"].choices) + 1
    assert lists["channel"] == LISTS["channel"].choices
    assert [c.he for c in lists["category"]] == ["2024"]
    assert lists["gender"] == LISTS["gender"].choices
    assert workbook_lists(None).keys() == LISTS.keys()


def test_the_schema_loads_without_the_heavy_modules():
    heavy = ["dataclasses", "pathlib", "pandas", "openpyxl", "rapidfuzz", "zipfile"]
    code = (
        "import sys; old = set(sys.modules); "
        "from crm_workbook.schema import recognise, settings, lists, sheets; sheets(); "
        f"print(*[m for m in {heavy} if m in sys.modules and m not in old])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    )  # fmt: skip

    assert run.stdout.split() == []
