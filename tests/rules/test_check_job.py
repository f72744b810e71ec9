from __future__ import annotations

from datetime import date

import pytest

from crm_workbook.errors import CrmError
from crm_workbook.jobs import job
from crm_workbook.jobs.check import run
from crm_workbook.jobs.explain import run as explain
from crm_workbook.rules import example, index
from crm_workbook.rules.page import samples

MESSY = """\
`customers`
| customer_id | display_name | phone     |
|-------------|--------------|-----------|
| C-0001      | דנה  כהן     | 521234567 |
| C-0002      | רות אלון     | '050-12'  |

`טיוטה`
"""


@pytest.fixture
def messy():
    return example.book(samples(MESSY))


def test_clean_workbook_passes(clean):
    done = run(clean, lang="he", as_of=example.AS_OF)
    assert done.findings == ()
    assert not done.failed
    assert done.plan is None
    assert done.data["rules"] == done.data["all_rules"] == len(index())


def test_says_what_was_checked_and_what_was_not(messy):
    done = run(messy, lang="en")
    (people,) = done.data["sheets"]
    assert {**people, "columns": 0} == {
        "sheet": "customers", "title": "לקוחות", "rows": 2, "columns": 0,
    }  # fmt: skip
    assert [each["column"] for each in people["columns"]] == list(
        messy.tables["customers"].columns
    )
    assert done.data["not_checked"] == [{"title": "טיוטה", "why": "not in the schema"}]


@pytest.mark.parametrize(
    ("fail_on", "select", "failed"),
    [
        ("error", (), True),
        ("error", ("CRM111",), False),
        ("warning", ("CRM111",), True),
        ("warning", ("CRM158",), False),
        ("info", ("CRM158",), True),
    ],
)
def test_fails_from_the_severity_asked_for(messy, fail_on, select, failed):
    assert run(messy, lang="en", fail_on=fail_on, select=select).failed is failed


def test_ignored_rules_say_nothing(messy):
    done = run(messy, lang="en", ignore=("short-phone",))
    assert {f.code for f in done.findings} == {"CRM111", "CRM158"}
    assert done.data["rules"] == len(index()) - 1


def test_fix_plans_what_is_safe_and_reports_the_rest(messy):
    done = run(messy, lang="en", fix=True)
    [edit] = done.plan.edits
    assert {(c.row, c.column, c.new) for c in edit.changes} == {
        (2, "display_name", "דנה כהן"),
        (2, "phone", "052-1234567"),
    }
    assert [f.code for f in done.findings] == ["CRM121"]
    assert done.data["fixed"] == 2
    assert done.failed


def test_diff_shows_what_fix_would_do_and_plans_nothing(messy):
    done = run(messy, lang="en", diff=True)
    assert done.plan is None
    assert done.failed
    assert done.data["would"] == 2
    assert "customers!C2: 521234567 -> '052-1234567'  CRM111" in done.summary


def test_diff_of_a_clean_workbook_is_empty(clean):
    done = run(clean, lang="en", diff=True, as_of=example.AS_OF)
    assert (done.failed, done.summary, done.data["diff"]) == (False, (), [])


def test_day_of_the_check_decides_what_is_the_future(clean):
    early = run(clean, lang="en", as_of=date(2026, 3, 2))
    assert {f.code for f in early.findings} >= {"CRM301"}
    clean.settings["as_of"] = date(2026, 3, 2)
    assert run(clean, lang="en").findings == early.findings


def test_unknown_rule_stops_the_run(clean):
    with pytest.raises(CrmError, match="CRM99"):
        run(clean, lang="en", select=("CRM99",))


def test_every_option_is_an_argument_with_its_default():
    import inspect

    arguments = inspect.signature(run).parameters
    for option in job("check").options:
        if option.shown or option.reading:  # how it is read and shown is nothing to the job
            assert option.name not in arguments
            continue
        default = () if option.many else option.default
        assert arguments[option.name].default == default


@pytest.mark.parametrize(
    ("lang", "word", "grave"), [("he", "תיקון:", "שגיאה"), ("en", "Fix:", "error")]
)
def test_explain_shows_the_page(lang, word, grave):
    done = explain(lang=lang, code="short-phone")
    assert done.summary[0] == f"# CRM121 short-phone ({grave})"
    assert any(line.startswith(word) for line in done.summary)
    assert done.data["finds"] == ["customers!C2", "customers!C3"]


def test_explain_names_the_nearest():
    with pytest.raises(CrmError, match=r"CRM121 \(short-phone\)"):
        explain(lang="en", code="shortphone")
