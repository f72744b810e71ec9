"""Findings as annotations of a GitHub Actions run: one workflow command a line.

What stands between the colons of a command is written as GitHub asks: per cent signs and line
breaks escaped everywhere, colons and commas in properties too, so that no cell or file name can
start a command of its own. GitHub shows the first few annotations of a step only; the gravest
come first.
"""

from __future__ import annotations

from crm_workbook.errors import CrmError
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.reports._direction import LRM
from crm_workbook.reports._place import gravest_first, row_and_column
from crm_workbook.reports._receipts import sentences
from crm_workbook.reports._totals import entries, lines, totals
from crm_workbook.reports.text import last_line
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crm_workbook.model import Finding, Outcome, Severity
    from crm_workbook.reports._manual import Explain
    from crm_workbook.reports._receipts import Receipts

LEVELS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "notice"}
UNREADABLE: Final = Text("לא ניתן היה לבדוק את הקובץ", "The file could not be checked")
LEFT_OUT: Final = Text("גיליון שלא נבדק", "Sheet not checked")
WRITTEN: Final = Text("נכתב בחוברת", "Written to the workbook")


def render(
    results: Sequence[tuple[str, Outcome | CrmError]],
    lang: str,
    _explain: Explain | None = None,
    receipts: Receipts | None = None,
) -> str:
    """Return the report on a run as workflow commands, and lines of the log with the rest."""
    out = [
        _command("error", result.say(lang), file=file, title=UNREADABLE.say(lang))
        for file, result in results
        if isinstance(result, CrmError)
    ]
    out += [_annotation(file, each, lang) for file, each in gravest_first(results)]
    for file, result in results:
        if not isinstance(result, CrmError):
            for each in entries(result.data, "not_checked"):
                said = f"'{each.get('title', '')}': {each.get('why', '')}"
                out.append(_command("notice", said, file=file, title=LEFT_OUT.say(lang)))
    for file, result in results:
        if not isinstance(result, CrmError):
            out += (_line(file, said) for said in _told(result))
        for said in sentences((receipts or {}).get(file), file, lang):
            out.append(_command("notice", said, file=file, title=WRITTEN.say(lang)))
    return "\n".join([*out, last_line(totals(results)._replace(missed=()), lang)])


def _told(result: Outcome) -> Iterator[str]:
    """Yield what is neither an annotation nor a sum: a preview, what is silenced, statistics."""
    for name in ("diff", "told", "counted"):
        yield from lines(result.data, name)
    for aside in result.aside:
        if aside.by == "baseline":
            continue  # there may be thousands; how many is told
        until = f" ({aside.until.isoformat()})" if aside.until is not None else ""
        yield f"{aside.finding.code} {aside.finding.ref}: {aside.where}: {aside.reason}{until}"


def _line(file: str, said: str) -> str:
    """Return a line of the log that the runner takes for no command, blanks before it or none."""
    text = f"- {file}: {said}".replace("##[", "## [")
    return "".join(c if c.isprintable() or c == LRM else " " for c in text)


def _annotation(file: str, finding: Finding, lang: str) -> str:
    where: dict[str, object] = {"file": file}
    place = row_and_column(finding)
    if place is not None:
        where |= {"line": place[0], "col": place[1]}
    title = f"{finding.code} {finding.ref} [{finding.name}]"
    return _command(LEVELS[finding.severity], finding.say(lang), **where, title=title)


def _command(name: str, message: str, **properties: object) -> str:
    said = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {said}::{_data(message)}"


def _data(text: str) -> str:
    """Return a text as a command carries it, without what commands a terminal."""
    text = "".join(c for c in text if c.isprintable() or c in "\r\n")
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
