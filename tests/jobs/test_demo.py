"""The demo: what a newcomer holds after one command."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

import crm_workbook
from crm_workbook import runner

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    results = list(runner.run("demo", (), {"folder": str(folder)}, runner.Request("en")))
    assert [result.error for result in results] == [None] * len(results)
    return folder, results


def test_the_steps_are_those_a_person_would_type(demo):
    _, results = demo
    done = [result.step.job for result in results if result.step is not None]
    assert done == ["new", "import", "check", "refresh", "draft"] * 2


def test_the_real_purchases_are_all_there_and_add_up(demo):
    folder, _ = demo
    book = crm_workbook.open_book(str(folder / "cdnow.xlsx"))
    with (EXAMPLES / "cdnow_purchases.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    purchases = book.frame("purchases")
    assert len(purchases) == len(rows) == 6919
    assert round(purchases["amount"].sum(), 2) == round(sum(float(r["dollars"]) for r in rows), 2)
    assert purchases["quantity"].sum() == sum(int(r["cds"]) for r in rows)
    customers = book.frame("customers")
    assert len(customers) == len({r["customer_id"] for r in rows}) == 2357
    assert book.settings["currency"] == "USD"


def test_every_customer_is_in_one_segment_or_a_prospect(demo):
    folder, _ = demo
    for name, count in (("cdnow", 2357), ("hebrew-shop", 119)):
        metrics = crm_workbook.open_book(str(folder / f"{name}.xlsx")).frame("metrics")
        assert len(metrics) == count
        assert metrics["segment"].notna().all()
        scored = metrics[metrics["segment"] != "prospect"]
        assert set(scored["r_score"]) == {1, 2, 3, 4, 5}
        assert metrics.loc[metrics["segment"] == "prospect", "r_score"].isna().all()


def test_the_first_target_has_its_pace(demo):
    folder, _ = demo
    targets = crm_workbook.open_book(str(folder / "hebrew-shop.xlsx")).frame("targets")
    revenue = targets.set_index("target_id").loc["T-001"]
    with (EXAMPLES / "hebrew_shop_purchases.csv").open(encoding="cp1255") as stream:
        rows = list(csv.DictReader(stream))
    october = sum(float(r['סה"כ']) for r in rows if r["תאריך"][3:] == "10/2026")
    assert revenue["actual"] == october
    # October has 22 Sundays to Thursdays and 5 Fridays, the quarter 66 and 13.
    days = [date.fromordinal(n) for n in range(date(2026, 10, 1).toordinal(),
                                               date(2026, 12, 31).toordinal() + 1)]  # fmt: skip
    weight = {day: {4: 0.5, 5: 0.0}.get(day.weekday(), 1.0) for day in days}
    share = sum(w for d, w in weight.items() if d.month == 10) / sum(weight.values())
    assert revenue["expected_to_date"] == pytest.approx(24000 * share, abs=0.01)
    assert revenue["status"] in {"at_risk", "behind", "on_track"}


def test_there_are_drafts_with_a_reason_and_blocked_ones_with_a_rule(demo):
    folder, _ = demo
    drafts = crm_workbook.open_book(str(folder / "hebrew-shop.xlsx")).frame("outreach")
    written = drafts[drafts["status"] == "draft"]
    blocked = drafts[drafts["status"] == "blocked"]
    assert len(written)
    assert written["why_now"].str.len().gt(5).all()
    assert written["text"].str.len().gt(20).all()
    assert blocked["gate"].str.len().gt(5).all()
    assert drafts["sent_on"].isna().all()


def test_the_mess_that_was_typed_is_what_the_check_finds(demo):
    folder, _ = demo
    outcome = crm_workbook.check(str(folder / "hebrew-shop.xlsx"), as_of=date(2026, 10, 31))
    found = {(finding.code, finding.ref.key) for finding in outcome.findings}
    planted = {
        ("CRM111", "C-0005"), ("CRM111", "C-0012"), ("CRM121", "C-0018"), ("CRM122", "C-0024"),
        ("CRM131", "C-0037"), ("CRM112", "C-0045"), ("CRM114", "C-0046"), ("CRM157", "C-0053"),
        ("CRM158", "C-0061"), ("CRM205", "C-0061"), ("CRM150", "C-0067"), ("CRM201", "C-0072"),
        ("CRM202", "C-0088"), ("CRM803", "C-0096"),
    }  # fmt: skip
    assert planted <= found


def test_the_hebrew_workbook_reads_from_the_right_and_its_drafts_are_text(demo):
    folder, _ = demo
    book = load_workbook(folder / "hebrew-shop.xlsx")
    assert all(sheet.sheet_view.rightToLeft for sheet in book.worksheets)
    outreach = book["פניות"]
    column = [cell.value for cell in outreach[1]].index("נוסח") + 1
    texts = [outreach.cell(row, column) for row in range(2, outreach.max_row + 1)]
    assert {cell.data_type for cell in texts if cell.value} == {"s"}


def test_the_carried_hebrew_workbook_is_the_one_the_demo_makes(demo):
    folder, _ = demo
    carried = load_workbook(EXAMPLES / "hebrew-shop.xlsx")
    made = load_workbook(folder / "hebrew-shop.xlsx")
    assert carried.sheetnames == made.sheetnames
    for title in made.sheetnames:
        if title == "יומן שינויים":
            continue  # when each job ran
        for ours, theirs in zip(made[title].iter_rows(), carried[title].iter_rows(), strict=True):
            for cell, other in zip(ours, theirs, strict=True):
                stamp = made[title].cell(cell.row, 1).value == "last_refresh"
                assert stamp or cell.value == other.value, f"{title}!{cell.coordinate}"
