"""The difference between what should be and what is."""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final, Literal, NamedTuple
from crm_workbook.text import Counted, Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from crm_workbook.model.plan import Edit
    from crm_workbook.model.table import Ref


Severity = Literal["error", "warning", "info"]

SEVERITIES: Final[dict[Severity, Text]] = {
    "error": Text("שגיאה", "error"),
    "warning": Text("אזהרה", "warning"),
    "info": Text("לידיעה", "info"),
}
"""How grave a finding is, in words; the gravest first."""

SEVERITY_RANKS: Final[dict[Severity, int]] = {name: rank for rank, name in enumerate(SEVERITIES)}
"""The place of each among them: the gravest is 0."""

SEVERITY_COUNTS: Final[dict[Severity, Counted]] = {
    "error": Counted(Text("שגיאה אחת", "1 error"), Text("{count:,} שגיאות", "{count:,} errors")),
    "warning": Counted(
        Text("אזהרה אחת", "1 warning"), Text("{count:,} אזהרות", "{count:,} warnings")
    ),
    "info": Counted(Text("אחד לידיעה", "1 info"), Text("{count:,} לידיעה", "{count:,} info")),
}
"""So many findings of one severity; never "notes", which are what stands on cells."""


class Fix(NamedTuple):
    """A change that would remove a finding."""

    edits: tuple[Edit, ...]
    safe: bool = True
    """Safe means no information is lost and the meaning of the cell stays."""


class Finding(NamedTuple):
    """One difference between what should be and what is."""

    code: str
    name: str
    severity: Severity
    ref: Ref
    text: Text
    values: Mapping[str, object] = {}
    fix: Fix | None = None

    @property
    def fixable(self) -> bool:
        """Whether `crm check --fix` removes it: there is a fix, and it is safe."""
        return self.fix is not None and self.fix.safe

    def say(self, lang: str) -> str:
        """Return the message in `lang`."""
        return self.text.say(lang, **self.values)


class SetAside(NamedTuple):
    """A finding that is not reported, and on whose word."""

    finding: Finding
    by: Literal["checks", "note", "baseline"]
    """A line of the checks sheet, a note on a cell, or a file of known findings."""
    where: str
    """The place of that line or note, such as `checks!A3`, or the path of the file."""
    reason: str = ""
    until: date | None = None
    """The last day on which that is so; None for good."""
    known: bool = False
    """Whether a file of known findings knows it, whoever set it aside."""
