"""Pipes, files and consoles of every kind: no fault, no line lost, nothing said twice."""

from __future__ import annotations

import subprocess
import sys

import pytest

from crm_workbook import reports

MARKS = "\u200e\u200f\u2066\u2067\u2068\u2069\ufeff"
ENCODINGS = ("cp1255", "cp862", "ascii")


def seen(text, encoding):
    """What a reader of this encoding is to see: marks go, what is lacking becomes `?`."""

    def sign(each):
        try:
            each.encode(encoding)
        except UnicodeEncodeError:
            return "" if each in MARKS else "?"
        return each

    return "".join(map(sign, text))


@pytest.mark.parametrize("form", reports.formats())
def test_every_format_in_every_encoding(form, faulty, crm):
    words = ("check", faulty, "--format", form, "--lang", "he")
    whole = crm(*words)
    assert (whole.returncode, whole.stderr) == (1, b"")
    text = whole.stdout.decode("utf-8")
    for encoding in ENCODINGS:
        done = crm(*words, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
        assert (done.returncode, done.stderr) == (1, b""), encoding
        assert done.stdout.decode(encoding) == seen(text, encoding), encoding


@pytest.mark.parametrize("encoding", ["cp1255", "ascii"])
def test_help_errors_and_explanations_in_every_encoding(encoding, faulty, crm):
    for words, code in (
        (["--help"], 0), (["explain", "CRM121"], 0),
        (["check", "אין.xlsx"], 2), (["config", faulty], 0),
        (["check", faulty, "--diff"], 1), (["check", faulty, "--statistics", "--score"], 1),
    ):  # fmt: skip
        done = crm(*words, "--lang", "he", PYTHONIOENCODING=encoding)
        assert done.returncode == code, words
        assert b"Traceback" not in done.stderr
        said = (done.stdout + done.stderr).decode(encoding)
        assert len(said) > 20
        if encoding != "ascii":
            assert any("א" <= sign <= "ת" for sign in said)


def test_a_locale_that_knows_nothing_still_gets_utf8_in_a_file(faulty, crm):
    told = crm("check", faulty, "--lang", "he").stdout
    assert crm("check", faulty, "--lang", "he", LC_ALL="C", LANG="C").stdout == told
    plain = faulty.rename(faulty.with_name("shop.xlsx"))
    told = crm("check", plain, "--lang", "he").stdout
    no_utf8 = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert crm("check", plain, "--lang", "he", **no_utf8).stdout == told


@pytest.mark.skipif(sys.platform == "win32", reason="no shell that closes streams")
@pytest.mark.parametrize(
    ("words", "code"),
    [("check '{}'", 1), ("check", 2), ("--help", 0), ("export '{}' customers --output -", 0)],
)  # fmt: skip
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_is_closed_is_no_fault(
    words, code, closed, faulty, command, environment, tmp_path
):
    line = f"{' '.join(command)} {words.format(faulty)} {closed}"
    done = subprocess.run(
        ["sh", "-c", line], capture_output=True, timeout=60,
        env={**environment, "XDG_STATE_HOME": str(tmp_path / "state")},
    )  # fmt: skip
    assert done.returncode == code
    assert not (tmp_path / "state").exists(), "no fault was recorded"
    if code != 2:
        assert done.stderr == b""
    if closed == "2>&-":
        assert b"crm: " not in done.stdout, "a complaint is no part of the answer"


@pytest.mark.skipif(sys.platform == "win32", reason="no head there")
@pytest.mark.parametrize("form", ["text", "html"])
def test_a_reader_of_the_first_line_only(form, faulty, command, environment):
    line = f"{' '.join(command)} check '{faulty}' --format {form} | head -n 1"
    done = subprocess.run(["sh", "-c", line], capture_output=True, env=environment, timeout=60)
    assert done.stderr == b""
    assert done.stdout.count(b"\n") == 1


@pytest.mark.parametrize("lang", ["he", "en"])
def test_every_right_to_left_run_in_a_finding_has_its_mark(lang, faulty, crm):
    told = crm("check", faulty, "--lang", lang).stdout.decode()
    lines = [line for line in told.splitlines() if line.startswith("  ")]
    assert len(lines) >= 4
    for line in lines:
        bare = line.lstrip()
        assert bare[0].isascii(), "a line begins with what reads from left to right"
        runs = [part for part in bare.split("  ") if any("א" <= sign <= "ת" for sign in part)]
        for run in runs:
            last = max(place for place, sign in enumerate(run) if "א" <= sign <= "ת")
            assert "\u200e" in run[last:], run
