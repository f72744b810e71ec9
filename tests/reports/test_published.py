"""The shapes that programs rely on: the published schema of the JSON, and SARIF 2.1.0."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import jsonschema
import pytest

from crm_workbook import reports
from crm_workbook.reports.sarif import uri

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BOOK = os.path.join(ROOT, "examples", "hebrew-shop.xlsx")
with open(os.path.join(ROOT, "docs", "report.schema.json"), encoding="utf-8") as file:
    SCHEMA = json.load(file)


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What the command prints of a real workbook and of two files that cannot be read."""
    folder = tmp_path_factory.mktemp("לקוחות שלי")
    broken = os.path.join(folder, "שבור, 100%.xlsx")
    with open(broken, "wb") as stream:
        stream.write(b"PK no workbook")

    def run(form, *options):
        words = [sys.executable, "-m", "crm_workbook", "check", BOOK, broken, "no.xlsx"]
        done = subprocess.run(
            [*words, "--format", form, *options], capture_output=True, cwd=folder,
            env=os.environ | {"PYTHONPATH": ROOT},
        )  # fmt: skip
        assert done.returncode == 2
        assert done.stderr == b""
        return done.stdout.decode("utf-8")

    return run


@pytest.mark.parametrize("options", [(), ("--lang=he", "--statistics", "--score"), ("--diff",)])
def test_json_fits_its_schema_and_the_schema_describes_all_of_it(printed, options):
    made = json.loads(printed("json", *options))
    jsonschema.validate(made, SCHEMA, jsonschema.Draft202012Validator)
    assert set(made) == set(SCHEMA["properties"])
    assert made["findings"]
    parts = SCHEMA["$defs"]
    for each in made["findings"]:
        assert set(each) == set(parts["finding"]["properties"])
    for each in made["files"]:
        assert set(each) <= set(parts["file"]["properties"])
    assert set(made["summary"]) == set(parts["summary"]["properties"])
    assert [bool(each["error"]) for each in made["files"]] == [False, True, True]


def test_each_line_of_jsonl_fits_its_schema(printed):
    line = {"$ref": "#/$defs/line", "$defs": SCHEMA["$defs"]}
    for each in printed("jsonl").splitlines():
        jsonschema.validate(json.loads(each), line, jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"schema": 2},
        {"findings": [{}]},
        {"files": [{"file": "a", "error": None}]},
        {"summary": {}},
    ],
)
def test_the_schema_refuses_what_is_no_report(spoilt):
    made = json.loads(reports.render("json", [], "en"))
    jsonschema.validate(made, SCHEMA, jsonschema.Draft202012Validator)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(made | spoilt, SCHEMA, jsonschema.Draft202012Validator)


def thing(required="", **properties):
    """Return the schema of an object that has no other members, as all of SARIF's."""
    return {"type": "object", "additionalProperties": False, "properties": properties,
            "required": required.split()}  # fmt: skip


def some(items, least=0):
    return {"type": "array", "items": items, "minItems": least}


