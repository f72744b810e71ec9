"""Where nothing is wrong, nothing is said to be wrong."""

from __future__ import annotations

import os
import re
from importlib import import_module
from pathlib import Path

import pytest

import crm_workbook
from crm_workbook.checkup import checks, telling
from crm_workbook.checkup.answer import Answer
from crm_workbook.checkup.computer import this_computer
from crm_workbook.errors import CrmError
from crm_workbook.modules import modules_in


def pressing(answers):
    return [a.id for a in answers if a.state in {"fault", "warning"}]


def test_a_healthy_windows_computer(windows, asked):
    assert pressing(asked(windows)) == []


def test_a_healthy_workbook_on_windows(windows, shop, asked):
    answers = asked(windows, shop)
    assert pressing(answers) == []
    assert {"opens", "suffix", "macros", "buttons", "xlwings-version", "code-names", "ribbon",
            "settings-sheet", "shapes", "mark-of-the-web", "closed", "place", "cloud"} <= {
                a.id for a in answers if a.state == "ok"}  # fmt: skip
    assert telling.verdict(answers, "en", of_file=True) == (
        "Nothing was found that stops the buttons."
    )


def test_a_healthy_workbook_on_a_mac(mac, surgery, tmp_path, asked):
    # On a Mac the path goes into a shell command unquoted; the fixture's has no blank.
    shop = surgery.made_on(mac, tmp_path / "home" / "Documents" / "shop.xlsm")
    answers = asked(mac, shop)
    assert pressing(answers) == []
    # What the Mac itself keeps to itself is said to be unknown, not to be in order.
    assert "automation-permission" in [a.id for a in answers if a.state == "skipped"]


def test_linux_has_no_excel_and_that_is_no_fault(windows, shop, asked):
    answers = asked(windows._replace(platform="linux", system="Linux 6"), shop)
    assert pressing(answers) == ["no-excel-here"]
    assert "do not work on this computer" in telling.verdict(answers, "en", of_file=True)


def test_looking_changes_nothing(windows, shop, asked):
    def state():
        return {
            path: (path.stat().st_mtime_ns, path.is_file() and path.read_bytes())
            for path in Path(windows.home).rglob("*")
        }

    before = state()
    asked(windows, shop)
    assert state() == before


def test_the_function_answers_for_the_computer_it_runs_on(shop):
    outcome = crm_workbook.doctor(file=str(shop), lang="en")
    assert outcome.plan is None
    assert outcome.files == ()
    ids = {answer["id"] for answer in outcome.data["answers"]}
    assert {"opens", "buttons", "python"} <= ids
    alone = crm_workbook.doctor(lang="he")
    assert "opens" not in {answer["id"] for answer in alone.data["answers"]}


def test_excel_needs_a_workbook():
    with pytest.raises(CrmError, match="has to be named"):
        crm_workbook.doctor(excel=True)


def test_this_computer_is_what_python_says():
    here = this_computer()
    assert here.version("xlwings")
    assert here.version("no-such-distribution") is None
    assert here.requires("no-such-distribution") == ()
    assert here.registry(r"HKEY_CURRENT_USER\No\Such", "key") is None
    assert here.short(os.path.join(here.home, "a", "b.xlsm")) == os.path.join("~", "a", "b.xlsm")
    assert here.short(here.home + "stead") == here.home + "stead"
    assert here.short(r"C:\Users\dana\python.exe") == r"~\python.exe"
    assert here.short("/Users/dana/bin/python") == "~/bin/python"


def answers_of_all_checks():
    for name in modules_in(checks.__path__):
        module = import_module(f"{checks.__name__}.{name}")
        yield from (value for value in vars(module).values() if isinstance(value, Answer))


def test_every_answer_speaks_both_languages_and_says_what_to_do():
    found = list(answers_of_all_checks())
    assert len(found) > 70
    for answer in found:
        assert any("א" <= sign <= "ת" for sign in answer.what.he)
        assert not any("א" <= sign <= "ת" for sign in answer.what.en)
        assert all(map(bool, answer.do)) == (answer.state in {"fault", "warning"})
        gaps = [set(re.findall(r"{(\w+)}", text)) for text in (*answer.what, *answer.do)]
        assert (gaps[0], gaps[2]) == (gaps[1], gaps[3])


def test_no_line_of_hebrew_begins_with_a_latin_word(windows, shop, asked):
    # A terminal that reorders would lay it out from left to right.
    shop.with_name(".~lock.shop.xlsm#").write_bytes(b"Dana,,,,;")
    linux = windows._replace(platform="linux", system="Linux 6")
    for answers in (asked(linux, shop), asked(windows), list(answers_of_all_checks())):
        for line in telling.lines(answers, "he", of_file=True):
            first = re.search(r"[A-Za-zא-ת]", line)
            assert first is None or first[0] > "z", line
