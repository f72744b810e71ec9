"""All checks, one after the other."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from crm_workbook.checkup import checks
from crm_workbook.checkup.answer import FILE, STATES
from crm_workbook.modules import modules_in
from crm_workbook.text import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

    from crm_workbook.checkup.answer import Answer
    from crm_workbook.checkup.patient import Scene


def look(scene: Scene) -> tuple[Answer, ...]:
    """Return what all checks say, what blocks most first."""
    file = FILE if scene.patient is None else quoted(scene.patient.path)
    found = (answer for check in _checks() for answer in check.look(scene))
    return ordered(answer._replace(values={"file": file, **answer.values}) for answer in found)


def ordered(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """Return answers with the faults first; within a state they keep their order."""
    states = list(STATES)
    return tuple(sorted(answers, key=lambda answer: states.index(answer.state)))


def _checks() -> list[ModuleType]:
    names = modules_in(checks.__path__)
    found = [import_module(f"{checks.__name__}.{name}") for name in names]
    return sorted(found, key=lambda module: module.ORDER)
