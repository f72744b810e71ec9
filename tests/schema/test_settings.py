"""Settings: typed, defaulted, never a reason to stop."""

from datetime import date

import pytest

from crm_workbook.fields import field
from crm_workbook.model import CellError, Layout, Placed, Table
from crm_workbook.schema import sheets
from crm_workbook.schema.lists import LISTS
from crm_workbook.schema.settings import SETTINGS, mapping_key, mappings, read_settings


def table(*rows):
    sheet = sheets()["settings"]
    placed = (Placed(sheet.column("key"), 1, "Key"), Placed(sheet.column("value"), 3, "Value"))
    columns = {"key": [k for k, _ in rows], "value": [v for _, v in rows]}
    layout = Layout("הגדרות", 1, 2, len(rows) + 1, placed)
    return Table(sheet, layout, columns, range(2, len(rows) + 2))


def test_a_workbook_without_settings_has_every_default():
    assert read_settings(None) == {s.id: s.default for s in SETTINGS}
    assert read_settings(None)["currency"] == "ILS"
    assert read_settings(None)["as_of"] is None


@pytest.mark.parametrize(
    ("key", "written", "meant"),
    [
        ("language", "אנגלית", "en"),
        ("language", "English", "en"),
        ("currency", "₪", "ILS"),
        ("currency", "$", "USD"),
        ("as_of", "31.12.2025", date(2025, 12, 31)),
        ("as_of", date(2025, 12, 31), date(2025, 12, 31)),
        ("rfm_bins", 5.0, "5"),
        ("rfm_bins", "אוטומטי", "auto"),
        ("segment_lost", "כן", True),
        ("segment_lost", False, False),
        ("business_phone", 521234567.0, "+972521234567"),
        ("business_name", "קפה של דנה", "קפה של דנה"),
        ("vat", 0.17, 0.17),
        ("vat", "17%", 0.17),
        ("lapse_days", "90", 90.0),
        ("unit", "משק הבית או העסק", "top"),
        ("week_start", "monday", "monday"),
    ],
)
def test_a_value_is_read_by_its_kind(key, written, meant):
    assert read_settings(table((key, written)))[key] == meant


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("language", "קלינגונית"),
        ("vat", "הרבה"),
        ("vat", 1800.0),
        ("lapse_days", -3.0),
        ("as_of", "מחר"),
        ("hours_per_week", CellError("#REF!")),
        ("contact_until", 25.0),
        ("currency", ""),
        ("currency", None),
    ],
)
def test_what_cannot_be_read_has_its_default(key, written):
    default = next(s.default for s in SETTINGS if s.id == key)

    assert read_settings(table((key, written)))[key] == default


def test_of_a_setting_that_is_there_twice_the_first_counts():
    assert read_settings(table(("lapse_days", 60.0), ("lapse_days", 90.0)))["lapse_days"] == 60.0


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: s.id)
def test_a_setting_names_only_what_exists(setting):
    assert field(setting.kind).kind == setting.kind
    assert setting.choices in {"", *LISTS}
    if setting.choices:
        assert setting.default in {c.id for c in LISTS[setting.choices].choices}
    assert setting.he
    assert setting.en
    if setting.default is not None:
        assert read_settings(table((setting.id, setting.default)))[setting.id] == setting.default


def test_an_import_is_remembered_whatever_the_spelling_of_the_heading():
    rows = [
        (mapping_key("customers", "ט. נייד (ראשי)"), "phone"),
        (mapping_key("purchases", "cds"), "quantity"),
        (mapping_key("purchases", "יתרה"), None),
        ("currency", "USD"),
    ]

    learned = mappings(table(*rows))

    assert learned["customers"][mapping_key("customers", "ט נייד ראשי").split(":")[2]] == "phone"
    assert learned["purchases"]["cds"] == "quantity"
    assert learned["purchases"]["יתרה"] == ""
    assert set(learned) == {"customers", "purchases"}
    assert mappings(None) == {}
