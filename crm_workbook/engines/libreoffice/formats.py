"""Number formats: Excel's codes and the numbers LibreOffice gives them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from crm_workbook.engines import values
from crm_workbook.engines.coercion import GENERAL
from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.libreoffice import bridge

if TYPE_CHECKING:
    from crm_workbook.engines.libreoffice.bridge import Uno

BOOLEAN: Final = "BOOLEAN"
_LOGICAL: Final = 1024  # com.sun.star.util.NumberFormat
_DATE: Final = 2 | 4
_KEEP: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|AM/PM|A/P|General|\[(?P<inside>[^\]]*)\]')
_COLOURS: Final = {
    name.upper(): name
    for name in ("Black", "Blue", "Cyan", "Green", "Magenta", "Red", "White", "Yellow")
}
_ENGLISH: Final = ("en", "US")


class Formats:
    """The number formats of a document.

    LibreOffice reads a code in a language: in German a year is a J. Codes are given in English
    here; where the office itself speaks English they go in without a language, since one that has
    a language of its own is written into a file with that language in front.
    """

    def __init__(self, document: Uno) -> None:
        """Take UNO's document."""
        self._list = document.getNumberFormats()
        spoken = document.CharLocale.Language
        language, country = ("", "") if spoken == "en" else _ENGLISH
        self._locale = bridge.struct("lang.Locale", Language=language, Country=country)
        self._keys: dict[str, int] = {}
        self._codes: dict[int, str] = {}
        self._kinds: dict[int, str] = {}

    def key(self, code: str) -> int:
        """Return the number of a format, which is made when there is none.

        Raises:
            ExcelError: It is no format.
        """
        if code not in self._keys:
            if code == GENERAL:
                self._keys[code] = 0
            else:
                found = self._list.queryKey(code, self._locale, False)  # noqa: FBT003 - UNO takes no names
                try:
                    made = found if found != -1 else self._list.addNew(code, self._locale)
                except bridge.fault() as error:
                    raise ExcelError(
                        "Unable to set the NumberFormat property of the Range class"
                    ) from error
                self._keys[code] = int(made)
                if code != BOOLEAN:
                    self._codes.setdefault(int(made), code)
        return self._keys[code]

    def code(self, key: int) -> str:
        """Return the code of a format as Excel has it; that of truth values is `General`."""
        if key not in self._codes:
            format_ = self._list.getByKey(key)
            standard = key == 0 or format_.Type & _LOGICAL
            self._codes[key] = GENERAL if standard else excel_code(format_.FormatString)
        return self._codes[key]

    def kind(self, key: int) -> str:
        """Return `boolean`, `date`, `currency` or `plain`."""
        if key not in self._kinds:
            type_ = self._list.getByKey(key).Type
            if type_ & _LOGICAL:
                kind = "boolean"
            elif type_ & _DATE:
                kind = "date"
            elif values.is_currency_format(self.code(key)):
                kind = "currency"
            else:
                kind = "plain"
            self._kinds[key] = kind
        return self._kinds[key]


def excel_code(code: str) -> str:
    """Return LibreOffice's spelling of a format as Excel spells it: dates in small letters."""
    done, at = [], 0
    for match in _KEEP.finditer(code):
        done.append(_small(code[at : match.start()]))
        inside = match["inside"]
        if inside is None:
            done.append(match[0])
        elif inside.upper() in _COLOURS:
            done.append(f"[{_COLOURS[inside.upper()]}]")
        else:
            done.append(f"[{inside.lower()}]" if set(inside) <= set("HMS") else match[0])
        at = match.end()
    return "".join(done) + _small(code[at:])


def _small(text: str) -> str:
    return re.sub(r"[YMDHSN]", lambda match: match[0].lower(), text)
