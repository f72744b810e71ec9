"""What goes into the workbook: the module of VBA, and the texts of the function wizard."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from crm_workbook.data import folder
from crm_workbook.functions.declare import functions
from crm_workbook.text import Text

if TYPE_CHECKING:
    from crm_workbook.functions.declare import Function

SERVER: Final = "crm_workbook.functions.server"
CATEGORY: Final = Text("לקוחות", "Customers")
NOT_ON_MAC: Final = Text("הפונקציה אינה פועלת ב-Mac", "this function does not run on a Mac")
FAILED: Final = Text(
    "Python לא ענה; הפקודה crm doctor מוצאת את הסיבה",
    "Python did not answer; crm doctor finds out why",
)

_WRAPPER: Final = """
Public Function {name}({declared})
    #If Mac Then
        {name} = CrmNotOnMac()
    #Else
        If TypeOf Application.Caller Is Range Then On Error GoTo failed
        {name} = CrmResult(XLPy.CallUDF("{server}", "{name}", _
            Array({passed}, CrmLanguage()), ThisWorkbook, Application.Caller))
    #End If
    Exit Function
failed:
    {name} = CrmFailed()
End Function
"""
_DESCRIBING: Final = """
' Called when the workbook opens: tells the function wizard what each function and argument is for.
Public Sub CrmDescribeFunctions()
    Dim unchanged As Boolean
    unchanged = ThisWorkbook.Saved
{calls}    ThisWorkbook.Saved = unchanged
End Sub
"""


def vba() -> str:
    """Return the code of the module `CrmFunctions`, without attributes, in ASCII."""
    with open(os.path.join(folder("macros"), "CrmFunctions.bas"), encoding="ascii") as file:
        shared = file.read()
    calls = "".join(f'    CrmDescribe "{f.name}", {len(f.arguments)}\n' for f in functions())
    return shared + _DESCRIBING.format(calls=calls) + "".join(map(_wrapper, functions()))


def descriptions(lang: str) -> tuple[tuple[str, str], ...]:
    """Return the rows of the sheet `xlwings.conf` that the module reads.

    Args:
        lang: The workbook's language, which the functions then speak too.

    Returns:
        Keys in upper case, each once, and texts of up to 255 characters.
    """
    rows = [
        ("CRM LANGUAGE", lang),
        ("CRM CATEGORY", CATEGORY.say(lang)),
        ("CRM NOT ON MAC", NOT_ON_MAC.say(lang)),
        ("CRM FAILED", FAILED.say(lang)),
    ]
    for function in functions():
        rows.append((function.name, function.help.say(lang)))
        rows.extend(
            (f"{function.name} {place}", argument.help.say(lang))
            for place, argument in enumerate(function.arguments, start=1)
        )
    return tuple(rows)


def _wrapper(function: Function) -> str:
    """Return the VBA function that xlwings itself would make, with our own ways to fail."""
    names = [argument.name for argument in function.arguments]
    declared = [("Optional " if a.optional else "") + a.name for a in function.arguments]
    return _WRAPPER.format(
        name=function.name,
        declared=", ".join(declared),
        server=SERVER,
        passed=", ".join(names),
    )
