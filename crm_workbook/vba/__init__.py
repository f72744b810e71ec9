"""VBA projects as text in, bytes out: made, read and extended without Excel.

A project written here is source only, as MS-OVBA asks of every writer: no compiled code, which
Excel makes anew when it opens the file. The package knows nothing of workbooks and of this
program, and uses the standard library alone.
"""

from __future__ import annotations

from crm_workbook.vba.compression import BadStreamError
from crm_workbook.vba.project import Module, Project, new_project, read_project

__all__ = ["BadStreamError", "Module", "Project", "new_project", "read_project"]
