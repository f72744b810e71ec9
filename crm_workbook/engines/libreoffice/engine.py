"""The engine object xlwings talks to."""

from __future__ import annotations

from crm_workbook.engines import values
from crm_workbook.engines.coercion import AMERICAN, Locale
from crm_workbook.engines.libreoffice.apps import Apps


class Engine:
    """Documents of LibreOffice.

    Attributes:
        locale: How written text is read.
        macros: Whether documents are opened with their macros able to run.
        apps: The offices: none at first, or the one at the address given.
        calculates: Whether formulas get values; they do.
    """

    name = "libreoffice"
    type = "desktop"
    calculates = True

    prepare_xl_data_element = staticmethod(values.prepare)
    clean_value_data = staticmethod(values.clean)

    def __init__(
        self, address: str | None = None, *, macros: bool = False, locale: Locale = AMERICAN
    ) -> None:
        """Connect to a running office when an address is given.

        Args:
            address: As in `accept`; None lets `xlwings.App()` start an office of our own.
            macros: Whether documents opened here may run macros. Some run by themselves when a
                document is opened, so it is for documents one trusts.
            locale: How written text is read.
        """
        self.locale = locale
        self.macros = macros
        self.apps = Apps(self, address)
