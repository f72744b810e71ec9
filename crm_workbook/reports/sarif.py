"""Findings in the Static Analysis Results Interchange Format (SARIF) 2.1.0 of OASIS.

A workbook is no file of lines: the row stands for the line and the column for the column, which
code scanning asks for, and the logical location names sheet and cell as a reader would. The
fingerprint is made of rule, sheet, row key and column, so that sorting a table and adding rows
leave it as it was.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from urllib.parse import quote_from_bytes

from crm_workbook.errors import CrmError
from crm_workbook.reports._place import gravest_first, row_and_column
from crm_workbook.reports._totals import entries
from crm_workbook.text import LANGUAGES
from crm_workbook.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.model import Finding, Outcome, Severity
    from crm_workbook.reports._manual import Explain

SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
VERSION: Final = "2.1.0"
FINGERPRINT: Final = "crmPlace/v1"
"""The name of the fingerprint; it changes when what it is made of does."""
LEVELS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "note"}
_TOOL: Final = "crm-workbook"

Json = dict[str, object]


def render(
    results: Sequence[tuple[str, Outcome | CrmError]], lang: str, explain: Explain | None = None
) -> str:
    """Return the report on a run as a SARIF log of one run, the gravest findings first."""
    found = gravest_first(results)
    names = dict(sorted((each.code, each.name) for _, each in found))
    driver: Json = {
        "name": _TOOL,
        "semanticVersion": __version__,
        "language": lang,
        "contents": ["localizedData", "nonLocalizedData"],
        "rules": [_rule(code, name, lang, explain) for code, name in names.items()],
    }
    tool: Json = {"driver": driver}
    run: Json = {
        "tool": tool,
        "language": lang,
        "invocations": [_invocation(results, lang)],
        "artifacts": [
            {"location": {"uri": uri(file)}, "roles": ["analysisTarget"]} for file, _ in results
        ],
    }
    if explain is not None and names:
        run["translations"] = [
            _translation(names, other, explain) for other in LANGUAGES if other != lang
        ]
    head = json.dumps(run, ensure_ascii=False)[:-1]
    made = _results(results, found, list(names), lang)
    body = ",\n".join(json.dumps(each, ensure_ascii=False) for each in made)
    return (  # one result a line, and the C encoder, which knows no indents, for each
        f'{{"$schema": "{SCHEMA}", "version": "{VERSION}", "runs": [\n'
        f'{head},\n"results": [\n{body}\n]}}\n]}}'
    )


@lru_cache(maxsize=64)
def uri(path: str) -> str:
    """Return a path as a URI: relative as it is, absolute as a `file:` one."""
    if os.sep == "\\":
        path = path.replace(os.sep, "/")
    quoted = quote_from_bytes(os.fsencode(path))
    if path.startswith("//"):  # a share: //server/folder
        return f"file:{quoted}"
    if path.startswith("/"):
        return f"file://{quoted}"
    drive = os.path.splitdrive(path)[0]
    if drive:
        return f"file:///{drive}{quoted[len(quote_from_bytes(os.fsencode(drive))) :]}"
    return quoted


def _rule(code: str, name: str, lang: str, explain: Explain | None) -> Json:
    rule: Json = {"id": code, "name": name}
    if explain is None:
        return rule
    level = LEVELS[explain(code).severity]
    return rule | _told(code, lang, explain) | {"defaultConfiguration": {"level": level}}


def _told(code: str, lang: str, explain: Explain) -> Json:
    """Return what a rule's manual says, in the words that depend on the language."""
    page = explain(code)
    title, why, fix = (text.say(lang) for text in (page.title, page.why, page.fix))
    return {
        "shortDescription": {"text": title},
        "fullDescription": {"text": why},
        "help": {"text": f"{why}\n\n{fix}", "markdown": f"**{title}**\n\n{why}\n\n{fix}"},
    }


def _translation(names: dict[str, str], lang: str, explain: Explain) -> Json:
    return {
        "name": _TOOL,
        "semanticVersion": __version__,
        "language": lang,
        "contents": ["localizedData"],
        "translationMetadata": {"name": f"{_TOOL} ({lang})"},
        "associatedComponent": {"name": _TOOL},
        "rules": [
            {"id": code, "name": name} | _told(code, lang, explain) for code, name in names.items()
        ],
    }


def _invocation(results: Sequence[tuple[str, Outcome | CrmError]], lang: str) -> Json:
    told: list[Json] = []
    for index, (file, result) in enumerate(results):
        where = [_physical(file, index)]
        if isinstance(result, CrmError):
            told.append({
                "descriptor": {"id": result.code}, "level": "error",
                "message": {"text": _plain(result.say(lang))}, "locations": where,
            })  # fmt: skip
            continue
        for missed in entries(result.data, "not_checked"):
            title = str(missed.get("title", ""))
            told.append({
                "descriptor": {"id": "not-checked"}, "level": "note",
                "message": {"text": _plain(f"'{title}': {missed.get('why', '')}")},
                "locations": [where[0] | {"logicalLocations": [{"name": title, "kind": "sheet"}]}],
            })  # fmt: skip
    failed = any(isinstance(result, CrmError) for _, result in results)
    return {"executionSuccessful": not failed, "toolExecutionNotifications": told}


def _results(
    results: Sequence[tuple[str, Outcome | CrmError]],
    found: Sequence[tuple[str, Finding]],
    codes: list[str],
    lang: str,
) -> list[Json]:
    files = {file: index for index, (file, _) in enumerate(results)}
    rules = {code: index for index, code in enumerate(codes)}
    met: Counter[tuple[str, ...]] = Counter()
    made: list[Json] = []
    for file, each in found:
        ref = each.ref
        known = (each.code, ref.sheet, ref.key, ref.column)
        met[file, *known] += 1
        location = _physical(file, files[file], row_and_column(each) or (1, 1))
        location["logicalLocations"] = _logical(each)
        made.append({
            "ruleId": each.code,
            "ruleIndex": rules[each.code],
            "level": LEVELS[each.severity],
            "message": {"text": _plain(each.say(lang))},
            "locations": [location],
            "partialFingerprints": {FINGERPRINT: f"{_digest(known)}:{met[file, *known]}"},
            "suppressions": [],
            "properties": {
                "sheet": ref.sheet, "cell": ref.cell, "key": ref.key, "column": ref.column,
                "fixable": each.fix is not None and each.fix.safe,
            },
        })  # fmt: skip
    return made


def _physical(file: str, index: int, place: tuple[int, int] | None = None) -> Json:
    physical: Json = {"artifactLocation": {"uri": uri(file), "index": index}}
    if place is not None:
        physical["region"] = {"startLine": place[0], "startColumn": place[1]}
    return {"physicalLocation": physical}


def _logical(finding: Finding) -> list[Json]:
    ref = finding.ref
    name = ref.cell or ref.sheet
    kind = "cell" if ref.cell else "sheet"
    return [{"name": name, "fullyQualifiedName": str(ref), "kind": kind}]


def _plain(text: str) -> str:
    """Return a text in which no cell's content is taken for a link."""
    return text.replace("[", "\\[").replace("]", "\\]") if "](" in text else text


def _digest(known: tuple[str, ...]) -> str:
    text = json.dumps(known, ensure_ascii=True)
    return sha256(text.encode("ascii")).hexdigest()[:32]
