"""An examined workbook whose sheets are read in this very process."""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, NamedTuple, Protocol
from crm_workbook.store.reading.facts import PackageFacts
from crm_workbook.store.reading.gather import is_settings
from crm_workbook.store.reading.grids import open_grids

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crm_workbook.model import Facts, TableFacts
    from crm_workbook.store.reading.grids import Rows
    from crm_workbook.store.reading.preflight import Survey


class OpenTab(NamedTuple):
    """A tab as it stands in the workbook."""

    title: str
    kind: str
    """As `SheetPart.kind`."""
    cells: bool
    """Whether it has any that can be read."""


class Opened(Protocol):
    """A workbook whose tabs can be read one by one, each once, in the order of `in_turn`."""

    @property
    def tabs(self) -> Sequence[OpenTab]:
        """The tabs as they stand in the workbook."""

    def rows(self, title: str) -> Rows:
        """Return the rows of a tab with cells, as `open_grids` has them.

        Raises:
            CrmError: They cannot be read.
        """

    def tables(self, title: str) -> tuple[TableFacts, ...]:
        """Return the Excel tables of a tab."""

    def facts(self) -> Facts:
        """Return what else is known; to be asked once all rows were taken."""


class OpenedHere:
    """`Opened` straight from the package."""

    def __init__(self, survey: Survey) -> None:
        """Open an examined workbook.

        Raises:
            CrmError: It cannot be read.
        """
        self._survey = survey
        self._sheets = {sheet.title: sheet for sheet in survey.workbook.sheets}
        self._read = open_grids(survey)
        self.tabs = tuple(
            OpenTab(sheet.title, sheet.kind, sheet.title in survey.scans)
            for sheet in survey.workbook.sheets
        )

    def rows(self, title: str) -> Rows:
        """Return the rows of a tab with cells."""
        return self._read(self._sheets[title])

    def tables(self, title: str) -> tuple[TableFacts, ...]:
        """Return the Excel tables of a tab."""
        return self._survey.parts.tables(self._sheets[title].part)

    def facts(self) -> Facts:
        """Return what else is known; it is looked up when somebody asks."""
        return PackageFacts(self._survey)


def in_turn(tabs: Iterable[OpenTab]) -> list[OpenTab]:
    """Return tabs in the order they are to be read: the settings tell how to read the others."""
    return sorted(tabs, key=lambda tab: not is_settings(tab.title))
