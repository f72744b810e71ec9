"""What `crm check` must not drag in: it has to start in a few times a bare interpreter's time."""

from __future__ import annotations

import subprocess
import sys

import pytest
from openpyxl import Workbook

from crm_workbook import schema
from crm_workbook.schema import remake, titles

HEAVY = {"pandas", "numpy", "openpyxl", "xlwings", "jinja2", "rich", "rapidfuzz", "zipfile",
         "dataclasses", "importlib.metadata", "pathlib", "argparse", "gettext", "hashlib", "html",
         "shutil", "xml.parsers"}  # fmt: skip
"""What takes long to load."""
OURS = {"cli.help", "model.plan", "rules.areas", "rules.fixes", "store.journal", "store.replace",
        "store.wall", "store.writing"}  # fmt: skip
"""What only those need who change something, or whose workbook has something peculiar in it."""
MODULES = 104
"""So many of our modules a check of a short list of customers may load."""


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    path = tmp_path_factory.mktemp("start") / "shop.xlsx"
    subprocess.run([sys.executable, "-m", "crm_workbook", "new", str(path)], check=True)
    return path


def loaded_by_check(path, form):
    code = (
        "import sys; from crm_workbook.__main__ import main;"
        f"sys.argv = ['crm', 'check', {str(path)!r}, '--format', {form!r}]; code = main();"
        "print('LOADED', *sorted(sys.modules)); sys.exit(code)"
    )
    # -S leaves out site-packages' own start-up files; the path is handed on instead.
    command = [sys.executable, "-S", "-c", f"import sys; sys.path[:] = {sys.path!r};{code}"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return set(done.stdout.rpartition("LOADED")[2].split())


@pytest.mark.parametrize("form", ["text", "json"])
def test_check_imports_nothing_heavy(workbook, form):
    loaded = loaded_by_check(workbook, form)
    assert "crm_workbook.jobs.check" in loaded
    assert loaded & {*HEAVY, *(f"crm_workbook.{name}" for name in OURS)} == set()
    # What is wanted of it stands in crm_workbook.lean.
    assert "typing" not in loaded
    if form == "text":
        assert "json" not in loaded


def test_check_of_a_list_of_customers_loads_little(tmp_path):
    book = Workbook()
    book.active.title = "לקוחות"
    book.active.append(["מזהה לקוח", "שם", "טלפון"])
    book.active.append(["C-0001", "דנה לוי", "050-1234567"])
    book.save(tmp_path / "list.xlsx")
    loaded = loaded_by_check(tmp_path / "list.xlsx", "text")
    sheets = {name for name in loaded if name.startswith("crm_workbook.schema.workbook.")}
    assert sheets == {"crm_workbook.schema.workbook.customers"}
    # Each costs about a hundredth of a bare start of the interpreter. Before adding one to the
    # path of every check: is it needed when nothing is wrong and nothing was asked for?
    assert len([name for name in loaded if name.startswith("crm_workbook")]) <= MODULES


def test_titles_are_what_the_sheets_say():
    """If this fails: python -m crm_workbook.schema.remake."""
    assert remake.titles() == titles.TITLES
    assert list(titles.TITLES) == list(schema.sheets())


def test_a_sheet_comes_alone_and_is_the_same():
    for sheet_id, found in schema.sheets().items():
        assert schema.sheet(sheet_id) is found
    with pytest.raises(KeyError):
        schema.sheet("nothing")


def test_a_sheet_that_the_titles_lack_is_found(monkeypatch):
    monkeypatch.setattr(schema, "TITLES", {})
    schema.sheet.cache_clear()
    assert schema.sheet("customers") is schema.sheets()["customers"]


@pytest.mark.parametrize("ending", ["", "import atexit; atexit.register(print, 'told')"])
def test_the_command_says_all_and_ends_with_the_code_of_main(ending):
    code = (
        f"import sys; sys.path[:] = {sys.path!r}; {ending}\n"
        "from crm_workbook import __main__\n"
        "def main(): sys.stdout.write('out' * 9999); sys.stderr.write('err'); return 3\n"
        "__main__.main = main; __main__.command()"
    )
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (3, "err")
    assert done.stdout == "out" * 9999 + ("told\n" if ending else "")


def test_ctrl_c_before_the_command_line_stands_ready_is_no_traceback():
    code = """
import sys

class Stopped:
    def find_spec(self, name, *_):
        if name == "crm_workbook.cli":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Stopped())
from crm_workbook.__main__ import command
command()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (130, b"")
