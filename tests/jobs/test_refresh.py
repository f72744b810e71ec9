"""The refresh job on whole workbooks, in memory."""

import csv
import json
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from crm_workbook import schema
from crm_workbook.errors import CrmError
from crm_workbook.jobs import job
from crm_workbook.jobs.refresh import run
from crm_workbook.model import AddSheet, SetCells
from crm_workbook.schema.settings import SETTINGS
from crm_workbook.schema.typed import typed
from crm_workbook.store.memory import MemoryStore

TODAY = date(2026, 6, 30)


def sheet(sheet_id, rows=()):
    return {c.id: [row.get(c.id) for row in rows] for c in schema.sheet(sheet_id).columns}


def store(lang="he", settings=None, **sheets):
    """A workbook with every sheet refresh knows; `sheets` are rows as dictionaries, or None."""
    given = settings or {}
    rows = {
        "customers": [], "purchases": [], "interactions": [], "outreach": [], "targets": [],
        "products": [], "metrics": [], "history": [],
        "settings": [{"key": s.id, "value": given.get(s.id)} for s in SETTINGS],
        **sheets,
    }  # fmt: skip
    return MemoryStore({k: sheet(k, v) for k, v in rows.items() if v is not None}, lang=lang)


def refresh(where, as_of=TODAY, lang="en"):
    book = where.read()
    outcome = run(book, lang=lang, as_of=as_of)
    where.apply(outcome.plan, book)
    return outcome


def shop(customers=60, seed=1):
    """A shop whose customers have bought from one to nine times."""
    random = Random(seed)
    people = [{"customer_id": f"C-{i:04}", "display_name": f"לקוחה {i}"} for i in range(customers)]
    bought = [
        {
            "line_id": f"L{i}-{k}",
            "customer_id": f"C-{i:04}",
            "date": TODAY - timedelta(random.randrange(500)),
            "amount": float(random.randrange(20, 900)),
        }
        for i in range(customers - 5)
        for k in range(1 + random.randrange(9))
    ]
    return {"customers": people, "purchases": bought}


def column(where, sheet_id, column_id):
    return typed(where.read(), sheet_id).values(column_id)


# ------------------------------------------------------------------ what it writes


def test_metrics_have_a_row_a_customer_and_prospects_no_scores():
    where = store(**shop())
    refresh(where)
    book = where.read()
    metrics = typed(book, "metrics")
    assert metrics.values("customer_id") == [f"C-{i:04}" for i in range(60)]
    segments, scores = metrics.values("segment"), metrics.values("r_score")
    assert segments[-5:] == ["prospect"] * 5
    assert scores[-5:] == [None] * 5
    assert "prospect" not in segments[:-5]
    assert book.tables["metrics"].columns["segment"][-1] == "עוד לא קנו"
    amounts = {}
    for row in shop()["purchases"]:
        amounts[row["customer_id"]] = amounts.get(row["customer_id"], 0) + row["amount"]
    assert metrics.values("monetary") == [amounts.get(f"C-{i:04}", 0.0) for i in range(60)]
    assert sum(amounts.values()) == refresh(where).data["revenue"]


def test_one_customer_figure_by_figure():
    where = store(
        customers=[{"customer_id": "7", "display_name": "דנה כהן"}],
        purchases=[
            {"customer_id": "7", "date": date(2026, 6, 1), "amount": 100.0},
            {"customer_id": "7", "date": date(2026, 6, 1), "amount": 20.0},
            {"customer_id": 7.0, "date": datetime(2026, 6, 21, 9, 30),  # noqa: DTZ001 - cells have none
             "amount": 80.0},
            {"customer_id": "7", "date": date(2024, 6, 21), "amount": 10.0},
            {"customer_id": "7", "date": date(2026, 6, 25), "amount": 30.0,
             "doc_type": "זיכוי"},
        ],
    )  # fmt: skip
    refresh(where)
    row = next(where.read().tables["metrics"].records())
    assert row == {
        "customer_id": "7", "display_name": "דנה כהן", "unit_members": 1.0,
        "first_purchase": date(2024, 6, 21), "last_purchase": date(2026, 6, 21),
        "days_since_last": 9.0, "frequency": 3.0, "monetary": 180.0, "average_amount": 60.0,
        "revenue_12m": 170.0, "usual_gap_days": 365.0, "r_score": 1.0, "f_score": 1.0,
        "m_score": 1.0, "segment": "רדומים", "high_value": "לא", "as_of": TODAY,
    }  # fmt: skip


