"""Healthy set-ups, for tests to break: a computer with Windows, a Mac, a workbook with buttons."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from crm_workbook import vba
from crm_workbook.build.workbook import build
from crm_workbook.checkup.computer import Computer
from crm_workbook.checkup.look import look
from crm_workbook.checkup.patient import Scene
from crm_workbook.jobs import macros_add
from crm_workbook.runner.looking import look_at
from crm_workbook.store.macros import with_macros

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_workbook.checkup.answer import Answer

XLWINGS = "0.37.8"
NEEDS = ["openpyxl>=3.1.5", "xlwings>=0.33; platform_system != 'Emscripten'",
         "tzdata; platform_system == 'Windows'"]  # fmt: skip
XLWINGS_NEEDS = ["pywin32>=224 ; platform_system == 'Windows'",
                 "appscript>=1.0.1 ; platform_system == 'Darwin'",
                 "flask ; extra == 'all'"]  # fmt: skip
VERSIONS = {"crm-workbook": "0.1.0", "openpyxl": "3.1.5", "xlwings": XLWINGS, "tzdata": "2026.1",
            "pywin32": "310", "appscript": "1.3"}  # fmt: skip
PROJECT = "xl/vbaProject.bin"


def computer_of(place: Path, python: Path, platform: str) -> Computer:
    """Return a computer on which all is well, its home folder among the test's own."""
    home = place / "home"
    for name in ("Documents", "Temp"):
        (home / name).mkdir(parents=True, exist_ok=True)
    return Computer(
        platform=platform, system="Windows 11" if platform == "win32" else "Darwin 24",
        python="3.12.1", bits=64, executable=str(python), home=str(home), temp=str(home / "Temp"),
        log=str(home / "log"), env={"APPDATA": str(home / "Roaming")}, user="dana", host="till",
        now=os.stat(python).st_mtime, version=VERSIONS.get,
        requires={"crm-workbook": NEEDS, "xlwings": XLWINGS_NEEDS}.get,
        registry=lambda key, _: "Excel.Application.16" if "CurVer" in key else None,
        stream=lambda *_: None, attributes=lambda _: 0,
    )  # fmt: skip


@pytest.fixture(scope="session")
def python(tmp_path_factory) -> Path:
    """The interpreter of every computer."""
    path = tmp_path_factory.mktemp("tools") / "python.exe"
    path.touch()
    return path


@pytest.fixture
def windows(tmp_path, python) -> Computer:
    """A computer with Windows and Excel."""
    return computer_of(tmp_path, python, "win32")


@pytest.fixture
def mac(tmp_path, python) -> Computer:
    """A Mac with Excel and with the script of xlwings."""
    computer = computer_of(tmp_path, python, "darwin")
    home = tmp_path / "home"
    (home / "Applications" / "Microsoft Excel.app").mkdir(parents=True)
    scripts = home / "Library" / "Application Scripts" / "com.microsoft.Excel"
    scripts.mkdir(parents=True)
    (scripts / f"xlwings-{XLWINGS}.applescript").touch()
    return computer


@pytest.fixture
def surgery() -> SimpleNamespace:
    """What tests make and break workbooks with."""
    return SimpleNamespace(
        made_on=made_on, parts=edit_parts, project=edit_project, without=without_module
    )


@pytest.fixture(scope="session")
def healthy(python, tmp_path_factory) -> bytes:
    """A workbook with buttons, made on a computer with Windows."""
    place = tmp_path_factory.mktemp("made")
    return made_on(computer_of(place, python, "win32"), place / "shop.xlsm").read_bytes()


@pytest.fixture
def shop(healthy, windows) -> Path:
    """Such a workbook of the test's own."""
    path = Path(windows.home) / "Documents" / "shop.xlsm"
    path.write_bytes(healthy)
    return path


def made_on(computer: Computer, path: Path) -> Path:
    """Write a workbook as `crm new` leaves it on a computer."""
    key = {"win32": "INTERPRETER_WIN", "darwin": "INTERPRETER_MAC"}[computer.platform]
    macros = macros_add.macros("he")
    settings = ((key, computer.executable), *macros.settings)
    path.write_bytes(
        b"".join(with_macros(build("he"), macros._replace(settings=settings)).pieces())
    )
    return path


@pytest.fixture(scope="session")
def asked() -> Callable[..., tuple[Answer, ...]]:
    """A function that has a computer, and perhaps a workbook, looked at."""

    wanted = macros_add.macros("en")

    def ask(computer: Computer, path: Path | None = None) -> tuple[Answer, ...]:
        patient = look_at(str(path)) if path is not None else None
        return look(Scene(computer, patient, wanted))

    return ask


def edit_parts(path: Path, **changes: Callable[[bytes], bytes | None]) -> None:
    """Change parts of a package, named by the end of their names; None takes one out."""
    with zipfile.ZipFile(path) as source:
        parts = {info.filename: source.read(info) for info in source.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            stem = os.path.basename(name).partition(".")[0].strip("[]")
            new = changes[stem](content) if stem in changes else content
            if new is not None:
                target.writestr(name, new)


def edit_project(path: Path, change: Callable[[vba.Project], vba.Project]) -> None:
    """Change the macros of a workbook."""
    edit_parts(path, vbaProject=lambda data: change(vba.read_project(data)).packed())


def without_module(project: vba.Project, name: str) -> vba.Project:
    """Return a project that lacks a module."""
    place = next(n for n, m in enumerate(project.modules) if m.name == name)
    lines = [x for x in project.text.splitlines() if x.split("=")[-1].split("/")[0] != name]
    return project._replace(
        modules=project.modules[:place] + project.modules[place + 1 :],
        listed=project.listed[:place] + project.listed[place + 1 :],
        text="\r\n".join(lines) + "\r\n",
    )
