"""Running the macros inside a document: Basic, and VBA that came with a workbook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from crm_workbook.engines.errors import ExcelError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crm_workbook.engines.libreoffice.book import Book

_SUB: Final = r"(?im)^[ \t]*(?:public[ \t]+)?(?:static[ \t]+)?(?:sub|function)[ \t]+({})\b"
_NOT_RUN: Final = (
    "Cannot run the macro '{}'. The macro may not be available in this workbook or all macros may "
    "be disabled."
)


def run(book: Book, name: str, args: Sequence[Any]) -> Any:  # noqa: ANN401 - whatever a macro returns
    """Run a public macro of a document.

    A macro that fails says nothing, and in a module with a line LibreOffice cannot compile none
    does anything: a caller who must know looks at what the macro was to change.

    Args:
        book: The document.
        name: `Name` or `Module.Name`, in any case.
        args: What is handed over.

    Returns:
        What a function returns; None for a sub.

    Raises:
        ExcelError: There is no such macro, or macros were switched off when the document was
            opened.
    """
    if not book.doc.AllowMacroExecution:  # it would be passed over without a word
        raise ExcelError(_NOT_RUN.format(name))
    module, _, own = name.rpartition(".")
    for library, found, spelled in _macros(book, own):
        if module and found.lower() != module.lower():
            continue
        where = f"vnd.sun.star.script:{library}.{found}.{spelled}?language=Basic&location=document"
        script = book.doc.getScriptProvider().getScript(where)
        return script.invoke(tuple("" if arg is None else arg for arg in args), (), ())[0]
    raise ExcelError(_NOT_RUN.format(name))


def _macros(book: Book, name: str) -> Iterator[tuple[str, str, str]]:
    """Go through library, module and spelling of the macros that may be meant."""
    libraries = book.doc.BasicLibraries
    for library in libraries.ElementNames:
        if not libraries.isLibraryLoaded(library):
            libraries.loadLibrary(library)
        modules = libraries.getByName(library)
        for module in modules.ElementNames:
            match = re.search(_SUB.format(re.escape(name)), modules.getByName(module))
            if match:
                yield library, module, match[1]
