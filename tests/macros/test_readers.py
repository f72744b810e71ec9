"""Programs of others read the project, find nothing wrong with it, and run its macros."""

from __future__ import annotations

import os
import struct
import zipfile

import pytest
import xlwings

from crm_workbook.jobs import buttons
from crm_workbook.jobs.macros_add import procedure
from crm_workbook.vba.compound import read_compound
from crm_workbook.vba.compression import decompress

HOME = os.path.dirname(xlwings.__file__)
BUSY = "התוכנה עובדת, זה לוקח כמה שניות..."


@pytest.fixture(params=["he", "en"])
def made(request, tmp_path, built, added):
    """The workbook with macros that a user gets."""
    path = tmp_path / "shop.xlsx"
    path.write_bytes(built[request.param])
    return added(path)


def test_olefile_finds_nothing_to_complain_of(made, parts):
    olefile = pytest.importorskip("olefile")
    data = parts(made)["xl/vbaProject.bin"]
    with olefile.OleFileIO(data, raise_defects=olefile.DEFECT_POTENTIAL) as found:
        assert not found.parsing_issues
        assert found.exists("VBA/dir")
        assert found.exists("PROJECTwm")


def test_olevba_reads_the_text_that_went_in(made, wanted):
    olevba = pytest.importorskip("oletools.olevba")
    parser = olevba.VBA_Parser(str(made), data=made.read_bytes())
    found = {m[2].rpartition(".")[0]: m[3] for m in parser.extract_macros()}
    parser.close()
    assert {"ThisWorkbook", *(m.name for m in wanted.modules)} <= set(found)
    for module in wanted.modules:
        lines = found[module.name].splitlines()
        code = [line for line in lines if not line.startswith("Attribute VB_")]
        assert code == module.code.strip("\n").splitlines()
    assert "Workbook_Open" in found["ThisWorkbook"]


def test_the_module_of_xlwings_is_the_one_in_its_own_workbook(made):
    olevba = pytest.importorskip("oletools.olevba")
    codes = []
    for path in (str(made), os.path.join(HOME, "quickstart_standalone.xlsm")):
        with open(path, "rb") as file:
            parser = olevba.VBA_Parser(path, data=file.read())
        found = {m[2].rpartition(".")[0]: m[3] for m in parser.extract_macros()}
        parser.close()
        codes.append([n.rstrip() for n in found["xlwings"].splitlines() if n.strip()])
    assert codes[0] == codes[1]


def test_pyopenvba_finds_no_fault_in_the_file(made):
    pyopenvba = pytest.importorskip("pyopenvba")
    report = pyopenvba.check_file(made)
    assert report.complete
    assert not report.issues


def test_pyvbaanalysis_finds_no_error_in_our_modules(made):
    analysis = pytest.importorskip("pyvbaanalysis")
    found = analysis.analyze_workbook(made)
    assert {"CrmButtons", "CrmFunctions", "ThisWorkbook"} <= set(found)
    for name, diagnostics in found.items():
        assert not [d for d in diagnostics if d.severity.value == "error"], name
    ours = ("CrmButtons", "CrmFunctions", "ThisWorkbook")
    assert not [d for name in ours for d in found[name] if d.severity.value == "warning"]


def test_streams_and_record_ids_are_those_of_a_project_that_runs_in_excel(made, parts):
    with zipfile.ZipFile(os.path.join(HOME, "quickstart_standalone.xlsm")) as package:
        theirs = read_compound(package.read("xl/vbaProject.bin"))
    ours = read_compound(parts(made)["xl/vbaProject.bin"])
    assert set(ours) == set(theirs)
    assert {"_VBA_PROJECT", "dir", "ThisWorkbook", "xlwings", "Dictionary"} <= (
        set(ours["VBA"]) & set(theirs["VBA"])
    )

    def ids(project) -> set[int]:
        stream, found, at = decompress(project["VBA"]["dir"]), set(), 0
        while at + 6 <= len(stream):
            identity, length = struct.unpack_from("<HI", stream, at)
            found.add(identity)
            at += 6 + (6 if identity == 0x09 else length)
        return found

    assert ids(ours) <= ids(theirs)


def test_an_interpreter_runs_every_macro(recording):
    excel = pytest.importorskip("pyopenvba.apps.excel")
    app = excel.ExcelApplication.open(recording('Application.StatusBar = "from Python"'))
    cell = 'ThisWorkbook.Sheets("xlwings.conf").Range("{}").Value'.format
    for number, job in enumerate(buttons(), 1):
        app.run(procedure(job.name))
        told = f"import crm_workbook.excel as x; x.{job.name}()"
        assert app.evaluate(cell("D1")) == told
        assert app.evaluate(cell("D2")) == BUSY
        assert app.evaluate(cell("D3")) == number
        assert app.evaluate("Application.StatusBar") == "from Python"


@pytest.mark.parametrize("then", ["", "RunPython = -1", "Err.Raise 429"])
def test_the_status_bar_does_not_stay_busy_when_python_never_starts(recording, then):
    excel = pytest.importorskip("pyopenvba.apps.excel")
    app = excel.ExcelApplication.open(recording(then))
    app.run("CrmRefresh")
    assert "crm doctor" in app.evaluate("Application.StatusBar")


def test_the_ribbon_hands_the_job_on(recording):
    excel = pytest.importorskip("pyopenvba.apps.excel")
    app = excel.ExcelApplication.open(recording())
    app.add_module("Option Explicit\nPublic ID As String\n", name="FakeControl", kind="class")
    app.add_module(
        'Sub Press()\n Dim c As New FakeControl\n c.ID = "crm_check"\n CrmRibbon c\nEnd Sub\n',
        name="Pressing",
    )
    app.run("Press")
    told = app.evaluate('ThisWorkbook.Sheets("xlwings.conf").Range("D1").Value')
    assert told == "import crm_workbook.excel as x; x.check()"
