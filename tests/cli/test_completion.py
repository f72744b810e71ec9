"""What a shell offers at Tab, asked of the shells themselves where they are installed."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess

import pytest

from crm_workbook import jobs
from crm_workbook.cli import main
from crm_workbook.cli.command import COMPLETE
from crm_workbook.cli.complete import answer
from crm_workbook.cli.parser import all_options, flag
from crm_workbook.jobs.completion import SCRIPTS
from crm_workbook.rules import index
from crm_workbook.rules.page import page


def offered(line, shell="fish", lang="en"):
    """Return which paths and which words are offered at the end of a line."""
    *before, typed = shlex.split(line.replace("|", ""))[1:] + ([""] if line[-1] == " " else [])
    paths, *lines = answer([shell, f".{typed}", *before], lang).split("\n")
    return paths, dict(line.split("\t") for line in lines)


def words(line):
    return list(offered(line)[1])


@pytest.mark.parametrize("lang", ["he", "en"])
def test_every_command_is_offered_with_its_title(lang):
    paths, commands = offered("crm ", lang=lang)
    assert paths == "books", "crm FILE is short for crm check FILE"
    assert commands.keys() == {jobs.job(name).command.split()[0] for name in jobs.names()} | {
        "help"
    }
    assert commands["undo"] == jobs.job("undo").title.say(lang)
    assert words("crm macros ") == ["add"]
    assert set(words("crm help ")) == set(commands) - {"help"}
    assert words("crm he") == ["help"]
    assert {"--help", "--version", "--lang", "--live"} == set(words("crm -"))
    assert words("crm --lang ") == ["he", "en"]
    assert words("crm --lang he refr") == ["refresh"]


@pytest.mark.parametrize("name", jobs.names())
def test_every_option_of_every_command_is_offered_with_its_help(name):
    job = jobs.job(name)
    told = offered(f"crm {job.command} -")[1]
    for option in all_options(job):
        if not option.positional:
            assert told[flag(option)] == option.help.en
            if option.choices:
                assert words(f"crm {job.command} {flag(option)} ") == list(option.choices)
    assert "--help" in told


def test_an_option_is_offered_once_unless_it_may_be_repeated():
    assert "--fix" not in words("crm check x.xlsx --fix --")
    assert "--select" in words("crm check --select CRM1 --")
    assert "--format" not in words("crm check --format=json --")


def test_rules_by_code_by_name_and_in_lists():
    codes = offered("crm check --select ")[1]
    assert set(codes) == set(index())
    assert codes["CRM121"] == page("CRM121").title.en
    assert words("crm check --ignore=CRM12")[1] == "--ignore=CRM121"
    assert words("crm check --ignore CRM201,CRM12")[1] == "CRM201,CRM121"
    assert words("crm config x.xlsx --select short-") == ["short-phone"]
    assert words("crm explain short-") == ["short-phone"]
    assert "column" in words("crm explain ")
    assert words("crm explain column customers.phone") == ["customers.phone", "customers.phone2"]
    assert words("crm check --severity CRM121") == ["CRM121="]
    assert words("crm check --severity CRM121=w") == ["CRM121=warning"]


def test_sheets_templates_and_shells():
    assert "customers" in words("crm export x.xlsx cust")
    assert "birthday" in words("crm draft x.xlsx --template ")
    assert set(words("crm completion ")) == set(SCRIPTS)


@pytest.mark.parametrize(
    ("line", "paths"),
    [
        ("crm check ", "books"), ("crm check a.xlsx ", "books"), ("crm refresh ", "books"),
        ("crm a.xlsx ", "books"), ("crm refresh a.xlsx ", "-"), ("crm import a.xlsx ", "files"),
        ("crm check --baseline ", "files"), ("crm check --output=", "files"),
        ("crm draft a.xlsx --templates ", "folders"), ("crm demo ", "folders"),
        ("crm doctor ", "books"), ("crm new ", "books"), ("crm explain ", "-"),
        ("crm check --as-of ", "-"), ("crm check -- ", "books"), ("crm nonsense ", "-"),
    ],
)  # fmt: skip
def test_workbooks_are_offered_where_a_workbook_is_meant(line, paths):
    assert offered(line)[0] == paths


def test_bash_takes_an_equals_sign_for_a_word():
    assert answer(["bash", ".js", "check", "--format", "="], "en") == "-\njson\t\njsonl\t"
    assert answer(["bash", ".=", "check", "--fail-on"], "en").split("\n")[1] == "error\t"
    assert answer(["bash", ".w", "check", "--severity", "CRM121", "="], "en").split("\t")[0] == (
        "-\nwarning"
    )


@pytest.mark.parametrize("asked", [[], ["zsh"], ["bash", ""], ["bash", ".", "--lang"], ["x", "."]])
def test_any_question_has_an_answer(asked, capsys):
    assert main([COMPLETE, *asked]) == 0
    assert capsys.readouterr().out.split("\n")[0] in {"-", "books", "files", "folders"}


@pytest.mark.parametrize("shell", SCRIPTS)
def test_the_script_asks_what_we_answer_and_says_where_it_goes(shell, capsysbinary):
    assert main(["completion", shell]) == 0
    script = capsysbinary.readouterr().out.decode("ascii")
    assert f" {COMPLETE} {shell} " in script
    assert f"crm completion {shell}" in "".join(script.splitlines()[:3])


@pytest.fixture
def folder(tmp_path, command, environment, monkeypatch):
    """A folder with workbooks in it, a `crm` on the path, and the scripts of every shell."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "crm"
    program.write_text(f'#!/bin/sh\nexec {shlex.join(command)} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{environment['PATH']}")
    monkeypatch.setenv("HOME", str(tmp_path))
    here = tmp_path / "here"
    (here / "לקוחות שלי").mkdir(parents=True)
    (here / "my shop.crm").mkdir()
    for name in ("my shop.xlsx", "my notes.txt", "my.XLSM"):
        (here / name).touch()
    for shell, script in SCRIPTS.items():
        (tmp_path / shell).write_text(script, encoding="utf-8")
    return here


def ask(shell, line, cwd):
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    done = subprocess.run([shell, *line], cwd=cwd, capture_output=True, encoding="utf-8")
    assert done.stderr == ""
    return sorted(done.stdout.splitlines())


BASH = r"""
source ../bash
compopt() { :; } # works inside a real Tab only
shopt -s extglob
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_TYPE=${TYPE:-9} COLUMNS=40
$(complete -p crm | sed 's/.*-F \([^ ]*\) .*/\1/') crm "${COMP_WORDS[COMP_CWORD]}"
printf '%s\n' "${COMPREPLY[@]}"
"""


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (["crm", "unde"], [""]),
        (["crm", "und"], ["undo"]),
        (["crm", "check", "--fail"], ["--fail-on"]),
        (["crm", "check", "--format", "=", "js"], ["json", "jsonl"]),
        (["crm", "check", "--select", "CRM12"], [f"CRM12{n}" for n in range(8)]),
        (["crm", "check", "my"], ["my shop.xlsx", "my.XLSM"]),
        (["crm", "check", '"my s'], ["my shop.xlsx"]),
        (["crm", "check", "my\\ s"], ["my shop.xlsx"]),
        (["crm", "check", "לק"], ["לקוחות שלי"]),
        (["crm", "import", "my.XLSM", "my"], ["my notes.txt", "my shop.crm", "my shop.xlsx",
                                              "my.XLSM"]),
        (["crm", "demo", ""], ["my shop.crm", "לקוחות שלי"]),
    ],
)  # fmt: skip
def test_bash(line, found, folder):
    assert ask("bash", ["-c", BASH, "bash", *line], folder) == found


