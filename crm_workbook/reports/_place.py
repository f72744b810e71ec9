"""Where a finding is, as programs that know files of lines want it, and in which order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError
from crm_workbook.model import SEVERITY_RANKS
from crm_workbook.model.cells import column_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.model import Finding, Outcome

_CELL: Final = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]*)")


def row_and_column(finding: Finding) -> tuple[int, int] | None:
    """Return the numbers of the row and the column of a finding's first cell, if it has one."""
    return row_and_column_of(finding.ref.cell)


def row_and_column_of(cell: str) -> tuple[int, int] | None:
    """Return the numbers of the row and the column of a cell, or of the first of a range."""
    found = _CELL.match(cell)
    return (int(found[2]), column_number(found[1])) if found else None


def gravest_first(
    results: Sequence[tuple[str, Outcome | CrmError]],
) -> list[tuple[str, Finding]]:
    """Return all findings with their files: errors before warnings, otherwise as they were."""
    found = [
        (file, each)
        for file, result in results
        if not isinstance(result, CrmError)
        for each in result.findings
    ]
    return sorted(found, key=lambda pair: SEVERITY_RANKS[pair[1].severity])
