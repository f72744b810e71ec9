"""Makes the messy workbooks: every rule of `crm check` has one fault planted for it, and no more.

The clean twin (`clean.xlsx`) is an invented bicycle shop with nothing wrong. `messy.xlsx` is the
same workbook after everything that can go wrong in one file did; what cannot live with the rest
has two small workbooks of its own. `planted.csv` lists what was done and where it shows.

The faults are records in `faults_*.py` and `others.py`; how they are planted is in `hand.py`.
Run from anywhere, with crm-workbook installed, to write the files beside this one or into
another folder:

    python examples/messy/make_messy.py [FOLDER]
"""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import faults_cells
import faults_messages
import faults_rows
import others
from clean import clean
from hand import Hand

from crm_workbook.rules import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edits import Fault

FOLDER = Path(__file__).parent
COLUMNS = ("code", "name", "file", "sheet", "tab", "cell", "row", "he", "en")
MESSY = (*faults_rows.FAULTS, *faults_cells.FAULTS, *faults_messages.FAULTS)


def made() -> dict[str, bytes]:
    """Return the files by name."""
    twin = clean()
    hand = Hand(twin)
    for fault in MESSY:
        for edit in fault.edits:
            hand.do(edit)
    lines = [
        *(line for fault in MESSY for line in _lines("messy.xlsx", fault, hand)),
        *(line for fault in others.TILL for line in _lines("messy-till.xlsx", fault)),
        *(line for fault in others.NEWER for line in _lines("messy-newer.xlsx", fault)),
    ]
    return {
        "clean.xlsx": twin,
        "messy.xlsx": hand.saved(),
        "messy-till.xlsx": others.till(),
        "messy-newer.xlsx": others.newer(),
        "planted.csv": _table(sorted(lines, key=lambda line: line[0])),
    }


def _lines(file: str, fault: Fault, hand: Hand | None = None) -> Iterator[tuple[str, ...]]:
    """Yield a line for every place in which a fault shows."""
    for place in fault.places:
        cell = hand.cell(place) if hand else f"{place.column}{place.key}"
        tab = hand.title(place.sheet) if hand else ""
        key = place.key if hand else ""
        yield (fault.code, name_of(fault.code), file, place.sheet, tab, cell, key,
               fault.he, fault.en)  # fmt: skip


def _table(lines: list[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(lines)
    return text.getvalue().encode("utf-8-sig")


def main(folder: Path = FOLDER) -> None:
    """Write the files into a folder."""
    for name, data in made().items():
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
