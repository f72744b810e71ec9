"""`python benchmarks [--large]`: measures us beside the peers and renews docs/performance.md.

Every figure is a ratio of process CPU time inside this one run, so it can be compared between
machines; seconds are given for scale only. Peers that are not installed are left out and named.
"""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
import sys
from datetime import date
from pathlib import Path

import check
import peers
from measure import Command, Cost, costs, crm, python

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- measured -->", "<!-- end of what was measured -->"
ROWS = 2000
HEAD = ("| what | measured | goal | ours | theirs |", "|---|---|---|---|---|")


def line(what: str, ours: Cost, other: Cost, aim: str, *, less: bool = False) -> str:
    """Return a row of the table of changes: the ratio, and both figures for scale."""
    ratio = other.cpu / ours.cpu if less else ours.cpu / other.cpu
    said = f"{ratio:.1f} times less" if less else f"{ratio:.2f} times"
    return f"| {what} | {said} | {aim} | {check.scale(ours)} | {check.scale(other)} |"


def changes(folder: Path) -> list[str]:
    """Measure adding a computed sheet to the middle workbook, and refreshing it."""
    book = check.workbook(folder, "middle")
    target = folder / "changed.xlsx"
    path = str(target)

    def fresh() -> None:
        shutil.rmtree(folder / "changed.crm", ignore_errors=True)
        shutil.copy(book, target)

    adding = peers.OURS_ADD.format(path=path, rows=ROWS)
    commands = {
        "whole": Command(python(adding), 3, fresh),
        "reading": Command(python(adding.split("import resource")[0]), 3, fresh),
        "openpyxl": Command(python(peers.OPENPYXL_ADD.format(path=path, rows=ROWS)), 1, fresh),
        "refresh": Command(crm("refresh", path, "--as-of", "2026-10-31"), 3, fresh),
        "read": Command(python(peers.READ.format(path=path)), 3, fresh),
    }
    if importlib.util.find_spec("wolfxl"):
        words = python(peers.WOLFXL_ADD.format(path=path, rows=ROWS))
        commands["wolfxl"] = Command(words, 3, fresh)
    found = costs(commands)
    ours = Cost(max(found["whole"].cpu - found["reading"].cpu, 0.001), found["whole"].peak)
    what = f"adding a computed sheet of {ROWS:,} rows to the middle workbook"
    rows = [
        line(f"{what}, beside {name}", ours, found[name], goal, less=True)
        for name, goal in (("wolfxl", "8"), ("openpyxl", "300"))
        if name in found
    ]
    named = "refreshing the middle workbook, beside calamine's bare read"
    return [*HEAD, *rows, line(named, found["refresh"], found["read"], "none")]


def machine() -> str:
    """Return what the figures were taken on."""
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    day = date.today().isoformat()  # noqa: DTZ011
    return f"{day}, Python {platform.python_version()}, {system}."


def main() -> None:
    """Measure everything and renew the page, whose other words stay."""
    folder = check.scratch()
    table = check.table(folder, large="--large" in sys.argv)
    block = [BEGIN, machine(), "", *table, "", *changes(folder), END]
    print("\n".join(block))
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(before + "\n".join(block) + after, encoding="utf-8")


if __name__ == "__main__":
    main()
