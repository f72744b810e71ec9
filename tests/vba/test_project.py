"""Projects: the same as those that run in Excel, and those of others extended without loss."""

from __future__ import annotations

import os
import struct
import zipfile

import pytest
import xlwings

from crm_workbook.vba import BadStreamError, Module, new_project, read_project
from crm_workbook.vba.compound import read_compound
from crm_workbook.vba.compression import decompress
from crm_workbook.vba.project import WORKBOOK, WORKSHEET, source

HOME = os.path.dirname(xlwings.__file__)
PACKAGED = [
    "quickstart.xlsm", "quickstart_standalone.xlsm", "quickstart_addin.xlam",
    "quickstart_addin_ribbon.xlam", "addin/xlwings.xlam",
]  # fmt: skip
BUTTONS = Module("CrmButtons", source("CrmButtons", "Option Explicit\nPublic Sub A()\nEnd Sub"))


def packaged(name: str) -> bytes:
    """The project of a workbook that comes with xlwings and is known to run in Excel."""
    with zipfile.ZipFile(os.path.join(HOME, name)) as package:
        return package.read("xl/vbaProject.bin")


def made() -> bytes:
    document = source("ThisWorkbook", "", "document", WORKBOOK)
    sheet = source("Sheet1", "", "document", WORKSHEET)
    dictionary = source("Dictionary", "Option Explicit", "class")
    return (
        new_project()
        .with_modules(
            (
                Module("ThisWorkbook", document, "document"),
                Module("Sheet1", sheet, "document"),
                BUTTONS,
                Module("Dictionary", dictionary, "class"),
            )
        )
        .packed()
    )


def record_ids(data: bytes) -> list[int]:
    """The ids of the records in the directory, walked by length."""
    stream = decompress(read_compound(data)["VBA"]["dir"])
    found, at = [], 0
    while at + 6 <= len(stream):
        identity, length = struct.unpack_from("<HI", stream, at)
        found.append(identity)
        at += 6 + (6 if identity == 0x09 else length)
    return found


def test_streams_and_records_are_those_of_a_project_that_runs_in_excel():
    """Compared with xlwings' own workbook, the only sample here that is known to run."""
    ours, theirs = made(), packaged("quickstart_standalone.xlsm")
    mine, its = read_compound(ours), read_compound(theirs)
    assert set(mine) == set(its) == {"PROJECT", "PROJECTwm", "VBA"}
    assert {"_VBA_PROJECT", "dir", "ThisWorkbook", "Sheet1", "Dictionary"} <= set(mine["VBA"])
    assert mine["VBA"]["_VBA_PROJECT"][:2] == its["VBA"]["_VBA_PROJECT"][:2] == b"\xcc\x61"
    assert mine["VBA"]["_VBA_PROJECT"][2:4] == its["VBA"]["_VBA_PROJECT"][2:4] == b"\xff\xff"
    references = {0x16, 0x3E, 0x0D, 0x2F, 0x30, 0x33}
    ids, model = record_ids(ours), record_ids(theirs)
    head = [i for i in ids[: ids.index(0x0F)] if i not in references]
    # Both end the list of modules alike; theirs says which one is read-only or private, if any.
    assert head == [i for i in model[: model.index(0x0F)] if i not in references | {0x4A}]
    module = ids[ids.index(0x19) : ids.index(0x2B) + 1]
    assert module == model[model.index(0x19) : model.index(0x2B) + 1]
    keys = [line.partition("=")[0] for line in read_project(theirs).text.split("\r\n")]
    assert {k for k in keys if k.isalnum()} - {"Sheet2", "xlwings", "Module1", "Module"} <= {
        line.partition("=")[0] for line in read_project(ours).text.split("\r\n")
    }


@pytest.mark.parametrize("name", PACKAGED)
def test_a_project_of_others_is_read_and_packed_without_loss(name):
    project = read_project(packaged(name))
    again = read_project(project.packed())
    assert again == project
    assert again.packed() == project.packed()


@pytest.mark.parametrize("name", PACKAGED)
def test_an_independent_reader_finds_the_same_code(name):
    olevba = pytest.importorskip("oletools.olevba")
    data = packaged(name)
    project = read_project(data).with_modules((BUTTONS,))

    def code(content: bytes) -> dict[str, str]:
        parser = olevba.VBA_Parser("vbaProject.bin", data=content)
        found = {m[2].partition(".")[0]: m[3] for m in parser.extract_macros()}
        parser.close()
        return found

    before, after = code(data), code(project.packed())
    assert "Public Sub A()" in after.pop("CrmButtons")
    assert {k: v.split() for k, v in after.items()} == {k: v.split() for k, v in before.items()}


def test_a_password_is_noticed():
    assert read_project(packaged("addin/xlwings.xlam")).protected
    assert not read_project(packaged("quickstart.xlsm")).protected
    assert not new_project().protected


def test_the_same_input_gives_the_same_bytes():
    assert made() == made()


def test_a_module_of_the_same_name_is_replaced_and_others_stay():
    project = read_project(packaged("quickstart_standalone.xlsm"))
    code = source("XLWINGS", "' nothing")
    changed = project.with_modules((Module("XLWINGS", code),))
    assert len(changed.modules) == len(project.modules)
    assert changed.module("xlwings").source == code
    assert changed.module("Dictionary") == project.module("Dictionary")
    assert changed.text == project.text


def test_letters_beyond_ascii_are_refused_in_our_code():
    with pytest.raises(UnicodeEncodeError):
        source("CrmButtons", "' שלום")


@pytest.mark.parametrize("cut", [0, 100, 512, 2000, 20_000])
def test_a_project_cut_short_is_refused(cut):
    with pytest.raises(BadStreamError):
        read_project(packaged("quickstart_standalone.xlsm")[:cut])


def test_a_compound_file_without_a_project_is_refused():
    from crm_workbook.vba.compound import write_compound

    for tree in ({"a": b""}, {"VBA": b"", "PROJECT": b""}, {"VBA": {}, "PROJECT": b""}):
        with pytest.raises(BadStreamError):
            read_project(write_compound(tree))