def test_grey_cells_of_the_customers_are_filled_and_nothing_else_is_touched():
    where = store(
        **shop(),
        interactions=[
            {"customer_id": "C-0001", "when": date(2026, 6, 2), "direction": "נכנס"},
            {"customer_id": "C-0001", "when": date(2026, 8, 2)},
        ],
        outreach=[
            {"outreach_id": "1", "customer_id": "C-0001", "status": "נשלח",
             "sent_on": date(2026, 6, 9), "planned_on": date(2026, 6, 1)},
            {"outreach_id": "2", "customer_id": "C-0001", "status": "טיוטה",
             "sent_on": date(2026, 6, 20), "planned_on": date(2026, 6, 1)},
        ],
    )  # fmt: skip
    outcome = refresh(where)
    changed = {
        change.column
        for edit in outcome.plan.edits
        if isinstance(edit, SetCells) and edit.sheet == "customers"
        for change in edit.changes
    }
    grey = {c.id for c in schema.sheet("customers").columns if c.role == "computed"}
    assert changed <= grey
    assert column(where, "customers", "last_contact")[1] == date(2026, 6, 9)
    assert sum(column(where, "customers", "revenue_12m")) == sum(
        row["amount"] for row in shop()["purchases"] if row["date"] > TODAY - timedelta(365)
    )
    due = [w for w in column(where, "customers", "next_purchase_window") if w]
    assert due
    for window in due:
        start, end = (datetime.strptime(d, "%d/%m/%Y") for d in window.split(" עד "))  # noqa: DTZ007
        assert start <= end


def test_missing_sheets_are_added_in_the_language_of_the_workbook():
    where = store(**shop(), lang="en", metrics=None, history=None)
    outcome = run(where.read(), lang="he", as_of=TODAY)
    added = {edit.sheet: edit for edit in outcome.plan.edits if isinstance(edit, AddSheet)}
    assert added.keys() == {"metrics", "history"}
    assert {edit.lang for edit in added.values()} == {"en"}
    segment = added["metrics"].columns.index("segment")
    assert added["metrics"].rows[-1][segment] == "Prospects"


def test_columns_the_user_removed_are_left_out():
    where = store(**shop())
    for gone in ("usual_gap_days", "display_name"):
        del where.data["metrics"][gone]
    del where.data["customers"]["segment"]
    refresh(where)
    assert "usual_gap_days" not in where.data["metrics"]
    assert len(where.data["metrics"]["segment"]) == 60


# ------------------------------------------------------------------ doing it again


@pytest.mark.parametrize("lang", ["he", "en"])
def test_a_second_run_changes_nothing_but_the_stamp(lang):
    where = store(lang=lang, **shop(), targets=[goal("revenue")])
    assert refresh(where).data["changed"] > 60
    stamps = where.data["settings"]
    stamps["value"][stamps["key"].index("last_refresh")] = "2026-06-29 08:00"
    before = where.read()
    again = run(before, lang="en", as_of=TODAY)
    assert [type(edit) for edit in again.plan.edits] == [SetCells]
    stamp = again.plan.edits[0]
    assert (stamp.sheet, [c.key for c in stamp.changes]) == ("settings", ["last_refresh"])
    assert again.data["changed"] == 0


def test_sorting_and_filling_by_hand_are_no_reason_to_write_again():
    where = store(**shop())
    refresh(where)
    for values in where.data["metrics"].values():
        values.reverse()
    where.data["metrics"]["own"] = [f"note {i}" for i in range(60)]
    where.data["customers"]["segment"] = [
        {"אלופים": "Champions"}.get(name, name) for name in where.data["customers"]["segment"]
    ]
    assert refresh(where).data["changed"] == 0


def test_the_order_of_purchases_changes_no_cell():
    plain, mixed = shop(), shop()
    Random(5).shuffle(mixed["purchases"])
    first, second = store(**plain), store(**mixed)
    refresh(first)
    refresh(second)
    for sheet_id in ("metrics", "customers", "history"):
        assert first.data[sheet_id] == second.data[sheet_id]


def test_a_month_has_one_picture_a_customer_who_bought():
    where = store(**shop())
    refresh(where)
    assert len(where.data["history"]["month"]) == 55
    where.data["purchases"]["amount"][0] += 10_000.0
    refresh(where, as_of=TODAY)
    assert set(where.data["history"]["month"]) == {"2026-06"}
    assert len(where.data["history"]["month"]) == 55
    assert max(where.data["history"]["monetary"]) > 10_000
    outcome = refresh(where, as_of=date(2026, 8, 1))
    assert len(where.data["history"]["month"]) == 110
    moved = outcome.data["moved"]
    assert moved["since"] == "2026-06"
    assert sum(count for *_, count in moved["from_to"]) == 55


def test_a_picture_of_someone_whose_purchases_are_gone_goes_with_them():
    where = store(**shop())
    refresh(where)
    keep = [who != "C-0000" for who in where.data["purchases"]["customer_id"]]
    for name, values in where.data["purchases"].items():
        where.data["purchases"][name] = [v for v, k in zip(values, keep, strict=True) if k]
    refresh(where)
    assert "C-0000" not in where.data["history"]["customer_id"]
    assert len(where.data["history"]["month"]) == 54


