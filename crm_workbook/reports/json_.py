"""Findings for a program: one JSON object with a version of its shape.

Each finding stands on a line of its own, so that a difference between two reports shows which
findings came and went, and a large report is written at the speed of the C encoder. The shape is
published as `docs/report.schema.json`.
"""

from __future__ import annotations

import json

from crm_workbook.errors import CrmError
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.reports._direction import LRM
from crm_workbook.reports._totals import entries, lines, number, totals
from crm_workbook.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.model import Finding, Outcome, Receipt, SetAside
    from crm_workbook.reports._manual import Explain
    from crm_workbook.reports._receipts import Receipts
    from crm_workbook.reports._totals import Totals

SCHEMA: Final = 1
"""The version of the report's shape. It changes when a member goes or changes its meaning."""
ASKED_FOR: Final = (
    "settings", "statistics", "score", "baseline", "ignored", "changes", "annotated",
)  # fmt: skip
"""What a job has only when it is told to, or when somebody decided something."""
TOOL: Final = {"name": "crm-workbook", "version": __version__}


def render(
    results: Sequence[tuple[str, Outcome | CrmError]],
    lang: str,
    _explain: Explain | None = None,
    receipts: Receipts | None = None,
) -> str:
    """Return the report on a run as JSON, every finding by itself."""
    total = totals(results)
    receipts = receipts or {}
    head = {
        "schema": SCHEMA,
        "tool": TOOL,
        "files": [file_entry(name, result, lang, receipts.get(name)) for name, result in results],
        "summary": summary(results, total),
    }
    done = [(name, result) for name, result in results if not isinstance(result, CrmError)]
    lists = {
        "findings": [finding_entry(name, f, lang) for name, r in done for f in r.findings],
        "silenced": [silenced_entry(name, a, lang) for name, r in done for a in r.aside],
    }
    lines = [f' "{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in head.items()]
    for key, entered in lists.items():
        body = ",\n  ".join(json.dumps(each, ensure_ascii=False) for each in entered)
        lines.append(f' "{key}": [\n  {body}\n ]' if entered else f' "{key}": []')
    return "{\n" + ",\n".join(lines) + "\n}"


def summary(results: Sequence[tuple[str, Outcome | CrmError]], total: Totals) -> dict[str, object]:
    """Return what a run adds up to."""
    return {
        "files": len(results),
        "checked": total.read,
        "sheets": total.sheets,
        "rows": total.rows,
        "errors": total.by_severity["error"],
        "warnings": total.by_severity["warning"],
        "infos": total.by_severity["info"],
        "silenced": total.silenced,
        "fixable": total.fixable,
        "fixed": total.fixed,
        "rules": total.rules,
    }


def file_entry(
    name: str, result: Outcome | CrmError, lang: str, receipt: Receipt | None = None
) -> dict[str, object]:
    """Return what came of one file, without its findings."""
    wrote: dict[str, object] = {}
    if receipt is not None and receipt.changed:
        from crm_workbook.reports._receipts import record

        wrote["written"] = record(receipt, name)
    if isinstance(result, CrmError):
        error = {"code": result.code, "message": result.say(lang)}
        return {"file": name, "error": error, **wrote}
    data = result.data
    told: dict[str, object] = {
        "file": name,
        "error": None,
        "sheets": entries(data, "sheets"),
        "not_checked": entries(data, "not_checked"),
        "fixed": number(data, "fixed"),
    }
    if "diff" in data:
        told["would_change"] = number(data, "would")
    said = lines(data, "told")
    if said:
        told["told"] = [line.replace(LRM, "") for line in said]
    return told | {name: data[name] for name in ASKED_FOR if name in data} | wrote


def finding_entry(file: str, finding: Finding, lang: str) -> dict[str, object]:
    """Return one finding."""
    ref = finding.ref
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "file": file,
        "sheet": ref.sheet,
        "cell": ref.cell,
        "key": ref.key,
        "column": ref.column,
        "message": finding.say(lang),
        "fixable": finding.fixable,
    }


def silenced_entry(file: str, aside: SetAside, lang: str) -> dict[str, object]:
    """Return one finding that is not reported, with who decided so, where and why."""
    return finding_entry(file, aside.finding, lang) | {
        "by": aside.by,
        "where": aside.where,
        "reason": aside.reason,
        "until": aside.until.isoformat() if aside.until is not None else None,
    }
