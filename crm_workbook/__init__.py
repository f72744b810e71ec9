"""Customer relations in one Excel workbook: keep it in order, score it, plan and draft from it.

Every job is a function of this package: `crm_workbook.refresh("shop.xlsx")` does what
`crm refresh shop.xlsx` does and hands back an `Outcome`. The job `import`, whose name Python keeps
for itself, is `crm_workbook.import_`. `open_book` gives a workbook's tables as pandas frames.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_workbook.api import OpenBook
    from crm_workbook.model import Outcome

__all__ = ["__version__", "open_book"]


def open_book(path: str, *, untrusted: bool = False) -> OpenBook:
    """Read a workbook.

    Args:
        path: The path of an .xlsx or .xlsm file.
        untrusted: Whether to read it in a process of its own, limited in time and memory.

    Raises:
        crm_workbook.errors.CrmError: It cannot be read, or is refused as unsafe.
    """
    from crm_workbook.api import OpenBook

    return OpenBook.read(path, untrusted=untrusted)


def __getattr__(name: str) -> Callable[..., Outcome]:
    """Return the job of this name as a function, found only when somebody asks."""
    # `from crm_workbook import jobs` would ask this very function for `jobs`.
    from crm_workbook.jobs import names

    if name.rstrip("_") in names():
        from crm_workbook.api import as_function

        return as_function(name.rstrip("_"))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the public names, the jobs among them."""
    from crm_workbook.jobs import names

    functions = ["import_" if name == "import" else name for name in names()]
    return sorted([*__all__, *functions])
