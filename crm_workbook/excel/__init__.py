"""What the buttons inside Excel call: one function for each job that has a button.

VBA says `RunPython "import crm_workbook.excel as x; x.refresh()"` and nothing more: no value from
a cell ever stands in that line. Which functions there are follows from the jobs.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def __getattr__(name: str) -> Callable[[], None]:
    """Return the function behind a button.

    Raises:
        AttributeError: No job of this name has a button.
    """
    if not name.startswith("_"):
        from crm_workbook.jobs import job, names

        if name in names() and job(name).button is not None:
            from crm_workbook.excel.press import press

            return partial(press, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
