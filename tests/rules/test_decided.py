"""Who decides about a check: the command line, then crm.toml, then the workbook, then nobody."""

from __future__ import annotations

import pytest

from crm_workbook.errors import CrmError
from crm_workbook.jobs.check import run
from crm_workbook.jobs.config import run as config
from crm_workbook.rules import example, index
from crm_workbook.rules.deciding.severities import severities
from crm_workbook.rules.page import samples

BOOK = """\
`customers`
| customer_id | display_name | phone     |
|-------------|--------------|-----------|
| C-0001      | דנה  כהן     | 521234567 |
| C-0002      | רות אלון     | '050-12'  |

`settings`
| key            | value           |
|----------------|-----------------|
| check_ignore   | {ignore}        |
| check_severity | {severity}      |
"""


def book(ignore="", severity=""):
    return example.book(samples(BOOK.format(ignore=ignore, severity=severity)))


def toml(text):
    return "/shop/crm.toml", text.encode()


def found(made, **options):
    return {f.code: f.severity for f in run(made, lang="en", **options).findings}


def test_nobody_decides():
    assert found(book()) == {"CRM121": "error", "CRM111": "warning", "CRM158": "info"}


def test_the_workbook_decides():
    assert found(book("CRM121, CRM158")) == {"CRM111": "warning"}
    assert found(book("", "CRM158=שגיאה CRM121=info"))["CRM158"] == "error"


def test_the_nearest_file_goes_before_the_workbook():
    assert set(found(book("CRM121"), config=toml('check.ignore = "CRM158"'))) == {
        "CRM121", "CRM111"}  # fmt: skip
    made = book("", "CRM121=info CRM158=warning")
    said = found(made, config=toml('[check]\nseverity = { CRM121 = "warning" }'))
    assert said == {"CRM121": "warning", "CRM111": "warning", "CRM158": "warning"}


def test_the_command_line_goes_before_all():
    file = toml('[check]\nignore = ["CRM121"]\nfail-on = "info"\nselect = ["CRM1"]')
    assert set(found(book("CRM158"), config=file, ignore=("CRM111",))) == {"CRM121", "CRM158"}
    assert run(book(), lang="en", config=file, select=("CRM158",)).failed
    assert not run(book(), lang="en", config=file, select=("CRM158",), fail_on="warning").failed
    assert set(found(book(), config=file, extend_select=("CRM121",))) >= {"CRM121"}


def test_a_changed_severity_changes_order_and_answer():
    done = run(book(), lang="en", severity=("CRM1=info", "CRM158=error"), fail_on="error")
    assert done.findings[0].code == "CRM158"
    assert done.failed
    assert not run(book(), lang="en", severity=("CRM1=info",)).failed


def test_exit_zero_is_yes_whatever_is_found():
    done = run(book(), lang="en", exit_zero=True)
    assert done.findings
    assert not done.failed
    assert not run(book(), lang="en", config=toml("check.exit-zero = true")).failed


def test_a_file_that_has_a_say_is_named_and_one_that_has_none_is_not():
    told = run(book(), lang="en", config=toml('check.ignore = "CRM158"')).data["told"]
    assert told == ["settings from /shop/crm.toml"]
    assert "told" not in run(book(), lang="en", config=toml("")).data


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[check", "config-unreadable"),
        ("[chekc]\n", "config-unknown-key"),
        ("check = 3", "config-unknown-key"),
        ("[check]\nignroe = []", "config-unknown-key"),
        ("[check]\nignore = 3", "config-bad-value"),
        ("[check]\nignore = [3]", "config-bad-value"),
        ("[check]\nfail-on = 'never'", "config-bad-value"),
        ("[check]\nscore = 'yes'", "config-bad-value"),
        ("[check]\nseverity = 'CRM121'", "config-bad-value"),
        ("[check.severity]\nCRM121 = 'grave'", "not-a-severity"),
        ("[check]\nignore = ['CRM999']", "unknown-rule"),
    ],
)
def test_a_file_that_cannot_be_understood_stops_the_check(text, code):
    with pytest.raises(CrmError) as caught:
        run(book(), lang="en", config=toml(text))
    assert caught.value.code == code
    assert "{" not in caught.value.say("he").replace("{ CRM301", "")


