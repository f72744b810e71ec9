"""A copy of a workbook in which every finding stands where it belongs.

Faulty cells are coloured by how grave the fault is and carry a note that says what is wrong and
what to do; a sheet of its own lists all findings, each with a link to its cell. Everything else of
the workbook, macros, charts and rules included, is in the copy as it is in the original.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError, Problem
from crm_workbook.store.annotate.cells import Page, Palette, deselect
from crm_workbook.store.annotate.listing import add_listing
from crm_workbook.store.annotate.places import by_tab, gravest
from crm_workbook.store.annotate.shapes import Blocks
from crm_workbook.store.package import Package
from crm_workbook.store.package.table_part import tables_of
from crm_workbook.store.package.workbook_part import WorkbookPart
from crm_workbook.store.reading.gather import FINDINGS
from crm_workbook.text import Counted, Text

if TYPE_CHECKING:
    from crm_workbook.model.marks import Marks

ALREADY: Final = Problem(
    "annotated-already",
    Text(
        "החוברת היא בעצמה עותק מסומן: יש בה גיליון ממצאים. דבר לא נכתב.",
        "The workbook is an annotated copy itself: it holds a sheet of findings. "
        "Nothing was written.",
    ),
    Text(
        "יש לסמן עותק של החוברת המקורית. אם ממשיכים לעבוד בעותק הזה, יש למחוק ממנו קודם את גיליון "
        "הממצאים; הצבעים וההערות הישנים יישארו.",
        "Have a copy of the original annotated. Whoever goes on working in this one deletes its "
        "sheet of findings first; the old colours and notes stay.",
    ),
)
CAPPED: Final = Text(
    "הערות יש ב-{count:,} התאים החמורים ביותר; היתר צבועים, ורשומים בגיליון הממצאים.",
    "The {count:,} gravest cells carry a note; the others are coloured, and listed on the sheet "
    "of findings.",
)
TALKED: Final = Counted(
    Text(
        "בתא אחד יש שיחה (תגובות), ולכן לא נוספה לו הערה: מה שנמצא בו רשום בגיליון הממצאים.",
        "1 cell holds a conversation (threaded comments) and got no note: what was found there "
        "is listed on the sheet of findings.",
    ),
    Text(
        "ב-{count:,} תאים יש שיחה (תגובות), ולכן לא נוספו להם הערות: מה שנמצא בהם רשום בגיליון "
        "הממצאים.",
        "{count:,} cells hold a conversation (threaded comments) and got no note: what was found "
        "there is listed on the sheet of findings.",
    ),
)
PLAIN: Final = Counted(
    Text(
        "תא אחד נשאר בצבעו, כי בחוברת יש כבר יותר מדי עיצובים.",
        "1 cell kept its colour, since the workbook has too many cell formats.",
    ),
    Text(
        "{count:,} תאים נשארו בצבעם, כי בחוברת יש כבר יותר מדי עיצובים.",
        "{count:,} cells kept their colour, since the workbook has too many cell formats.",
    ),
)

MAX_NOTES: Final = 5_000
"""Notes in one copy: each is a drawn shape, and Excel slows down with many of them."""


class Annotated:
    """The package of a copy, and what of its marks it really has."""

    def __init__(self, data: bytes, marks: Marks, name: str) -> None:
        """Make the copy.

        Args:
            data: The workbook as it was read.
            marks: What to mark.
            name: What the workbook is called.

        Raises:
            CrmError: The workbook is an annotated copy itself, or of a form that cannot be
                written without the risk of losing something.
        """
        self.package = Package(data)
        self.cells = self.notes = 0
        workbook = WorkbookPart(self.package)
        if _has_findings(workbook):
            raise CrmError(ALREADY)
        plain = talked = wanted = 0
        blocks = Blocks(self.package)
        places = by_tab(marks)
        noted = gravest(places, MAX_NOTES)
        palette = Palette(workbook.styles)
        for entry in workbook.sheets:
            here = places.get(entry.title)
            if here is not None:
                page = Page(self.package, palette, entry.part, here, marks.lang)
                page.write(blocks, noted.get(entry.title, frozenset()))
                self.cells += page.painted
                self.notes += page.noted
                plain += page.plain
                talked += page.talked
                wanted += len(here)
            elif entry.part in self.package:
                deselect(self.package, entry.part)
        self.told = _told(marks.lang, talked=talked, plain=plain, more=wanted > MAX_NOTES)
        add_listing(workbook, marks, name, self.told)
        workbook.flush_styles()


def is_annotated(data: bytes) -> bool:
    """Tell whether a file is a workbook with a sheet of findings, as annotated copies have."""
    try:
        return _has_findings(WorkbookPart(Package(data)))
    except CrmError:
        return False


def _has_findings(workbook: WorkbookPart) -> bool:
    package = workbook.package
    return any(
        table.name == FINDINGS
        for entry in workbook.sheets
        if entry.part in package
        for table in tables_of(package, entry.part)
    )


def _told(lang: str, *, talked: int, plain: int, more: bool) -> tuple[str, ...]:
    """Return what a reader of the copy has to know of what it does not show everywhere."""
    said = [CAPPED.say(lang, count=MAX_NOTES)] if more else []
    said += [text.say(lang, count=n) for text, n in ((TALKED, talked), (PLAIN, plain)) if n]
    return tuple(said)
