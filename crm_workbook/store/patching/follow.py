"""What follows a table when its rows change: ranges that ended with it, the used area, names."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final

from crm_workbook.store.package.markup import (
    first,
    quote,
    replaced,
    retagged,
    tags,
)
from crm_workbook.store.package.table_part import bare_filter, without
from crm_workbook.store.ranges import Box, box

if TYPE_CHECKING:
    from crm_workbook.store.patching.guards import Region

_WITH_RANGES: Final = ("conditionalFormatting", "dataValidation", "ignoredError", "protectedRange")
_EXTENSION_RANGE: Final = re.compile(rb"(<(?:[\w.-]+:)?sqref>)([^<]*)(</(?:[\w.-]+:)?sqref>)")
_NAMED_RANGE: Final = re.compile(
    r"((?:'(?:[^']|'')+'|[^\s'!,(]+)!)(\$[A-Z]{1,3}\$\d+:\$[A-Z]{1,3}\$\d+)(?![\d:])"
)
"""A range with both its corners; a single cell is a place of its own, or begins a formula."""


def stretched(tail: bytes, region: Region) -> bytes:
    """Return what follows the rows of a sheet, its ranges gone along with the table.

    Validations, conditional formats, ignored errors and protected ranges that covered the last row
    of the body go on doing so; anything else stays what it was.
    """
    if not region.grown:
        return tail

    def follow(ranges: str) -> str:
        return " ".join(_followed(text, region) for text in ranges.split())

    for local in _WITH_RANGES:
        for tag in reversed(list(tags(tail, local))):
            ranges = tag.get("sqref")
            if ranges is not None and follow(ranges) != ranges:
                tail = retagged(tail, tag, sqref=follow(ranges))
    return _EXTENSION_RANGE.sub(lambda m: m[1] + follow(m[2].decode()).encode() + m[3], tail)


def _followed(text: str, region: Region) -> str:
    area = box(text)
    if area is None or not region.left <= area.left <= area.right <= region.right:
        return text
    # An empty body still has the one blank row that its rules were made for.
    bottom = max(region.bottom, region.top)
    ends = area.bottom == bottom and area.top >= region.top
    # A rule for the last cell alone is about that cell, unless the body is but that row.
    if not ends or (area.top == area.bottom and region.bottom > region.top):
        return text
    return str(area._replace(bottom=max(region.new_bottom, area.top)))


def sheet_filter(tail: bytes, region: Region) -> bytes:
    """Return the tail with the filter of a plain range following it and hiding nothing."""
    found = first(tail, "autoFilter")
    area = box((found and found.get("ref")) or "")
    if found is None or area is None or not region.structural:
        return tail
    if area.bottom != region.bottom or area.top != region.top - 1:
        return tail
    return bare_filter(without(tail, "sortState"), area._replace(bottom=region.new_bottom))


def live_filter(tail: bytes) -> bool:
    """Tell whether the sheet's own filter hides rows."""
    found = first(tail, "autoFilter")
    return found is not None and not found.empty


def used_area(head: bytes, region: Region) -> bytes:
    """Return what precedes the rows of a sheet with its used area brought up to date."""
    tag = first(head, "dimension")
    area = box((tag and tag.get("ref")) or "")
    if tag is None or area is None:
        return head
    old, new = region.bottom + region.totals, region.new_bottom + region.totals
    bottom = new if area.bottom == old else max(area.bottom, new)
    wide = Box(min(area.left, region.left), area.top, max(area.right, region.right), bottom)
    return head if wide == area else retagged(head, tag, ref=str(wide))


def renamed(workbook: bytes, region: Region) -> bytes:
    """Return the workbook part with names that spanned the table's body still spanning it.

    These are the ranges of charts, of the print area and of the filter.
    """
    if not region.grown or region.bottom < region.top:
        return workbook
    for tag in reversed(list(tags(workbook, "definedName"))):
        if tag.empty:
            continue
        end = workbook.index(b"<", tag.end)
        text = unescape(workbook[tag.end : end].decode())
        changed = followed_names(text, region)
        if changed != text:
            workbook = replaced(workbook, tag.end, end, quote(changed).replace(b"&quot;", b'"'))
    return workbook


def followed_names(meaning: str, region: Region) -> str:
    """Return what a defined name means, its ranges gone along with the table's body."""
    title = region.sheet
    sheets = {f"{title}!", "'" + title.replace("'", "''") + "'!"}

    def follow(match: re.Match[str]) -> str:
        area = box(match[2])
        if match[1] not in sheets or area is None or area.bottom != region.bottom:
            return match[0]
        if area.top > region.top or not region.left <= area.left <= area.right <= region.right:
            return match[0]
        if area.top == area.bottom and region.bottom > region.top:
            return match[0]
        head, _, _ = match[2].partition(":")
        last = match[2].rpartition(":")[2].rpartition("$")[0]
        return f"{match[1]}{head}:{last}${max(region.new_bottom, region.top)}"

    return _NAMED_RANGE.sub(follow, meaning)
