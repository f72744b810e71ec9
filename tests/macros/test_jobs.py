"""Work from the command line on a macro workbook loses no macro, ribbon, shape or code name."""

from __future__ import annotations

import os
import re
import zipfile
from datetime import date

import pytest
import xlwings

from crm_workbook import runner
from crm_workbook.build.workbook import build
from crm_workbook.model import AddSheet, Plan
from crm_workbook.store import open_store
from crm_workbook.text import Text
from crm_workbook.vba import Module
from crm_workbook.vba.project import WORKSHEET, source

ROWS = {
    "customers": [
        {"customer_id": f"C-{n:04}", "display_name": name, "phone": f"050-123456{n}"}
        for n, name in enumerate(["דנה כהן ", "יוסי לוי", "נועה בר"], 1)
    ],
    "purchases": [
        {"purchase_id": f"P-{n}", "customer_id": f"C-000{1 + n % 3}", "date": date(2025, 1, n),
         "amount": 100.0 * n, "document_type": "חשבונית מס קבלה"}
        for n in range(1, 9)
    ],
}  # fmt: skip
LIST = "שם,טלפון\nרות גל,0541112223\n"


@pytest.fixture(scope="module")
def filled() -> bytes:
    """A Hebrew workbook with three customers, one of whose names wants mending."""
    return build("he", rows=ROWS)


@pytest.fixture
def made(tmp_path, filled, added):
    path = tmp_path / "shop.xlsx"
    path.write_bytes(filled)
    return added(path)


def kept(found: dict[str, bytes]) -> dict[str, bytes]:
    """The parts that macros, ribbon and shapes consist of."""
    words = ("vbaProject", "customUI", "drawings/", "_rels/.rels", "charts/")
    return {name: content for name, content in found.items() if any(w in name for w in words)}


def names(found: dict[str, bytes]) -> dict[str, bytes]:
    return {
        name: match[1]
        for name, content in found.items()
        if name.startswith("xl/worksheets/sheet")
        and (match := re.search(rb'<sheetPr[^>]*codeName="([^"]+)"', content))
    }


def code_name(found: dict[str, bytes]) -> bytes:
    match = re.search(rb'<workbookPr[^>]*codeName="([^"]+)"', found["xl/workbook.xml"])
    assert match is not None
    return match[1]


def run(name, path, **options):
    result = next(iter(runner.run(name, (str(path),), options)))
    assert result.error is None, result.error.say("en")
    assert result.receipt is not None
    return result


def test_no_job_touches_them_and_undo_brings_back_the_very_bytes(made, tmp_path, parts):
    customers = tmp_path / "list.csv"
    customers.write_text(LIST, "utf-8")
    states, before = [made.read_bytes()], parts(made)
    for name, options in (
        ("refresh", {}), ("check", {"fix": True}), ("import", {"source": str(customers)}),
        ("draft", {"as_of": date(2025, 6, 1)}),
    ):  # fmt: skip
        run(name, made, **options)
        assert made.read_bytes() != states[-1], name
        states.append(made.read_bytes())
        after = parts(made)
        assert kept(after) == kept(before)
        assert names(after) == names(before)
        assert code_name(after) == code_name(before) == b"ThisWorkbook"
        assert after["[Content_Types].xml"] == before["[Content_Types].xml"]
    for state in reversed(states[:-1]):
        run("undo", made)
        assert made.read_bytes() == state


def test_an_undo_cell_by_cell_keeps_macros_too(made, parts):
    before = parts(made)
    run("refresh", made)
    store = open_store(str(made))
    made.write_bytes(_touched(made))
    store = open_store(str(made))
    entry = store.read().journal[-1]
    store.apply(Plan("undo", Text("ביטול", "undo"), (), entry.id), store.read())
    assert kept(parts(made)) == kept(before)
    assert names(parts(made)) == names(before)


def _touched(path) -> bytes:
    """The same workbook saved by somebody since: one byte of a comment behind the package."""
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\5\6")
    data[at + 20 : at + 22] = b"\x01\x00"
    return bytes(data) + b"x"


def add_sheet(path, sheet="outreach"):
    store = open_store(str(path))
    edit = AddSheet(sheet, "he", ("outreach_id", "text"), (("O-1", "שלום"),))
    return store.apply(Plan("test", Text("בדיקה", "a test"), (edit,)), store.read())


