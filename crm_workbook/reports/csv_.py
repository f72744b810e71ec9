"""Findings as a table that Excel opens with a double click.

It begins with a byte order mark, without which Excel takes Hebrew for the code page of the
machine; every cell is quoted, and none can start a formula. Headings and the words of `kind` and
`severity` are the same in every language, so that a filter or a pivot made of one report fits the
next. Lines end as the standard output ends them: CRLF on Windows.
"""

from __future__ import annotations

import csv
import io
import json

from crm_workbook.errors import CrmError
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.reports._direction import LRM
from crm_workbook.reports._inert import inert
from crm_workbook.reports._preview import changed
from crm_workbook.reports._receipts import sentences
from crm_workbook.reports._totals import entries, lines
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crm_workbook.model import Finding, Outcome
    from crm_workbook.reports._manual import Explain
    from crm_workbook.reports._receipts import Receipts

COLUMNS: Final = (
    "kind", "severity", "code", "name", "file", "sheet", "cell", "key", "column", "message",
    "fixable", "by", "where", "reason", "until", "old", "new", "value",
)  # fmt: skip
"""`kind` is one of these.

`finding`: one finding. `silenced`: one that is not reported, with who decided so, where and why.
`fixed`, `would-fix`: a cell, what it held and what it gets. `written`: what was written to the
workbook and how to take it back. `statistic`: how often a rule was broken. `score`: the share of a
sheet's rows that are in order, from 0 to 1. `gone`: what a baseline knows that is not found any
more. `setting`: what decided about the check, and who. `said`: what else there is to say, in a
sentence. `not-checked`: a sheet left out.
`unreadable`: a whole file.
"""
SCORE: Final = Text("{clean:,} מתוך {rows:,} שורות תקינות", "{clean:,} of {rows:,} rows in order")
_BOM: Final = "\ufeff"


def render(
    results: Sequence[tuple[str, Outcome | CrmError]],
    lang: str,
    _explain: Explain | None = None,
    receipts: Receipts | None = None,
) -> str:
    """Return the report on a run as CSV, a row for each thing there is to say."""
    stream = io.StringIO()
    stream.write(_BOM)
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(COLUMNS)
    for file, result in results:
        rows = _refused(result, lang) if isinstance(result, CrmError) else _rows(result, lang)
        for row in rows:
            told = {"file": file, **row}
            writer.writerow([inert(str(told.get(column, ""))) for column in COLUMNS])
        for said in sentences((receipts or {}).get(file), file, lang):
            told = {"kind": "written", "file": file, "message": said}
            writer.writerow([inert(str(told.get(column, ""))) for column in COLUMNS])
    return stream.getvalue()


Row = dict[str, object]


def _refused(error: CrmError, lang: str) -> Iterator[Row]:
    yield {
        "kind": "unreadable", "severity": "error", "code": error.code, "message": error.say(lang),
    }  # fmt: skip


def _rows(result: Outcome, lang: str) -> Iterator[Row]:
    data = result.data
    for each in result.findings:
        yield {"kind": "finding", **_found(each, lang)}
    for aside in result.aside:
        yield {
            "kind": "silenced", **_found(aside.finding, lang), "by": aside.by,
            "where": aside.where, "reason": aside.reason,
            "until": aside.until.isoformat() if aside.until is not None else "",
        }  # fmt: skip
    kind = "would-fix" if "diff" in data else "fixed"
    for change in entries(data, "changes"):
        _, old, new = changed(change, lang)
        yield {"kind": kind, **change, "old": old, "new": new, "message": f"{old} -> {new}"}
    yield from _counted(data, lang)
    for setting in entries(data, "settings"):
        value = setting["value"]
        told = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        yield {"kind": "setting", "name": setting["name"], "by": setting["from"], "value": told}
    for said in lines(data, "told"):
        yield {"kind": "said", "message": said.replace(LRM, "").strip()}
    for missed in entries(data, "not_checked"):
        yield {
            "kind": "not-checked", "sheet": missed.get("title", ""),
            "message": missed.get("why", ""),
        }  # fmt: skip


def _counted(data: Mapping[str, object], lang: str) -> Iterator[Row]:
    for count in entries(data, "statistics"):
        yield {"kind": "statistic", **count, "value": count["times"], "fixable": ""}
    for score in entries(data, "score"):
        yield {
            "kind": "score", "sheet": score["sheet"], "value": score["share"],
            "message": SCORE.say(lang, **score),
        }  # fmt: skip
    baseline = data.get("baseline")
    if isinstance(baseline, dict):
        for gone in entries(baseline, "stale"):
            times = gone.get("count", 1)
            yield {"kind": "gone", **gone, "where": baseline["file"], "value": times}


def _found(each: Finding, lang: str) -> Row:
    ref = each.ref
    return {
        "severity": each.severity, "code": each.code, "name": each.name, "sheet": ref.sheet,
        "cell": ref.cell, "key": ref.key, "column": ref.column, "message": each.say(lang),
        "fixable": "yes" if each.fixable else "no",
    }  # fmt: skip
