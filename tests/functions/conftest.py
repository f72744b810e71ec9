"""xlwings' own code for Windows, run here: only what Windows would answer is put in its place.

`udfs`, `com_server` and `_xlwindows` are xlwings' modules as installed: the wizard's data, the
reading of arguments, the clean-up of values both ways, and what the COM server does with a
result. The stand-ins are pywin32's modules, a range, and the cell a formula stands in.
"""

from __future__ import annotations

import atexit
import ctypes
import importlib
import sys
from datetime import UTC, datetime
from types import SimpleNamespace
from unittest.mock import MagicMock

import pytest

PYWIN32 = (
    "pythoncom", "pywintypes", "win32api", "win32con", "win32event", "win32gui", "win32process",
    "win32timezone", "win32com", "win32com.client", "win32com.server", "win32com.server.util",
    "win32com.server.dispatcher", "win32com.server.policy",
)  # fmt: skip
REAL = ("xlwings._xlwindows", "xlwings._win32patch", "xlwings.udfs", "xlwings.com_server")
SERVER = "crm_workbook.functions.server"
MISSING = -2147352572
"""What VBA hands over for an optional argument that was left out."""


class ComDate(datetime):
    """A moment as pywin32 makes it: a datetime in UTC, whatever the clock of the computer."""


class ComRange:
    """A range as VBA passes it: what it holds is asked for through COM."""

    Row = Column = 1

    def __init__(self, value):
        self.Value = value
        self.Worksheet = MagicMock()
        self._oleobj_ = self
        rows = value if isinstance(value, tuple) else ((value,),)
        self.Rows, self.Columns = (
            SimpleNamespace(Count=len(rows)),
            SimpleNamespace(Count=len(rows[0])),
        )

    def GetTypeInfo(self):  # noqa: N802 - COM's own names
        return self

    def GetTypeAttr(self):  # noqa: N802
        return SimpleNamespace(iid="{00020846-0000-0000-C000-000000000046}")


class Excel:
    """The other side: calls functions as the workbook's VBA does."""

    def __init__(self, com_server, udfs, server):
        self.udfs = udfs
        self.server = server
        self._python = com_server.XLPython()

    @staticmethod
    def date(*parts):
        """Return a moment as it comes out of a cell with a date in it."""
        return ComDate(*parts, tzinfo=UTC)

    @staticmethod
    def range(*rows):
        """Return a range as a formula passes it."""
        return ComRange(tuple(rows) if len(rows) > 1 or len(rows[0]) > 1 else rows[0][0])

    @classmethod
    def column(cls, *cells):
        return cls.range(*((cell,) for cell in cells))

    def __call__(self, name, *arguments, lang="he"):
        """Return what the formula gets: a value, a row, or rows; left-out arguments too."""
        info = getattr(self.server, name).__xlfunc__["args"]
        left_out = [MISSING] * (len(info) - 1 - len(arguments))
        given = [MISSING if argument is None else argument for argument in arguments]
        return self._python.CallUDF(SERVER, name, (*given, *left_out, lang), None, ComRange(None))


@pytest.fixture(scope="package")
def excel():
    with pytest.MonkeyPatch.context() as patch:
        for name in PYWIN32:
            patch.setitem(sys.modules, name, MagicMock(name=name))
        client = sys.modules["win32com.client"]
        for name in ("CDispatch", "CoClassBaseClass", "DispatchBaseClass"):
            setattr(client, name, type(name, (), {}))
        sys.modules["win32com"].client = client
        client.Dispatch = lambda found, **_names: found
        types = sys.modules["pywintypes"]
        types.TimeType, types.IID = ComDate, str
        types.com_error = type("com_error", (Exception,), {})
        com = sys.modules["pythoncom"]
        com.__file__ = None
        com.CoInitialize = lambda: None
        unwrap = MagicMock(side_effect=ValueError)  # no argument is one of Python's own objects
        sys.modules["win32com.server.util"].unwrap = unwrap
        sys.modules["win32com.server"].util = sys.modules["win32com.server.util"]
        sys.modules["win32com"].server = sys.modules["win32com.server"]
        for name in ("windll", "oledll", "PyDLL"):
            patch.setattr(ctypes, name, MagicMock(), raising=False)
        import xlwings

        known = dict(xlwings.engines.engines_by_name)
        for name in REAL:
            patch.delitem(sys.modules, name, raising=False)
            patch.delattr(xlwings, name.rpartition(".")[2], raising=False)
        patch.delitem(sys.modules, SERVER, raising=False)
        windows = importlib.import_module("xlwings._xlwindows")
        xlwings.engines.add(xlwings.Engine(impl=windows.engine))
        udfs = importlib.import_module("xlwings.udfs")
        patch.setattr(xlwings, "func", udfs.xlfunc)
        patch.setattr(xlwings, "arg", udfs.xlarg)
        server = importlib.import_module(SERVER)
        com_server = importlib.import_module("xlwings.com_server")
        yield Excel(com_server, udfs, server)
        com_server.loop.close()
        atexit.unregister(windows.cleanup)
        for name in (*REAL, SERVER):
            sys.modules.pop(name, None)
            parent, _, own = name.rpartition(".")
            vars(sys.modules[parent]).pop(own, None)
        xlwings.engines.engines_by_name.clear()
        xlwings.engines.engines_by_name.update(known)
