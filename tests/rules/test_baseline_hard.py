"""A baseline in the hands of people: rows move, keys change, files are edited and mistaken."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_workbook.errors import CrmError
from crm_workbook.jobs.check import run
from crm_workbook.rules import example
from crm_workbook.rules.page import samples

HEAD = "`customers`\n| customer_id | display_name | phone |\n|---|---|---|\n"
ENTRY = {"code": "CRM121", "sheet": "customers", "key": "C-0001", "column": "phone"}


def book(*rows, more=""):
    return example.book(samples(HEAD + "\n".join(rows) + more))


def row(key, phone="'050-12'"):
    return f"| {key} | שם {key} | {phone} |"


def written(made, before=b"", **options):
    return run(made, lang="en", write_baseline=("b.json", before), **options).files[0].data


def against(made, content, **options):
    return run(made, lang="en", baseline=("b.json", content), as_of=example.AS_OF, **options)


def content(*entries, name="example.xlsx"):
    return json.dumps({"schema": 1, "workbooks": {name: list(entries)}}).encode()


@settings(max_examples=30, deadline=None)
@given(st.permutations([f"C-{n:04}" for n in range(6)]))
def test_the_order_of_rows_is_nothing_to_a_baseline(keys):
    known = written(book(*[row(f"C-{n:04}") for n in range(6)]))
    made = book(*map(row, keys))
    assert against(made, known).findings == ()
    assert written(made) == known == written(made, before=known)


def test_a_row_with_another_key_is_new_and_the_old_one_is_gone():
    done = against(book(row("C-0009")), written(book(row("C-0001"))))
    assert [f.ref.key for f in done.findings] == ["C-0009"]
    assert [each["key"] for each in done.data["baseline"]["stale"]] == ["C-0001"]


def test_entries_that_are_there_twice_add_up():
    """As after two people's baselines were put together by hand."""
    twice = content({**ENTRY, "key": ""}, {**ENTRY, "key": "", "count": 2})
    nameless = [f"| | שם {n} | '050-1{n}' |" for n in range(4)]
    done = against(book(*nameless), twice, select=("CRM121",))
    assert len(done.findings) == 1
    few = against(book(*nameless[:1]), twice, select=("CRM121",))
    assert few.data["baseline"]["stale"] == [{**ENTRY, "key": "", "count": 2}]
    assert any(line.endswith("(2)") for line in few.data["told"])


@pytest.mark.parametrize(
    "entry",
    [{"key": 5}, {"column": None}, {"code": ["CRM121"]}, {"count": 0}, {"count": -3},
     {"count": "many"}, {"count": 1.5}],
)  # fmt: skip
def test_an_entry_that_makes_no_sense_is_refused(entry):
    with pytest.raises(CrmError, match="is no baseline"):
        against(book(row("C-0001")), content(ENTRY, {**ENTRY, **entry}))


def test_a_baseline_of_another_workbook_is_said():
    done = against(book(row("C-0001")), content(ENTRY, name="old name.xlsx"))
    assert [f.code for f in done.findings] == ["CRM121"]
    assert done.data["baseline"]["about"] == ["old name.xlsx"]
    assert any("knows nothing of 'example.xlsx'" in line for line in done.data["told"])
    assert "about" not in against(book(row("C-0001")), content(ENTRY)).data["baseline"]


def test_what_is_known_is_handed_on():
    done = against(book(row("C-0001"), row("C-0002")), content(ENTRY))
    [known] = done.aside
    assert (known.by, known.where, known.finding.ref.key) == ("baseline", "b.json", "C-0001")


def test_what_was_silenced_since_is_not_called_gone():
    checks = (
        "\n\n`checks`\n| code | sheet | row_key | column | reason | until |\n|---|---|---|---|---|"
        "---|\n| CRM121 | | C-0001 | | ידוע | |"
    )
    done = against(book(row("C-0001"), row("C-0002"), more=checks), content(ENTRY))
    assert done.data["baseline"]["stale"] == []
    assert [(each.by, each.known) for each in done.aside] == [("checks", True)]
    assert [f.ref.key for f in done.findings] == ["C-0002"]


def test_a_preview_writes_no_baseline():
    with pytest.raises(CrmError, match="do not go together"):
        run(book(row("C-0001")), lang="en", diff=True, write_baseline=("b.json", b""))


def test_entries_are_sorted_one_a_line_so_that_differences_are_small():
    lines = written(book(row("C-0003"), row("C-0001"), row("C-0002"))).decode().splitlines()
    keys = [json.loads(line.strip(" ,"))["key"] for line in lines if '"code"' in line]
    assert keys == ["C-0001", "C-0002", "C-0003"]
