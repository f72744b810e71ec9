"""No figure and no draft rests on a default in the place of what the owner wrote."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from crm_workbook import schema
from crm_workbook.errors import CrmError
from crm_workbook.importers.source import Source
from crm_workbook.jobs import draft, import_, refresh
from crm_workbook.jobs.check import run as check
from crm_workbook.model import CellError, Column, Layout, Placed, Tab, Table
from crm_workbook.rules import example
from crm_workbook.schema import reliable
from crm_workbook.schema.settings import OWNERS, SETTINGS, given_settings
from crm_workbook.schema.wanted import wanted
from crm_workbook.store.memory import MemoryStore

TODAY = date(2026, 6, 30)
UNREADABLE = [
    ("as_of", "03/04/2026"),
    ("as_of", "2026"),
    ("as_of", date(1900, 1, 5)),
    ("window_from", "מתחילת השנה"),
    ("window_from", CellError("#REF!")),
    ("lapse_days", "12.345"),
    ("lapse_days", 0.0),
    ("margin", "בערך שליש"),
    ("rfm_bins", 4.0),
    ("unit", "משפחה מורחבת"),
    ("segment_lost", "אולי"),
    ("currency", "CHF"),
    ("language", "קלינגונית"),
    ("week_start", "יום חמישי"),
    ("schema_version", "חדשה"),
]


def store(**settings):
    rows = {
        "settings": [{"key": s.id, "value": settings.get(s.id)} for s in SETTINGS],
        "customers": [{"customer_id": "C-1", "display_name": "דנה"}],
        "purchases": [{"customer_id": "C-1", "date": date(2026, 5, 1), "amount": 100.0}],
        "metrics": [], "history": [], "targets": [], "outreach": [], "consents": [],
        "lists": [{"currency": "CHF"}] if settings.get("lists") else [],
    }  # fmt: skip
    sheets = {
        name: {c.id: [row.get(c.id) for row in body] for c in schema.sheet(name).columns}
        for name, body in rows.items()
    }
    return MemoryStore(sheets, "he")


def place(key):
    row = next(n for n, s in enumerate(SETTINGS, 2) if s.id == key)
    return f"C{row}"


def runs(book):
    source = Source("a.csv", "csv", "תאריך,לקוח,סכום\n2026-05-02,C-1,50\n".encode())
    yield "refresh", lambda **day: refresh.run(book, lang="en", **day)
    yield "draft", lambda **day: draft.run(book, lang="en", **day)
    yield "import", lambda **_: import_.run(book, lang="en", source=source)


@pytest.mark.parametrize(("key", "value"), UNREADABLE)
def test_check_names_the_setting_and_refresh_stops(key, value):
    book = store(**{key: value}).read()
    found = check(book, lang="en", select=("CRM161",)).findings
    assert [f.ref.cell for f in found] == [place(key)]
    with pytest.raises(CrmError) as caught:
        refresh.run(book, lang="en")
    assert caught.value.code == "unreadable-setting"
    assert place(key) in caught.value.say("he")
    assert place(key) in caught.value.say("en")


@pytest.mark.parametrize(("key", "value"), UNREADABLE)
def test_drafts_stop_at_any_setting_a_template_may_use(key, value):
    with pytest.raises(CrmError, match=place(key)):
        draft.run(store(**{key: value}).read(), lang="en")


def test_a_setting_that_a_job_does_not_go_by_does_not_stop_it():
    book = store(cap_sms="שתיים", as_of="03/04/2026").read()
    assert refresh.run(book, lang="en", as_of=TODAY).plan is not None
    with pytest.raises(CrmError, match=place("cap_sms")):
        draft.run(book, lang="en", as_of=TODAY)


def test_an_import_goes_by_the_currency_and_the_language():
    for name, run in runs(store(currency="כסף").read()):
        with pytest.raises(CrmError, match=place("currency")):
            run(as_of=TODAY)
        assert name
    runs_with = dict(runs(store(as_of="03/04/2026").read()))
    assert runs_with["import"]().plan is not None


@pytest.mark.parametrize("version", [2.0, 99.0, "99"])
def test_a_newer_workbook_is_named_and_not_written_to(version):
    book = store(schema_version=version).read()
    [found] = check(book, lang="en", select=("CRM006", "CRM161")).findings
    assert (found.code, found.ref.cell) == ("CRM006", place("schema_version"))
    for _, run in runs(book):
        with pytest.raises(CrmError) as caught:
            run()
        assert caught.value.code == "newer-workbook"
    with pytest.raises(CrmError, match="newer version"):
        check(book, lang="en", fix=True)


@pytest.mark.parametrize("settings", [{}, {"schema_version": 1.0, "as_of": "31.12.2026"}])
def test_what_can_be_read_or_is_not_there_stops_nothing(settings):
    book = store(**settings).read()
    assert check(book, lang="en", select=("CRM006", "CRM161")).findings == ()
    assert refresh.run(book, lang="en").plan is not None
    del book.tables["settings"]
    assert refresh.run(book, lang="en").plan is not None


def test_a_currency_of_the_workbooks_own_list_is_one():
    book = store(currency="CHF", lists=True).read()
    assert check(book, lang="en", select=("CRM161",)).findings == ()
    assert book.settings["currency"] == "CHF"


def test_a_settings_sheet_without_its_values_stops():
    where = store()
    del where.data["settings"]["value"]
    with pytest.raises(CrmError, match="'Value'"):
        refresh.run(where.read(), lang="en")


def test_a_formula_without_a_result_is_not_an_empty_cell():
    sheet = schema.sheet("settings")
    placed = tuple(Placed(sheet.column(name), n, name) for n, name in ((1, "key"), (3, "value")))
    layout = Layout("הגדרות", 1, 2, 2, placed)
    book = store().read()
    book.tables["settings"] = Table(sheet, layout, {"key": ["as_of"], "value": [None]}, [2])
    tab = Tab("הגדרות", formulas={"C2": "TODAY()"}, uncalculated=("C2",))
    book.facts = example.ExampleFacts(tabs={"הגדרות": tab})
    with pytest.raises(CrmError, match="C2"):
        reliable.rely_on(book, "as_of")
    reliable.rely_on(book, "window_from")


class Watched(Mapping):
    """Settings that remember which of them somebody asked for."""

    def __init__(self, settings):
        self.settings, self.asked = settings, set()

    def __getitem__(self, key):
        self.asked.add(key)
        return self.settings[key]

    def __iter__(self):
        return iter(self.settings)

    def __len__(self):
        return len(self.settings)


def test_refresh_relies_on_every_setting_it_asks_for():
    goals = [
        {"target_id": name, "measure": name, "value": 4.0, "kind": "תוצאה",
         "start": date(2026, 6, 1), "end": date(2026, 7, 31)}
        for name in ("margin", "reactivated", "revenue")
    ]  # fmt: skip
    where = store()
    where.data["targets"] = {
        c.id: [row.get(c.id) for row in goals] for c in schema.sheet("targets").columns
    }
    book = where.read()
    book.settings = Watched(book.settings)
    refresh.run(book, lang="he")
    assert {"margin", "lapse_days", "unit", "week_start", "as_of"} <= book.settings.asked
    assert book.settings.asked <= {*refresh.SETTINGS, "as_of"}


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1900, 2, 28), date(2200, 1, 1), date.max])
def test_a_day_no_workbook_can_name_is_refused_by_the_options_name(day):
    book = store().read()
    for job in (refresh, draft):
        with pytest.raises(CrmError) as caught:
            job.run(book, lang="en", as_of=day)
        assert caught.value.code == "as-of-far-off"
        assert "--as-of" in caught.value.say("he")


def test_a_day_before_every_purchase_is_refused_where_it_was_given():
    early = date(2026, 5, 1) - timedelta(1)
    with pytest.raises(CrmError, match="--as-of"):
        refresh.run(store().read(), lang="en", as_of=early)
    with pytest.raises(CrmError, match=f"'As of'.*{place('as_of')}"):
        refresh.run(store(as_of=early).read(), lang="en")
    assert refresh.run(store().read(), lang="en", as_of=date(2026, 5, 1)).plan is not None


def test_the_owners_settings_are_those_the_tool_does_not_write():
    assert "as_of" in OWNERS
    assert not {"schema_version", "last_refresh"} & set(OWNERS)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: s.id)
@pytest.mark.parametrize("lang", ["he", "en"])
def test_what_is_wanted_is_said_in_words(setting, lang):
    lists = store().read().lists
    said = wanted(setting, lists).say(lang)
    assert said
    assert "{" not in said
    assert "inf" not in said


def test_only_lines_of_settings_are_given():
    book = store().read()
    assert [g.setting.id for g in given_settings(book.tables["settings"])] == [
        s.id for s in SETTINGS
    ]
    assert list(given_settings(None)) == []
    assert isinstance(SETTINGS[0].column, Column)