# ------------------------------------------------------------------ settings


def test_the_day_comes_from_the_option_then_the_settings_then_the_calendar():
    where = store(**shop(), settings={"as_of": date(2026, 5, 31)})
    book = where.read()
    assert run(book, lang="en").data["as_of"] == "2026-05-31"
    assert run(book, lang="en", as_of=TODAY).data["as_of"] == "2026-06-30"
    assert run(store(**shop()).read(), lang="en").data["as_of"] == date.today().isoformat()  # noqa: DTZ011


def test_bins_and_the_lost_follow_the_settings():
    few = store(**shop(30))
    assert run(few.read(), lang="en", as_of=TODAY).data["bins"] == 3
    five = store(**shop(30), settings={"rfm_bins": "5", "segment_lost": True})
    outcome = run(five.read(), lang="en", as_of=TODAY)
    assert outcome.data["bins"] == 5
    assert "lost" in outcome.data["segments"]


def test_purchases_before_the_window_do_not_count_and_are_told():
    where = store(**shop(), settings={"window_from": date(2026, 1, 1)})
    outcome = refresh(where)
    early = sum(row["date"] < date(2026, 1, 1) for row in shop()["purchases"])
    assert outcome.data["left_out"]["before_window"] == early
    assert any(line.endswith(f": {early}") and "2026-01-01" in line for line in outcome.summary)


# ------------------------------------------------------------------ targets


def goal(measure, value=9000.0, **more):
    return {"target_id": measure, "measure": measure, "value": value, "kind": "תוצאה",
            "start": date(2026, 6, 1), "end": date(2026, 7, 31)} | more  # fmt: skip


def test_targets_are_filled_beside_what_was_typed():
    where = store(**shop(), targets=[goal("revenue"), goal("purchases", 1.0)])
    outcome = refresh(where)
    june = [row for row in shop()["purchases"] if row["date"] >= date(2026, 6, 1)]
    assert column(where, "targets", "actual")[0] == sum(row["amount"] for row in june)
    assert column(where, "targets", "status")[1] == "done"
    assert where.data["targets"]["status"][1] == "הושג"
    assert column(where, "targets", "value") == [9000.0, 1.0]
    assert any("'purchases': Reached" in line for line in outcome.summary)


def test_targets_that_cannot_be_told_say_why_and_stay_empty():
    goals = [
        goal("customer_equity"),
        goal("revenue", value=None, target_id="a", name="בלי ערך"),
        goal("revenue", target_id="b", start=date(2026, 8, 1)),
        goal("revenue", target_id="c", level="לקוח", level_value="אין כזה"),
        goal("messages", target_id="d", status="בקצב", actual=5.0, end=None),
    ]
    where = store(**shop(), targets=goals)
    outcome = refresh(where)
    assert [t["not_computed"] for t in outcome.data["targets"]] == [
        "not_measured", "incomplete", "reversed", "unknown_scope", "incomplete",
    ]  # fmt: skip
    assert column(where, "targets", "status") == [None] * 5
    assert column(where, "targets", "actual") == [None] * 5
    assert sum("was not computed" in line for line in outcome.summary) == 5
    assert any("'בלי ערך'" in line for line in outcome.summary)


# ------------------------------------------------------------------ unhappy paths


def test_without_purchases_sheet_it_says_so():
    with pytest.raises(CrmError, match="no purchases sheet"):
        run(store(purchases=None).read(), lang="en")


@pytest.mark.parametrize(("gone", "named"), [("amount", "Amount"), ("date", "Date")])
def test_without_a_needed_column_it_names_it(gone, named):
    where = store(lang="en", **shop())
    del where.data["purchases"][gone]
    with pytest.raises(CrmError, match=f"'{named}'"):
        run(where.read(), lang="en", as_of=TODAY)


def test_a_metrics_sheet_without_its_key_is_not_guessed_at():
    where = store(**shop())
    del where.data["metrics"]["customer_id"]
    with pytest.raises(CrmError) as caught:
        run(where.read(), lang="en", as_of=TODAY)
    assert caught.value.code == "key-column-missing"


@pytest.mark.parametrize("lang", ["he", "en"])
def test_an_empty_workbook_has_a_sensible_answer(lang):
    outcome = refresh(store(), lang=lang)
    assert outcome.data["customers"] == 0
    assert all(outcome.summary)


def test_customers_only():
    where = store(customers=[{"customer_id": "1", "display_name": "דנה"}, {"display_name": "רון"}])
    outcome = refresh(where)
    assert outcome.data["segments"] == {"prospect": 1}
    assert any("Rows of the customers sheet" in line for line in outcome.summary)
    assert column(where, "customers", "segment") == ["prospect", None]


