"""Which rows of a sheet a plan writes, and whose cells each of them takes over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.store.bodies import NEW
from crm_workbook.store.package.links import Moves
from crm_workbook.store.ranges import Box

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crm_workbook.store.bodies import Body, Line
    from crm_workbook.store.package.sheet_markup import SheetMarkup
    from crm_workbook.store.patching.guards import Region

_LOOKS: Final = re.compile(
    rb"\s(?:ht|customHeight|hidden|outlineLevel|collapsed|s|customFormat|thickTop|thickBot)"
    rb"\s*=\s*(?:\"[^\"]*\"|'[^']*')"
)
"""What a row itself says about how it is shown."""


class Target(NamedTuple):
    """A row to be written."""

    source: int
    """The row whose cells it takes over; 0 when none."""
    line: Line | None


def targets(
    body: Body, region: Region, markup: SheetMarkup, *, unshare: bool, unhide: bool
) -> dict[int, Target]:
    """Return every row that has to be written, by number and in order.

    Args:
        body: What the table shall hold.
        region: Where it stands.
        markup: Its sheet.
        unshare: Whether shared formulas above the rows that move must be written out.
        unhide: Whether rows that a filter hides must be shown.
    """
    table = body.table
    found: dict[int, Target] = {}
    for line, row in zip(body.lines, body.rows(), strict=True):
        if line.index == NEW:
            found[row] = Target(row if row <= region.bottom and not region.moves else 0, line)
        elif line.changes:
            found[row] = Target(table.rows[line.index], line)
    if region.shifts:
        _add_moves(found, body, region)
    if unshare:
        for row in range(region.top, region.moves):
            found.setdefault(row, Target(row, None))
    if unhide:
        for row in _hidden_rows(markup, region):
            found.setdefault(row, Target(row, None))
    return dict(sorted(found.items()))


def _add_moves(found: dict[int, Target], body: Body, region: Region) -> None:
    old_end, new_end = region.bottom + region.totals, region.new_bottom + region.totals
    gone = {body.table.rows[index] for index in body.gone}
    row = start = region.shifted_from
    for source in range(row, region.bottom + 1):
        if source in gone:
            continue
        target = found.get(row)
        found[row] = Target(source, target.line if target else None)
        row += 1
    for step in range(region.totals):
        found[region.new_bottom + 1 + step] = Target(region.bottom + 1 + step, None)
    for row in range(start, max(old_end, new_end) + 1):
        found.setdefault(row, Target(0, None))


def _hidden_rows(markup: SheetMarkup, region: Region) -> Iterator[int]:
    if b"hidden=" not in markup.data:
        return
    for index in range(markup.index(region.top), len(markup.numbers)):
        if markup.numbers[index] > region.bottom:
            return
        start = markup.begin(index)
        opening = markup.data[start : markup.data.index(b">", start) + 1]
        if b"hidden=" in opening:
            yield markup.numbers[index]


def moves(region: Region, planned: Mapping[int, Target]) -> Moves | None:
    """Return where the rows that stay come to stand, None when none of them moves."""
    if not region.shifts:
        return None
    start, stop = region.shifted_from, region.bottom + region.totals
    places = {
        target.source: row for row, target in planned.items() if start <= target.source <= stop
    }
    return Moves(Box(region.left, start, region.right, stop), sorted(places), places)


def dressed(row: bytes, number: int, prefix: bytes, like: bytes) -> bytes:
    """Return a row that is shown as another is: as high, as coloured, hidden or not.

    Args:
        row: The row, empty when it does not stand in the part yet.
        number: Its number.
        prefix: The prefix of the part's tags.
        like: The other row; empty for one that says nothing about itself.
    """
    said = b"".join(_LOOKS.findall(like[: like.find(b">") + 1]))
    if not row:
        return b'<%srow r="%d"%s/>' % (prefix, number, said) if said else row
    end = row.index(b">") + 1
    opening = _LOOKS.sub(b"", row[:end])
    cut = len(opening) - (2 if opening.endswith(b"/>") else 1)
    return opening[:cut].rstrip() + said + opening[cut:] + row[end:]