@pytest.fixture
def small(plain, added):
    """Somebody's own workbook with our macros."""
    return added(plain)


def test_an_added_sheet_gets_its_document_and_loses_it_again(small, parts, project):
    first, before = parts(small), project(small)
    receipt = add_sheet(small)
    after, new = parts(small), project(small)
    fresh = set(names(after).items()) - set(names(first).items())
    ((part, name),) = fresh
    document = new.module(name.decode())
    assert document.kind == "document"
    assert document.base == WORKSHEET
    assert len(new.modules) == len(before.modules) + 1
    assert new.without(name.decode()) == before
    assert all(module in new.modules for module in before.modules)
    small.write_bytes(_touched(small))  # so that the undo goes sheet by sheet
    store = open_store(str(small))
    store.apply(Plan("undo", Text("ביטול", "undo"), (), receipt.entry), store.read())
    assert part not in parts(small)
    assert project(small) == before


def test_a_sheet_with_code_of_its_own_is_not_taken_out(small, parts, project, rewritten):
    from crm_workbook.errors import CrmError

    before = set(names(parts(small)).values())
    receipt = add_sheet(small)
    (name,) = set(names(parts(small)).values()) - before
    code = source(name.decode(), "Sub A()\nEnd Sub", "document", WORKSHEET)
    mine = project(small).with_modules((Module(name.decode(), code, "document"),))
    rewritten(small, {"xl/vbaProject.bin": mine.packed()})
    store = open_store(str(small))
    with pytest.raises(CrmError) as caught:
        store.apply(Plan("undo", Text("ביטול", "undo"), (), receipt.entry), store.read())
    assert caught.value.problem.code == "sheet-referred-to"


def test_signed_macros_stay_as_they_are_when_a_sheet_is_added(small, parts, rewritten):
    signature = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Re'
        b'lationship Id="r" Type="http://schemas.microsoft.com/office/2006/relationships/'
        b'vbaProjectSignature" Target="sig.bin"/></Relationships>'
    )
    rewritten(small, {"xl/_rels/vbaProject.bin.rels": signature, "xl/sig.bin": b"1"})
    before = parts(small)
    add_sheet(small)
    assert kept(parts(small)) == kept(before)


def test_macros_are_taken_back_with_the_whole_file(shop, added):
    """A macro workbook without our macros gets them in place, and gives them back."""
    made = added(shop)
    plain = shop.read_bytes()
    made.write_bytes(plain)
    run("macros_add", made)
    assert made.read_bytes() != plain
    run("undo", made)
    assert made.read_bytes() == plain


def test_a_new_macro_workbook_is_complete(tmp_path, project, parts, wanted):
    for lang in ("he", "en"):
        path = tmp_path / f"{lang}.xlsm"
        result = next(iter(runner.run("new", (), {"file": str(path)}, runner.Request(lang))))
        assert result.error is None
        assert {m.name for m in wanted.modules} <= {m.name for m in project(path).modules}
        again = tmp_path / "again.xlsm"
        list(runner.run("new", (), {"file": str(again)}, runner.Request(lang)))
        when = {"docProps/core.xml": b""}  # it says at which second the workbook was made
        assert parts(again) | when == parts(path) | when
        again.unlink()


def test_the_check_has_nothing_to_say_of_what_was_added(shop, added):
    """The hidden sheet of settings is known for what it is."""
    told = []
    for path in (shop, added(shop)):
        (result,) = runner.run("check", (str(path),), {})
        told.append([(f.code, str(f.ref)) for f in result.outcome.findings])
        assert not result.book.unread
    assert told[0] == told[1]


def test_macros_of_others_stay_to_the_byte_when_a_sheet_is_added(small, parts, rewritten):
    """xlwings' own packaged project, in whose workbook a job adds a sheet."""
    home = os.path.dirname(xlwings.__file__)
    with zipfile.ZipFile(os.path.join(home, "quickstart_standalone.xlsm")) as package:
        theirs = package.read("xl/vbaProject.bin")
    rewritten(small, {"xl/vbaProject.bin": theirs})
    add_sheet(small)
    assert parts(small)["xl/vbaProject.bin"] == theirs
