"""Handing an engine to xlwings."""

from __future__ import annotations

from typing import Any

import xlwings
from xlwings.main import Engine


def activate(impl: Any) -> Engine:  # noqa: ANN401 - any object with what xlwings asks of an engine
    """Register an engine under its name, in place of an earlier one, and make it the active one.

    Args:
        impl: Has `name`, `type`, `apps`, `prepare_xl_data_element` and `clean_value_data`.

    Returns:
        What xlwings makes of it.
    """
    engine = Engine(impl=impl)
    known = xlwings.engines
    known.engines[:] = [other for other in known.engines if other.name != engine.name]
    known.add(engine)
    engine.activate()
    return engine
