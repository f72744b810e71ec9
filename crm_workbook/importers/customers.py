"""Rows of a source as details of customers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.importers import said
from crm_workbook.importers.csv_ import CELL_LIMIT
from crm_workbook.importers.mapping import Target
from crm_workbook.importers.roster import Detail, Taken
from crm_workbook.schema.names import PARTS, WHOLE, full_name

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from crm_workbook.importers.mapping import Vocabulary
    from crm_workbook.importers.records import Records
    from crm_workbook.importers.roster import Roster
    from crm_workbook.importers.understood import Understood
    from crm_workbook.model import Cell, Finding


class People(NamedTuple):
    """What became of the customers a source speaks of."""

    taken: list[Taken]
    """One for each row; rows that say the same of their customer share one."""
    findings: tuple[Finding, ...]


_NOT_ASKED: Final = Taken("refused")


def take_all(
    records: Records,
    columns: Mapping[str, Understood],
    words: Vocabulary,
    roster: Roster,
    *,
    without: Container[int] = (),
    settled: Container[int] = (),
) -> People:
    """Hand every row's customer to the roster, each different one once.

    Args:
        records: The source, for places.
        columns: Column id of the customers sheet to what was read.
        words: For the headings of the columns.
        roster: Takes them in.
        without: Rows that are refused for other reasons; nothing of them is taken.
        settled: Rows that stand in the workbook already, with their customers: nobody is added
            for them, and nothing is said where it is unclear who they speak of.
    """
    known: dict[tuple[Cell, ...], tuple[Taken, list[Finding]]] = {}
    taken = [_NOT_ASKED] * records.size
    findings: list[Finding] = []
    if "customer_id" in columns:
        roster.people.reserve(set(columns["customer_id"].values))
    raws = [read.raw for read in columns.values()]
    rows = enumerate(zip(*raws, strict=True))
    for row, said_of in sorted(rows, key=lambda each: each[0] not in settled):
        if row in without:
            continue
        if said_of not in known:
            # The owner may call them otherwise by now, or may have merged them into somebody.
            if row in settled and roster.is_new(details(columns, row)):
                continue
            before = len(roster.findings)
            result = roster.take(details(columns, row), records.ref(row))
            news = roster.findings[before:]
            known[said_of] = result, news
            if result.person >= 0:
                findings += [*news, *_kept_as_text(records, columns, words, row)]
        result, news = known[said_of]
        if result.verdict in {"new", "changed"}:  # the next row like it adds nothing
            known[said_of] = result._replace(verdict="same"), news
        if result.person < 0 and row not in settled:
            findings += [each._replace(ref=records.ref(row)) for each in news]
        taken[row] = result
    return People(taken, tuple(findings))


def details(columns: Mapping[str, Understood], row: int) -> dict[str, Detail]:
    """Return what a row says of its customer; a first and a family name make the name."""
    found = {
        column: Detail(read.values[row], read.cells[row])
        for column, read in columns.items()
        if read.cells[row] is not None
    }
    if WHOLE not in found:
        given = (found[part].value if part in found else None for part in PARTS)
        name = full_name("", *("" if part is None else str(part) for part in given))
        if 0 < len(name) <= CELL_LIMIT:
            found[WHOLE] = Detail(name, name)
    return found


def _kept_as_text(
    records: Records, columns: Mapping[str, Understood], words: Vocabulary, row: int
) -> Iterator[Finding]:
    for column, read in columns.items():
        fault = read.fault(row)
        if fault:
            target = Target("customers", column)
            yield said.KEPT_AS_TEXT.at(
                records.ref(row, records.place(target)), value=read.raw[row],
                column=words.column(target).heading, why=said.why(fault),
            )  # fmt: skip
