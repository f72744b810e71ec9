"""A heading that was lost stops whatever would go wrong without it."""

from datetime import date

import pytest

from crm_workbook import schema
from crm_workbook.errors import CrmError
from crm_workbook.importers.source import Source
from crm_workbook.jobs import job
from crm_workbook.store.memory import MemoryStore

SALES = b"customer,date,amount\nDana,2026-04-13,10\n"
PEOPLE = b"name,phone\nDana,0501234567\n"
AS_OF = date(2026, 6, 1)


def workbook(*lost, sheets=("customers", "purchases", "consents", "settings")):
    data = {s: {c.id: [] for c in schema.sheet(s).columns} for s in sheets}
    rows = {
        "customers": {"customer_id": "K1", "display_name": "Dana"},
        "purchases": {
            "line_id": "1",
            "customer_id": "K1",
            "date": AS_OF,
            "amount": 5.0,
        },
        "consents": {"consent_id": "1", "customer_id": "K1", "action": "opt_out"},
    }
    for sheet, row in rows.items():
        if sheet in data:
            data[sheet] = {c: [row.get(c)] for c in data[sheet]}
    for sheet, column in lost:
        values = data[sheet].pop(column)
        data[sheet]["zzz"] = values  # as a heading that was typed over
    return MemoryStore(data, "en", "w.xlsx")


def run(name, store, data=b"", lang="en"):
    given = {option.name: option.default for option in job(name).options if not option.reading}
    if name == "import":
        given["source"] = Source("s.csv", "csv", data)
    else:
        given["as_of"] = AS_OF
    return job(name).run(store.read(), lang=lang, **given)


@pytest.mark.parametrize(
    ("lost", "name", "data"),
    [
        (("customers", "customer_id"), "import", SALES),
        (("customers", "customer_id"), "import", PEOPLE),
        (("customers", "customer_id"), "refresh", b""),
        (("customers", "customer_id"), "draft", b""),
        (("purchases", "customer_id"), "import", SALES),
        (("purchases", "date"), "import", SALES),
        (("purchases", "amount"), "import", SALES),
        (("purchases", "customer_id"), "refresh", b""),
        (("purchases", "date"), "refresh", b""),
        (("purchases", "amount"), "refresh", b""),
        (("consents", "customer_id"), "draft", b""),
    ],
)
def test_a_lost_heading_is_named(lost, name, data):
    store = workbook(lost)
    sheet, column = schema.sheet(lost[0]), schema.sheet(lost[0]).column(lost[1])
    for lang, heading in (("he", column.he), ("en", column.en)):
        with pytest.raises(CrmError) as refused:
            run(name, store, data, lang)
        told = refused.value.say(lang)
        assert refused.value.code == "column-missing"
        assert f"'{heading}'" in told
        assert f"'{sheet.title.say('en')}'" in told
        assert "{" not in told


@pytest.mark.parametrize(
    ("lost", "name", "data"),
    [
        (("purchases", "date"), "import", PEOPLE),
        (("purchases", "line_id"), "import", SALES),
        (("purchases", "doc_no"), "refresh", b""),
        (("customers", "phone"), "refresh", b""),
    ],
)
def test_what_a_job_can_do_without_stops_nothing(lost, name, data):
    assert run(name, workbook(lost), data).plan is not None


def test_a_mere_list_of_names_needs_no_ids():
    store = workbook(("customers", "customer_id"), sheets=("customers", "settings"))
    outcome = run("import", store, b"name,phone\nDana,0501234567\nAvi,0527654321\n")
    assert outcome.data["rows"]["new"] == 1
    assert outcome.data["rows"]["changed"] == 1
    with pytest.raises(CrmError):
        run("import", store, SALES)
