"""What a run of drafts says of itself is what stands in the sheet afterwards."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_workbook.jobs.draft import run
from crm_workbook.model import AddSheet
from crm_workbook.store.memory import MemoryStore

TODAY = date(2026, 10, 31)
CUSTOMERS = 8


def shop():
    """Customers whose occasions and consents differ, and a business that gives its name."""
    number = range(1, CUSTOMERS + 1)
    return {
        "settings": {
            "key": ["language", "business_name", "business_address", "cap_all_7_days"],
            "value": ["en", "Hadas", "7 Herzl, Haifa", 1.0],
        },
        "customers": {
            "customer_id": [f"C-{n}" for n in number],
            "display_name": [f"Customer {n}" for n in number],
            "phone": [f"052-55500{n:02}" for n in number],
            "email": [f"c{n}@example.com" for n in number],
            "birthday": ["11-03" if n % 3 == 0 else None for n in number],
            "do_not_contact": [n == CUSTOMERS for n in number],
        },
        "metrics": {
            "customer_id": [f"C-{n}" for n in number],
            "last_purchase": [TODAY - timedelta(days=6 if n % 2 else 100) for n in number],
            "frequency": [float(n % 2 or 4) for n in number],
            "monetary": [100.0 * n for n in number],
            "usual_gap_days": [None if n % 2 else 30.0 for n in number],
            "segment": ["At risk"] * CUSTOMERS,
        },
        "consents": {
            "consent_id": ["1", "2"],
            "customer_id": ["C-2", "C-4"],
            "channel": ["WhatsApp", "WhatsApp"],
            "action": ["Given", "Given"],
            "basis": ["In writing", "In writing"],
            "on": [date(2026, 1, 1)] * 2,
        },
    }


def draft(store, as_of=TODAY, **options):
    book = store.read()
    outcome = run(book, lang="en", as_of=as_of, **options)
    if outcome.plan.edits:
        store.apply(outcome.plan, book)
    return outcome


def statuses(store, templates=()):
    sheet = store.data.get("outreach", {"status": [], "template": []})
    pairs = zip(sheet["status"], sheet["template"], strict=True)
    return Counter(str(status) for status, name in pairs if not templates or name in templates)


def meddle(store, what, customer, cell):
    """Do what an owner does between two runs."""
    if what in {"agree", "refuse"}:
        consents = store.data["consents"]
        row = (str(len(consents["on"]) + 1), f"C-{customer}", "WhatsApp",
               "Given" if what == "agree" else "Refused", "In writing", TODAY)  # fmt: skip
        for column, value in zip(consents, row, strict=True):
            consents[column].append(value)
    elif what == "phone":
        store.data["customers"]["phone"][customer - 1] = cell
    elif "outreach" in store.data and customer <= len(store.data["outreach"]["status"]):
        store.data["outreach"][what][customer - 1] = cell


MEDDLING = st.tuples(
    st.sampled_from(("agree", "refuse", "phone", "status", "text")),
    st.integers(1, CUSTOMERS),
    st.sampled_from((None, "Approved", "Sent", "Blocked", "Draft", "Rejected", "052-5559999")),
)
RUNS = st.tuples(
    st.lists(MEDDLING, max_size=4),
    st.integers(0, 20),
    st.sampled_from(((), ("win_back",), ("birthday", "thank_you_first_purchase"))),
    st.sampled_from((0, 0, 2)),
)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(RUNS, min_size=1, max_size=4))
def test_the_sums_are_those_of_the_sheet(runs):
    store = MemoryStore(shop(), "en")
    day = TODAY
    for meddling, later, templates, limit in runs:
        for each in meddling:
            meddle(store, *each)
        day += timedelta(days=later)
        before = statuses(store, templates)
        told = draft(store, day, template=templates, limit=limit).data
        after = statuses(store, templates)
        assert after["Draft"] + after["Approved"] == told["new"] + told["freed"] + told["standing"]
        assert after["Blocked"] == told["blocked"] == sum(told["blocked_by"].values())
        assert after["Expired"] - before["Expired"] == told["expired"]


def test_a_draft_that_may_go_at_last_is_said_to_be_one():
    store = MemoryStore(shop(), "en")
    store.data["settings"]["value"][1] = None
    blocked = draft(store).data["blocked"]
    store.data["settings"]["value"][1] = "Hadas"
    outcome = draft(store)
    freed = outcome.data["freed"]
    assert freed > 0
    assert outcome.data["standing"] == outcome.data["new"] == 0
    assert outcome.summary[0] == (
        f"New drafts: 0. Waiting from before: 0. Blocked: {blocked - freed}."
    )
    assert f"Drafts that were blocked and may be sent now: {freed}." in outcome.summary
    again = draft(store)
    assert (again.data["freed"], again.data["standing"]) == (0, freed)
    store.data["settings"]["value"][1] = None
    told = f"Drafts that could be sent until now and are blocked: {freed}."
    assert told in draft(store).summary


def test_a_workbook_without_settings_gets_a_place_to_name_the_business():
    data = shop()
    del data["settings"]
    store = MemoryStore(data, "en")
    outcome = draft(store)
    added = [edit.sheet for edit in outcome.plan.edits if isinstance(edit, AddSheet)]
    assert added == ["outreach", "settings"]
    assert any("gets a settings sheet" in line for line in outcome.summary)
    sheet = store.data["settings"]
    assert sheet["value"][sheet["key"].index("language")] == "English"
    for key, value in (("business_name", "Hadas"), ("business_address", "7 Herzl, Haifa")):
        sheet["value"][sheet["key"].index(key)] = value
    again = draft(store)
    assert again.data["freed"] > 0
    assert "setting-missing" not in again.data["blocked_by"]
    assert not any("gets a settings sheet" in line for line in again.summary)


def test_a_workbook_whose_messages_lack_nothing_is_given_no_settings():
    data = shop()
    del data["settings"]
    data["customers"]["do_not_contact"] = [True] * CUSTOMERS
    outcome = draft(MemoryStore(data, "en"))
    assert [edit.sheet for edit in outcome.plan.edits] == ["outreach"]


def test_the_last_line_speaks_of_what_there_is():
    store = MemoryStore(shop(), "en")
    assert draft(store).summary[-1].startswith("Nothing was sent: the drafts wait")
    assert draft(store).summary[-1].startswith("Nothing was sent: the drafts wait")
    store.data["customers"]["do_not_contact"] = [True] * CUSTOMERS
    assert "no draft is open" in draft(store).summary[-1]
    data = shop()
    data["customers"]["birthday"] = [None] * CUSTOMERS
    nobody = draft(MemoryStore(data, "en"), template=("birthday",)).summary
    assert nobody[-1] == "By the templates, there is nobody to write to now."


def test_a_workbook_without_consents_gets_a_place_to_record_them():
    data = shop()
    del data["consents"]
    store = MemoryStore(data, "en")
    outcome = draft(store)
    assert [e.sheet for e in outcome.plan.edits if isinstance(e, AddSheet)] == [
        "outreach", "consents",
    ]  # fmt: skip
    assert any("gets a consents sheet" in line for line in outcome.summary)
    assert "freed" in outcome.data
    recorded = shop()["consents"]
    for column, cells in store.data["consents"].items():
        cells.extend(recorded.get(column, [None] * 2))
    assert draft(store).data["freed"] > 0
