"""The HTML report in a real browser: what a reader sees, filters, searches and prints."""

from __future__ import annotations

import base64
import json
import shutil
import socket
import subprocess
import time
import urllib.request
from datetime import date

import pytest

from crm_workbook import reports
from crm_workbook.model import Finding, Fix, Outcome, Ref, SetAside
from crm_workbook.rules.page import page
from crm_workbook.text import Text

DRIVER = shutil.which("chromedriver")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(DRIVER is None, reason="needs chromedriver"),
]
HOSTILE = "</td></table><script>document.title='owned'</script><img src=x onerror=\"alert(1)\">"
SAID = Text("טלפון: '{value}' קצר", "phone: '{value}' is short")
RULES = {"CRM121": "error", "CRM111": "warning", "CRM158": "info"}


def outcome(count):
    found = []
    for number in range(count):
        code, severity = list(RULES.items())[number % 3]
        ref = Ref("customers", f"C{number + 2}", f"C-{number:05}", "phone")
        value = HOSTILE if number == 0 else f"050-{number}"
        fix = Fix(()) if number % 2 else None
        found.append(Finding(code, "some-name", severity, ref, SAID, {"value": value}, fix))
    quiet = found[0]._replace(values={"value": "silent"})
    aside = (SetAside(quiet, "checks", "checks!A2", "ידוע לנו", date(2027, 1, 31)),)
    return Outcome(tuple(found), aside=aside, data={"told": ["נכתב. --fix file.xlsx"]})


