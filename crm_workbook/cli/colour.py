"""The text report in colours: the same text, with escape sequences put between.

Colour only repeats what a word or a code says already. The report is painted line by line after
it was made, so without the escapes it is what a pipe would get, letter for letter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from crm_workbook.model import SEVERITIES
from crm_workbook.reports import marked
from crm_workbook.text import LANGUAGES

if TYPE_CHECKING:
    from crm_workbook.model import Severity

_END: Final = "\x1b[0m"
_BOLD: Final = "\x1b[1m"
_DIM: Final = "\x1b[2m"
_PLACE: Final = "\x1b[36m"
_BY_SEVERITY: Final[dict[Severity, str]] = {
    "error": "\x1b[31m", "warning": "\x1b[33m", "info": "\x1b[94m",
}  # fmt: skip
_BY_WORD: Final = {
    marked(SEVERITIES[severity].say(lang)): colour
    for severity, colour in _BY_SEVERITY.items()
    for lang in LANGUAGES
}
_WORDS: Final = "|".join(sorted(map(re.escape, _BY_WORD), key=len, reverse=True))
_FINDING: Final = re.compile(
    rf"(?m)^(?P<indent>[-+ ] |)(?P<place>\S.*?)(?P<gap>  +)(?P<code>CRM[0-9]{{3}}) "
    rf"(?P<severity>{_WORDS})(?P<rest>  .*?)(?P<name>\[[a-z0-9-]+\])$"
)
_FILE: Final = re.compile(r"(?m)^(?![-+ ] )(.+)(?=\n[-+ ] )")


def painted(report: str) -> str:
    """Return a text report, or lines of findings, with colours for a terminal."""
    return _FILE.sub(f"{_BOLD}\\1{_END}", _FINDING.sub(_finding, report))


def _finding(line: re.Match[str]) -> str:
    colour = _BY_WORD[line["severity"]]
    return (
        f"{line['indent']}{_PLACE}{line['place']}{_END}{line['gap']}"
        f"{_BOLD}{colour}{line['code']}{_END} {colour}{line['severity']}{_END}"
        f"{line['rest']}{_DIM}{line['name']}{_END}"
    )
