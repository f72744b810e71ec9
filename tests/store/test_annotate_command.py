"""Where an annotated copy may go, and what `crm check --annotate` says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date

import openpyxl
import pytest

from crm_workbook import runner
from crm_workbook.errors import CrmError
from crm_workbook.model import File
from crm_workbook.model.marks import Marks
from crm_workbook.runner import copies
from crm_workbook.store import open_store
from crm_workbook.store.annotate import is_annotated
from crm_workbook.store.memory import MemoryStore

CUSTOMERS = {
    "customers": {
        "customer_id": ["C-0001", "C-0002"],
        "display_name": ["דנה כהן", "יוסי לוי"],
        "phone": ["050-12", "+972501234567"],
    }
}


@pytest.fixture
def book(tmp_path, build):
    return build(tmp_path / "shop.xlsx", CUSTOMERS)


def crm(*words, cwd):
    done = subprocess.run(
        [sys.executable, "-m", "crm_workbook", *map(str, words)],
        capture_output=True, text=True, encoding="utf-8", cwd=cwd, timeout=60,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done


def check(*paths, annotate, **options):
    files = [str(path) for path in paths]
    results = runner.run("check", files, {"annotate": str(annotate), **options})
    return list(results)


def refused(*paths, annotate, **options):
    """Return the code of the refusal, from whichever side it comes."""
    try:
        results = check(*paths, annotate=annotate, **options)
    except CrmError as error:
        return error.code
    (error,) = {result.error for result in results}
    return error.code


def test_the_command_says_what_it_wrote(book, tmp_path):
    before = book.read_bytes()
    done = crm("check", book, "--annotate", "copy.xlsx", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 1
    assert "annotated copy: copy.xlsx (1 cell coloured, 1 note)" in done.stdout
    assert "CRM121" in openpyxl.load_workbook(tmp_path / "copy.xlsx")["לקוחות"]["C2"].comment.text
    assert book.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.xlsx", "shop.xlsx"]
    again = crm("check", book, "--annotate", "copy.xlsx", "--format", "json", cwd=tmp_path)
    assert again.returncode == 1
    assert len(json.loads(again.stdout)["findings"]) == 1


def test_an_earlier_copy_is_replaced_and_nothing_else_is(book, tmp_path):
    copy = tmp_path / "copy.xlsx"
    check(book, annotate=copy)
    first = copy.read_bytes()
    shop = openpyxl.load_workbook(book)
    shop["לקוחות"]["C3"] = "050"
    shop.save(book)
    check(book, annotate=copy)
    assert copy.read_bytes() != first
    assert openpyxl.load_workbook(copy)["לקוחות"]["C3"].comment is not None
    other = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(other)
    kept = other.read_bytes()
    assert refused(book, annotate=other) == "copy-in-the-way"
    assert other.read_bytes() == kept
    junk = tmp_path / "junk.xlsx"
    junk.write_bytes(b"not a workbook")
    assert refused(book, annotate=junk) == "copy-in-the-way"
    assert junk.read_bytes() == b"not a workbook"


def test_a_copy_that_is_open_elsewhere_stays(book, tmp_path):
    check(book, annotate=tmp_path / "copy.xlsx")
    (tmp_path / "~$copy.xlsx").write_bytes(b"")
    assert refused(book, annotate=tmp_path / "copy.xlsx") == "open-elsewhere"


def test_the_original_is_never_written_over(book, tmp_path):
    before = book.read_bytes()
    assert refused(book, annotate=book) == "copy-over-original"
    assert refused(book, annotate=tmp_path) == "copy-over-original"
    if hasattr(os, "symlink"):
        (tmp_path / "link.xlsx").symlink_to(book)
        assert refused(book, annotate=tmp_path / "link.xlsx") == "copy-over-original"
    assert book.read_bytes() == before


def test_an_annotated_copy_is_not_annotated_again(book, tmp_path):
    check(book, annotate=tmp_path / "copy.xlsx")
    assert is_annotated((tmp_path / "copy.xlsx").read_bytes())
    assert not is_annotated(book.read_bytes())
    code = refused(tmp_path / "copy.xlsx", annotate=tmp_path / "second.xlsx")
    assert code == "annotated-already"
    assert not (tmp_path / "second.xlsx").exists()


def test_the_ending_stays(book, tmp_path):
    assert refused(book, annotate=tmp_path / "copy.xlsm") == "copy-of-another-ending"
    assert refused(book, annotate=tmp_path / "copy") == "copy-of-another-ending"
    assert refused(book, annotate=tmp_path / "none" / "copy.xlsx") == "no-folder"
    nameless = book.rename(tmp_path / "book")
    assert refused(nameless, annotate=tmp_path / "copy.xlsx") == "wrong-suffix"


def test_several_workbooks_need_a_folder(tmp_path, build):
    names = [build(tmp_path / f"{name}.xlsx", CUSTOMERS) for name in ("a", "b")]
    assert refused(*names, annotate=tmp_path / "copy.xlsx") == "copy-of-many"
    out = tmp_path / "out"
    out.mkdir()
    results = check(*names, annotate=out)
    assert [result.error for result in results] == [None, None]
    assert sorted(path.name for path in out.iterdir()) == ["a.xlsx", "b.xlsx"]
    (tmp_path / "sub").mkdir()
    twin = build(tmp_path / "sub" / "A.XLSX", CUSTOMERS)
    assert refused(names[0], twin, annotate=out) == "copies-of-one-name"


@pytest.mark.parametrize(
    "wish",
    [{"fix": True}, {"diff": True}, {"add_ignore": "x"}, {"write_baseline": "base.json"}],
)
def test_it_goes_with_nothing_that_changes_what_is_found(book, tmp_path, wish):
    if "write_baseline" in wish:
        wish = {"write_baseline": str(tmp_path / "base.json")}
    before = book.read_bytes()
    assert refused(book, annotate=tmp_path / "copy.xlsx", **wish) == "two-wishes"
    assert book.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["shop.xlsx"]


def test_an_open_workbook_has_no_copy(book, tmp_path):
    store = MemoryStore(CUSTOMERS)
    request = runner.Request(open_store=lambda _: store)
    with pytest.raises(CrmError) as error:
        list(runner.run("check", [str(book)], {"annotate": str(tmp_path / "c.xlsx")}, request))
    assert error.value.code == "copy-of-open"


def test_a_workbook_that_changed_meanwhile_has_no_copy(book, tmp_path):
    read = open_store(str(book)).read()
    shop = openpyxl.load_workbook(book)
    shop["לקוחות"]["A9"] = "later"
    shop.save(book)
    file = File(str(tmp_path / "copy.xlsx"), b"", marks=Marks("he", "2026-03-01", ()))
    with pytest.raises(CrmError) as error:
        copies.copied(file, str(book), read, "he")
    assert error.value.code == "changed-since-read"


def test_a_dry_run_writes_nothing(book, tmp_path):
    request = runner.Request(dry_run=True)
    options = {"annotate": str(tmp_path / "copy.xlsx"), "as_of": date(2026, 3, 1)}
    (result,) = runner.run("check", [str(book)], options, request)
    assert result.error is None
    assert "annotated" not in result.outcome.data
    assert not (tmp_path / "copy.xlsx").exists()


def test_a_check_without_a_copy_loads_nothing_of_it(book):
    code = (
        "import sys; from crm_workbook import runner; "
        f"list(runner.run('check', [{str(book)!r}])); "
        "print([m for m in sys.modules if 'annotat' in m or m.endswith('store.styles')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]"
