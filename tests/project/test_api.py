"""The Python face: jobs as functions, tables as frames."""

from __future__ import annotations

from datetime import date

import pytest

import crm_workbook
from crm_workbook import jobs
from crm_workbook.build.workbook import build
from crm_workbook.errors import CrmError
from crm_workbook.model import Outcome

ROWS = {
    "customers": [
        {"customer_id": "C-0001", "display_name": "דנה כהן", "phone": "050-555-1234"},
        {"customer_id": "C-0002", "display_name": "יוסי לוי", "phone": 525551234.0},
    ],
    "purchases": [
        {"line_id": "P-1", "date": date(2026, 1, 4), "customer_id": "C-0001", "amount": 120.0},
        {"line_id": "P-2", "date": "05/02/2026", "customer_id": "C-0001", "amount": "₪ 80.50"},
        {"line_id": "P-3", "date": "17/02/2026", "customer_id": "C-0002", "amount": 30.0},
    ],
}


@pytest.fixture
def shop(tmp_path):
    path = tmp_path / "shop.xlsx"
    path.write_bytes(build("he", rows=ROWS))
    return str(path)


def test_every_job_is_a_function_of_the_package():
    for name in jobs.names():
        function = getattr(crm_workbook, "import_" if name == "import" else name)
        assert callable(function)
        assert function.__doc__ == jobs.job(name).title.en
    with pytest.raises(AttributeError):
        crm_workbook.no_such_job  # noqa: B018


def test_a_job_function_carries_out_its_plan_and_returns_the_outcome(shop):
    outcome = crm_workbook.refresh(shop, as_of=date(2026, 3, 1))
    assert isinstance(outcome, Outcome)
    metrics = crm_workbook.open_book(shop).frame("metrics").set_index("customer_id")
    # 4 January to 1 March is 56 days; C-0001 bought on two days for 120.00 and 80.50.
    assert metrics.loc["C-0001", "frequency"] == 2
    assert metrics.loc["C-0001", "monetary"] == 200.5
    assert metrics.loc["C-0001", "days_since_last"] == (date(2026, 3, 1) - date(2026, 2, 5)).days
    assert metrics.loc["C-0002", "days_since_last"] == 12


def test_a_dry_run_leaves_the_file_alone(shop):
    with open(shop, "rb") as stream:
        before = stream.read()
    outcome = crm_workbook.refresh(shop, as_of=date(2026, 3, 1), dry_run=True)
    assert outcome.plan is not None
    assert outcome.plan.edits
    with open(shop, "rb") as stream:
        assert stream.read() == before


def test_frames_hold_meanings_under_column_ids(shop):
    book = crm_workbook.open_book(shop)
    assert {"customers", "purchases", "settings"} <= set(book.sheets)
    purchases = book.frame("purchases")
    assert str(purchases["date"].dtype).startswith("datetime64")
    assert purchases["date"].dt.date.tolist() == [
        date(2026, 1, 4),
        date(2026, 2, 5),
        date(2026, 2, 17),
    ]
    assert purchases["amount"].tolist() == [120.0, 80.5, 30.0]
    assert book.frame("customers")["phone"].tolist() == ["+972505551234", "+972525551234"]
    with pytest.raises(KeyError):
        book.frame("nothing")


def test_misuse_raises_with_both_sentences(tmp_path):
    with pytest.raises(CrmError, match="There is no file") as caught:
        crm_workbook.check(str(tmp_path / "missing.xlsx"))
    assert "אינו קיים" in caught.value.say("he")
    with pytest.raises(TypeError):
        crm_workbook.refresh()
