"""Workbooks that macros are brought into, and what can be said of them afterwards."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from crm_workbook import runner
from crm_workbook.build.workbook import build
from crm_workbook.jobs.macros_add import macros
from crm_workbook.store.macros import with_macros
from crm_workbook.vba import read_project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from crm_workbook.runner import Result
    from crm_workbook.vba import Project

MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
ENABLED = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
PROJECT = "application/vnd.ms-office.vbaProject"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"


@pytest.fixture(scope="session")
def built() -> dict[str, bytes]:
    """A new workbook of ours in each language."""
    return {lang: build(lang) for lang in ("he", "en")}


@pytest.fixture(scope="session")
def wanted():
    """What a Hebrew workbook is given."""
    return macros("he")


@pytest.fixture
def shop(tmp_path, built) -> Path:
    """A new Hebrew workbook without macros."""
    path = tmp_path / "חנות.xlsx"
    path.write_bytes(built["he"])
    return path


@pytest.fixture
def add() -> Callable[[Path], Result]:
    """Run `crm macros add` and return what came of it."""
    return lambda path: next(iter(runner.run("macros_add", (str(path),))))


@pytest.fixture
def added(add) -> Callable[[Path], Path]:
    """Run `crm macros add` and return the workbook with macros."""

    def run(path: Path) -> Path:
        result = add(path)
        assert result.error is None, result.error.say("en")
        return path.with_suffix(".xlsm")

    return run


@pytest.fixture
def refused(add) -> Callable[[Path], str]:
    """Run `crm macros add`, which has to refuse and to leave everything as it was."""

    def run(path: Path) -> str:
        before = {p: p.read_bytes() for p in path.parent.rglob("*") if p.is_file()}
        result = add(path)
        assert result.error is not None
        assert {p: p.read_bytes() for p in path.parent.rglob("*") if p.is_file()} == before
        for lang in ("he", "en"):
            assert "{" not in result.error.say(lang)
        return result.error.problem.code

    return run


@pytest.fixture
def parts() -> Callable[[Path], dict[str, bytes]]:
    """Return the parts of a package by name."""

    def read(path: Path) -> dict[str, bytes]:
        with zipfile.ZipFile(path) as package:
            return {name: package.read(name) for name in package.namelist()}

    return read


@pytest.fixture
def rewritten(parts) -> Callable[..., Path]:
    """Write a workbook's parts anew, some of them changed, added or (None) left out."""

    def change(path: Path, changes: dict[str, bytes | None], to: Path | None = None) -> Path:
        found = parts(path) | changes
        to = to or path
        with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in found.items():
                if content is not None:
                    package.writestr(name, content)
        return to

    return change


@pytest.fixture
def project(parts) -> Callable[[Path], Project]:
    """Return the VBA project of a workbook."""
    return lambda path: read_project(parts(path)["xl/vbaProject.bin"])


@pytest.fixture
def plain(tmp_path) -> Path:
    """A workbook that is none of ours."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Budget"
    for row in (["Item", "Amount"], ["Rent", 100], ["Tea", 20]):
        page.append(row)
    page.add_table(Table(displayName="Budget", ref="A1:B3"))
    book.create_sheet("Notes")["B2"] = "=SUM(Budget[Amount])"
    path = tmp_path / "budget.xlsx"
    book.save(path)
    return path


@pytest.fixture
def with_project(parts, rewritten) -> Callable[..., Path]:
    """Make a macro workbook of a plain one, with a VBA project of somebody else's."""

    def write(path: Path, project: bytes, **changes: bytes) -> Path:
        found = parts(path)
        types = found["[Content_Types].xml"].replace(MAIN.encode(), ENABLED.encode())
        kind = b'<Override PartName="/xl/vbaProject.bin" ContentType="%s"/></Types>'
        relation = b'<Relationship Id="rIdVba" Type="%s" Target="vbaProject.bin"/></Relationships>'
        rels = found["xl/_rels/workbook.xml.rels"]
        changed = {
            "[Content_Types].xml": types.replace(b"</Types>", kind % PROJECT.encode()),
            "xl/_rels/workbook.xml.rels": rels.replace(
                b"</Relationships>", relation % f"{MICROSOFT}/vbaProject".encode()
            ),
            "xl/vbaProject.bin": project,
        }
        return rewritten(path, changed | changes, path.with_suffix(".xlsm"))

    return write


@pytest.fixture
def recording(tmp_path, built, noting) -> Callable[..., Path]:
    """Write a new workbook whose macros note what Python is told."""

    def write(then: str = "") -> Path:
        path = tmp_path / "recording.xlsm"
        path.write_bytes(b"".join(with_macros(built["he"], noting(then)).pieces()))
        return path

    return write
