"""Findings for a program: one JSON object with a version of its shape.

Each finding stands on a line of its own, so that a difference between two reports shows which
findings came and went, and a large report is written at the speed of the C encoder. The shape is
published as `docs/report.schema.json`.
"""

from __future__ import annotations

import json

from crm_workbook.errors import CrmError
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.reports._totals import entries, number, totals
from crm_workbook.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.model import Finding, Outcome
    from crm_workbook.reports._manual import Explain
    from crm_workbook.reports._totals import Totals

SCHEMA: Final = 1
"""The version of the report's shape. It changes when a member goes or changes its meaning."""
ASKED_FOR: Final = ("statistics", "score", "baseline", "ignored")
"""What a job counts only when it is told to."""
TOOL: Final = {"name": "crm-workbook", "version": __version__}


def render(
    results: Sequence[tuple[str, Outcome | CrmError]], lang: str, _explain: Explain | None = None
) -> str:
    """Return the report on a run as JSON, every finding by itself."""
    total = totals(results)
    head = {
        "schema": SCHEMA,
        "tool": TOOL,
        "files": [file_entry(name, result, lang) for name, result in results],
        "summary": summary(results, total),
    }
    found = [
        json.dumps(finding_entry(name, each, lang), ensure_ascii=False)
        for name, result in results
        if not isinstance(result, CrmError)
        for each in result.findings
    ]
    lines = [f' "{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in head.items()]
    body = ",\n  ".join(found)
    lines.append(f' "findings": [\n  {body}\n ]' if found else ' "findings": []')
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
        "fixable": total.fixable,
        "fixed": total.fixed,
        "rules": total.rules,
    }


def file_entry(name: str, result: Outcome | CrmError, lang: str) -> dict[str, object]:
    """Return what came of one file, without its findings."""
    if isinstance(result, CrmError):
        return {"file": name, "error": {"code": result.code, "message": result.say(lang)}}
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
    return told | {name: data[name] for name in ASKED_FOR if name in data}


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
        "fixable": finding.fix is not None and finding.fix.safe,
    }
