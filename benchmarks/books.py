"""Workbooks to measure on: three sizes of one invented shop, written the way Excel writes them.

Shared strings, number formats for dates, a table a sheet, a right-to-left view. The XML is written
directly, since the point is to have the files, not to measure who makes them.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import alike

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SIZES = {"small": (190, 400), "middle": (20_000, 200_000), "large": (100_000, 1_000_000)}
"""Customers and purchases."""
TODAY = 46326
"""31 October 2026 as Excel counts days."""
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DATE, TEXT = 1, 2
"""Cell formats: a date, and text that keeps its leading zero."""

CUSTOMERS = tuple(field.heading for field in alike.SHEETS[alike.CUSTOMERS])
PURCHASES = tuple(field.heading for field in alike.SHEETS[alike.PURCHASES])
FIRST = [
    "דנה", "נועה", "מיכל", "רונית", "שירה", "תמר", "יוסי", "אבי", "משה", "דוד", "רועי", "עומר",
]  # fmt: skip
FAMILY = [
    "כהן", "לוי", "מזרחי", "פרץ", "ביטון", "דהן", "פרידמן", "אזולאי", "מלכה", "כץ", "חדד", "גבאי",
]  # fmt: skip
CITY = ["תל אביב-יפו", "רמת גן", "גבעתיים", "חולון", "הרצליה", "פתח תקווה"]
ITEM = ["זר שבת", "זר יום הולדת", "סידור שולחן", "עציץ סחלב", "עציץ תבלינים"]

Value = str | float | bool | None


def customers(count: int, random: Random) -> Iterator[list[tuple[Value, int]]]:
    """Yield customer rows as (value, format) pairs."""
    for n in range(1, count + 1):
        first, family = random.choice(FIRST), random.choice(FAMILY)
        yield [
            (f"C-{n:06d}", TEXT), ("אדם", 0), (f"{first} {family}", 0), (first, 0),
            (random.choice(["נקבה", "זכר"]), 0), ("עברית", 0),
            (f"05{random.choice('02348')}-{random.randrange(10**7):07d}", TEXT),
            (f"customer{n}@example.com", 0), (random.choice(CITY), 0),
            (f"הרצל {random.randrange(1, 90)}", 0),
            (float(random.randrange(18000, 38000)), DATE), ("המלצה", 0),
            (float(TODAY - 1400 - random.randrange(500)), DATE), ("וואטסאפ", 0), (None, 0),
            ("פעיל", 0), (None, 0), (random.random() < 0.3, 0), (float(random.randrange(100)), 0),
            (float(TODAY - random.randrange(700)), DATE),
        ]  # fmt: skip


def purchases(count: int, people: int, random: Random) -> Iterator[list[tuple[Value, int]]]:
    """Yield purchase rows; few people buy often, as they do."""
    for n in range(1, count + 1):
        who = int(people * random.random() ** 2.2) + 1
        yield [
            (f"P-{n:07d}", TEXT), ("מכירה", 0), (float(TODAY - random.randrange(1400)), DATE),
            (f"C-{who:06d}", TEXT), (random.choice(ITEM), 0), (float(random.randrange(1, 4)), 0),
            (round(random.lognormvariate(4.8, 0.7), 2), 0),
        ]  # fmt: skip


class Strings:
    """The shared strings of a workbook."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}

    def place(self, text: str) -> int:
        return self.places.setdefault(text, len(self.places))

    def part(self) -> str:
        items = "".join(f"<si><t>{escape(text)}</t></si>" for text in self.places)
        count = len(self.places)
        return f'{HEAD}<sst xmlns="{SPREADSHEET}" uniqueCount="{count}">{items}</sst>'


def _rows(
    headings: Iterable[str], rows: Iterable[list[tuple[Value, int]]], strings: Strings
) -> Iterator[str]:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    heads = "".join(
        f'<c r="{letter}1" t="s"><v>{strings.place(text)}</v></c>'
        for letter, text in zip(letters, headings, strict=False)
    )
    yield f'<row r="1">{heads}</row>'
    for number, row in enumerate(rows, 2):
        cells = []
        for letter, (value, form) in zip(letters, row, strict=False):
            style = f' s="{form}"' if form else ""
            if isinstance(value, str):
                place = strings.place(value)
                cells.append(f'<c r="{letter}{number}"{style} t="s"><v>{place}</v></c>')
            elif isinstance(value, bool):
                cells.append(f'<c r="{letter}{number}"{style} t="b"><v>{int(value)}</v></c>')
            elif value is not None:
                cells.append(f'<c r="{letter}{number}"{style}><v>{value:.15g}</v></c>')
        yield f'<row r="{number}">{"".join(cells)}</row>'


