"""Workbooks to be changed: built by openpyxl, or with parts of which openpyxl knows nothing."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from crm_workbook.schema import sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

CUSTOMERS = {
    "customer_id": ["C-0001", "C-0002", "C-0003", "C-0004"],
    "display_name": ["דנה כהן", "יוסי לוי", "Ruth & Co", "נועה בר"],
    "phone": ["+972501234567", "050-7654321", None, "+972541112223"],
    "shelf": ["א", "ב", "ג", "ד"],
}
METRICS = {
    "customer_id": ["C-0001", "C-0002", "C-0003"],
    "frequency": [3.0, 1.0, 2.0],
    "monetary": [120.5, 80.0, 99.9],
    "my_note": ["keep one", None, "keep three"],
}
TODAY = {
    "order": [1.0, 2.0, 3.0],
    "customer_id": ["C-0002", "C-0001", "C-0004"],
    "why_now": ["א", "ב", "ג"],
}
TABLES = {"customers": CUSTOMERS, "metrics": METRICS, "today": TODAY}


def build_workbook(path: Path, tables: Mapping[str, Mapping[str, list]], lang: str = "he") -> Path:
    """Write the tables into a new workbook, an Excel table each; unknown ids are own columns."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet_id, columns in tables.items():
        known = sheet(sheet_id)
        page = book.create_sheet(known.title.say(lang))
        page.sheet_view.rightToLeft = lang == "he"
        found = [known.column(column_id) for column_id in columns]
        page.append(
            [
                column.heading.say(lang) if column else column_id
                for column, column_id in zip(found, columns, strict=True)
            ]
        )
        for row in zip(*columns.values(), strict=True):
            page.append(list(row))
        page.add_table(
            Table(
                displayName=known.table,
                ref=f"A1:{page.cell(1, len(columns)).column_letter}{max(2, page.max_row)}",
            )
        )
    book.save(path)
    return path


@pytest.fixture
def build() -> Callable[..., Path]:
    """The function that writes tables, by sheet id and column id, into a new workbook."""
    return build_workbook


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A small shop's workbook."""
    return build_workbook(tmp_path / "shop.xlsx", TABLES)


@pytest.fixture
def edit_part() -> Callable[..., None]:
    """A function that changes parts of a package with Python's own zip module.

    `edit_part(path, name=function of the text)`; an added part is given as a text or bytes.
    """

    def edit(path: Path, parts: Mapping[str, object]) -> None:
        with zipfile.ZipFile(path) as source:
            content = {info.filename: source.read(info) for info in source.infolist()}
        for name, change in parts.items():
            if callable(change):
                content[name] = change(content[name].decode()).encode()
            else:
                content[name] = change.encode() if isinstance(change, str) else change
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
            for name, data in content.items():
                target.writestr(name, data)

    return edit


@pytest.fixture
def parts() -> Callable[[Path], dict[str, bytes]]:
    """A function that returns every part of a package, read by Python's own zip module."""
    return _parts


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}
