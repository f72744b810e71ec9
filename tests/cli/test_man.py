"""The manual page: made from the declarations, complete, and clean to every reader of it."""

from __future__ import annotations

import runpy
import shutil
import subprocess
from pathlib import Path

import pytest

from crm_workbook import jobs
from crm_workbook.cli import CLEAN, FAILED, FOUND, INTERRUPTED
from crm_workbook.cli.help import typed

PROJECT = Path(__file__).resolve().parents[2]
MAN = PROJECT / "docs" / "crm.1"
SCRIPT = PROJECT / "docs" / "make_man.py"


def plain(text):
    """Return what troff would print of a line without macros."""
    return text.replace("\\-", "-").replace("\\(dq", '"').replace("\\ ", " ").replace("\\e", "\\")


@pytest.fixture(scope="module")
def page():
    return runpy.run_path(str(SCRIPT))["page"]()


def test_the_page_is_what_the_declarations_say_now(page):
    assert MAN.read_text("utf-8") == page, "python docs/make_man.py renews it"


@pytest.mark.parametrize("name", jobs.names())
def test_every_command_and_option_stands_in_it(name, page):
    job = jobs.job(name)
    section = plain(page).split(f'\n.SS "crm {job.command}"\n')[1].split("\n.S")[0]
    words = " ".join(section.split())
    for option in job.options:
        assert f".TP .B {typed(option)} " in words
        assert option.help.en[1:] in words
    assert (".B --dry-run " in words) == job.writes
    assert ".B --lang " in words


def test_exit_codes_and_the_environment_stand_in_it(page):
    codes = page.split(".SH EXIT STATUS")[1].split(".SH")[0]
    for code in (CLEAN, FOUND, FAILED, INTERRUPTED):
        assert f"\n.B {code}\n" in codes
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM", "PYTHONIOENCODING", "LC_ALL"):
        assert name in page.split(".SH ENVIRONMENT")[1].split(".SH")[0]


@pytest.mark.parametrize(
    "command",
    [
        ["groff", "-man", "-ww", "-Tutf8", "-z"],
        ["mandoc", "-Tlint", "-Wstyle"],
        ["lexgrog"],
    ],
    ids=lambda command: command[0],
)
def test_readers_of_manual_pages_have_nothing_to_say_against_it(command):
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run([*command, str(MAN)], capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    if command[0] == "lexgrog":
        assert "crm - a customer workbook" in done.stdout
    else:
        assert done.stdout == ""
