"""Findings in the Static Analysis Results Interchange Format (SARIF) 2.1.0 of OASIS.

A workbook is no file of lines: the row stands for the line and the column for the column, which
code scanning asks for, and the logical location names sheet and cell as a reader would. The
fingerprint is made of rule, sheet, row key and column, so that sorting a table and adding rows
leave it as it was.

What is silenced is a result with a suppression: `inSource` for a note on the cell, `external` for
a line of the checks sheet and for a baseline, the reason as justification. Where a baseline is
used, every result says how it stands to it. What a fix changed is no `fix` of SARIF, which viewers
would carry out on the bytes of the workbook: it is a notification. Everything else that a run has
to say is in its properties, in the shape of the JSON report.
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
from crm_workbook.reports._place import gravest_first, row_and_column, row_and_column_of
from crm_workbook.reports._preview import changed
from crm_workbook.reports._receipts import sentences
from crm_workbook.reports._totals import entries
from crm_workbook.reports.json_ import file_entry
from crm_workbook.text import LANGUAGES, Text
from crm_workbook.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.model import Finding, Outcome, SetAside, Severity
    from crm_workbook.reports._manual import Explain
    from crm_workbook.reports._receipts import Receipts

SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
VERSION: Final = "2.1.0"
FINGERPRINT: Final = "crmPlace/v1"
"""The name of the fingerprint; it changes when what it is made of does."""
LEVELS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "note"}
KNOWN: Final = Text("ידוע מראש לפי {file}", "known from {file}")
GONE: Final = Text("כבר לא נמצא: {place}", "not found any more: {place}")
_TOOL: Final = "crm-workbook"

Json = dict[str, object]


def render(
    results: Sequence[tuple[str, Outcome | CrmError]],
    lang: str,
    explain: Explain | None = None,
    receipts: Receipts | None = None,
) -> str:
    """Return the report on a run as a SARIF log of one run, the gravest findings first."""
    receipts = receipts or {}
    found = gravest_first(results)
    gone = [(file, each) for file, result in results for each in _gone(result)]
    names = {str(each["code"]): "" for _, each in gone}
    names |= {a.finding.code: a.finding.name for _, result in results for a in _aside(result)}
    names = dict(sorted((names | {each.code: each.name for _, each in found}).items()))
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
        "invocations": [_invocation(results, lang, receipts)],
        "artifacts": [
            {"location": {"uri": uri(file)}, "roles": ["analysisTarget"]} for file, _ in results
        ],
    }
    if explain is not None and names:
        run["translations"] = [
            _translation(names, other, explain) for other in LANGUAGES if other != lang
        ]
    run["properties"] = {
        "files": [file_entry(file, each, lang, receipts.get(file)) for file, each in results]
    }
    head = json.dumps(run, ensure_ascii=False)[:-1]
    made = _results(results, found, gone, list(names), lang)
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
    rule: Json = _named(code, name)
    if explain is None:
        return rule
    level = LEVELS[explain(code).severity]
    return rule | _told(code, lang, explain) | {"defaultConfiguration": {"level": level}}


def _named(code: str, name: str) -> Json:
    return {"id": code, "name": name} if name else {"id": code}


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
        "rules": [_named(code, name) | _told(code, lang, explain) for code, name in names.items()],
    }


def _invocation(
    results: Sequence[tuple[str, Outcome | CrmError]], lang: str, receipts: Receipts
) -> Json:
    told: list[Json] = []

    def tell(kind: str, level: str, said: str, *where: Json) -> None:
        told.append({
            "descriptor": {"id": kind}, "level": level, "message": {"text": _plain(said)},
            "locations": list(where),
        })  # fmt: skip

    for index, (file, result) in enumerate(results):
        where = _physical(file, index)
        if isinstance(result, CrmError):
            tell(result.code, "error", result.say(lang), where)
        else:
            kind = "would-fix" if "diff" in result.data else "fixed"
            for change in entries(result.data, "changes"):
                place, old, new = changed(change, lang)
                there = _physical(file, index, row_and_column_of(str(change["cell"])))
                tell(kind, "note", f"{place}: {old} -> {new}", there)
            for missed in entries(result.data, "not_checked"):
                title = str(missed.get("title", ""))
                names = {"logicalLocations": [{"name": title, "kind": "sheet"}]}
                tell("not-checked", "note", f"'{title}': {missed.get('why', '')}", where | names)
        for said in sentences(receipts.get(file), file, lang):
            tell("written", "note", said, where)
    failed = any(isinstance(result, CrmError) for _, result in results)
    return {"executionSuccessful": not failed, "toolExecutionNotifications": told}


def _results(
    results: Sequence[tuple[str, Outcome | CrmError]],
    found: Sequence[tuple[str, Finding]],
    gone: Sequence[tuple[str, Json]],
    codes: list[str],
    lang: str,
) -> list[Json]:
    files = {file: index for index, (file, _) in enumerate(results)}
    rules = {code: index for index, code in enumerate(codes)}
    met: Counter[tuple[str, ...]] = Counter()
    # Every result stands somehow to a baseline, or none does.
    compared = any("baseline" in r.data for _, r in results if not isinstance(r, CrmError))

    def print_of(file: str, *known: str) -> Json:
        met[file, *known] += 1
        return {FINGERPRINT: f"{_digest(known)}:{met[file, *known]}"}

    def result(file: str, each: Finding, aside: SetAside | None = None) -> Json:
        ref = each.ref
        location = _physical(file, files[file], row_and_column(each) or (1, 1))
        location["logicalLocations"] = _logical(each)
        state = "unchanged" if aside is not None and aside.known else "new"
        silent = [] if aside is None else [_suppression(file, files[file], aside, lang)]
        return {
            "ruleId": each.code,
            "ruleIndex": rules[each.code],
            "level": LEVELS[each.severity],
            "message": {"text": _plain(each.say(lang))},
            "locations": [location],
            "partialFingerprints": print_of(file, each.code, ref.sheet, ref.key, ref.column),
            "suppressions": silent,
            "properties": {
                "sheet": ref.sheet, "cell": ref.cell, "key": ref.key, "column": ref.column,
                "fixable": each.fixable,
            },
        } | ({"baselineState": state} if compared else {})  # fmt: skip

    def absent(file: str, each: Json) -> Json:
        known = [str(each[name]) for name in ("code", "sheet", "key", "column")]
        place = " ".join(filter(None, (".".join(filter(None, (known[1], known[3]))), known[2])))
        baseline = str(each["baseline"])
        return {
            "ruleId": known[0],
            "ruleIndex": rules[known[0]],
            "level": "none",
            "kind": "notApplicable",
            "message": {"text": _plain(GONE.say(lang, place=place))},
            "locations": [_physical(file, files[file], (1, 1))],
            "partialFingerprints": print_of(file, *known),
            "suppressions": [
                {"kind": "external", "status": "accepted",
                 "justification": KNOWN.say(lang, file=baseline)}
            ],
            "properties": dict(zip(("sheet", "key", "column"), known[1:], strict=True)),
            "baselineState": "absent",
        }  # fmt: skip

    made = [result(file, each) for file, each in found]
    made += [result(file, a.finding, a) for file, r in results for a in _aside(r)]
    return [*made, *(absent(file, each) for file, each in gone)]


def _aside(result: Outcome | CrmError) -> tuple[SetAside, ...]:
    return () if isinstance(result, CrmError) else result.aside


def _gone(result: Outcome | CrmError) -> list[Json]:
    """Return what a baseline knows that is not found any more, each with the baseline's path."""
    baseline = None if isinstance(result, CrmError) else result.data.get("baseline")
    if not isinstance(baseline, dict):
        return []
    return [{**each, "baseline": baseline["file"]} for each in entries(baseline, "stale")]


def _suppression(file: str, index: int, aside: SetAside, lang: str) -> Json:
    """Return on whose word a finding is silent; a viewer takes such a result for closed."""
    if aside.by == "baseline":
        why = KNOWN.say(lang, file=aside.where)
        return {"kind": "external", "status": "accepted", "justification": why}
    cell = aside.where.rpartition("!")[2]
    place = _physical(file, index, row_and_column_of(cell)) | {
        "logicalLocations": [{"name": cell, "fullyQualifiedName": aside.where, "kind": "cell"}]
    }
    made: Json = {
        "kind": "inSource" if aside.by == "note" else "external",
        "status": "accepted", "justification": aside.reason, "location": place,
    }  # fmt: skip
    if aside.until is not None:
        made["properties"] = {"until": aside.until.isoformat()}
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