def test_no_customers_sheet_takes_the_customers_of_the_purchases():
    where = store(purchases=shop()["purchases"], customers=None)
    assert refresh(where).data["customers"] == 55


def test_left_out_rows_are_told_by_reason():
    good = {"customer_id": "1", "date": date(2026, 6, 1), "amount": 10.0}
    rows = [
        good, good | {"date": date(2026, 7, 9)}, good | {"date": "מחר"}, good | {"amount": "?"},
        good | {"customer_id": None}, good | {"customer_id": "99"}, good | {"doc_type": "הזמנה"},
    ]  # fmt: skip
    where = store(customers=[{"customer_id": "1"}], purchases=rows)
    outcome = refresh(where)
    assert outcome.data["left_out"] == {
        "not_a_sale": 1, "no_customer": 1, "no_date": 1, "after_as_of": 1, "before_window": 0,
        "no_amount": 1, "unknown_customer": 1,
    }  # fmt: skip
    assert (
        sum(line.startswith("Rows not counted") and ": 1" in line for line in outcome.summary) == 6
    )
    assert outcome.data["revenue"] == 10.0


def test_a_customer_listed_twice_has_one_row():
    where = store(
        customers=[{"customer_id": "1"}, {"customer_id": "1"}],
        purchases=[{"customer_id": "1", "date": date(2026, 6, 1), "amount": 10.0}],
    )
    refresh(where)
    assert column(where, "metrics", "customer_id") == ["1"]
    assert len(set(column(where, "customers", "segment"))) == 1


def test_a_stale_book_says_which_day_to_look_at():
    outcome = refresh(store(**shop()), as_of=date(2031, 1, 1))
    last = max(row["date"] for row in shop()["purchases"])
    assert any(f"--as-of {last.isoformat()}" in line for line in outcome.summary)


def test_the_numbers_are_ready_for_json():
    outcome = run(store(**shop(), targets=[goal("revenue")]).read(), lang="he", as_of=TODAY)
    data = json.loads(json.dumps(outcome.data, allow_nan=False))
    assert data["scored"] == 55
    assert data["targets"][0]["status"]


def test_the_job_is_found_and_declares_what_it_does():
    found = job("refresh")
    assert found.writes
    assert [option.name for option in found.options] == ["as_of"]


def test_cdnow_as_a_workbook():
    path = Path(__file__).parents[2] / "examples" / "cdnow_purchases.csv"
    with path.open(newline="") as stream:
        rows = [
            {"customer_id": r["customer_id"], "date": date.fromisoformat(r["date"]),
             "amount": float(r["dollars"])}
            for r in csv.DictReader(stream)
        ]  # fmt: skip
    people = [{"customer_id": name} for name in dict.fromkeys(r["customer_id"] for r in rows)]
    where = store(lang="en", customers=people, purchases=rows)
    outcome = refresh(where, as_of=date(1998, 6, 30))
    assert outcome.data["customers"] == 2357
    assert outcome.data["revenue"] == 244091.94
    assert sum(outcome.data["segments"].values()) == 2357
    assert sum(column(where, "metrics", "monetary")) == pytest.approx(244091.94)


def test_one_of_a_thing_is_not_said_as_many():
    people = [{"customer_id": "7", "display_name": "דנה"}]
    bought = [{"customer_id": "7", "date": date(2026, 6, 1), "amount": 100.0}]
    where = store(customers=people, purchases=bought)
    english, hebrew = (" ".join(refresh(where, lang=lang).summary) for lang in ("en", "he"))
    assert "1 customer, of whom 1 has bought. 1 purchase," in english
    assert "Only 1 customer has bought" in english
    assert "לקוח אחד, מהם אחד קנה. קנייה אחת," in hebrew
    assert "רק לקוח אחד קנה" in hebrew


def test_three_grades_that_were_asked_for_are_no_shortage():
    where = store(**shop(), settings={"rfm_bins": "3"})
    said = " ".join(refresh(where).summary)
    assert "as the settings say" in said
    assert "too few" not in said


def test_rows_with_the_id_of_another_are_said():
    people = [{"customer_id": name, "display_name": "דנה"} for name in ("7", "8", "7")]
    outcome = refresh(store(customers=people, purchases=[]))
    assert (outcome.data["customers"], outcome.data["doubled"]) == (2, 1)
    assert any("in another row already: 1" in line for line in outcome.summary)


@pytest.mark.parametrize(("lang", "yes", "no"), [("he", "כן", "לא"), ("en", "Yes", "No")])
def test_yes_and_no_are_words_of_the_workbooks_language(lang, yes, no):
    where = store(lang, **shop())
    refresh(where)
    assert set(where.data["metrics"]["high_value"]) == {yes, no}
    assert set(column(where, "metrics", "high_value")) == {True, False}
