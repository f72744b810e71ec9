"""A baseline: what was there when the watching began is known, what comes on top is reported."""

from __future__ import annotations

import json

import pytest

from crm_workbook.errors import CrmError
from crm_workbook.jobs.check import run
from crm_workbook.rules import example
from crm_workbook.rules.page import samples


def book(*rows):
    head = "`customers`\n| customer_id | display_name | phone |\n|---|---|---|"
    return example.book(samples("\n".join([head, *rows])))


DANA = "| C-0001 | דנה כהן | '050-12' |"
RUTH = "| C-0002 | רות אלון | '050-13' |"
FINE = "| C-0001 | דנה כהן | '054-765-4321' |"
NAMELESS = "| | בלי מזהה | '050-14' |"


def written(made, before=b"", **options):
    done = run(made, lang="en", write_baseline=("b.json", before), **options)
    [file] = done.files
    assert file.replace
    return file.data


def against(made, content, **options):
    return run(made, lang="en", baseline=("b.json", content), **options)


def test_what_is_written_is_known_and_what_is_new_is_reported():
    known = written(book(DANA), select=("CRM121",))
    assert json.loads(known) == {
        "schema": 1,
        "workbooks": {
            "example.xlsx": [
                {"code": "CRM121", "sheet": "customers", "key": "C-0001", "column": "phone"}
            ]
        },
    }
    done = against(book(RUTH, DANA), known)
    assert [f.ref.key for f in done.findings] == ["C-0002"]
    assert done.data["baseline"] == {"file": "b.json", "known": 1, "stale": []}


def test_writing_one_ends_well_although_there_are_findings():
    done = run(book(DANA), lang="en", write_baseline=("b.json", b""))
    assert (done.findings, done.failed) == ((), False)
    assert "1 finding was written to b.json" in done.data["told"]


def test_what_is_gone_is_listed():
    known = written(book(DANA, RUTH))
    done = against(book(FINE, RUTH), known)
    assert done.findings == ()
    gone = {"code": "CRM121", "sheet": "customers", "key": "C-0001", "column": "phone"}
    assert done.data["baseline"]["stale"] == [gone]
    told = [line.strip() for line in done.data["told"]]
    assert "CRM121  customers.phone  C-0001" in told


def test_a_rule_that_was_not_checked_is_not_gone():
    known = written(book(DANA))
    assert against(book(FINE), known, select=("CRM2",)).data["baseline"]["stale"] == []


def test_rows_without_a_key_are_counted():
    known = written(book(NAMELESS), select=("CRM121",))
    assert against(book(NAMELESS), known, select=("CRM121",)).findings == ()
    assert len(against(book(NAMELESS, NAMELESS), known, select=("CRM121",)).findings) == 1
    two = written(book(NAMELESS, NAMELESS), select=("CRM121",))
    assert json.loads(two)["workbooks"]["example.xlsx"][0]["count"] == 2
    assert len(against(book(NAMELESS), two, select=("CRM121",)).data["baseline"]["stale"]) == 1


def test_other_workbooks_in_the_file_stay():
    before = b'{"schema": 1, "workbooks": {"other.xlsx": [{"code": "CRM121", "sheet": "customers",'
    before += b' "key": "C-7", "column": "phone", "count": 3}], "example.xlsx": []}}'
    made = json.loads(written(book(DANA), before))
    assert made["workbooks"]["other.xlsx"] == json.loads(before)["workbooks"]["other.xlsx"]
    assert len(made["workbooks"]["example.xlsx"]) == 1


def test_the_same_findings_give_the_same_file():
    assert written(book(DANA, RUTH)) == written(book(RUTH, DANA))


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b"\xff\xfe", b'{"schema": 1, "workbooks": []}', b"[" * 100_000,
     b'{"schema": 1, "workbooks": {"a": [{"code": "CRM121"}]}}', b'{"schema": "1"}',
     b'{"schema": 1, "workbooks": {"a": [{"code": [], "sheet": "", "key": "", "column": ""}]}}'],
)  # fmt: skip
def test_what_is_no_baseline_is_refused(content):
    with pytest.raises(CrmError, match="is no baseline"):
        against(book(DANA), content)


def test_a_later_version_is_refused():
    with pytest.raises(CrmError, match="newer version"):
        against(book(DANA), b'{"schema": 2, "workbooks": {}}')


def test_reading_and_writing_at_once_is_refused():
    with pytest.raises(CrmError, match="do not go together"):
        run(book(DANA), lang="en", baseline=("a", b""), write_baseline=("b", b""))
