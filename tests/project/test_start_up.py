"""What `crm check` must not drag in: it has to start in a few times a bare interpreter's time."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"pandas", "numpy", "openpyxl", "xlwings", "jinja2", "rich", "rapidfuzz", "zipfile",
         "dataclasses", "importlib.metadata", "pathlib"}  # fmt: skip


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    path = tmp_path_factory.mktemp("start") / "shop.xlsx"
    subprocess.run([sys.executable, "-m", "crm_workbook", "new", str(path)], check=True)
    return path


@pytest.mark.parametrize("form", ["text", "json"])
def test_check_imports_nothing_heavy(workbook, form):
    code = (
        "import sys; from crm_workbook.cli import main;"
        f"code = main(['check', {str(workbook)!r}, '--format', {form!r}]);"
        "print('LOADED', *sorted(sys.modules)); sys.exit(code)"
    )
    # -S leaves out site-packages' own start-up files; the path is handed on instead.
    command = [sys.executable, "-S", "-c", f"import sys; sys.path[:] = {sys.path!r};{code}"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    loaded = set(done.stdout.rpartition("LOADED")[2].split())
    assert "crm_workbook.jobs.check" in loaded
    assert loaded & HEAVY == set()