def planted(
    rows: Iterable[list[tuple[Value, int]]], headings: tuple[str, ...], fault: alike.Fault
) -> Iterator[list[tuple[Value, int]]]:
    """Yield the rows, with a fault in the fourth."""
    for number, row in enumerate(rows):
        if number == 3:
            spot = headings.index(fault.heading)
            form = 0 if isinstance(fault.value, str) else row[spot][1]
            row[spot] = (fault.value, form)
        yield row


def make(path: Path, size: str, seed: int = 7, fault: alike.Fault | None = None) -> Path:
    """Write a workbook of a size, with a fault if one is given, unless it is there already."""
    if path.exists():
        return path
    people, lines = SIZES[size]
    random, strings = Random(seed), Strings()
    sheets = [
        (alike.CUSTOMERS, "Customers", CUSTOMERS, customers(people, random), people),
        (alike.PURCHASES, "Purchases", PURCHASES, purchases(lines, people, random), lines),
    ]
    if fault is not None:
        sheets = [
            (title, table, headings, planted(rows, headings, fault), count)
            if title == fault.sheet
            else (title, table, headings, rows, count)
            for title, table, headings, rows, count in sheets
        ]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for number, (_, table, headings, rows, count) in enumerate(sheets, 1):
            end = f"{chr(64 + len(headings))}{count + 1}"
            with package.open(f"xl/worksheets/sheet{number}.xml", "w") as part:
                part.write(
                    f'{HEAD}<worksheet xmlns="{SPREADSHEET}" xmlns:r="{OFFICE}">'
                    f'<dimension ref="A1:{end}"/><sheetViews><sheetView rightToLeft="1"'
                    f' workbookViewId="0"/></sheetViews><sheetData>'.encode()
                )
                for line in _rows(headings, rows, strings):
                    part.write(line.encode())
                part.write(
                    b'</sheetData><tableParts count="1"><tablePart r:id="rId1"/></tableParts>'
                    b"</worksheet>"
                )
            columns = "".join(
                f'<tableColumn id="{place}" name="{escape(text, {chr(34): "&quot;"})}"/>'
                for place, text in enumerate(headings, 1)
            )
            package.writestr(
                f"xl/tables/table{number}.xml",
                f'{HEAD}<table xmlns="{SPREADSHEET}" id="{number}" name="{table}"'
                f' displayName="{table}" ref="A1:{end}"><autoFilter ref="A1:{end}"/>'
                f'<tableColumns count="{len(headings)}">{columns}</tableColumns></table>',
            )
            package.writestr(
                f"xl/worksheets/_rels/sheet{number}.xml.rels",
                _relations([("rId1", "table", f"../tables/table{number}.xml")]),
            )
        _frame(package, [title for title, *_ in sheets], strings)
    return path


def _relations(entries: Iterable[tuple[str, str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for key, kind, target in entries
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def _frame(package: zipfile.ZipFile, titles: list[str], strings: Strings) -> None:
    sheets = "".join(
        f'<sheet name="{title}" sheetId="{n}" r:id="rId{n}"/>' for n, title in enumerate(titles, 1)
    )
    package.writestr(
        "xl/workbook.xml",
        f'{HEAD}<workbook xmlns="{SPREADSHEET}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets>'
        "</workbook>",
    )
    entries = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml")
               for n in range(1, len(titles) + 1)]  # fmt: skip
    entries += [("rId8", "styles", "styles.xml"), ("rId9", "sharedStrings", "sharedStrings.xml")]
    package.writestr("xl/_rels/workbook.xml.rels", _relations(entries))
    package.writestr("xl/sharedStrings.xml", strings.part())
    package.writestr(
        "xl/styles.xml",
        f'{HEAD}<styleSheet xmlns="{SPREADSHEET}">'
        '<fonts count="1"><font><sz val="11"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/>'
        '<xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1"/>'
        "</cellXfs></styleSheet>",
    )
    package.writestr("_rels/.rels", _relations([("rId1", "officeDocument", "xl/workbook.xml")]))
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles"),
                 ("/xl/sharedStrings.xml", "sharedStrings")]  # fmt: skip
    for n in range(1, len(titles) + 1):
        overrides += [(f"/xl/worksheets/sheet{n}.xml", "worksheet"),
                      (f"/xl/tables/table{n}.xml", "table")]  # fmt: skip
    types = "".join(
        f'<Override PartName="{part}" ContentType="{kinds}.{kind}+xml"/>'
        for part, kind in overrides
    )
    package.writestr(
        "[Content_Types].xml",
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
    )


if __name__ == "__main__":
    make(Path(sys.argv[1]), sys.argv[2])
