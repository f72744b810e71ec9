"""The module of VBA: what xlwings itself would make, and code that runs.

Two independent readers of VBA look at it: a linter, and an interpreter that runs it against a
stand-in for the COM server.
"""

from __future__ import annotations

import io
import re
from types import SimpleNamespace

import pytest

from crm_workbook.functions import MARK, descriptions, functions, vba

SERVER = """
Option Explicit

Public Function CallUDF(script, func, args, book, caller)
    Dim rows(0 To 1, 0 To 1) As Variant
    Dim one(0 To 1) As Variant
    Select Case args(0)
    Case "rows"
        rows(0, 0) = "#N/A": rows(0, 1) = 1.5: rows(1, 0) = "x": rows(1, 1) = "#REF!"
        CallUDF = rows
    Case "row"
        one(0) = "#DIV/0!": one(1) = "y"
        CallUDF = one
    Case "fail"
        Err.Raise 1000, Description:="Traceback (most recent call last)"
    Case Else
        CallUDF = script & "|" & func & "|" & args(0) & "|" & IsMissing(args(1)) & "|" & args(2)
    End Select
End Function
"""
WORKBOOK = """
Option Explicit

Public Function XLPy() As Object
    Set XLPy = New FakeServer
End Function

Public Function TheCaller() As Object
    Set TheCaller = ActiveSheet.Range("A1")
End Function

Public Function GetConfig(configKey As String, Optional default As String = "", _
                          Optional source As String = "") As Variant
    GetConfig = default
    If configKey = "CRM LANGUAGE" Then GetConfig = "en"
    If Left$(configKey, 4) = "CRM_" And configKey <> "CRM_SCORE" Then
        GetConfig = "<" & configKey & ">"
    End If
End Function

Public Sub TheOptions(Macro As String, Description As String, Category As String, _
                      ArgumentDescriptions As Variant)
    ThisWorkbook.Saved = False
    Debug.Print Macro & "|" & Description & "|" & Category & "|" & Join(ArgumentDescriptions, ",")
End Sub

Public Sub TryAll()
    Dim found
    Debug.Print CRM_PHONE("052")
    found = CRM_PHONE("rows")
    Debug.Print CLng(found(0, 0)) & "|" & found(0, 1) & "|" & found(1, 0) & "|" & CLng(found(1, 1))
    found = CRM_PHONE("row")
    Debug.Print CLng(found(0)) & "|" & found(1)
    Debug.Print CRM_PHONE("fail")
End Sub
"""


@pytest.fixture(scope="module")
def ran():
    excel = pytest.importorskip("pyopenvba.apps.excel")
    app = excel.ExcelApplication()
    app.add_workbook()
    code = vba().replace("Application.Caller", "TheCaller()")
    code = code.replace("Application.MacroOptions", "TheOptions")
    app.add_module(SERVER, name="FakeServer", kind="class")
    app.add_module(WORKBOOK, name="xlwings")
    app.add_module(code, name="CrmFunctions")
    return app


def calls(text):
    """Every function's declaration and what it hands to Python, without line breaks and blanks."""
    joined = re.sub(r" _\n *", "", text)
    heads = dict(re.findall(r"^(?:Public )?Function (CRM_\w+)\((.*)\)$", joined, re.MULTILINE))
    handed = {}
    for name in heads:
        body = re.search(
            rf"Function {name}\(.*?\n(.*?)^End Function", joined, re.DOTALL | re.MULTILINE
        )[1]
        call = re.search(
            rf"{name} = (?:CrmResult\()?XLPy\.CallUDF\((.*Application\.Caller)\)", body
        )
        handed[name] = call[1].replace(" ", "")
    return heads, handed


def test_every_wrapper_is_what_xlwings_would_make(excel):
    made = io.StringIO()
    book = SimpleNamespace(Name="shop.xlsm")
    excel.udfs.generate_vba_wrapper(excel.server.__name__, excel.server, made, book)
    theirs, ours = calls(made.getvalue()), calls(vba())
    assert set(ours[0]) == {f.name for f in functions()}
    assert ours == theirs
    caught = "If TypeOf Application.Caller Is Range Then On Error GoTo failed"
    assert made.getvalue().count(caught) == vba().count(caught) == len(functions())


