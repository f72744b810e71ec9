"""`crm.toml` as people save it, and what it may decide."""

from __future__ import annotations

import pytest

from crm_workbook.errors import CrmError
from crm_workbook.jobs.check import run
from crm_workbook.jobs.config import run as config
from crm_workbook.reports import formats
from crm_workbook.rules import example
from crm_workbook.rules.deciding.configured import KEYS, read
from crm_workbook.rules.deciding.decided import OPTIONS
from crm_workbook.rules.page import samples

BOOK = """\
`customers`
| customer_id | display_name | phone    |
|-------------|--------------|----------|
| C-0001      | דנה  כהן     | '050-12' |

`settings`
| key            | value  |
|----------------|--------|
| check_fail_on  | {fail} |
| check_severity | {grade} |
| vat            | {vat}  |
"""
TOML = '[check]\nignore = ["CRM158"]  # דנה\n'


def book(fail="", grade="", vat=""):
    return example.book(samples(BOOK.format(fail=fail, grade=grade, vat=vat)))


def toml(text):
    return "/shop/crm.toml", text.encode()


def refused(content):
    with pytest.raises(CrmError) as caught:
        read("crm.toml", content)
    for lang in ("he", "en"):
        assert "{" not in caught.value.say(lang).replace("{ CRM301", "").replace("{ customers", "")
    return caught.value


@pytest.mark.parametrize("content", [TOML.encode(), TOML.encode("utf-8-sig"), b""])
def test_utf8_is_read_with_a_mark_and_without(content):
    assert read("crm.toml", content) in ({"ignore": ("CRM158",)}, {})


@pytest.mark.parametrize("encoding", ["cp1255", "utf-16", "utf-16-le"])
def test_another_encoding_is_refused_in_words(encoding):
    error = refused(TOML.encode(encoding))
    assert error.code == "config-unreadable"
    if encoding != "utf-16-le":  # which may begin as text
        assert "UTF-8" in error.say("en")
        assert "שורה" in error.say("he")


@pytest.mark.parametrize(
    ("text", "line"),
    [("[check]\nignore = [\n", 3), ("[check]\nfail-on = error\n", 2), ("[check", 1)],
)
def test_a_fault_of_syntax_is_told_by_its_line_in_each_language(text, line):
    said = refused(text.encode()).say("he")
    assert f"בשורה {line}" in said
    assert "Invalid" not in said


def test_nothing_nests_forever():
    assert refused(b"check = " + b"[" * 100_000).code == "config-unreadable"


@pytest.mark.parametrize(
    ("text", "near"),
    [("check.ignroe = []", "ignore"), ("check.fail_onn = 'info'", "fail-on"),
     ("[chekc]", "[check]"), ("check.base-line = 'x'", "baseline"),
     ("check.per-sheet-ignore = {}", "per-sheet-ignores")],
)  # fmt: skip
def test_an_unknown_key_is_answered_by_the_nearest(text, near):
    assert f"Did you mean {near}?" in refused(text.encode()).say("en")


