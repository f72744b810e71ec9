"""The hook for pre-commit: a valid definition, and one that finds what it should."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from crm_workbook import jobs
from crm_workbook.cli.parser import parse

PROJECT = Path(__file__).resolve().parents[2]
HOOKS = PROJECT / ".pre-commit-hooks.yaml"
PRE_COMMIT = shutil.which("pre-commit") or shutil.which(
    "pre-commit", path=os.path.dirname(sys.executable)
)


@pytest.fixture
def hook():
    """The one hook, read as the flat list of keys and values that it is."""
    first, *rest = HOOKS.read_text("utf-8").splitlines()
    assert first.startswith("- ")
    return dict(line[2:].split(": ", 1) for line in (first, *rest))


def test_its_command_is_one_of_ours(hook):
    program, name, *words = shlex.split(hook["entry"])
    assert program == "crm"
    given = parse(jobs.job(name), [*words, "a.xlsx", "b.xlsm"])
    assert given.files == ("a.xlsx", "b.xlsm")
    assert hook["language"] == "python"
    assert hook["id"] == "crm-check"


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("shop.xlsx", True), ("לקוחות/my shop.XLSM", True), ("~$shop.xlsx", False),
        ("a/~$shop.xlsx", False), ("shop.xls", False), ("xlsx", False), ("shop.xlsx.txt", False),
    ],
)  # fmt: skip
def test_it_is_handed_workbooks_only(path, meant, hook):
    found = re.search(hook["files"], path) and not re.search(hook["exclude"], path)
    assert bool(found) == meant


@pytest.mark.skipif(PRE_COMMIT is None, reason="pre-commit is not installed")
def test_pre_commit_runs_it_on_what_is_committed(hook, faulty, command, environment, tmp_path):
    validated = subprocess.run([PRE_COMMIT, "validate-manifest", str(HOOKS)], capture_output=True)
    assert validated.returncode == 0, validated.stdout
    # The same hook, but with this checkout in place of an environment that would be installed.
    local = {**hook, "language": "system", "entry": shlex.join([*command, "check"])}
    lines = "\n        ".join(f"{key}: {value}" for key, value in local.items())
    (tmp_path / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: local\n    hooks:\n      - {lines}\n", encoding="utf-8"
    )
    (tmp_path / "notes.txt").write_text("no workbook", encoding="utf-8")
    variables = {**environment, "PRE_COMMIT_HOME": str(tmp_path / "cache"),
                 "PYTHONPATH": str(PROJECT)}  # fmt: skip
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", faulty.name, "notes.txt"], cwd=tmp_path, check=True)
    run = [PRE_COMMIT, "run", "--all-files", "--color", "never"]
    done = subprocess.run(run, cwd=tmp_path, env=variables, capture_output=True, encoding="utf-8")
    assert done.returncode == 1, done.stderr
    assert "exit code: 1" in done.stdout
    assert "CRM121" in done.stdout
    assert "1 file," in done.stdout or "קובץ אחד" in done.stdout