def test_xlwings_knows_the_functions_as_declared(excel):
    for function in functions():
        info = getattr(excel.server, function.name).__xlfunc__
        shown = [a for a in info["args"] if not a["vba"]]
        assert [a["name"] for a in shown] == [a.name for a in function.arguments]
        assert ["optional" in a for a in shown] == [a.optional for a in function.arguments]
        assert not info["ret"]["options"], "native spilling, nothing that enters formulas anew"
        assert info["async_mode"] is None
        assert not info["volatile"]


def test_the_code_keeps_the_rules_for_our_vba():
    code = vba()
    assert code.isascii()
    assert "\t" not in code
    assert code.startswith("Option Explicit\n")
    assert MARK in code.splitlines()
    assert not re.search(r"^Attribute |\bDeclare\b|#Const", code, re.MULTILINE)
    assert max(map(len, code.splitlines())) < 1_023
    assert code.count("#If Mac Then") == code.count("#End If") == len(functions())
    public = re.findall(r"^Public (?:Function|Sub) (\w+)", code, re.MULTILINE)
    assert sorted(public) == sorted(["CrmDescribeFunctions", *(f.name for f in functions())])


@pytest.mark.parametrize(("mac", "win64"), [(0, 1), (0, 0), (1, 0)])
def test_a_linter_finds_nothing_wrong(mac, win64):
    lint = pytest.importorskip("pyvbaanalysis")
    xlwings = pytest.importorskip("xlwings")
    with open(f"{xlwings.__path__[0]}/xlwings.bas", encoding="utf-8") as file:
        theirs = file.read()
    found = lint.analyze_project(
        [
            lint.ModuleInput("CrmFunctions", lint.ModuleSymbolKind.STANDARD, vba()),
            lint.ModuleInput("xlwings", lint.ModuleSymbolKind.STANDARD, theirs),
        ],
        conditional_compilation=lint.ConditionalCompilationEnvironment(
            {"VBA7": 1, "VBA6": 1, "Win64": win64, "Win32": int(not mac), "Mac": mac}
        ),
        host="Excel",
    )["CrmFunctions"]
    grave = {lint.DiagnosticSeverity.ERROR, lint.DiagnosticSeverity.WARNING}
    assert [d.message for d in found if d.severity in grave] == []
    # The linter does look: a name nobody knows is an error to it.
    broken = vba().replace("CrmFailed()", "CrmFallen()", 1)
    worse = lint.analyze_project(
        [lint.ModuleInput("CrmFunctions", lint.ModuleSymbolKind.STANDARD, broken)], host="Excel"
    )["CrmFunctions"]
    assert [d for d in worse if d.severity in grave]


def test_the_wrappers_run(ran):
    ran.console.clear()
    ran.run("TryAll")
    plain, rows, row, failed = ran.console
    # The optional argument stays missing, and the workbook's language comes after it.
    assert plain == "crm_workbook.functions.server|CRM_PHONE|052|True|en"
    # xlErrNA is 2042, xlErrRef 2023, xlErrDiv0 2007: errors that a formula takes for errors.
    assert rows == "2042|1.5|x|2023"
    assert row == "2007|y"
    assert failed == "Python did not answer; crm doctor finds out why"


def test_the_wizard_is_told_what_is_in_the_sheet(ran):
    ran.console.clear()
    ran.workbook.vba_set("Saved", True)
    ran.run("CrmDescribeFunctions")
    told = {line.split("!")[1].split("|")[0]: line.split("|") for line in ran.console}
    # Without its text in the sheet a function is left as it is, and the others are described.
    assert set(told) == {f.name for f in functions()} - {"CRM_SCORE"}
    for function in functions():
        if function.name in told:
            macro, description, category, arguments = told[function.name]
            assert re.fullmatch(rf"'[^']+'!{function.name}", macro)
            assert description == f"<{function.name}>"
            assert category == "CRM"
            keys = [
                f"<{key}>" for key, _ in descriptions("he") if key.startswith(function.name + " ")
            ]
            assert arguments.split(",") == keys
    # Nobody is asked to save a workbook she only looked at.
    assert ran.evaluate("ThisWorkbook.Saved") is True


def test_on_a_mac_a_function_says_so():
    excel = pytest.importorskip("pyopenvba.apps.excel")
    app = excel.ExcelApplication()
    app.add_workbook()
    app.add_module(WORKBOOK, name="xlwings")
    app.add_module(SERVER, name="FakeServer", kind="class")
    app.add_module(vba().replace("#If Mac Then", "#If True Then"), name="CrmFunctions")
    assert app.run("CRM_PHONE", "052") == "this function does not run on a Mac"
