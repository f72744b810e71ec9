"""What makes a workbook suspicious: allowed, and yet unlike what programs write.

Whatever the pre-flight lets through can be read; what is suspicious besides is read behind a
second wall (`wall`), in a process with limits. A needless suspicion costs a fraction of a second,
so the limits are not far from what honest workbooks reach. For those, 434 test files of two public
projects (ClosedXML, calamine) and a workbook with 1.1 million rows were measured: no part of a
quarter of a megabyte or more grew more than 20-fold, all parts together came to 378 MB, and no
file had a second workbook part. Markup that only a parser understands is no sign: four workbooks
in ten have some.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from crm_workbook.store.reading.container import Part
    from crm_workbook.store.reading.parts import Parts, Workbook

LARGE_PART: Final = 1 << 20
"""Bytes from which on it matters how tightly a part is packed."""
TIGHT: Final = 40
"""How many times a large part may grow without being suspicious."""
MUCH: Final = 768 << 20
"""Bytes all parts that hold markup may have together."""
WIDE: Final = 1 << 25
"""Cells that may be laid out without being there: two columns' length by sixteen."""
LONG_IRREGULAR: Final = 128 << 20
"""Bytes of a sheet for the parser, which takes about a second for each twelve million."""

_MARKUP: Final = (".xml", ".rels")
_USUAL_WORKBOOK: Final = "xl/workbook.xml"


class Suspicious(Exception):  # noqa: N818 - not an error: the second wall takes over
    """The workbook is to be read in a process of its own; the argument says for which sign."""


def suspect_parts(parts: Parts) -> None:
    """Look at the directory.

    Raises:
        Suspicious: `tight`: a part grows as data hardly does. `much`: the parts are larger than
            those of a workbook with two million rows.
    """
    markup = [part for part in parts.all if part.name.lower().endswith(_MARKUP)]
    if any(part.size > LARGE_PART and part.size > TIGHT * max(1, part.packed) for part in markup):
        raise Suspicious("tight")
    if sum(part.size for part in markup) > MUCH:
        raise Suspicious("much")


def suspect_workbook(parts: Parts, workbook: Workbook) -> None:
    """Look at what the workbook part says.

    Raises:
        Suspicious: `decoy`: another workbook part stands where many readers look without asking
            the package, so that they would see other data than Excel.
    """
    if workbook.part.lower() != _USUAL_WORKBOOK and parts.get(_USUAL_WORKBOOK) is not None:
        raise Suspicious("decoy")


def suspect_irregular(part: Part) -> None:
    """Look at a sheet that only the parser understands.

    Raises:
        Suspicious: `slow`: that would take long.
    """
    if part.size > LONG_IRREGULAR:
        raise Suspicious("slow")


def suspect_surplus(cells: int) -> None:
    """Look at how many cells a reader lays out that are not there.

    Args:
        cells: Those of all sheets so far: of their used rectangles beyond what their bytes hold.

    Raises:
        Suspicious: `wide`: they are very many.
    """
    if cells > WIDE:
        raise Suspicious("wide")
