"""Where the folders shipped with the package lie.

A wheel carries them inside the package, under `_data`; in a checkout and in an editable install
they are the top-level folders beside it. `importlib.resources` would answer the same question at
several times the price of everything this module does.
"""
# ruff: noqa: PTH - pathlib costs a third of the start-up

from __future__ import annotations

import os
from typing import Final

_PACKAGE: Final = os.path.dirname(os.path.abspath(__file__))


def folder(name: str) -> str:
    """Return the path of a shipped folder: `templates`, `macros` or `examples`.

    Raises:
        FileNotFoundError: The installation lacks it; a fault in packaging, not in the user's data.
    """
    shipped = os.path.join(_PACKAGE, "_data")
    base = shipped if os.path.isdir(shipped) else os.path.dirname(_PACKAGE)
    path = os.path.join(base, name)
    if not os.path.isdir(path):
        raise FileNotFoundError(path)
    return path
