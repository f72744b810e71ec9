"""The notes of a sheet, with what was found in its cells added below what stands there."""

from __future__ import annotations

from html import unescape
from posixpath import dirname, join
from typing import TYPE_CHECKING, Final

from crm_workbook.model import SEVERITIES, letters
from crm_workbook.store.package.markup import (
    element_end,
    first,
    inserted,
    tags,
    text_markup,
)
from crm_workbook.store.package.relations import declare, relate, targets, unused
from crm_workbook.store.ranges import box
from crm_workbook.store.reading.notes import OURS
from crm_workbook.text import Counted, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crm_workbook.model.marks import Mark
    from crm_workbook.store.annotate.places import Place, Places
    from crm_workbook.store.package import Package
    from crm_workbook.store.package.markup import Tag

MORE: Final = Counted(
    Text("ועוד ממצא אחד, בגיליון הממצאים.", "And 1 more finding, on the sheet of findings."),
    Text(
        "ועוד {count:,} ממצאים, בגיליון הממצאים.",
        "And {count:,} more findings, on the sheet of findings.",
    ),
)
HEAD: Final = Text("{severity} {code}", "{severity} {code}")
SHOWN: Final = 6
"""Findings that one note tells in full."""
AUTHOR: Final = "crm check"

RLM: Final = "\u200f"
_BREAK: Final = "\n"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_EMPTY: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<comments xmlns="{_MAIN}"><authors/><commentList/></comments>'
).encode()
_BOLD: Final = '<{p}rPr><{p}b/><{p}sz val="9"/><{p}rFont val="Tahoma"/></{p}rPr>'
_PLAIN: Final = '<{p}rPr><{p}sz val="9"/><{p}rFont val="Tahoma"/></{p}rPr>'


class Comments:
    """The notes of one sheet."""

    def __init__(self, package: Package, sheet: str) -> None:
        """Find the part with the notes, and the cells that hold a conversation instead."""
        self._package = package
        self._sheet = sheet
        found = targets(package, sheet, "comments")
        self._part = found[0] if found else ""
        self.talked: set[Place] = {
            place
            for part in targets(package, sheet, "threadedComment")
            for tag in tags(package.content(part), "threadedComment")
            if (place := _place(tag)) is not None
        }

    def put(self, places: Places, lang: str) -> tuple[dict[Place, str], dict[Place, str]]:
        """Add notes for these cells.

        Returns:
            The notes of cells that had none, which need a shape, and those that were there and
            say more now, which need a larger one.

        Raises:
            CrmError: The part with the notes is nothing that can be added to safely.
        """
        texts = {place: note_text(marks, lang) for place, marks in places.items()}
        source = self._package.read(self._part) if self._part else _EMPTY
        root = first(source, "comments")
        p = root.prefix.decode() if root is not None else ""
        source, grown = _extended(source, texts, p)
        fresh = {place: text for place, text in texts.items() if place not in grown}
        if fresh:
            author = sum(1 for _ in tags(source, "author"))
            source = inserted(source, "authors", f"<{p}author>{AUTHOR}</{p}author>".encode())
            notes = "".join(
                f'<{p}comment ref="{letters(column)}{row}" authorId="{author}">'
                f"<{p}text>{_runs(text, p)}</{p}text></{p}comment>"
                for (row, column), text in fresh.items()
            )
            source = inserted(source, "commentList", notes.encode())
        if not self._part:
            self._part = unused(
                self._package, join(dirname(dirname(self._sheet)), "comments{}.xml")
            )
            declare(self._package, self._part, _TYPE)
            relate(self._package, self._sheet, "comments", self._part)
        self._package.write(self._part, source)
        return fresh, grown


def note_text(marks: Sequence[Mark], lang: str) -> str:
    """Return what a note says of its cell, without the line it begins with."""
    said = []
    for mark in marks[:SHOWN]:
        severity = SEVERITIES[mark.severity].say(lang)
        said += [HEAD.say(lang, severity=severity, code=mark.code), mark.message, mark.advice]
    if len(marks) > SHOWN:
        said.append(MORE.say(lang, count=len(marks) - SHOWN))
    # Not every program lays a Hebrew note out from the right; the marks keep full stops in place.
    edge = RLM if lang == "he" else ""
    return "\n".join(f"{edge}{line}{edge}" for line in said if line)


def _extended(source: bytes, texts: Mapping[Place, str], p: str) -> tuple[bytes, dict[Place, str]]:
    """Return the notes with ours below those on the same cells, and what they say now."""
    pieces: list[bytes] = []
    grown: dict[Place, str] = {}
    at = 0
    for tag in tags(source, "comment"):
        place = _place(tag)
        if place is None or place not in texts or place in grown or tag.empty:
            continue
        end = element_end(source, tag, "comment")
        text = first(source, "text", tag.end, end)
        if text is None:
            continue
        close = element_end(source, text, "text")
        pieces += (source[at : text.start], _below(source[text.start : close], texts[place], p))
        at = close
        grown[place] = f"{_plain(source[text.start : close])}\n\n{texts[place]}"
    return b"".join([*pieces, source[at:]]), grown


def _below(text: bytes, ours: str, p: str) -> bytes:
    """Return the text of a note with ours below it; a bare text becomes a run, as ours are."""
    tag = next(tags(text, "text"))
    inside = b"" if tag.empty else text[tag.end : text.rindex(b"</")]
    bare = first(inside, "t")
    if bare is not None and first(inside, "r", 0, bare.start) is None:
        end = element_end(inside, bare, "t")
        run = b"<%sr>%s</%sr>" % (bare.prefix, inside[bare.start : end], bare.prefix)
        inside = inside[: bare.start] + run + inside[end:]
    behind = min((t.start for n in ("rPh", "phoneticPr") for t in tags(inside, n)), default=None)
    cut = len(inside) if behind is None else behind
    new = inside[:cut] + _runs(ours, p, gap="\n\n").encode() + inside[cut:]
    opening = tag.source[:-2].rstrip() + b">" if tag.empty else tag.source
    return b"%s%s</%stext>" % (opening, new, tag.prefix)


def _plain(text: bytes) -> str:
    return "".join(
        unescape(text[tag.end : text.index(b"<", tag.end)].decode())
        for tag in tags(text, "t")
        if not tag.empty
    )


def _runs(text: str, p: str, gap: str = "") -> str:
    head = f"<{p}r>{_BOLD.format(p=p)}{text_markup(gap + OURS + _BREAK, p)}</{p}r>"
    return f"{head}<{p}r>{_PLAIN.format(p=p)}{text_markup(text, p)}</{p}r>"


def _place(tag: Tag) -> Place | None:
    area = box((tag.get("ref") or "").replace("$", "").upper())
    return None if area is None else (area.top, area.left)
