"""What the package says about a workbook beyond its values, read when somebody asks."""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final, Literal
from crm_workbook.model import Tab
from crm_workbook.store.reading.grids import marks_of
from crm_workbook.store.reading.outline import read_outline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crm_workbook.store.reading.parts import SheetPart
    from crm_workbook.store.reading.preflight import Survey

_NOTES: Final = "comment"
"""Part of the name that every program gives to a part with notes; few workbooks have one."""
_MACROS: Final = frozenset({"vbaProject", "xlMacrosheet", "xlIntlMacrosheet"})


class PackageFacts:
    """`model.Facts` of an examined workbook."""

    __slots__ = ("_external", "_survey", "_tabs")

    def __init__(self, survey: Survey) -> None:
        """Remember the workbook; its sheets are looked into one by one, on request."""
        self._survey = survey
        self._tabs: dict[str, Tab] = {}
        self._external: tuple[str, ...] | None = None

    @property
    def titles(self) -> tuple[str, ...]:
        """The tabs in order."""
        return tuple(sheet.title for sheet in self._survey.workbook.sheets)

    @property
    def names(self) -> Mapping[str, str]:
        """Defined names and what they refer to; one of a single tab is `tab!name`."""
        return self._survey.workbook.names

    @property
    def epoch(self) -> Literal[1900, 1904]:
        """The year from which date serials count."""
        return self._survey.workbook.epoch

    @property
    def macros(self) -> bool:
        """Whether a macro project is inside, whatever the file's ending says."""
        return any(relation.kind in _MACROS for relation in self._survey.workbook.relations)

    @property
    def external(self) -> tuple[str, ...]:
        """Links to other workbooks, DDE servers and connections, as they name themselves."""
        if self._external is None:
            self._external = tuple(self._links())
        return self._external

    def tab(self, title: str) -> Tab:
        """Return what is known about one tab.

        Raises:
            KeyError: There is none of this title.
            CrmError: Its part is damaged in a place that reading its values did not touch.
        """
        found = self._tabs.get(title)
        if found is None:
            sheets = {sheet.title: sheet for sheet in self._survey.workbook.sheets}
            found = self._tabs[title] = self._tab(sheets[title])
        return found

    def _tab(self, sheet: SheetPart) -> Tab:
        scan = self._survey.scans.get(sheet.title)
        if scan is None:
            return Tab(sheet.title, kind=sheet.kind, state=sheet.state)
        pieces = (scan.around,) if scan.around else self._survey.pieces(sheet)
        outline = read_outline(sheet.title, pieces, regular=scan.regular)
        marks = marks_of(self._survey, sheet) if scan.formulas else iter(())
        formulas = [mark for mark in marks if mark.formula is not None]
        return Tab(
            sheet.title,
            kind=sheet.kind,
            state=sheet.state,
            tables=self._survey.parts.tables(sheet.part),
            formulas={mark.cell: mark.formula or "" for mark in formulas},
            uncalculated=tuple(mark.cell for mark in formulas if not mark.stored),
            notes=self._notes(sheet),
            **outline._asdict(),
        )

    def _notes(self, sheet: SheetPart) -> dict[str, str]:
        if not any(_NOTES in part.name.lower() for part in self._survey.parts.all):
            return {}
        from crm_workbook.store.reading.notes import read_notes

        return read_notes(self._survey.parts, sheet.part)

    def _links(self) -> Iterator[str]:
        parts = self._survey.parts
        for relation in self._survey.workbook.relations:
            if relation.external:
                yield relation.target
            elif parts.get(relation.target) is None:
                continue
            elif relation.kind == "externalLink":
                yield from (r.target for r in parts.relations(relation.target) if r.external)
                for link in parts.elements(relation.target, "ddeLink"):
                    said = link.attributes
                    yield f"dde:{said.get('ddeService', '')}|{said.get('ddeTopic', '')}"
            elif relation.kind == "connections":
                for connection in parts.elements(relation.target, "connection"):
                    said = connection.attributes
                    yield said.get("name") or said.get("sourceFile") or "connection"
