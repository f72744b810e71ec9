"""What an engine says when it cannot, and what Excel says when it will not."""

from __future__ import annotations

from typing import Final

DISP_E_EXCEPTION: Final = -2147352567  # 0x80020009, "Exception occurred."
RPC_E_CALL_REJECTED: Final = -2147418111  # 0x80010001, a cell is being edited or a dialog is open
RPC_E_DISCONNECTED: Final = -2147417848  # 0x80010108, the object is gone
XL_ERROR_1004: Final = -2146827284  # 0x800A03EC, "Application-defined or object-defined error"


class EngineError(Exception):
    """Anything an engine of this package refuses."""


class NotSupported(EngineError, NotImplementedError):  # noqa: N818 - it is no fault of anybody
    """A member of the xlwings interface this engine does not offer.

    Attributes:
        member: As in `Range.borders`.
    """

    def __init__(self, member: str, reason: str = "this engine does not offer it") -> None:
        """Name the member and the reason."""
        super().__init__(f"{member}: {reason}")
        self.member = member


class NotCalculated(EngineError):  # noqa: N818 - it is no fault of anybody
    """The value of a formula, asked of an engine that does not calculate.

    Attributes:
        place: The cell, with its sheet.
    """

    def __init__(self, place: str, formula: str) -> None:
        """Name the cell and its formula."""
        super().__init__(
            f"{place} holds {formula} and has no value: this engine does not calculate, and the "
            f"value saved with the file no longer holds once something in the workbook changed"
        )
        self.place = place


class ExcelError(EngineError):
    """What Excel refuses, in the shape in which pywin32 reports it.

    `args` are those of `pywintypes.com_error`: the result code, its name, what the application
    said, and the argument at fault. So a handler written for Excel finds here what it looks for.

    Attributes:
        hresult: The result code, negative.
        strerror: Its name.
        excepinfo: The application's own words, third of six; None when it did not answer.
        text: Those words.
    """

    def __init__(
        self, text: str, *, hresult: int = DISP_E_EXCEPTION, strerror: str = "Exception occurred."
    ) -> None:
        """Give the application's words."""
        spoken = hresult == DISP_E_EXCEPTION
        self.text = text
        self.hresult = hresult
        self.strerror = strerror
        self.excepinfo = (
            (0, "Microsoft Excel", text, "xlmain11.chm", 0, XL_ERROR_1004) if spoken else None
        )
        super().__init__(hresult, strerror, self.excepinfo, None)

    def __str__(self) -> str:
        """Return the application's words."""
        return self.text


def busy() -> ExcelError:
    """Return what a call gets while the user edits a cell or has a dialog open."""
    return ExcelError(
        "Call was rejected by callee.",
        hresult=RPC_E_CALL_REJECTED,
        strerror="Call was rejected by callee.",
    )


def gone(what: str) -> ExcelError:
    """Return what a call gets on an object that was closed or deleted."""
    return ExcelError(
        f"{what} has been closed or deleted.",
        hresult=RPC_E_DISCONNECTED,
        strerror="The object invoked has disconnected from its clients.",
    )
