"""What is silenced, written, fixed and counted is in every format: nothing is left to one."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from datetime import date
from itertools import pairwise

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.comments import Comment

from crm_workbook import reports
from crm_workbook.build.workbook import build
from crm_workbook.cli import main
from crm_workbook.errors import CrmError, Problem
from crm_workbook.jobs.check import run
from crm_workbook.model import Receipt
from crm_workbook.rules import example
from crm_workbook.rules.page import page, samples
from crm_workbook.text import Text

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
with open(os.path.join(ROOT, "docs", "report.schema.json"), encoding="utf-8") as file:
    SCHEMA = json.load(file)
FORMATS = ["json", "jsonl", "csv", "github", "sarif", "html"]
ROWS = [
    {"customer_id": "C-0001", "display_name": "דנה  כהן", "phone": "050-12"},
    {"customer_id": "C-0002", "display_name": "רות אלון", "phone": 525551234.0},
    {"customer_id": "C-0003", "display_name": "יוסי לוי", "phone": "050-13"},
    {"customer_id": "C-0004", "display_name": "אבי נוי", "phone": "050-14"},
]
CHECKS = [{
    "code": "CRM121", "sheet": "לקוחות", "row_key": "C-0001", "reason": "=תבוא לעדכן",
    "until": date(2099, 12, 31),
}]  # fmt: skip


@pytest.fixture
def shop(tmp_path):
    path = tmp_path / "חנות שלי.xlsx"
    path.write_bytes(build("he", rows={"customers": ROWS, "checks": CHECKS}))
    book = load_workbook(path)
    sheet = book["לקוחות"]
    column = [cell.value for cell in sheet[1]].index("טלפון") + 1
    sheet.cell(4, column).comment = Comment("crm: להתעלם מ-CRM121 שלוחה", "דנה")
    book.save(path)
    return path


@pytest.fixture
def check(shop, capsys):
    def run_(form, *words):
        code = main(["check", str(shop), "--format", form, "--lang", "en", *map(str, words)])
        assert code in {0, 1}
        return capsys.readouterr().out

    return run_


@pytest.fixture
def known(shop, tmp_path):
    """A baseline that knows the fault of C-0004 and one that is gone."""
    path = tmp_path / "known.json"
    entry = {"code": "CRM121", "sheet": "customers", "key": "C-0004", "column": "phone"}
    gone = {**entry, "key": "C-0009"}
    path.write_text(json.dumps({"schema": 1, "workbooks": {shop.name: [entry, gone]}}))
    return path


def table(text):
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_json_names_what_was_silenced_by_whom_where_and_why(check, known):
    made = json.loads(check("json", "--baseline", known))
    jsonschema.validate(made, SCHEMA, jsonschema.Draft202012Validator)
    said = [[each[k] for k in ("key", "by", "where", "reason", "until")]
            for each in made["silenced"]]  # fmt: skip
    where = f"customers!{made['silenced'][1]['cell']}"
    assert said == [
        ["C-0001", "checks", "checks!A2", "=תבוא לעדכן", "2099-12-31"],
        ["C-0003", "note", where, "שלוחה", None],
        ["C-0004", "baseline", str(known), "", None],
    ]
    assert made["summary"]["silenced"] == 3
    assert {each["key"] for each in made["findings"]} == {"C-0001", "C-0002"}


def test_jsonl_and_csv_name_the_same(check, known):
    made = json.loads(check("json", "--baseline", known))["silenced"]
    lines = [json.loads(line) for line in check("jsonl", "--baseline", known).splitlines()]
    assert [line for line in lines if line["kind"] == "silenced"] == [
        {"kind": "silenced", **each} for each in made
    ]
    for line in lines:
        schema = {"$ref": "#/$defs/line", "$defs": SCHEMA["$defs"]}
        jsonschema.validate(line, schema, jsonschema.Draft202012Validator)
    rows = [row for row in table(check("csv", "--baseline", known)) if row["kind"] == "silenced"]
    for row, each in zip(rows, made, strict=True):
        assert row["reason"].removeprefix("'") == each["reason"]
        assert [row[k] for k in ("key", "by", "where", "until")] == [
            each["key"], each["by"], each["where"], each["until"] or "",
        ]  # fmt: skip
        assert row["reason"][:1] != "="


def test_sarif_has_the_silenced_as_suppressed_results_that_stand_to_the_baseline(check, known):
    log = json.loads(check("sarif", "--baseline", known))
    results = log["runs"][0]["results"]
    said = {
        (r["properties"]["key"], r["ruleId"]): (
            r["baselineState"],
            [(s["kind"], s["status"], s["justification"]) for s in r["suppressions"]],
        )
        for r in results
    }
    file = str(known)
    assert said == {
        ("C-0002", "CRM111"): ("new", []),
        ("C-0001", "CRM158"): ("new", []),
        ("C-0001", "CRM121"): ("new", [("external", "accepted", "=תבוא לעדכן")]),
        ("C-0003", "CRM121"): ("new", [("inSource", "accepted", "שלוחה")]),
        ("C-0004", "CRM121"): ("unchanged", [("external", "accepted", f"known from {file}")]),
        ("C-0009", "CRM121"): ("absent", [("external", "accepted", f"known from {file}")]),
    }
    states = {"baselineState" in r for r in results}
    assert states == {True}, "on every result or on none (SARIF 2.1.0, 3.27.24)"
    plain = json.loads(check("sarif"))["runs"][0]["results"]
    assert not any("baselineState" in r for r in plain)


def test_text_github_and_html_say_it_too(check, known):
    for form in ("text", "github"):
        told = check(form, "--baseline", known)
        assert "2 findings are silenced" in told
        assert "1 finding is known from" in told
    assert "checks!A2: =תבוא לעדכן (2099-12-31)" in check("github").replace("\u200e", "")
    page_ = check("html", "--baseline", known)
    folded = page_[page_.index('class="folded silenced"') :]
    for words in ("3 findings are not reported", "=תבוא לעדכן", "שלוחה", "checks!A2"):
        assert words in folded
    assert "2099-12-31" in folded or "31/12/2099" in folded


@pytest.mark.parametrize("form", FORMATS)
def test_a_copy_and_whatever_else_is_said_is_in_every_format(shop, check, known, form):
    known.write_text(known.read_text().replace(json.dumps(shop.name), '"other.xlsx"'))
    copy = shop.with_name("copy.xlsx")
    told = check(form, "--annotate", copy, "--baseline", known).replace("\u200e", "")
    assert copy.exists()
    assert "copy.xlsx" in told
    assert "knows nothing of" in told


def backup_of(shop):
    """Return the name of the one copy that lies beside the workbook."""
    folder = shop.with_name(f"{shop.stem}.crm")
    [name] = [each.name for each in folder.rglob("*-check.xlsx")]
    return name


@pytest.mark.parametrize("form", FORMATS)
def test_what_was_fixed_and_how_to_undo_it_is_in_every_format(shop, check, form, capsys):
    before = shop.read_bytes()
    told = check(form, "--fix")
    backup = backup_of(shop)
    assert backup in told
    assert "crm undo" in told or '"undo": ["crm", "undo"' in told
    plain = told.replace("\u200e", "").replace("&#x27;", "'")
    if form in {"json", "jsonl"}:
        [entry] = [x for x in map(json.loads, told.splitlines()) if x["kind"] == "file"] \
            if form == "jsonl" else json.loads(told)["files"]  # fmt: skip
        assert {(c["key"], c["old"], c["new"]) for c in entry["changes"]} == {
            ("C-0001", "דנה  כהן", "דנה כהן"), ("C-0002", 525551234.0, "052-5551234"),
        }  # fmt: skip
        assert entry["written"]["undo"] == ["crm", "undo", str(shop)]
        assert (entry["fixed"], entry["written"]["cells"]) == (2, 2)
    elif form != "github":  # its log says how many, and where the copy is
        assert "052-5551234" in plain
        assert "525551234" in plain
    assert main(["undo", str(shop)]) == 0
    capsys.readouterr()
    assert shop.read_bytes() == before


@pytest.mark.parametrize("form", FORMATS)
def test_a_preview_is_in_every_format_and_claims_nothing_written(shop, check, form):
    before = shop.read_bytes()
    told = check(form, "--diff").replace("\u200e", "")
    assert shop.read_bytes() == before
    assert "525551234" in told
    assert "052-5551234" in told
    assert "crm undo" not in told
    assert "Written" not in told
    if form == "sarif":
        notes = json.loads(told)["runs"][0]["invocations"][0]["toolExecutionNotifications"]
        assert {n["descriptor"]["id"] for n in notes} >= {"would-fix"}


def test_sarif_proposes_no_replacement_of_bytes(check):
    for words in (("--fix",), ()):
        assert '"fixes"' not in check("sarif", *words)


def test_what_was_written_before_an_error_is_told_beside_it():
    error = CrmError(Problem("file-unwritable", Text("אי.", "Can't."), Text("לך.", "Go.")))
    receipt = Receipt("7", 3, "20260101-1-check.xlsx")
    for form in FORMATS:
        told = reports.render(form, [("a b.xlsx", error)], "en", page, {"a b.xlsx": receipt})
        assert "20260101-1-check.xlsx" in told, form


CELLS = st.sampled_from(["'050-12'", "521234567", "'054-765-4321'", ""])
NAMES = st.sampled_from(["דנה כהן", "דנה  כהן", "'רות\\u200f'", ""])


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(NAMES, CELLS), min_size=1, max_size=6), st.booleans(),
    st.sampled_from([{}, {"fix": True}, {"select": ("CRM1",)}, {"severity": ("CRM1=info",)}]),
)  # fmt: skip
def test_every_sum_is_that_of_the_findings_listed(rows, silent, options):
    text = "`customers`\n| customer_id | display_name | phone |\n|---|---|---|\n"
    text += "\n".join(f"| C-{n:04} | {name} | {cell} |" for n, (name, cell) in enumerate(rows))
    if silent:
        text += "\n\n`checks`\n| code | reason |\n|---|---|\n| CRM121 | ידוע |"
    book = example.book(samples(text))
    done = run(book, lang="en", as_of=example.AS_OF, statistics=True, score=True, **options)
    pair = [("a.xlsx", done)]
    made = json.loads(reports.render("json", pair, "en", page))
    found, summary = made["findings"], made["summary"]
    entry = made["files"][0]
    assert sum(c["times"] for c in entry["statistics"]) == len(found)
    assert all(a["times"] >= b["times"] for a, b in pairwise(entry["statistics"]))
    for count in entry["statistics"]:
        listed = [f for f in found if f["code"] == count["code"]]
        assert (count["times"], count["fixable"]) == (
            len(listed), sum(f["fixable"] for f in listed),
        )  # fmt: skip
    assert [summary[s] for s in ("errors", "warnings", "infos")] == [
        sum(f["severity"] == s for f in found) for s in ("error", "warning", "info")
    ]
    assert summary["silenced"] == len(made["silenced"])
    for score in entry["score"]:
        faulty = {
            re.sub("[A-Z]", "", f["cell"]) for f in found
            if f["sheet"] == score["sheet"] and f["severity"] != "info"
        } - {"1", ""}  # fmt: skip
        assert score["clean"] == score["rows"] - len(faulty)
    told = table(reports.render("csv", pair, "en", page))
    assert sum(int(r["value"]) for r in told if r["kind"] == "statistic") == len(found)
    assert {(r["sheet"], float(r["value"])) for r in told if r["kind"] == "score"} == {
        (s["sheet"], s["share"]) for s in entry["score"]
    }
    bag = json.loads(reports.render("sarif", pair, "en", page))["runs"][0]["properties"]
    assert bag["files"] == made["files"]
    for form in ("text", "github"):
        lines = reports.render(form, pair, "en", page)
        for count in entry["statistics"]:
            assert re.search(rf"\b{count['times']}  {count['code']}", lines), form
    html = reports.render("html", pair, "en", page)
    assert html.count('class="sums"') == bool(entry["statistics"]) + bool(entry["score"])
