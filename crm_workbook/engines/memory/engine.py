"""The engine object xlwings talks to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_workbook.engines import values
from crm_workbook.engines.memory.apps import Apps

if TYPE_CHECKING:
    from crm_workbook.engines.coercion import Locale


class Engine:
    """Workbooks in memory.

    Attributes:
        locale: How written text is read.
        apps: The running applications, none at first.
        calculates: Whether formulas get values; they do not.
    """

    name = "memory"
    type = "desktop"
    calculates = False

    prepare_xl_data_element = staticmethod(values.prepare)
    clean_value_data = staticmethod(values.clean)

    def __init__(self, locale: Locale) -> None:
        """Start with no application running."""
        self.locale = locale
        self.apps = Apps(self)
