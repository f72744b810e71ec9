"""A small workbook with a few faults, and our command in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from crm_workbook.build.workbook import build

ROWS = [
    {"customer_id": "C-0001", "display_name": "דנה כהן", "phone": "050-55"},
    {"customer_id": "C-0001", "display_name": "Café → יוסי, 5 ₪ 😀", "phone": 525551234.0},
    {"customer_id": "C-0003", "display_name": "רות", "email": "nobody(at)example.com"},
]


@pytest.fixture(scope="session")
def content():
    return build("he", rows={"customers": ROWS})


@pytest.fixture
def faulty(tmp_path, content):
    path = tmp_path / "לקוחות שלי 2026.xlsx"
    path.write_bytes(content)
    return path


@pytest.fixture
def environment(monkeypatch):
    """The environment without anything of the tester's that decides how output looks."""
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS", "PYTHONIOENCODING", "PYTHONUTF8"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return os.environ


@pytest.fixture
def command():
    """The words that start us."""
    return [sys.executable, "-m", "crm_workbook"]


@pytest.fixture
def crm(command, environment):
    """Run the command as a shell would; its output comes as bytes."""

    def run(*words, cwd=None, **variables):
        return subprocess.run(
            [*command, *map(str, words)], cwd=cwd, capture_output=True, timeout=60,
            env={**environment, **variables},
        )  # fmt: skip

    return run
