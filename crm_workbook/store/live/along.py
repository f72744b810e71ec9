"""What goes along with the cells of a table: the links they open, the names that mean them."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from crm_workbook.store.package.links import MAX_LINKS, address
from crm_workbook.store.patching.follow import followed_names

if TYPE_CHECKING:
    import xlwings

    from crm_workbook.store.live.page import Page
    from crm_workbook.store.live.writer import Writer


def link(page: Page, writer: Writer) -> None:
    """Let link cells open what they say; one that says nothing any more opens nothing."""
    room = MAX_LINKS
    for (row, column), value in page.links().items():
        cell = page.sheet.range((row, column))
        target = address(value)
        before = address(page.before(page.targets[row].source, column))
        if target and not room:
            continue
        room -= bool(target)
        writer.back.add(page.sheet.name, lambda c=cell, b=before: _open(c, b))  # type: ignore[misc]
        _open(cell, target)


def _open(cell: xlwings.Range, target: str) -> None:
    """Let a cell open an address, or nothing."""
    if target:
        cell.add_hyperlink(target, text_to_display=target)
        return
    with suppress(NotImplementedError, AttributeError):
        cell.api.ClearHyperlinks()  # `Hyperlinks.Delete` would take the formats, too


def names(page: Page) -> dict[str, str]:
    """Return the defined names that end with the table's body, with what they shall mean."""
    found: dict[str, str] = {}
    if not page.region.grown:
        return found
    with suppress(NotImplementedError, AttributeError):
        for name in page.sheet.book.names:
            meant = str(name.refers_to).removeprefix("=")
            wanted = followed_names(meant, page.region)
            if wanted != meant:
                found[str(name.name)] = f"={wanted}"
    return found


def rename(page: Page, writer: Writer, wanted_names: dict[str, str]) -> None:
    """Let defined names mean what they shall, where the program has not seen to it."""
    for key, wanted in wanted_names.items():
        name = page.sheet.book.names[key]
        before = str(name.refers_to)
        if before == wanted:
            continue
        writer.back.add(page.sheet.name, lambda k=key, b=before: _refer(page.sheet, k, b))  # type: ignore[misc]
        name.refers_to = wanted


def _refer(sheet: xlwings.Sheet, key: str, meaning: str) -> None:
    sheet.book.names[key].refers_to = meaning
