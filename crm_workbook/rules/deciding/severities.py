"""Other severities for rules, as `CRM301=error` or `CRM7=info`."""

from __future__ import annotations

from crm_workbook.errors import CrmError, Problem
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import SEVERITIES
from crm_workbook.rules.deciding.choose import meant, split
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crm_workbook.model import Finding, Severity

NO_SEVERITY: Final = Problem(
    "not-a-severity",
    Text(
        "'{word}' אינו אומר איזו חומרה לתת לאיזה כלל.",
        "'{word}' does not say which severity to give to which rule.",
    ),
    Text(
        "צריך להיות שם קוד, סימן שוויון ואחת מאלה: error, warning, info. למשל CRM301=error.",
        "It takes a code, an equals sign and one of error, warning, info: CRM301=error.",
    ),
)
_WORDS: Final[dict[str, Severity]] = {
    **{severity: severity for severity in SEVERITIES},
    **{said.he: severity for severity, said in SEVERITIES.items()},
    "warn": "warning",
}


def severities(words: Iterable[str]) -> dict[str, Severity]:
    """Return the severity of each code that words like `CRM301=error` name.

    Of two words about one rule the one counts that means fewer rules, else the later.

    Raises:
        CrmError: A word names no rule or no severity.
    """
    found: dict[str, Severity] = {}
    widths: dict[str, int] = {}
    for word in split(words):
        rules, sign, name = word.partition("=")
        severity = _WORDS.get(name.casefold())
        if not sign or not rules or severity is None:
            raise CrmError(NO_SEVERITY, word=word)
        for code, width in meant((rules,)).items():
            if width <= widths.get(code, width):
                found[code], widths[code] = severity, width
    return found


def graded(found: Iterable[Finding], wanted: Mapping[str, Severity]) -> tuple[Finding, ...]:
    """Return findings with the severities that somebody wants them to have."""
    return tuple(
        finding._replace(severity=wanted.get(finding.code, finding.severity)) for finding in found
    )
