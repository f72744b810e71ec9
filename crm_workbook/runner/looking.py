"""A file looked at for `crm doctor`: whatever is wrong with it is an answer, not an end.

This stands in the runner, where the store and what is below the jobs may meet.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Final

from crm_workbook.checkup.checks.cloud import PLACEHOLDER
from crm_workbook.checkup.patient import Patient
from crm_workbook.errors import CrmError, Problem
from crm_workbook.store.anatomy import anatomy
from crm_workbook.store.in_use import locks
from crm_workbook.store.macros import with_macros
from crm_workbook.store.reading.reader import look
from crm_workbook.text import Text

if TYPE_CHECKING:
    from crm_workbook.model import Macros

NOT_A_FILE: Final = Problem(
    "not-a-file",
    Text("{name} אינו קובץ רגיל.", "{name} is no plain file."),
    Text("יש לציין קובץ xlsx או xlsm.", "Name an .xlsx or .xlsm file."),
)
ONLY_A_PLACEHOLDER: Final = Problem(
    "not-downloaded",
    Text("תוכן הקובץ {name} עוד לא ירד מהענן.",
         "The content of {name} has not come down from the cloud yet."),
    Text("יש להוריד אותו למחשב ולנסות שוב.", "Download it and try again."),
)  # fmt: skip


def look_at(path: str) -> Patient:
    """Return a file as far as it could be looked at; it is not changed."""
    patient = Patient(path, locks=locks(path))
    try:
        data = _content(path)
    except CrmError as error:
        return patient._replace(error=error)
    patient = patient._replace(data=data, with_macros=partial(_with_macros, data))
    try:
        return patient._replace(anatomy=anatomy(data))
    except CrmError as error:
        return patient._replace(error=error)


def _content(path: str) -> bytes:
    """Return the bytes of a file, but do not have the cloud send what only lies there.

    Raises:
        CrmError: It cannot be read.
    """
    name = os.path.basename(path)
    if os.path.exists(path):
        if not os.path.isfile(path):
            raise CrmError(NOT_A_FILE, name=name)
        if getattr(os.stat(path), "st_file_attributes", 0) & PLACEHOLDER:
            raise CrmError(ONLY_A_PLACEHOLDER, name=name)
    return look(path, name).data


def _with_macros(data: bytes, macros: Macros) -> bytes:
    return b"".join(with_macros(data, macros).pieces())
