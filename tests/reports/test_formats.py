"""What holds for every format of a report: nothing is lost, doubled or taken for a command."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_workbook import reports
from crm_workbook.errors import CrmError, Problem
from crm_workbook.model import Finding, Fix, Outcome, Ref, SetAside
from crm_workbook.rules.page import page
from crm_workbook.text import Text

HOSTILE = (
    "</td><script>alert(1)</script>", "'\"><img src=x onerror=alert(1)>", "=cmd|'/c calc'!A0",
    "\n::error::owned", "a\r\n::stop-commands::x", "##[error]x", "100%0A", "[x](http://evil)",
    "\u202eabc", "\ufeff=1+1", "a,b\"c';d", "{0}", "--><!--", "\x1b[2J", "@SUM(1)", "{{7*7}}",
)  # fmt: skip
WORDS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=12), st.just("דנה 050-12"))
SAID = Text("נמצא '{value}' כאן", "found '{value}' here")
GONE = Problem("file-missing", Text("{file} איננו.", "{file} is gone."), Text("לחפש.", "Look."))
CODES = {"CRM121": "short-phone", "CRM150": "not-in-list", "CRM803": "card-number"}


@st.composite
def findings(draw):
    code = draw(st.sampled_from(sorted(CODES)))
    cell = draw(st.sampled_from(["", "C2", "AA1048576", "B2:C9", "D:D"]))
    ref = Ref(draw(WORDS), cell, draw(WORDS), draw(st.sampled_from(["", "phone"])))
    fix = draw(st.sampled_from([None, Fix(()), Fix((), safe=False)]))
    severity = draw(st.sampled_from(["error", "warning", "info"]))
    return Finding(code, CODES[code], severity, ref, SAID, {"value": draw(WORDS)}, fix)


@st.composite
def runs(draw):
    names = draw(st.lists(WORDS, min_size=1, max_size=3, unique=True))
    made = []
    for name in names:
        if draw(st.integers(0, 3)) == 0:
            made.append((name, CrmError(GONE, file=name)))
            continue
        missed = [{"title": t, "why": "w"} for t in draw(st.lists(WORDS, max_size=2))]
        sheets = [{"sheet": "customers", "title": "לקוחות", "rows": 2}]
        data = {"sheets": sheets, "not_checked": missed, "rules": 9, "all_rules": 9}
        made.append((name, Outcome(tuple(draw(st.lists(findings(), max_size=5))), data=data)))
    return made


LANGS = st.sampled_from(["he", "en"])


def pairs(run):
    return [(n, f) for n, r in run if isinstance(r, Outcome) for f in r.findings]


def refused(run):
    return [(n, r) for n, r in run if isinstance(r, CrmError)]


def left_out(run):
    return [(n, m["title"]) for n, r in run if isinstance(r, Outcome)
            for m in r.data["not_checked"]]  # fmt: skip


def made(form, run, lang):
    return reports.render(form, run, lang, page)


@settings(max_examples=60)
@given(runs(), LANGS)
def test_jsonl_has_each_finding_on_a_line(run, lang):
    lines = [json.loads(line) for line in made("jsonl", run, lang).split("\n")]
    assert lines[0]["kind"] == "run"
    assert lines[-1]["kind"] == "summary"
    assert [x["file"] for x in lines if x["kind"] == "file"] == [name for name, _ in run]
    found = [x for x in lines if x["kind"] == "finding"]
    assert found == [
        {"kind": "finding", **x} for x in json.loads(made("json", run, lang))["findings"]
    ]
    assert [(x["file"], x["message"]) for x in found] == [(n, f.say(lang)) for n, f in pairs(run)]


@settings(max_examples=60)
@given(runs(), LANGS)
def test_csv_has_each_finding_in_a_row_and_no_formula(run, lang):
    text = made("csv", run, lang)
    assert text.startswith("\ufeff")
    head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert all(len(row) == len(head) for row in rows)
    told = [dict(zip(head, row, strict=True)) for row in rows]
    kinds = Counter(row["kind"] for row in told)
    expected = {"finding": pairs(run), "unreadable": refused(run), "not-checked": left_out(run)}
    assert kinds == Counter({kind: len(said) for kind, said in expected.items() if said})
    for row, (_, each) in zip(
        [r for r in told if r["kind"] == "finding"], pairs(run), strict=True
    ):
        assert (row["code"], row["cell"], row["message"]) == (
            each.code,
            each.ref.cell,
            each.say(lang),
        )
        assert row["key"].removeprefix("'") == each.ref.key.removeprefix("'")
    live = re.compile(
        r"[\s\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]"
    )
    for row in rows:
        assert [
            cell for cell in row if live.match(cell) and not re.fullmatch(r"[+-]?[\d,.%]+", cell)
        ] == []


def github(text):
    """Read workflow commands as the runner does: a line is a command if it begins with `::`."""
    for line in re.split(r"\r\n|\r|\n", text):
        command = re.fullmatch(r"::(error|warning|notice) (.*?)::(.*)", line)
        if command is None:
            assert not line.startswith("::")
            assert "##[" not in line
            continue
        split = (pair.split("=", 1) for pair in command[2].split(","))
        values = {key: unescaped(value) for key, value in split}
        yield command[1], values, unescaped(command[3])


def shown(text):
    return "".join(c for c in text if c.isprintable() or c in "\r\n")


def unescaped(text):
    for sign, code in ((":", "%3A"), (",", "%2C"), ("\r", "%0D"), ("\n", "%0A"), ("%", "%25")):
        text = text.replace(code, sign)
    return text


@settings(max_examples=60)
@given(runs(), LANGS)
def test_github_has_each_finding_as_one_command(run, lang):
    said = list(github(made("github", run, lang)))
    assert len(said) == len(pairs(run)) + len(refused(run)) + len(left_out(run))
    found = Counter((p["file"], m) for _, p, m in said if p["title"].startswith("CRM"))
    assert found == Counter((shown(name), shown(each.say(lang))) for name, each in pairs(run))
    told = Counter((p["file"], m) for kind, p, m in said if kind == "error")
    for name, error in refused(run):
        assert told[shown(name), shown(error.say(lang))]


def test_github_puts_the_gravest_first_and_names_row_and_column():
    found = [
        Finding("CRM150", "x", severity, Ref("customers", "AB7", "", ""), SAID, {"value": "1"})
        for severity in ("info", "error", "warning")
    ]
    said = list(github(made("github", [("a:b,c.xlsx", Outcome(tuple(found)))], "en")))
    assert [kind for kind, _, _ in said] == ["error", "warning", "notice"]
    assert said[0][1] | {"title": ""} == {
        "file": "a:b,c.xlsx",
        "line": "7",
        "col": "28",
        "title": "",
    }


class Seen(HTMLParser):
    """The rows, the texts and whatever could run in a page."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.rows, self.tags, self.attributes, self.open, self.texts = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in {"meta", "input"}:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)
        if "tr" in self.open:
            self.rows[-1] += data