def test_bash_tells_what_words_mean_when_asked_for_the_list(folder, monkeypatch):
    monkeypatch.setenv("TYPE", "63")
    told = ask("bash", ["-c", BASH, "bash", "crm", "check", "--select", "CRM12"], folder)
    assert told[1].startswith("CRM121  (Phone with missing digits")
    assert max(map(len, told)) == 39, "no line breaks off"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("crm und", ["undo"]),
        ("crm check --format=js", ["--format=json", "--format=jsonl"]),
        ("crm check --select CRM12", [f"CRM12{n}" for n in range(8)]),
        ("crm check my", ["my shop.xlsx", "my.XLSM"]),
        ("crm check לק", ["לקוחות שלי/"]),
        ("crm check --output=my\\ n", ["--output=my notes.txt"]),
        ("crm macros ", ["add"]),
    ],
)
def test_fish(line, found, folder):
    told = ask("fish", ["-c", f"source ../fish; complete -C{shlex.quote(line)}"], folder)
    assert [each.split("\t")[0] for each in told] == found


ZSH = r"""
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'PS1= PS2= ; autoload -U compinit && compinit -u -D; source ../zsh; LISTMAX=0'
zpty -w shell 'bindkey "^I" complete-word; zstyle ":completion:*" list-colors; echo READY'
zpty -r shell said '*READY*READY*'
zpty -n -w shell "$1"$'\t'
zpty -n -w shell $'\x01echo "<\x05>"\n'
zpty -r shell said '*<*>*<*>*'
print -r -- ${said##*\<}
"""


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("crm und", "undo"), ("crm check my\\ s", "my\\ shop.xlsx"),
        ("crm check --format=cs", "--format=csv"), ("crm explain short-ph", "short-phone"),
    ],
)  # fmt: skip
def test_zsh(line, found, folder):
    told = ask("zsh", ["-f", "-c", ZSH, "zsh", line], folder)
    assert found in "".join(told)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_understands_the_script(shell, folder):
    assert ask(shell, ["-n", f"../{shell}"], folder) == []