class Browser:
    """A browser that is told what to do in the words of the WebDriver standard."""

    def __init__(self, width, height, *flags):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(
            [DRIVER, f"--port={self.port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self.session = ""
        args = ["--headless=new", "--no-sandbox", "--disable-gpu",
                f"--window-size={width},{height}", *flags]  # fmt: skip
        wanted = {"browserName": "chrome", "goog:chromeOptions": {"args": args},
                  "goog:loggingPrefs": {"browser": "ALL"}}  # fmt: skip
        for _ in range(100):
            try:
                made = self.ask("", {"capabilities": {"alwaysMatch": wanted}})
                break
            except OSError:
                time.sleep(0.1)
        self.session = f"/{made['sessionId']}"

    def ask(self, path, body=None, method="POST"):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/session{self.session}{path}", data, method=method,
            headers={"Content-Type": "application/json"},
        )  # fmt: skip
        with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310 - our own machine
            return json.loads(answer.read())["value"]

    def open(self, path):
        self.ask("/url", {"url": path.as_uri()})

    def run(self, script):
        return self.ask("/execute/sync", {"script": script, "args": []})

    def complaints(self):
        return [each["message"] for each in self.ask("/se/log", {"type": "browser"})]

    def close(self):
        if self.session:
            self.ask("", method="DELETE")
        self.process.terminate()
        self.process.wait()


@pytest.fixture
def browse(tmp_path):
    opened = []

    def start(count=9, width=1200, lang="he", *flags):
        path = tmp_path / "report.html"
        text = reports.render("html", [("לקוחות.xlsx", outcome(count))], lang, page)
        path.write_text(text, encoding="utf-8")
        opened.append(Browser(width, 900, *flags))
        opened[-1].open(path)
        return opened[-1]

    yield start
    for browser in opened:
        browser.close()


SHOWN = "return [...document.querySelectorAll('.rule tbody tr')].filter(r => !r.hidden).length"
PICK = (
    "let f = document.getElementById('{id}'); f.value = '{value}';"
    "f.dispatchEvent(new Event('{event}', {{bubbles: true}}));"
)


def test_hostile_cells_stay_text_and_nothing_is_fetched(browse):
    browser = browse()
    assert browser.run("return document.title") == "בדיקת חוברת הלקוחות"
    assert browser.run("return document.querySelectorAll('img,iframe,object,a').length") == 0
    assert "onerror" in browser.run("return document.querySelector('tbody').textContent")
    assert browser.run("return performance.getEntriesByType('resource').length") == 0
    assert browser.complaints() == []


def test_filters_and_search_show_what_was_asked_for(browse):
    browser = browse(9)
    assert browser.run(SHOWN) == 9
    browser.run(PICK.format(id="severity", value="error", event="change"))
    assert browser.run(SHOWN) == 3
    browser.run(PICK.format(id="search", value="C-00006", event="input"))
    time.sleep(0.4)
    assert browser.run(SHOWN) == 1
    assert "1" in browser.run("return document.getElementById('count').textContent")
    browser.run(PICK.format(id="search", value="nothing such", event="input"))
    time.sleep(0.4)
    assert browser.run("return document.getElementById('empty').hidden") is False
    browser.run("document.querySelector('#tools button').click()")
    time.sleep(0.2)
    assert browser.run(SHOWN) == 9


@pytest.mark.parametrize("lang", ["he", "en"])
@pytest.mark.parametrize("width", [1200, 500])
def test_nothing_is_wider_than_the_page_and_the_page_reads_its_way(browse, width, lang):
    browser = browse(9, width, lang)
    browser.run("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert browser.run("return document.documentElement.scrollWidth - innerWidth") <= 0
    side = "right" if lang == "he" else "left"
    there = browser.run(
        "let b = document.body.getBoundingClientRect(), h = document.querySelector('h1');"
        "let r = document.createRange(); r.selectNodeContents(h); r = r.getBoundingClientRect();"
        "return {left: r.left - b.left, right: b.right - r.right}"
    )
    assert there[side] < 40 < there["left" if side == "right" else "right"]


def test_the_order_of_an_option_and_its_file_is_kept_in_hebrew(browse):
    browser = browse()
    left, right = browser.run(
        "let n = document.querySelector('.lines bdi').firstChild, r = document.createRange();"
        "r.setStart(n, 0); r.setEnd(n, 5); let a = r.getBoundingClientRect();"
        "r.setStart(n, 6); r.setEnd(n, n.length); let b = r.getBoundingClientRect();"
        "return [a.left, b.left]"
    )
    assert left < right


def test_words_can_be_read_in_light_and_in_dark(browse):
    """Contrast by WCAG 2.2, 1.4.3: at least 4.5 to 1."""
    contrast = """
    const lum = c => { const v = c.match(/[0-9.]+/g).slice(0, 3).map(x => {
        x /= 255; return x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4; });
        return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; };
    const paper = e => { while (e) { const c = getComputedStyle(e).backgroundColor;
        if (!c.startsWith('rgba(0, 0, 0, 0')) return c; e = e.parentElement; }
        return 'rgb(255, 255, 255)'; };
    return [...document.querySelectorAll('p,td,th,summary,label,li,.badge,button')].map(e => {
        const a = lum(getComputedStyle(e).color), b = lum(paper(e));
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05); });
    """
    browser = browse(9)
    for scheme in ("light", "dark"):
        browser.ask("/goog/cdp/execute", {
            "cmd": "Emulation.setEmulatedMedia",
            "params": {"features": [{"name": "prefers-color-scheme", "value": scheme}]},
        })  # fmt: skip
        assert min(browser.run(contrast)) >= 4.5
    dark = browser.run("return getComputedStyle(document.body).backgroundColor")
    assert dark == "rgb(20, 24, 31)"


def test_print_opens_what_is_folded(browse):
    browser = browse(300)  # so many of a rule begin folded
    folded = "return [...document.querySelectorAll('.rule')].filter(d => !d.open).length"
    assert browser.run(folded) == 3
    pages = browser.ask("/print", {})
    assert base64.b64decode(pages).count(b"/Type /Page\n") >= 8  # 300 rows do not fit fewer
    assert browser.run(folded) == 3


def test_twenty_thousand_findings_stay_usable(browse):
    begun = time.perf_counter()
    browser = browse(20_000)
    assert browser.run(SHOWN) == 20_000
    assert time.perf_counter() - begun < 30
    took = browser.run(
        "let t = performance.now();" + PICK.format(id="severity", value="error", event="change")
        + "document.body.offsetHeight; return performance.now() - t"
    )  # fmt: skip
    assert took < 3000
    assert browser.run(SHOWN) == 6667
