"""What a run over several files adds up to; every format tells the same sums."""

from __future__ import annotations

from crm_workbook.errors import CrmError
from crm_workbook.lean import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crm_workbook.model import Outcome, Severity


class Totals(NamedTuple):
    """The sums of a run of `crm check`."""

    read: int
    """Files that could be checked."""
    sheets: int
    rows: int
    by_severity: dict[Severity, int]
    silenced: int
    """What was found and is not reported, since somebody decided to leave it."""
    ignored: int
    """Lines that were added just now to leave what was found."""
    fixable: int
    """Findings that `--fix` would remove."""
    fixed: int
    """Cells that a fix has changed."""
    would: int | None
    """Cells that a fix would change; None when nobody asked for a preview."""
    rules: int
    all_rules: int
    missed: tuple[tuple[str, str], ...]
    """What was not checked, and why; a file that could not be read says why elsewhere."""

    @property
    def left(self) -> bool:
        """Whether anything was found that is not reported."""
        return bool(self.silenced or self.ignored)

    @property
    def found(self) -> int:
        """How many findings there are."""
        return sum(self.by_severity.values())


def totals(results: Sequence[tuple[str, Outcome | CrmError]]) -> Totals:
    """Add up a run."""
    severities: dict[Severity, int] = {"error": 0, "warning": 0, "info": 0}
    outcomes: list[Outcome] = []
    missed: list[tuple[str, str]] = []
    for file, result in results:
        if isinstance(result, CrmError):
            missed.append((file, ""))
            continue
        outcomes.append(result)
        for finding in result.findings:
            severities[finding.severity] += 1
        for each in entries(result.data, "not_checked"):
            title = str(each.get("title", ""))
            missed.append((f"{file}: '{title}'" if len(results) > 1 else f"'{title}'",
                           str(each.get("why", ""))))  # fmt: skip
    data = [outcome.data for outcome in outcomes]
    sheets = [sheet for each in data for sheet in entries(each, "sheets")]
    previews = [each for each in data if "diff" in each]
    return Totals(
        read=len(outcomes),
        sheets=len(sheets),
        rows=sum(number(sheet, "rows") for sheet in sheets),
        by_severity=severities,
        silenced=sum(len(outcome.aside) for outcome in outcomes),
        ignored=sum(number(each, "ignored") for each in data),
        fixable=sum(each.fixable for outcome in outcomes for each in outcome.findings),
        fixed=sum(number(each, "fixed") for each in data),
        would=sum(number(each, "would") for each in previews) if previews else None,
        rules=max((number(each, "rules") for each in data), default=0),
        all_rules=max((number(each, "all_rules") for each in data), default=0),
        missed=tuple(missed),
    )


def number(data: Mapping[str, object], key: str) -> int:
    """Return a count from a job's data, 0 when it has none."""
    value = data.get(key)
    return value if isinstance(value, int) else 0


def entries(data: Mapping[str, object], key: str) -> list[dict[str, object]]:
    """Return a list of records from a job's data, empty when it has none."""
    value = data.get(key)
    return value if isinstance(value, list) else []


def lines(data: Mapping[str, object], key: str) -> list[str]:
    """Return lines that a job has ready for a terminal, marks and all; none when it has none."""
    value = data.get(key)
    return [str(line) for line in value] if isinstance(value, list | tuple) else []
