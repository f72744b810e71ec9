"""What Excel's calls reach: every function, declared to xlwings.

Excel's side says `XLPy.CallUDF "crm_workbook.functions.server", "CRM_PHONE", ...`, and xlwings
looks the name up in this module. Nothing else imports it: on Windows that starts a COM server,
elsewhere xlwings' decorators do nothing.
"""

from __future__ import annotations

from inspect import Parameter, Signature
from typing import TYPE_CHECKING

import xlwings

from crm_workbook.functions.calling import call
from crm_workbook.functions.declare import functions

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_workbook.functions.declare import Function

LANGUAGE = "CrmLanguage()"
"""What Excel's side puts in the place of the last argument: the language of the workbook."""


def _entry(function: Function) -> Callable[..., object]:
    """Return a function as xlwings wants it: with a signature, and told how its cells come."""

    def entry(*values: object) -> object:
        *given, lang = values
        return call(function, given, str(lang))

    entry.__name__ = entry.__qualname__ = function.name
    entry.__doc__ = function.help.en
    entry.__annotations__ = {}  # xlwings would take them for the names of converters
    parameters = [
        Parameter(
            argument.name,
            Parameter.POSITIONAL_OR_KEYWORD,
            default=None if argument.optional else Parameter.empty,
        )
        for argument in function.arguments
    ]
    told = Parameter("lang", Parameter.POSITIONAL_OR_KEYWORD, default="he")
    entry.__signature__ = Signature([*parameters, told])  # type: ignore[attr-defined]
    made: Callable[..., object] = xlwings.func(category="CRM")(entry)
    for argument in function.arguments:
        made = xlwings.arg(argument.name, ndim=2, err_to_str=True, doc=argument.help.en)(made)
    return xlwings.arg("lang", vba=LANGUAGE)(made)


globals().update({function.name: _entry(function) for function in functions()})