def visible(text):
    return "".join(c for c in text.replace("\n", " ") if c.isprintable())


@settings(max_examples=60, deadline=None)
@given(runs(), LANGS)
def test_html_has_each_finding_in_a_row_and_nothing_foreign_runs(run, lang):
    seen = Seen()
    seen.feed(made("html", run, lang))
    seen.close()
    assert seen.open == []
    rows = [row for row in map(visible, seen.rows) if "found '" in row or "נמצא '" in row]
    assert len(rows) == len(pairs(run))
    for _, each in pairs(run):
        assert any(
            visible(each.say(lang)) in row and visible(str(each.ref)) in row for row in rows
        )
    texts = [visible(text) for text in seen.texts]
    for name, error in refused(run):
        assert visible(error.say(lang)) in texts
        assert visible(name) in texts or not visible(name)
    assert seen.tags.count("script") == 1
    assert not {"img", "iframe", "link", "a", "object", "base"} & set(seen.tags)
    names = {name for name, _ in seen.attributes}
    assert not [
        name for name in names if name.startswith("on") or name in {"src", "href", "style"}
    ]


def test_html_is_one_file_for_its_language_with_a_closed_policy():
    text = made("html", [("a.xlsx", Outcome())], "he")
    assert '<html lang="he" dir="rtl">' in text
    assert '<html lang="en" dir="ltr">' in made("html", [("a.xlsx", Outcome())], "en")
    assert "default-src &#x27;none&#x27;" in text
    assert "http://" not in text
    assert "https://" not in text
    assert "prefers-color-scheme:dark" in text


