"""`python benchmarks/button.py`: what a button press costs before and beyond the job itself.

Each figure is process CPU time, the least of several runs, and its ratio to a bare interpreter
start in the same run. The last lines do the whole job on the Hebrew demo shop, opened in the
in-memory engine; what Excel itself takes on top can only be seen in Excel.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from measure import Command, Cost, costs, python

SHOP = Path(__file__).resolve().parent.parent / "examples" / "hebrew-shop.xlsx"
ROUNDS = 7
BARE = "pass"
STARTS = {
    "`import xlwings`, as its RunPython starts": "import xlwings.utils",
    "the same without pandas, as `crm --live` starts": (
        "from crm_workbook.excel.attach import xlwings; xlwings()"
    ),
    "and the entry points": (
        "from crm_workbook.excel.attach import xlwings; xlwings()\n"
        "import crm_workbook.excel as x; x.refresh"
    ),
}
OPEN = (
    "from crm_workbook import engines\n"
    "from crm_workbook.excel.attach import xlwings\n"
    "xw = xlwings(); engines.use_memory()\n"
    "book = xw.Book({path!r}); book.set_mock_caller()\n"
)
PRESS = OPEN + "import crm_workbook.excel as x; x.{job}()"


def line(what: str, found: Cost, bare: Cost) -> str:
    """Return a row of the table."""
    return f"| {what} | {found.cpu / bare.cpu:.1f} | {found.cpu:.3f} s, {found.peak:.0f} MB |"


def main() -> None:
    """Measure, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.xlsx"
        shutil.copyfile(SHOP, path)
        codes = {
            "`python -c pass`": BARE,
            **STARTS,
            "opening the demo shop in the in-memory engine": OPEN.format(path=str(path)),
        }
        commands = {what: Command(python(code), ROUNDS) for what, code in codes.items()}
        for job in ("check", "refresh", "draft"):
            code = PRESS.format(path=str(path), job=job)
            commands[f"that, and the button *{job}*"] = Command(python(code), 3)
        found = costs(commands)
    bare = found["`python -c pass`"]
    print("| what | times a bare start | CPU, peak |\n|---|---|---|")
    for what, cost in found.items():
        print(line(what, cost, bare))


if __name__ == "__main__":
    main()
