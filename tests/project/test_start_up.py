"""What `crm check` must not drag in: it has to start in a few times a bare interpreter's time."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"pandas", "numpy", "openpyxl", "xlwings", "jinja2", "rich", "rapidfuzz", "zipfile",
         "dataclasses", "importlib.metadata", "pathlib", "argparse", "gettext", "hashlib", "html",
         "shutil", "xml.parsers"}  # fmt: skip
"""What takes long to load."""
OURS = {"cli.help", "model.plan", "rules.areas", "rules.fixes", "store.journal", "store.replace",
        "store.writing"}  # fmt: skip
"""What only those need who change something, or whose workbook has something peculiar in it."""


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    path = tmp_path_factory.mktemp("start") / "shop.xlsx"
    subprocess.run([sys.executable, "-m", "crm_workbook", "new", str(path)], check=True)
    return path


@pytest.mark.parametrize("form", ["text", "json"])
def test_check_imports_nothing_heavy(workbook, form):
    code = (
        "import sys; from crm_workbook.__main__ import main;"
        f"sys.argv = ['crm', 'check', {str(workbook)!r}, '--format', {form!r}]; code = main();"
        "print('LOADED', *sorted(sys.modules)); sys.exit(code)"
    )
    # -S leaves out site-packages' own start-up files; the path is handed on instead.
    command = [sys.executable, "-S", "-c", f"import sys; sys.path[:] = {sys.path!r};{code}"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    loaded = set(done.stdout.rpartition("LOADED")[2].split())
    assert "crm_workbook.jobs.check" in loaded
    assert loaded & {*HEAVY, *(f"crm_workbook.{name}" for name in OURS)} == set()
    # What is wanted of it stands in crm_workbook.lean.
    assert "typing" not in loaded
    if form == "text":
        assert "json" not in loaded