def test_html_policy_names_the_very_style_and_script():
    from base64 import b64encode
    from hashlib import sha256

    text = made("html", [("a.xlsx", Outcome())], "en")
    for tag in ("style", "script"):
        inside = re.search(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)[1]
        assert b64encode(sha256(inside.encode()).digest()).decode() in text.replace("&#x2B;", "+")


def test_html_tells_the_rule_and_what_only_a_check_was_told():
    found = Finding("CRM121", "short-phone", "error", Ref("customers", "C2"), SAID, {"value": "1"})
    run = [("a.xlsx", Outcome((found,), data={"told": ["score: 50%"], "diff": ["C2: 1 -> 2"]}))]
    for lang in ("he", "en"):
        seen = Seen()
        seen.feed(made("html", run, lang))
        told = " ".join(seen.texts)
        assert page("CRM121").title.say(lang) in told
        assert "score: 50%" in told
        assert "C2: 1 -> 2" in told


@settings(max_examples=60)
@given(runs(), LANGS)
def test_sarif_has_each_finding_as_one_result(run, lang):
    log = json.loads(made("sarif", run, lang))["runs"][0]
    uris = [unquote(each["location"]["uri"]) for each in log["artifacts"]]
    assert uris == [name if name[:1] != "/" else f"file://{name}" for name, _ in run]
    told = Counter()
    for result in log["results"]:
        place = result["locations"][0]
        assert log["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        file = place["physicalLocation"]["artifactLocation"]["index"]
        name = place["logicalLocations"][0]["fullyQualifiedName"]
        told[file, result["ruleId"], result["message"]["text"].replace("\\", ""), name] += 1
    names = [name for name, _ in run]
    assert told == Counter(
        (names.index(name), each.code, each.say(lang).replace("\\", ""), str(each.ref))
        for name, each in pairs(run)
    )
    invocation = log["invocations"][0]
    assert invocation["executionSuccessful"] is not bool(refused(run))
    notes = invocation["toolExecutionNotifications"]
    assert len(notes) == len(refused(run)) + len(left_out(run))
    prints = [
        (r["locations"][0]["physicalLocation"]["artifactLocation"]["index"], r["ruleId"],
         *r["partialFingerprints"].values())
        for r in log["results"]
    ]  # fmt: skip
    assert len(set(prints)) == len(prints)


def test_text_and_json_load_no_other_format():
    code = (
        "import sys; from crm_workbook import reports; reports.formats();"
        "reports.render('text', [], 'en'); reports.render('json', [], 'en');"
        "print([m for m in sys.modules if m.startswith('crm_workbook.reports.')"
        " or m in ('csv', 'html', 'urllib.parse', 're')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.rpartition(".")[2] for name in re.findall(r"'([^']+)'", done.stdout)}
    assert not loaded & {"jsonl", "csv_", "github", "sarif", "html_", "_page", "_place", "_inert",
                         "_manual"}  # fmt: skip


def test_the_formats_are_found_by_name():
    assert reports.formats() == ("csv", "github", "html", "json", "jsonl", "sarif", "text")
    with pytest.raises(KeyError):
        reports.render("xml", [], "en")


def test_html_names_a_place_as_its_tab_does_and_other_reports_on_pointing():
    found = Finding("CRM131", "bad-email", "error", Ref("customers", "J9"), SAID, {"value": "a@"})
    data = {"sheets": [{"sheet": "customers", "title": "הלקוחות שלי", "rows": 2}]}
    aside = (SetAside(found, "note", "", "ידוע", None),)
    text = made("html", [("a.xlsx", Outcome((found,), data=data, aside=aside))], "he")
    place = '<bdi dir="ltr" title="customers!J9"><bdi>הלקוחות שלי</bdi><code>!J9</code></bdi>'
    assert text.count(place) == 2
    assert '<option value="customers">הלקוחות שלי</option>' in text
    # A quoted address keeps its own direction, else the sign at its end jumps to its beginning.
    assert text.count("&#x27;<bdi>a@</bdi>&#x27;") == 2
