"""Whether the libraries are installed that crm-workbook and xlwings name, in a fit version."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from crm_workbook.checkup.answer import Answer
from crm_workbook.checkup.computer import MAC, WINDOWS
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.checkup.computer import Computer
    from crm_workbook.checkup.patient import Scene

ORDER: Final = 6
INSTALL: Final = Text(
    "יש להתקין: {python} -m pip install --upgrade {names} (או התקנה מחדש עם uv tool או pipx).",
    "Install: {python} -m pip install --upgrade {names} (or install anew with uv tool or pipx).",
)
MISSING: Final = Answer(
    "package-missing",
    "fault",
    Text("חסרות ספריות של Python: {names}.", "Python libraries are missing: {names}."),
    INSTALL,
)
OLD: Final = Answer(
    "package-old",
    "fault",
    Text("ספריות של Python ישנות מדי: {told}.", "Python libraries are too old: {told}."),
    INSTALL,
)
COMPLETE: Final = Answer(
    "packages",
    "ok",
    Text("הספריות מותקנות; xlwings {xlwings}.", "The libraries are installed; xlwings {xlwings}."),
)
UNKNOWN: Final = Answer(
    "packages",
    "skipped",
    Text(
        "הספריות: crm-workbook רץ מתיקייה ולא הותקן, ולכן לא רשום מה הוא צריך.",
        "The libraries: crm-workbook runs from a folder and is not installed, so nothing says "
        "what it needs.",
    ),
)
_REQUIREMENT: Final = re.compile(r"([A-Za-z0-9._-]+)[^;]*?(?:>=\s*([0-9.]+))?[^;]*(?:;(.*))?")
_SYSTEM: Final = re.compile(r"(?:platform_system|sys_platform)\s*(==|!=)\s*['\"](\w+)['\"]")
_NAMES: Final = {WINDOWS: {"Windows", "win32"}, MAC: {"Darwin", "darwin"}}
_OTHERS: Final = frozenset({"Linux", "linux"})


def look(scene: Scene) -> Iterator[Answer]:
    """Compare what the metadata asks for with what is there."""
    computer = scene.computer
    asked = list(computer.requires("crm-workbook"))
    if not asked:
        yield UNKNOWN
        return
    missing: list[str] = []
    old: dict[str, str] = {}
    for name, least in _needed(computer, [*asked, *computer.requires("xlwings")]):
        there = computer.version(name)
        if there is None:
            missing.append(name)
        elif _numbers(there) < _numbers(least):
            old[name] = f"{name} {there} < {least}"
    python = computer.short(computer.executable)
    if missing:
        yield MISSING.of(names=" ".join(missing), python=python)
    if old:
        yield OLD.of(names=" ".join(old), told=", ".join(old.values()), python=python)
    if not missing and not old:
        yield COMPLETE.of(xlwings=computer.version("xlwings"))


def _needed(computer: Computer, asked: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the name and the least version of each requirement that holds on this system."""
    here = _NAMES.get(computer.platform, _OTHERS)
    for line in asked:
        found = _REQUIREMENT.fullmatch(line.strip())
        if found is None or "extra" in (found[3] or ""):
            continue
        system = _SYSTEM.search(found[3] or "")
        if system is None or (system[2] in here) == (system[1] == "=="):
            yield found[1], found[2] or ""


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version))