@pytest.mark.parametrize(
    "text",
    ["check.per-sheet-ignores = ['CRM121']", "check.per-sheet-ignores = { customers = 3 }",
     "check.baseline = 3", "check.format = true", "check.exit-zero = 1",
     'check.baseline = "\\u0000"'],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_refused(text):
    assert refused(text.encode()).code == "config-bad-value"


def test_a_rule_that_is_none_is_refused_on_a_sheet_too():
    assert refused(b"check.per-sheet-ignores = { customers = 'CRM999' }").code == "unknown-rule"


def test_every_key_is_an_option_and_every_option_a_key():
    assert {key.replace("-", "_") for key in KEYS} == set(OPTIONS)


def test_a_baseline_lies_where_the_file_says_from_where_it_is():
    said = read("/shop/deep/crm.toml", b"check.baseline = '../known.json'")
    assert said["baseline"] == "/shop/deep/../known.json"


def codes(made, **options):
    return {f.code for f in run(made, lang="en", **options).findings}


@pytest.mark.parametrize("name", ["customers", "לקוחות", "Customers", " CUSTOMERS "])
def test_a_rule_is_left_out_on_one_sheet_by_any_of_its_names(name):
    said = toml(f'check.per-sheet-ignores = {{ "{name}" = ["CRM12", "odd-blanks"] }}')
    assert codes(book()) == {"CRM121", "CRM158"}
    assert codes(book(), config=said) == set()
    other = toml('check.per-sheet-ignores = { purchases = ["CRM121"] }')
    assert codes(book(), config=other) == {"CRM121", "CRM158"}


def test_a_sheet_that_is_not_there_is_said():
    done = run(book(), lang="en", config=toml("check.per-sheet-ignores = { nosuch = 'CRM121' }"))
    assert any("has no sheet 'nosuch'" in line for line in done.data["told"])


def test_a_format_is_one_there_is():
    for name in formats():
        done = run(book(), lang="en", config=toml(f'check.format = "{name}"'))
        assert done.data["format"] == name
    with pytest.raises(CrmError, match="one of csv, github, html"):
        run(book(), lang="en", config=toml('check.format = "pdf"'))


def test_a_workbook_may_ask_to_fail_earlier_and_whoever_runs_has_the_last_word():
    assert not run(book(grade="CRM121=info"), lang="en").failed
    strict = book("לידיעה", "CRM121=info")
    assert run(strict, lang="en").failed
    assert not run(strict, lang="en", config=toml('check.fail-on = "error"')).failed
    assert not run(strict, lang="en", fail_on="error").failed


def test_a_workbook_cannot_have_its_errors_pass():
    """The latest there is to fail at is an error; that all passes is not a workbook's to say."""
    for word in ("שגיאה", "אף פעם", "none"):
        assert run(book(word), lang="en").failed
    assert "CRM161" in codes(book("אף פעם"))


def test_what_a_workbook_decides_about_its_own_check_is_said():
    done = run(book("אזהרה", "CRM121=info"), lang="en")
    [line] = done.data["told"]
    assert "check_severity = CRM121=info" in line
    assert "check_fail_on = warning" in line
    assert {each["name"]: each["from"] for each in done.data["settings"]} == {
        "severity": "workbook", "fail-on": "workbook",
    }  # fmt: skip
    assert "told" not in run(book(), lang="en").data


def test_severities_of_a_file_and_a_workbook_add_up_and_both_are_said():
    config_ = toml('check.severity = { CRM158 = "error" }')
    done = run(book(grade="CRM121=info"), lang="en", config=config_)
    assert {f.code: f.severity for f in done.findings} == {"CRM121": "info", "CRM158": "error"}
    assert len(done.data["told"]) == 2


def test_config_tells_a_setting_that_cannot_be_read_from_one_that_can():
    done = config(book("אזהרה", vat="הרבה"), lang="en")
    assert done.data["settings"]["vat"] == {"value": 0.18, "from": "default", "unreadable": "הרבה"}
    assert done.data["settings"]["check_fail_on"] == {"value": "warning", "from": "workbook"}
    [line] = [each for each in done.summary if each.startswith("  vat")]
    assert "default; 'הרבה' in the workbook cannot be understood" in line


def test_config_shows_the_whole_of_what_is_decided():
    said = toml('[check]\nbaseline = "b.json"\nper-sheet-ignores = { customers = ["CRM121"] }')
    done = config(book(), lang="en", config=said)
    assert done.data["check"]["baseline"] == {"value": "/shop/b.json", "from": "/shop/crm.toml"}
    assert "  per-sheet-ignores = customers: CRM121  (/shop/crm.toml)" in done.summary
    done = config(book(), lang="en", config=said, baseline=("mine.json", b""))
    assert done.data["check"]["baseline"] == {"value": "mine.json", "from": "command line"}
    done = config(book(), lang="en", config=said, baseline=("/shop/b.json", b""))
    assert done.data["check"]["baseline"]["from"] == "/shop/crm.toml"


def test_config_shows_what_imports_have_learned():
    text = BOOK + "| map:customers:קליינט | display_name |\n| map:customers:הערת מזכירה | |\n"
    made = example.book(samples(text.format(fail="", grade="", vat="")))
    told = config(made, lang="en").summary
    assert "  customers: קליינט = display_name  (workbook)" in told
    assert "  customers: הערתמזכירה = (not imported)  (workbook)" in told
