"""`python benchmarks/button.py`: what a button press costs before and beyond the job itself.

Each figure is process CPU time, the least of several runs, and its ratio to a bare interpreter
start in the same run. The last lines do the whole job on the Hebrew demo shop, opened in the
in-memory engine; what Excel itself takes on top can only be seen in Excel.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from measure import Cost, cost, python

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
    bare = cost(python(BARE), ROUNDS)
    print("| what | times a bare start | CPU, peak |\n|---|---|---|")
    print(line("`python -c pass`", bare, bare))
    for what, code in STARTS.items():
        print(line(what, cost(python(code), ROUNDS), bare))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.xlsx"
        shutil.copyfile(SHOP, path)
        opened = cost(python(OPEN.format(path=str(path))), ROUNDS)
        print(line("opening the demo shop in the in-memory engine", opened, bare))
        for job in ("check", "refresh", "draft"):
            code = PRESS.format(path=str(path), job=job)
            print(line(f"that, and the button *{job}*", cost(python(code), 3), bare))


if __name__ == "__main__":
    main()
