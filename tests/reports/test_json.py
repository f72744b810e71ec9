from __future__ import annotations

import json

from crm_workbook import reports
from crm_workbook.errors import CrmError, Problem
from crm_workbook.model import Finding, Outcome, Ref
from crm_workbook.text import Text

FOUND = Finding(
    "CRM121", "short-phone", "error", Ref("customers", "C2", "C-0001", "phone"),
    Text("'{value}' קצר", "'{value}' is short"), {"value": "050"},
)  # fmt: skip
MISSING = CrmError(Problem("missing", Text("אין.", "None."), Text("חפשו.", "Look.")))


def report(*results, lang="en"):
    return json.loads(reports.render("json", list(results), lang))


def outcome(*found):
    sheets = [{"sheet": "customers", "title": "לקוחות", "rows": 12}]
    missed = [{"title": "טיוטה", "why": "not in the schema"}]
    return Outcome(found, data={"sheets": sheets, "not_checked": missed, "rules": 50})


def test_shape_is_the_published_one():
    made = report(("a.xlsx", outcome(FOUND)))
    assert list(made) == ["schema", "tool", "files", "summary", "findings", "silenced"]
    assert made["schema"] == 1
    assert made["tool"]["name"] == "crm-workbook"
    assert made["findings"] == [
        {
            "code": "CRM121",
            "name": "short-phone",
            "severity": "error",
            "file": "a.xlsx",
            "sheet": "customers",
            "cell": "C2",
            "key": "C-0001",
            "column": "phone",
            "message": "'050' is short",
            "fixable": False,
        }
    ]


def test_message_is_in_the_language_asked_for():
    assert report(("a.xlsx", outcome(FOUND)), lang="he")["findings"][0]["message"] == "'050' קצר"


def test_every_finding_stands_by_itself():
    made = report(("a.xlsx", outcome(*[FOUND] * 50)), ("b.xlsx", outcome(FOUND)))
    assert len(made["findings"]) == made["summary"]["errors"] == 51
    assert {f["file"] for f in made["findings"]} == {"a.xlsx", "b.xlsx"}
    assert made["summary"]["rows"] == 24


def test_says_what_was_not_checked():
    made = report(("a.xlsx", outcome()), ("b.xlsx", MISSING))
    assert made["files"][0]["not_checked"] == [{"title": "טיוטה", "why": "not in the schema"}]
    assert made["files"][1]["error"] == {"code": "missing", "message": "None. Look."}
    assert made["summary"]["files"] == 2
    assert made["summary"]["checked"] == 1
    assert made["findings"] == []


def test_hebrew_stays_hebrew_and_no_marks_are_added():
    said = reports.render("json", [("לקוחות.xlsx", outcome(FOUND))], "he")
    assert "לקוחות.xlsx" in said
    assert "\u200e" not in said
