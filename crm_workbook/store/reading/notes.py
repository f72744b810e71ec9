"""The notes and comments on the cells of a sheet, as their texts."""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from crm_workbook.store.reading.parts import Parts

_KINDS: Final = {"comments": ("comment", "t"), "threadedComment": ("threadedComment", "text")}
"""The kinds of relation that lead to notes: what stands for a note there, and for its text.

A comment with answers (Excel 365) stands in both, in the older one behind a sentence about it.
"""
OURS: Final = "\u2014 crm check \u2014"
"""The line with which a note of an annotated copy begins; one that was there stands above it. What
follows quotes cells, so it must not be taken for somebody's wish."""


def read_notes(parts: Parts, sheet: str) -> dict[str, str]:
    """Return the notes of a sheet's part by cell; the runs and answers of one are joined by lines.

    What an annotated copy says in them is left out.

    Raises:
        CrmError: A part with notes is damaged.
    """
    texts: dict[str, list[str]] = {}
    for relation in parts.relations(sheet):
        note, text = _KINDS.get(relation.kind, ("", ""))
        if not note or relation.external or parts.get(relation.target) is None:
            continue
        runs: list[str] = []
        for each in parts.elements(relation.target, note, text):
            if each.name == note:
                runs = []
                cell = each.attributes.get("ref", "").replace("$", "").upper()
                texts.setdefault(cell, []).append("")
            else:
                runs.append(each.text)
                texts[cell][-1] = "".join(runs)
    joined = {
        cell: "\n".join(text.partition(OURS)[0] for text in said) for cell, said in texts.items()
    }
    return {cell: text for cell, text in joined.items() if text}
