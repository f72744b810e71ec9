"""Findings for a program that reads a line at a time: one JSON object a line.

The first line names the shape and the tool, then come the files, each followed by its findings and
by what is silenced, then the sums. A stream that ends without the sums was cut off.
"""

from __future__ import annotations

import json

from crm_workbook.errors import CrmError
from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.reports._totals import totals
from crm_workbook.reports.json_ import (
    SCHEMA,
    TOOL,
    file_entry,
    finding_entry,
    silenced_entry,
    summary,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crm_workbook.model import Outcome
    from crm_workbook.reports._manual import Explain
    from crm_workbook.reports._receipts import Receipts


def render(
    results: Sequence[tuple[str, Outcome | CrmError]],
    lang: str,
    _explain: Explain | None = None,
    receipts: Receipts | None = None,
) -> str:
    """Return the report on a run as lines of JSON; `kind` tells what each line is about."""
    return "\n".join(
        json.dumps({"kind": kind} | said, ensure_ascii=False)
        for kind, said in _lines(results, lang, receipts or {})
    )


def _lines(
    results: Sequence[tuple[str, Outcome | CrmError]], lang: str, receipts: Receipts
) -> Iterator[tuple[str, dict[str, object]]]:
    yield "run", {"schema": SCHEMA, "tool": TOOL}
    for name, result in results:
        yield "file", file_entry(name, result, lang, receipts.get(name))
        if not isinstance(result, CrmError):
            for each in result.findings:
                yield "finding", finding_entry(name, each, lang)
            for aside in result.aside:
                yield "silenced", silenced_entry(name, aside, lang)
    yield "summary", summary(results, totals(results))
