"""`python benchmarks [--large]`: measures us beside the peers and writes docs/performance.md.

Every figure is a ratio of process CPU time inside this one run, so it can be compared between
machines; seconds are given for scale only. Peers that are not installed are left out and named.
"""

from __future__ import annotations

import importlib.util
import platform
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import books
import peers
from measure import Cost, cost, crm, python

HERE = Path(__file__).resolve().parent
ROWS = 2000
CHECK = ["--as-of", "2026-11-01"]


def line(what: str, ours: Cost, other: Cost, aim: str, *, less: bool = False) -> str:
    """Return a row of the table: the ratio, and both figures for scale."""
    ratio = other.cpu / ours.cpu if less else ours.cpu / other.cpu
    said = f"{ratio:.1f} times less" if less else f"{ratio:.2f} times"
    return (
        f"| {what} | {said} | {aim} | {ours.cpu:.3f} s, {ours.peak:.0f} MB "
        f"| {other.cpu:.3f} s, {other.peak:.0f} MB |"
    )


def made(folder: Path, size: str) -> Path:
    """Return a workbook of a size.

    It is made in a process of its own: a big parent would show in the peak memory of every child.
    """
    path = folder / f"{size}.xlsx"
    if not path.exists():
        subprocess.run([sys.executable, str(HERE / "books.py"), str(path), size], check=True)
    return path


def check_lines(folder: Path, size: str, rounds: int) -> list[str]:
    """Measure `check` on one size."""
    book = made(folder, size)
    ours = cost(crm("check", str(book), *CHECK), rounds, fine=(0, 1))
    read = cost(python(peers.READ.format(path=str(book))), rounds)
    people, lines = books.SIZES[size]
    name = f"check, {people:,} customers + {lines:,} purchases"
    found = [line(f"{name}, beside calamine's bare read", ours, read, "at most 1.5, aim 1.25")]
    if size == "small":
        bare = cost(python("pass"), rounds)
        found = [line(f"{name}, beside `python -c pass`", ours, bare, "at most 5, aim 3")]
    if size != "large" and importlib.util.find_spec("frictionless"):
        package = peers.frictionless_package(book, folder)
        command = [sys.executable, "-m", "frictionless", "validate", str(package), "--trusted"]
        theirs = cost(command, 3 if size == "small" else 1)
        found.append(
            line(f"{name}, beside frictionless, equal checks", ours, theirs, "20", less=True)
        )
    return found


def write_lines(folder: Path) -> list[str]:
    """Measure adding a computed sheet to the middle workbook."""
    book = made(folder, "middle")
    target = folder / "write.xlsx"

    def fresh() -> None:
        shutil.rmtree(folder / "write.crm", ignore_errors=True)
        shutil.copy(book, target)

    path = str(target)
    reading = cost(
        python(peers.OURS_ADD.format(path=path, rows=ROWS).split("import resource")[0]), 3, fresh
    )
    whole = cost(python(peers.OURS_ADD.format(path=path, rows=ROWS)), 3, fresh)
    ours = Cost(max(whole.cpu - reading.cpu, 0.001), whole.peak)
    found = []
    name = f"add a computed sheet of {ROWS:,} rows to the middle workbook"
    if importlib.util.find_spec("wolfxl"):
        theirs = cost(python(peers.WOLFXL_ADD.format(path=path, rows=ROWS)), 2, fresh)
        found.append(line(f"{name}, beside wolfxl", ours, theirs, "8", less=True))
    theirs = cost(python(peers.OPENPYXL_ADD.format(path=path, rows=ROWS)), 1, fresh)
    found.append(line(f"{name}, beside openpyxl load and save", ours, theirs, "300", less=True))
    return found


def refresh_line(folder: Path) -> str:
    """Measure a whole refresh of the middle workbook beside reading it bare."""
    book = made(folder, "middle")
    target = folder / "refresh.xlsx"

    def fresh() -> None:
        shutil.rmtree(folder / "refresh.crm", ignore_errors=True)
        shutil.copy(book, target)

    ours = cost(crm("refresh", str(target), "--as-of", "2026-10-31"), 2, fresh)
    read = cost(python(peers.READ.format(path=str(book))), 2)
    return line("refresh, the middle workbook, beside calamine's bare read", ours, read, "none")


def main() -> None:
    """Measure everything and write the page."""
    large = "--large" in sys.argv
    folder = Path(tempfile.gettempdir()) / "crm-workbook-bench"
    folder.mkdir(exist_ok=True)
    rows = [*check_lines(folder, "small", 15), *check_lines(folder, "middle", 5)]
    if large:
        rows += check_lines(folder, "large", 2)
    rows += [*write_lines(folder), refresh_line(folder)]
    absent = [n for n in ("frictionless", "wolfxl") if importlib.util.find_spec(n) is None]
    day = date.today().isoformat()  # noqa: DTZ011
    system = f"{platform.system()} {platform.machine()}"
    page = [
        "# Performance",
        "",
        "Ratios of process CPU time, whole commands, measured beside the peers in one run of",
        "`python benchmarks --large` (see `benchmarks/`). Seconds and megabytes are for scale.",
        "",
        f"{day}, Python {platform.python_version()}, {system}. Least of several rounds.",
        "",
        "| what | measured | goal | ours | theirs |",
        "|---|---|---|---|---|",
        *rows,
    ]
    if absent:
        page += ["", f"Not installed and so not measured: {', '.join(absent)}."]
    text = "\n".join(page) + "\n"
    print(text)
    (HERE.parent / "docs" / "performance.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
