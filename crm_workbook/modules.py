"""Folders whose modules are found by their names: sheets, rules, jobs, channels, formats."""

from __future__ import annotations

import os
import sys

from crm_workbook.lean import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType


def modules_in(package: Iterable[str]) -> list[str]:
    """Return the names of a package's public modules in alphabetical order.

    Args:
        package: Its `__path__`.
    """
    return sorted(
        entry[:-3]
        for folder in package
        for entry in os.listdir(folder)
        if entry.endswith(".py") and not entry.startswith("_")
    )


def load(name: str) -> ModuleType:
    """Return the module of this full name, loaded if it is not yet.

    What `importlib.import_module` does, without loading `importlib` and, with it, `warnings`.

    Raises:
        ModuleNotFoundError: There is none.
    """
    __import__(name)
    return sys.modules[name]