def test_a_file_that_is_no_text_stops_the_check():
    with pytest.raises(CrmError, match="cannot be understood"):
        run(book(), lang="en", config=("crm.toml", b"\xff\xfe\x00"))


def test_a_setting_that_names_no_rule_is_a_finding_and_the_rest_of_it_counts():
    said = run(book("CRM121 CRM999 nonsense", "CRM158=error CRM111=grave"), lang="en").findings
    assert {f.code: f.severity for f in said if f.code != "CRM161"} == {
        "CRM111": "warning", "CRM158": "error"}  # fmt: skip
    words = [f.say("en") for f in said if f.code == "CRM161"]
    assert any("CRM999, nonsense" in word for word in words)
    assert any("CRM111=grave" in word for word in words)


def test_narrower_words_about_severity_win_wherever_they_stand():
    for words in (["CRM121=error", "CRM1=info"], ["CRM1=info,short-phone=error"]):
        said = severities(words)
        assert said["CRM121"] == "error"
        assert said["CRM122"] == "info"
    assert set(severities(["ALL=warning"])) == set(index())


@pytest.mark.parametrize("word", ["CRM121", "CRM121=", "=error", "CRM121=fatal", "CRM999=error"])
def test_words_that_give_no_severity_are_refused(word):
    with pytest.raises(CrmError):
        severities([word])


def test_config_says_who_decided():
    file = toml('[check]\nfail-on = "warning"\nignore = ["CRM158"]')
    done = config(book("CRM121", "CRM111=info"), lang="en", config=file, select=("CRM1",))
    said = {name: (each["value"], each["from"]) for name, each in done.data["check"].items()}
    assert said == {
        "select": (["CRM1"], "command line"),
        "ignore": (["CRM158"], "/shop/crm.toml"),
        "extend-select": ([], "default"),
        "severity": (["CRM111=info"], "workbook"),
        "per-sheet-ignores": ({}, "default"),
        "fail-on": ("warning", "/shop/crm.toml"),
        "exit-zero": (False, "default"),
        "statistics": (False, "default"),
        "score": (False, "default"),
        "baseline": ("", "default"),
        "format": ("text", "default"),
    }
    assert done.data["settings"]["check_ignore"] == {"value": "CRM121", "from": "workbook"}
    assert done.data["settings"]["currency"]["from"] == "default"
    assert "  fail-on = warning  (/shop/crm.toml)" in done.summary


def test_statistics_count_every_rule():
    done = run(book(), lang="en", statistics=True)
    assert [(c["code"], c["times"], c["fixable"]) for c in done.data["statistics"]] == [
        ("CRM111", 1, 1), ("CRM121", 1, 0), ("CRM158", 1, 1),
    ]  # fmt: skip
    assert len(done.data["counted"]) == 3


def test_score_is_the_share_of_rows_without_an_error_or_a_warning():
    rows = "\n".join(f"| C-{n:04} | שם {n} | |" for n in range(10, 16))
    made = example.book(samples(BOOK.split("\n\n", maxsplit=1)[0] + "\n" + rows))
    [score] = run(made, lang="en", score=True).data["score"]
    assert (score["sheet"], score["rows"], score["clean"]) == ("customers", 8, 6)
    assert score["share"] == 0.75
    told = run(made, lang="en", score=True).data["counted"]
    assert told == ["   75%  customers: 6 of 8 rows in order"]
    # A note is no fault: of rows with one only, all are in order.
    [score] = run(made, lang="en", score=True, ignore=("CRM121", "CRM111")).data["score"]
    assert score["clean"] == 8


def test_a_share_is_never_rounded_up_to_all():
    rows = "\n".join(f"| C-{n:04} | שם {n} | |" for n in range(10, 2010))
    made = example.book(samples(BOOK.split("\n\n", maxsplit=1)[0] + "\n" + rows))
    assert run(made, lang="en", score=True).data["counted"][0].split()[0] == "99.9%"
