"""The command line as its users meet it: words in, words and exit codes out."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from crm_workbook import jobs
from crm_workbook.build.workbook import build
from crm_workbook.cli import CLEAN, FAILED, FOUND, INTERRUPTED, console, main


def crm(*words, cwd=None, **environment):
    """Run the command in a process of its own, as a shell would."""
    return subprocess.run(
        [sys.executable, "-m", "crm_workbook", *map(str, words)],
        cwd=cwd, capture_output=True, encoding=environment.pop("encoding", "utf-8"),
        env={**os.environ, "LC_ALL": "C.UTF-8", **environment},
    )  # fmt: skip


@pytest.fixture
def shop(tmp_path):
    rows = [
        {"customer_id": "C-0001", "display_name": "דנה כהן", "phone": "050-555-1234"},
        {"customer_id": "C-0002", "display_name": "יוסי לוי", "phone": 525551234.0},
    ]
    path = tmp_path / "חנות שלי.xlsx"
    path.write_bytes(build("he", rows={"customers": rows}))
    return path


def phone(path):
    worksheet = load_workbook(path)["לקוחות"]
    column = [cell.value for cell in worksheet[1]].index("טלפון") + 1
    return worksheet.cell(3, column).value


@pytest.mark.parametrize("lang", ["he", "en"])
def test_help_names_every_command_in_the_language(lang, capsys):
    assert main(["--lang", lang, "--help"]) == 0
    told = capsys.readouterr().out
    for name in jobs.names():
        assert f"  {jobs.job(name).command} " in told
        assert jobs.job(name).title.say(lang) in " ".join(told.split())
    for code in (CLEAN, FOUND, FAILED, INTERRUPTED):
        assert f"\n  {code} " in told


@pytest.mark.parametrize("name", jobs.names())
@pytest.mark.parametrize("lang", ["he", "en"])
def test_every_command_explains_every_option(name, lang, capsys):
    assert main([*jobs.job(name).command.split(), "--help", "--lang", lang]) == 0
    told = " ".join(capsys.readouterr().out.split())
    for option in jobs.job(name).options:
        assert " ".join(option.help.say(lang).split()) in told
        if not option.positional:
            assert f"--{option.name.replace('_', '-')}" in told


def test_of_many_workbooks_each_that_is_refused_is_named(shop, tmp_path, capsys):
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(shop.read_bytes()[:3000])
    (tmp_path / "empty").mkdir()
    assert main(["check", str(shop), str(cut), str(tmp_path / "empty"), "--lang", "en"]) == FAILED
    told = capsys.readouterr()
    assert f"crm: {cut}: The file is cut short" in told.err
    assert f"There is no workbook in the folder {tmp_path / 'empty'}." in told.err
    assert "checked: 1 file" in told.out


def test_version_is_the_packages(capsys):
    from crm_workbook import __version__

    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"crm-workbook {__version__}\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["chek", "x.txt"], "Did you mean check?"),
        (["check"], "FILE"),
        (["check", "missing.xlsx"], "There is no file"),
        (["check", ""], "has no use for ''"),
        (["--bogus"], "crm has no option --bogus"),
        (["--help", "chek"], "Did you mean check?"),
        (["draft", "x.xlsx", "--limt", "3"], "Did you mean --limit?"),
        (["draft", "x.xlsx", "--limit", "-1"], "a whole number from 0 to 100,000, not '-1'"),
        (["draft", "x.xlsx", "--limit", "9" * 5000], "a whole number from 0 to 100,000"),
        (["draft", "x.xlsx", "--limit", "١"], "a whole number from 0 to 100,000"),
        (["draft", "x.xlsx", "--template", ""], "--template needs a value: NAME"),
        (["draft", "x.xlsx", "--as-of", "20260105"], "YYYY-MM-DD"),
        (["draft", "x.xlsx", "--as-of", "2026-02-30"], "YYYY-MM-DD"),
        (["draft", "x.xlsx", "--as-of", "0001-01-01"], "a date from 1900 on"),
        (["refresh", "x.xlsx", "--as-of", "31/10/2026"], "YYYY-MM-DD"),
        (["export", "x.xlsx"], "SHEET"),
        (["new", "x.csv"], ".xlsx"),
        (["new", ".xlsx"], "has no name before its ending"),
        (["new", "nowhere/x.xlsx"], "There is no folder nowhere"),
        (["explain", "CRM999"], "CRM"),
    ],
)
def test_misuse_is_one_sentence_and_exit_code_2(words, told, tmp_path):
    done = crm(*words, "--lang", "en", cwd=tmp_path)
    assert done.returncode == 2
    assert told in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--lang"], "--lang needs a value: he|en. See crm --help."),
        (["--lang="], "--lang needs a value: he|en. See crm --help."),
        (["--lang", "fr"], "--lang takes he|en, not 'fr'. See crm --help."),
        (["--lang", "refresh", "y.xlsx"], "--lang takes he|en, not 'refresh'."),
        (["--help", "--lang", "fr"], "--lang takes he|en, not 'fr'."),
        (["refresh", "y.xlsx", "--lang"], "--lang needs a value: he|en. See crm refresh --help."),
        (["refresh", "y.xlsx", "--lang", "fr"], "--lang takes he|en, not 'fr'."),
    ],
)
def test_a_language_that_is_none_is_refused_wherever_it_stands(words, told, tmp_path):
    done = crm(*words, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


def test_a_language_before_the_command_is_the_language_of_the_answer(shop):
    assert "checked: 1 file" in crm("--lang", "en", "check", shop).stdout
    assert "נבדקו: קובץ אחד" in crm("--lang", "en", "check", shop, "--lang", "he").stdout


def test_help_on_a_command_in_every_way_people_ask_for_it():
    page = crm("draft", "--help").stdout
    assert page.startswith("usage: crm draft FILE")
    for words in (["help", "draft"], ["--help", "draft"], ["-h", "draft", "x.xlsx"]):
        assert crm(*words).stdout == page
    assert crm("help").stdout == crm("--help").stdout == crm().stdout


ODD = st.one_of(
    st.sampled_from((
        "--lang", "--lang=he", "--help", "-V", "--", "-", "", "help", "--dry-run", "--as-of",
        "--limit=-1", "--format", "json", "--map", "a=b", "--output", "no.xlsx", "CRM121", "=",
        "--list", "*.xlsx", "--select=CRM", "--as-of=2026-13-01", "\u202e", "{0}", "%s", "\n",
    )),
    st.sampled_from(jobs.names()),
    st.text(st.characters(exclude_characters="/\\.~"), max_size=5),  # no folder to walk through
)  # fmt: skip


@settings(
    deadline=None, max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(words=st.lists(ODD, max_size=6).filter(lambda words: "demo" not in words))
def test_any_words_are_done_or_refused_in_a_sentence(words, tmp_path_factory, capsys, monkeypatch):
    folder = tmp_path_factory.mktemp("here")
    monkeypatch.chdir(folder)
    code = main(words)
    said = capsys.readouterr()
    assert code in {0, 1, 2}
    assert (code == 2) == said.err.startswith("crm: ")
    assert "A fault in the program" not in said.err
    assert "תקלה בתוכנה" not in said.err


def test_what_cannot_be_read_is_an_error_and_not_part_of_the_report(shop, tmp_path):
    gone = crm("check", tmp_path / "gone.xlsx", "--lang", "en")
    assert (gone.returncode, gone.stdout) == (2, "")
    assert gone.stderr.startswith("crm: There is no file")
    both = crm("check", tmp_path / "gone.xlsx", shop, "--lang", "en")
    assert both.returncode == 2
    assert both.stderr == gone.stderr
    assert "There is no file" not in both.stdout
    assert both.stdout.rstrip().endswith(f"not checked: {tmp_path / 'gone.xlsx'}")
    told = crm("check", tmp_path / "gone.xlsx", "--format", "json")
    assert told.stderr == ""
    assert json.loads(told.stdout)["files"][0]["error"]["code"]


def test_an_export_makes_no_folders_and_replaces_no_file(shop, tmp_path):
    there = tmp_path / "there.csv"
    there.write_text("mine", encoding="utf-8")
    for path, told in ((tmp_path / "no" / "x.csv", "There is no folder"), (there, "already")):
        done = crm("export", shop, "customers", "--output", path, "--lang", "en")
        assert (done.returncode, done.stdout) == (2, "")
        assert told in done.stderr
    assert there.read_text("utf-8") == "mine"
    assert not (tmp_path / "no").exists()


def test_what_a_name_holds_cannot_command_the_terminal(tmp_path):
    done = crm("check", tmp_path / "\u202e\x1b[31mred\nline.xlsx", "--lang", "en")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert not {"\u202e", "\x1b"} & set(done.stderr)


def test_a_workbook_alone_is_checked(shop):
    done = crm(shop, "--lang", "en")
    assert done.returncode in {0, 1}
    assert "customers!" in done.stdout


def test_check_tells_found_from_failed(shop, tmp_path):
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 not really")
    done = crm("check", shop, broken, "--format", "json")
    assert done.returncode == 2
    told = json.loads(done.stdout)
    assert told["schema"] == 1
    assert {"CRM111"} <= {finding["code"] for finding in told["findings"]}
    assert set(told["findings"][0]) >= {
        "code", "name", "severity", "file", "sheet", "cell", "key", "column", "message",
    }  # fmt: skip
    assert len(told["files"]) == 2


def test_fix_undo_and_list_go_round(shop):
    before = shop.read_bytes()
    assert phone(shop) == 525551234.0
    assert crm("check", shop, "--diff").returncode == 1
    assert shop.read_bytes() == before
    assert crm("check", shop, "--fix").returncode in {0, 1}
    assert phone(shop) == "052-5551234"
    done = crm("undo", shop, "--list", "--lang", "en")
    assert "check" in done.stdout
    assert crm("undo", shop).returncode == 0
    assert shop.read_bytes() == before
    done = crm("undo", shop, "--lang", "en")
    assert done.returncode == 2
    assert "no job to take back" in done.stderr


def test_a_dry_run_writes_nothing(shop, tmp_path):
    source = tmp_path / "new.csv"
    source.write_text("שם,טלפון\nמיכל פרץ,054-555-7777\n", encoding="utf-8")
    before = shop.read_bytes()
    done = crm("import", shop, source, "--dry-run", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert shop.read_bytes() == before
    assert not (tmp_path / "חנות שלי.crm").exists()
    done = crm("import", shop, source)
    assert done.returncode == 0, done.stderr
    again = crm("import", shop, source, "--lang", "en")
    assert "up to date" in again.stdout


def test_the_workbook_speaks_its_own_language_unless_told(shop):
    assert "נבדקו" in crm("check", shop).stdout
    assert "checked" in crm("check", shop, "--lang", "en").stdout


@pytest.mark.parametrize("name", ["chek", "--help"])
def test_the_environment_decides_where_there_is_no_workbook(name):
    hebrew = crm(name, LC_ALL="he_IL.UTF-8")
    assert any("א" <= sign <= "ת" for sign in hebrew.stdout + hebrew.stderr)
    english = crm(name, LC_ALL="en_GB.UTF-8")
    assert not any("א" <= sign <= "ת" for sign in english.stdout + english.stderr)


def test_a_hebrew_windows_console_shows_everything_it_can(shop):
    done = crm("check", shop, PYTHONIOENCODING="cp1255", encoding="cp1255")
    assert done.returncode in {0, 1}
    assert "?" not in done.stdout.replace("?", "", done.stdout.count("--"))
    assert "לקוחות" in done.stdout or "טלפון" in done.stdout


def test_a_console_without_marks_of_direction_shows_none(shop):
    done = crm("check", shop, PYTHONIOENCODING="cp862", encoding="cp862")
    assert "?" not in done.stdout
    assert "טלפון" in done.stdout


def test_a_console_without_hebrew_is_spoken_to_in_english(shop):
    done = crm("check", shop, PYTHONIOENCODING="ascii", LC_ALL="he_IL.UTF-8")
    assert "checked: 1 file" in done.stdout
    done = crm(PYTHONIOENCODING="ascii", LC_ALL="he_IL.UTF-8")
    assert done.stdout.startswith("crm - a customer workbook")


def test_output_into_a_pipe_is_utf8_whatever_the_locale(shop):
    done = crm("check", shop, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert "טלפון" in done.stdout


def test_a_reader_that_goes_away_is_no_fault(shop):
    code = f"{sys.executable} -m crm_workbook check '{shop}' | head -c 1"
    done = subprocess.run(["sh", "-c", code], capture_output=True, encoding="utf-8")
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_a_fault_in_the_program_is_one_sentence_and_leaks_no_data(shop, tmp_path):
    code = (
        "import sys; import crm_workbook.runner as r\n"
        "def fall(*a): raise ValueError('דנה כהן 050-555-1234')\n"
        "r._one = fall\n"
        f"from crm_workbook.cli import main; sys.exit(main(['check', {str(shop)!r}]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8",
        env={**os.environ, "XDG_STATE_HOME": str(tmp_path / "state"),
             "LOCALAPPDATA": str(tmp_path / "state")},
    )  # fmt: skip
    assert done.returncode == 2
    assert "ValueError" in done.stderr
    assert "דנה" not in done.stderr
    log = (tmp_path / "state" / "crm-workbook" / "errors.log").read_text("utf-8")
    assert "fall" in log
    assert "דנה" not in log
    assert "050" not in log


def test_folders_and_wildcards_are_opened_up_but_not_backups(shop, tmp_path):
    (tmp_path / "חנות שלי.crm" / "backups").mkdir(parents=True)
    (tmp_path / "חנות שלי.crm" / "backups" / "old.xlsx").write_bytes(shop.read_bytes())
    (tmp_path / "~$חנות שלי.xlsx").write_bytes(b"lock")
    for word in (str(tmp_path), str(tmp_path / "*.xlsx")):
        told = json.loads(crm("check", word, "--format", "json").stdout)
        assert [os.path.basename(each["file"]) for each in told["files"]] == [shop.name]


@pytest.mark.parametrize(
    ("words", "lang"),
    [
        (["--lang=he"], "he"),
        (["check", "--lang", "en"], "en"),
        (["--lang", "xx"], "en"),
        (["--lang", "en", "check", "--lang", "he"], "he"),
    ],
)
def test_the_language_asked_for_wins(words, lang, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")
    assert console.language(words) == lang


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_an_output_that_takes_no_more_is_said_and_is_no_fault(shop):
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "crm_workbook", "check", str(shop), "--fix", "--lang", "en"],
            stdout=full, stderr=subprocess.PIPE, encoding="utf-8",
        )  # fmt: skip
    assert done.returncode == 2
    assert "The answer could not be written out (the disk is full)" in done.stderr
    assert phone(shop) == "052-5551234"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_rather_than_waited_for(shop, tmp_path):
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    for words in (["check", pipe], ["import", shop, pipe]):
        done = subprocess.run(
            [sys.executable, "-m", "crm_workbook", *map(str, words), "--lang", "en"],
            capture_output=True, encoding="utf-8", timeout=30,
        )  # fmt: skip
        assert done.returncode == 2
        assert "no plain file" in done.stdout + done.stderr
