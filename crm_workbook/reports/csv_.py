"""Findings as a table that Excel opens with a double click.

It begins with a byte order mark, without which Excel takes Hebrew for the code page of the
machine; every cell is quoted, and none can start a formula. Headings and the words of `kind` and
`severity` are the same in every language, so that a filter or a pivot made of one report fits the
next. Lines end as the standard output ends them: CRLF on Windows.
"""

from __future__ import annotations

import csv
import io

from crm_workbook.errors import CrmError
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.reports._inert import inert
from crm_workbook.reports._totals import entries

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crm_workbook.model import Outcome
    from crm_workbook.reports._manual import Explain

COLUMNS: Final = (
    "kind", "severity", "code", "name", "file", "sheet", "cell", "key", "column", "message",
    "fixable",
)  # fmt: skip
"""`kind` is `finding`, `not-checked` for a sheet left out, `unreadable` for a whole file."""
_BOM: Final = "\ufeff"


def render(
    results: Sequence[tuple[str, Outcome | CrmError]], lang: str, _explain: Explain | None = None
) -> str:
    """Return the report on a run as CSV, a row for each finding and for what was not checked."""
    stream = io.StringIO()
    stream.write(_BOM)
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(inert, row) for row in _rows(results, lang))
    return stream.getvalue()


def _rows(
    results: Sequence[tuple[str, Outcome | CrmError]], lang: str
) -> Iterator[tuple[str, ...]]:
    for file, result in results:
        if isinstance(result, CrmError):
            message = result.say(lang)
            yield "unreadable", "error", result.code, "", file, "", "", "", "", message, ""
            continue
        for each in result.findings:
            ref = each.ref
            fixable = "yes" if each.fix is not None and each.fix.safe else "no"
            yield (
                "finding", each.severity, each.code, each.name, file, ref.sheet, ref.cell,
                ref.key, ref.column, each.say(lang), fixable,
            )  # fmt: skip
        for missed in entries(result.data, "not_checked"):
            title, why = str(missed.get("title", "")), str(missed.get("why", ""))
            yield "not-checked", "", "", "", file, title, "", "", "", why, ""
