"""What is the same in every HTML report: how it looks, and how it is filtered.

Everything is in the one file and nothing is fetched; the page's own policy names the style and the
script by their hashes, so that nothing else in it can ever run.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import Final

STYLE: Final = """
:root{color-scheme:light dark;--ink:#1d2433;--soft:#566074;--line:#d5dae3;--paper:#fff;
  --side:#f4f6fa;--error:#a3122b;--warning:#7a4b00;--info:#0b5394;--link:#0b57a4}
@media(prefers-color-scheme:dark){:root{--ink:#e6e9f0;--soft:#a7b0c2;--line:#39414f;
  --paper:#14181f;--side:#1d232d;--error:#ff8a98;--warning:#ffc266;--info:#8cc4ff;
  --link:#8cc4ff}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.25rem;max-width:72rem;background:var(--paper);color:var(--ink);
  font:1rem/1.55 system-ui,"Segoe UI",Arial,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem;margin:0 0 .25rem}
h2{font-size:1.2rem;margin:2rem 0 .5rem}
p{margin:.35rem 0}
.soft{color:var(--soft)}
code{font-family:ui-monospace,Consolas,monospace;font-size:.92em}
.tools{display:flex;flex-wrap:wrap;gap:.75rem;align-items:end;margin:1rem 0;padding:.75rem;
  background:var(--side);border:1px solid var(--line);border-radius:.5rem;position:sticky;top:0;
  z-index:1}
.tools[hidden]{display:none}
.tools label{display:flex;flex-direction:column;font-size:.85rem;color:var(--soft);
  flex:1 1 9rem;min-width:0}
.tools .count{flex:1 0 100%;margin:0;font-size:.9rem}
select,input,button{font:inherit;color:var(--ink);background:var(--paper);
  border:1px solid var(--soft);border-radius:.35rem;padding:.3rem .5rem;min-width:0;width:100%}
.tools button{flex:0 0 auto;width:auto;cursor:pointer}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.rule{border:1px solid var(--line);border-radius:.5rem;margin:.6rem 0;content-visibility:auto;
  contain-intrinsic-size:auto 3rem}
.rule>summary{padding:.55rem .75rem;cursor:pointer;background:var(--side);border-radius:.5rem}
.rule>*:not(summary){margin-inline:.75rem}
.rule table{margin-block:.5rem .75rem}
.badge{font-weight:700}
.error .badge{color:var(--error)}
.warning .badge{color:var(--warning)}
.info .badge{color:var(--info)}
.number{color:var(--soft);white-space:nowrap}
.help{margin-block:.5rem}
.help summary{cursor:pointer;color:var(--link)}
table{border-collapse:collapse;table-layout:fixed;width:calc(100% - 1.5rem)}
th,td{text-align:start;vertical-align:top;padding:.35rem .5rem;border-top:1px solid var(--line)}
.rule th:nth-child(1){width:22%}.rule th:nth-child(3),.rule th:nth-child(4){width:15%}
th{font-size:.85rem;color:var(--soft);border-top:0}

.refused{border-inline-start:4px solid var(--error);padding:.5rem .75rem;background:var(--side)}
.none{padding:.75rem;background:var(--side);border-radius:.5rem}
.lines{list-style:none;padding:0}
.lines li{border-top:1px solid var(--line);padding:.2rem 0;unicode-bidi:plaintext;
  text-align:match-parent}
.sums{width:auto;margin-block:.75rem;table-layout:auto}
.silenced{margin-block:1rem}
.silenced table{width:100%;margin-block:.5rem}
.silenced th:nth-child(n){width:auto}.silenced th:first-child{width:20%}
[hidden]{display:none!important}
@media(max-width:40rem){body{padding:.75rem}.tools{position:static}thead{position:absolute;
  clip-path:inset(50%);width:1px;height:1px;overflow:hidden}tr,td{display:block}td{border:0;
  padding:.1rem .25rem}tbody tr{border-top:1px solid var(--line);padding:.4rem 0}.place{
  white-space:normal}.sums tr{display:table-row}.sums td{display:table-cell}.sums thead{
  position:static;clip-path:none;display:table-header-group}td:empty{display:none}
  td[data-label]::before{content:attr(data-label) ": ";color:var(--soft);font-size:.85rem}}
@media print{:root{color-scheme:light;--ink:#000;--soft:#444;--line:#bbb;--paper:#fff;--side:#fff;
  --error:#a3122b;--warning:#7a4b00;--info:#0b5394;--link:#0b57a4}.tools,.help{display:none}
  body{max-width:none;padding:0}.rule{content-visibility:visible}tr{break-inside:avoid}
  h2,summary{break-after:avoid}}
"""

SCRIPT: Final = """
(function () {
  "use strict";
  var folded = [];
  window.addEventListener("beforeprint", function () {
    folded = Array.prototype.filter.call(document.querySelectorAll(".rule,.folded"),
      function (each) { return !each.open; });
    folded.forEach(function (each) { each.open = true; });
  });
  window.addEventListener("afterprint", function () {
    folded.forEach(function (each) { each.open = false; });
  });
  var tools = document.getElementById("tools");
  if (!tools) { return; }
  tools.hidden = false;
  var fields = ["file", "severity", "rule", "sheet"];
  var search = document.getElementById("search");
  var count = document.getElementById("count");
  var empty = document.getElementById("empty");
  var groups = Array.prototype.map.call(document.querySelectorAll(".rule"), function (group) {
    var rows = Array.prototype.map.call(group.querySelectorAll("tbody tr"), function (row) {
      return { row: row, sheet: row.getAttribute("data-sheet"),
               text: row.textContent.replace(/[\u200e\u200f]/g, "").toLowerCase() };
    });
    return { group: group, rows: rows, open: group.open, number: group.querySelector(".shown"),
             name: group.querySelector("summary").textContent.toLowerCase(),
             file: group.getAttribute("data-file"), rule: group.getAttribute("data-rule"),
             severity: group.getAttribute("data-severity") };
  });
  function value(name) {
    var field = document.getElementById(name);
    return field ? field.value : "";
  }
  function apply() {
    var wanted = {}, shown = 0, all = 0;
    fields.forEach(function (name) { wanted[name] = value(name); });
    var words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    var any = words.length > 0;
    groups.forEach(function (each) {
      var here = 0;
      var fits = ["file", "severity", "rule"].every(function (name) {
        return !wanted[name] || wanted[name] === each[name];
      });
      each.rows.forEach(function (line) {
        var seen = fits && (!wanted.sheet || wanted.sheet === line.sheet) &&
          words.every(function (word) {
            return line.text.indexOf(word) >= 0 || each.name.indexOf(word) >= 0;
          });
        line.row.hidden = !seen;
        if (seen) { here += 1; }
      });
      each.group.hidden = here === 0;
      if (any && here) { each.group.open = true; } else if (!any) { each.group.open = each.open; }
      each.number.textContent = here === each.rows.length ? String(here)
        : here + "/" + each.rows.length;
      shown += here;
      all += each.rows.length;
    });
    count.textContent = count.getAttribute("data-said")
      .replace("{shown}", shown).replace("{all}", all);
    empty.hidden = shown > 0;
  }
  var waiting;
  search.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  });
  fields.forEach(function (name) {
    var field = document.getElementById(name);
    if (field) { field.addEventListener("change", apply); }
  });
  tools.addEventListener("reset", function () { setTimeout(apply, 0); });
  tools.addEventListener("submit", function (event) { event.preventDefault(); apply(); });
  apply();
})();
"""


def policy() -> str:
    """Return the content security policy of a report: its own style and script, nothing else."""
    return (
        f"default-src 'none'; style-src '{_hash(STYLE)}'; script-src '{_hash(SCRIPT)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
