"""The built workbook in a real office suite: it opens, and its own formulas come out right."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date

import pytest
from openpyxl import load_workbook

import crm_workbook
from crm_workbook.build.dashboard import RANGES
from crm_workbook.build.workbook import build
from crm_workbook.schema import sheets
from crm_workbook.schema.lists import LISTS

pytestmark = [
    pytest.mark.office,
    # LibreOffice saves whole columns as `$A:$C`, which openpyxl does not take for a print area.
    pytest.mark.filterwarnings("ignore:Print area cannot be set:UserWarning"),
]


def convert(path, kind, folder):
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office, "LibreOffice is not installed"
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind,
         "--outdir", str(folder), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / f"{path.stem}.{kind}"


@pytest.fixture(scope="module", params=["he", "en"])
def calculated(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    lang = request.param
    by_id = {choice.id: choice for choice in LISTS["doc_type"].choices}
    word = {key: choice.he if lang == "he" else choice.en for key, choice in by_id.items()}
    lines = [
        (date(2026, 3, 2), "C-0001", 100.0, "sale"), (date(2026, 3, 31), "C-0002", 50.0, "sale"),
        (date(2026, 4, 1), "C-0001", 70.0, "sale"), (date(2026, 4, 9), "C-0001", 20.0, "credit"),
        (date(2026, 4, 9), "C-0002", -5.0, "credit"), (date(2026, 4, 9), "C-0002", 999.0, "order"),
        (date(2026, 4, 9), "C-0002", 888.0, "receipt"),
    ]  # fmt: skip
    rows = {
        "customers": [
            {"customer_id": f"C-{n:04d}", "display_name": f"לקוח {n}"} for n in (1, 2, 3)
        ],
        "purchases": [
            {"line_id": f"P-{n}", "date": day, "customer_id": who, "amount": amount,
             "doc_type": word[kind]}
            for n, (day, who, amount, kind) in enumerate(lines, 1)
        ],
    }  # fmt: skip
    path = folder / "book.xlsx"
    path.write_bytes(build(lang, rows=rows, on=date(2026, 4, 30)))
    crm_workbook.refresh(str(path), as_of=date(2026, 4, 30))
    out = folder / "out"
    out.mkdir()
    book = load_workbook(convert(path, "xlsx", out), data_only=True)
    return lang, path, book[sheets()["dashboard"].title.say(lang)]


def test_no_formula_of_the_dashboard_is_an_error(calculated):
    _, _, page = calculated
    values = [cell.value for row in page.iter_rows() for cell in row]
    assert not [value for value in values if isinstance(value, str) and value.startswith("#")]


def test_revenue_by_month_is_net_of_credits_and_without_orders(calculated):
    _, _, page = calculated
    months = [cell[0].value for cell in page[RANGES["crm_month_names"]]]
    revenue = [cell[0].value for cell in page[RANGES["crm_month_revenue"]]]
    by_month = {(day.year, day.month): amount for day, amount in zip(months, revenue, strict=True)}
    assert len(by_month) == 12
    assert by_month[2026, 3] == 150
    assert by_month[2026, 4] == 70 - 20 - 5
    assert sum(by_month.values()) == 195


def test_segment_counts_are_those_of_the_metrics(calculated):
    lang, path, page = calculated
    names = [cell[0].value for cell in page[RANGES["crm_segment_names"]]]
    counts = [cell[0].value for cell in page[RANGES["crm_segment_counts"]]]
    segments = crm_workbook.open_book(str(path)).frame("metrics")["segment"].tolist()
    said = {c.he if lang == "he" else c.en: segments.count(c.id) for c in LISTS["segment"].choices}
    assert dict(zip(names, counts, strict=True)) == said
    assert sum(counts) == 3


def test_it_prints_what_is_filled_and_no_empty_pages(calculated, tmp_path):
    _, path, _ = calculated
    pdf = convert(path, "pdf", tmp_path)
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, encoding="utf-8"
    ).stdout
    pages = text.split("\f")[:-1]
    assert all(len(page.split()) > 5 for page in pages)
    visible = [sheet for sheet in sheets().values() if sheet.shown != "hidden"]
    assert len(visible) - 4 < len(pages) < 2 * len(visible)