TEXT = {"type": "string"}
INDEX = {"type": "integer", "minimum": 0}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
MESSAGE = thing("text", text=TEXT, markdown=TEXT)
ARTIFACT = thing("uri", uri={"type": "string", "format": "uri-reference"}, index=INDEX)
NUMBER = {"type": "integer", "minimum": 1}
LOGICAL = thing(name=TEXT, fullyQualifiedName=TEXT, kind=TEXT)
LOCATION = thing(
    physicalLocation=thing(
        "artifactLocation", artifactLocation=ARTIFACT,
        region=thing(startLine=NUMBER, startColumn=NUMBER),
    ),
    logicalLocations={**some(LOGICAL), "uniqueItems": True},
)  # fmt: skip
CONTENTS = {**some({"enum": ["localizedData", "nonLocalizedData"]}), "uniqueItems": True}
RULE = thing(
    "id", id=TEXT, name=TEXT, shortDescription=MESSAGE, fullDescription=MESSAGE, help=MESSAGE,
    defaultConfiguration=thing(level=LEVEL),
)  # fmt: skip
LANGUAGE = {"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"}
COMPONENT = thing(
    "name", name=TEXT, semanticVersion=TEXT, language=LANGUAGE, contents=CONTENTS,
    rules={**some(RULE), "uniqueItems": True}, translationMetadata=thing("name", name=TEXT),
    associatedComponent=thing(name=TEXT),
)  # fmt: skip
SUPPRESSION = thing(
    "kind", kind={"enum": ["inSource", "external"]}, justification=TEXT, location=LOCATION,
    status={"enum": ["accepted", "underReview", "rejected"]}, properties={"type": "object"},
)  # fmt: skip
RESULT = thing(
    "message", ruleId=TEXT, ruleIndex=INDEX, level=LEVEL, message=MESSAGE,
    kind={"enum": ["notApplicable", "pass", "fail", "review", "open", "informational"]},
    locations=some(LOCATION), suppressions={**some(SUPPRESSION), "uniqueItems": True},
    baselineState={"enum": ["new", "unchanged", "updated", "absent"]},
    partialFingerprints={"type": "object", "additionalProperties": TEXT},
    properties={"type": "object"},
)  # fmt: skip
NOTE = thing(
    "message", message=MESSAGE, level=LEVEL, descriptor=thing(id=TEXT),
    locations={**some(LOCATION), "uniqueItems": True},
)  # fmt: skip
RUN = thing(
    "tool", tool=thing("driver", driver=COMPONENT), language=LANGUAGE, results=some(RESULT),
    invocations=some(
        thing("executionSuccessful", executionSuccessful={"type": "boolean"},
              toolExecutionNotifications=some(NOTE))
    ),
    artifacts={**some(thing(location=ARTIFACT, roles=some(TEXT))), "uniqueItems": True},
    translations={**some(COMPONENT), "uniqueItems": True}, properties={"type": "object"},
)  # fmt: skip
SARIF = thing(
    "version runs", **{"$schema": TEXT}, version={"const": "2.1.0"}, runs=some(RUN, 1),
)  # fmt: skip
"""The part of the OASIS schema of SARIF 2.1.0 that a report uses, as closed as there."""


@pytest.mark.parametrize("lang", ["he", "en"])
def test_sarif_fits_the_standard(printed, lang):
    log = json.loads(printed("sarif", "--lang", lang))
    jsonschema.validate(log, SARIF, jsonschema.Draft202012Validator)
    run = log["runs"][0]
    assert len(run["results"]) == len(json.loads(printed("json"))["findings"])
    assert not run["invocations"][0]["executionSuccessful"]
    for result in run["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["startLine"] >= 1, "code scanning shows nothing without a line"


def test_sarif_rules_have_help_in_both_languages(printed):
    run = json.loads(printed("sarif", "--lang", "en"))["runs"][0]
    (hebrew,) = run["translations"]
    assert (run["tool"]["driver"]["language"], hebrew["language"]) == ("en", "he")
    for english, translated in zip(run["tool"]["driver"]["rules"], hebrew["rules"], strict=True):
        assert english["id"] == translated["id"]
        assert english["help"]["text"].isascii() or "א" not in english["help"]["text"]
        assert any("א" <= sign <= "ת" for sign in translated["help"]["markdown"])


def test_sarif_fingerprint_survives_sorting():
    from crm_workbook.model import Finding, Outcome, Ref
    from crm_workbook.text import Text

    def prints(*cells):
        found = [
            Finding("CRM121", "x", "error", Ref("customers", cell, key, "phone"), Text("א", "a"))
            for cell, key in cells
        ]
        log = json.loads(reports.render("sarif", [("a.xlsx", Outcome(tuple(found)))], "en"))
        return {
            r["properties"]["key"]: r["partialFingerprints"] for r in log["runs"][0]["results"]
        }

    before = prints(("C2", "C-1"), ("C3", "C-2"))
    assert before == prints(("C9", "C-2"), ("C4", "C-1"))
    assert before["C-1"] != before["C-2"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a b.xlsx", "a%20b.xlsx"),
        ("דנה/a#1.xlsx", "%D7%93%D7%A0%D7%94/a%231.xlsx"),
        ("/tmp/100%.xlsx", "file:///tmp/100%25.xlsx"),  # noqa: S108 - only a name
        ("c:x.xlsx", "c%3Ax.xlsx"),
    ],
)
@pytest.mark.skipif(os.sep == "\\", reason="paths of another system")
def test_a_path_becomes_a_uri(path, expected):
    assert uri(path) == expected
