"""The workbook that is looked at, and everything a check may ask."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from crm_workbook import vba

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_workbook.checkup.computer import Computer
    from crm_workbook.errors import CrmError
    from crm_workbook.model import Macros
    from crm_workbook.model.anatomy import Anatomy


class Patient(NamedTuple):
    """A file, as far as it could be looked at."""

    path: str
    data: bytes = b""
    anatomy: Anatomy | None = None
    error: CrmError | None = None
    """Why there is no anatomy."""
    locks: tuple[str, ...] = ()
    """Files beside it by which programs say that they have it open."""
    with_macros: Callable[[Macros], bytes] | None = None
    """Returns the workbook with other macros, for a copy to try them on."""

    @property
    def name(self) -> str:
        """The name of the file."""
        return os.path.basename(self.path)


class Scene:
    """What the checks are given: the computer, perhaps a workbook, and what it should hold."""

    def __init__(
        self, computer: Computer, patient: Patient | None = None, wanted: Macros | None = None
    ) -> None:
        """Put it together.

        Args:
            computer: Where the buttons are to work.
            patient: The workbook; None to look at the computer alone.
            wanted: What this version puts into a workbook; None when xlwings is not there.
        """
        self.computer = computer
        self.patient = patient
        self.wanted = wanted

    @property
    def anatomy(self) -> Anatomy | None:
        """The inside of the workbook, when there is one that could be looked into."""
        return self.patient.anatomy if self.patient is not None else None

    @cached_property
    def _read(self) -> tuple[vba.Project | None, str]:
        if self.anatomy is None or self.anatomy.project is None:
            return None, ""
        try:
            project = vba.read_project(self.anatomy.project)
            _ = project.protected  # whether it is locked may be what cannot be read
        except vba.BadStreamError as error:
            return None, str(error)
        return project, ""

    @property
    def project(self) -> vba.Project | None:
        """The VBA project, when there is one and it is whole."""
        return self._read[0]

    @property
    def damage(self) -> str:
        """Why the VBA project cannot be read; empty when it can, or when there is none."""
        return self._read[1]

    def code(self, module: str) -> str | None:
        """Return the source of a module, None when there is none of this name."""
        found = self.project.module(module) if self.project is not None else None
        if self.project is None or found is None:
            return None
        return found.source.decode(self.project.codec, "replace")
