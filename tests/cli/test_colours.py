"""Colours where a person looks at a terminal, and the plain text everywhere else."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

ESCAPE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
CLEAR = "\x1b[2J"


@pytest.fixture
def terminal(command, environment):
    """Run the command on a terminal of its own and return what it wrote there."""
    if sys.platform == "win32":
        pytest.skip("no such terminals there")

    def run(*words, **variables):
        ours, theirs = os.openpty()
        process = subprocess.Popen(
            [*command, *map(str, words)], stdin=theirs, stdout=theirs, stderr=theirs,
            env={**environment, "TERM": "xterm", **variables},
        )  # fmt: skip
        os.close(theirs)
        said = b""
        try:
            while piece := os.read(ours, 65536):
                said += piece
                if b"Ctrl+C ends." in said:
                    process.kill()
        except OSError:
            pass  # Linux says so when nobody holds the other end any more
        os.close(ours)
        process.wait(timeout=60)
        return said.decode().replace("\r\n", "\n")

    return run


@pytest.mark.parametrize("lang", ["he", "en"])
def test_on_a_terminal_the_same_text_in_colours(lang, faulty, terminal, crm):
    plain = crm("check", faulty, "--lang", lang).stdout.decode()
    seen = terminal("check", faulty, "--lang", lang)
    assert "\x1b" not in plain
    assert ESCAPE.sub("", seen) == plain
    (error,) = [
        line for line in seen.splitlines() if "CRM121" in line and "crm explain" not in line
    ]
    assert "\x1b[31mCRM121" in error
    for line in seen.splitlines():
        codes = ESCAPE.findall(line)
        assert not codes or codes[-1] == "\x1b[0m", "no colour runs on into the next line"
    assert seen.startswith("\x1b[1m")


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [
        ({}, True),
        ({"TERM": "dumb"}, False),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": "0"}, False),  # whatever its value, says no-color.org
        ({"NO_COLOR": ""}, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True),
    ],
)
def test_the_environment_decides_on_a_terminal(variables, coloured, faulty, terminal):
    assert ("\x1b" in terminal("check", faulty, **variables)) == coloured


@pytest.mark.parametrize("form", ["text", "github", "html", "json"])
def test_in_a_pipe_only_the_text_is_forced_to_have_colours(form, faulty, crm, tmp_path):
    words = ("check", faulty, "--format", form, "--lang", "en")
    plain = crm(*words).stdout.decode()
    forced = crm(*words, FORCE_COLOR="1").stdout.decode()
    assert ("\x1b" in forced) == (form == "text")
    assert ESCAPE.sub("", forced) == plain
    crm(*words, "--output", tmp_path / "report", FORCE_COLOR="1")
    assert "\x1b" not in (tmp_path / "report").read_text("utf-8")


def test_what_a_cell_says_cannot_paint(faulty, crm):
    odd = faulty.rename(faulty.with_name("  CRM121 error  \x1b[31m [x].xlsx"))
    plain = crm("check", odd, "--lang", "en").stdout.decode()
    forced = crm("check", odd, "--lang", "en", FORCE_COLOR="1").stdout.decode()
    assert "\x1b" not in plain
    assert ESCAPE.sub("", forced) == plain


def test_the_screen_is_cleared_for_a_watcher_at_a_terminal_only(faulty, terminal):
    words = ("check", faulty, "--watch", "--lang", "en")
    assert terminal(*words).startswith(CLEAR)
    assert CLEAR not in terminal(*words, TERM="dumb")
    assert CLEAR in terminal(*words, NO_COLOR="1"), "that is about colours"
    assert "\x1b" not in ESCAPE.sub("", terminal(*words))
