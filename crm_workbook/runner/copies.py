"""The annotated copy of a workbook: where it may go, and what becomes of it."""

from __future__ import annotations

import os

from crm_workbook.errors import CrmError, Problem
from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple
from crm_workbook.reports import marked
from crm_workbook.text import Counted, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.model import Book, File, Outcome

NEEDS_FOLDER: Final = Problem(
    "copy-of-many",
    Text(
        "אי אפשר לכתוב כמה עותקים מסומנים לקובץ אחד, {out}.",
        "Several annotated copies cannot go into one file, {out}.",
    ),
    Text(
        "יש לציין תיקייה קיימת, או לבדוק חוברת אחת בכל פעם.",
        "Name a folder that is there, or check one workbook at a time.",
    ),
)
SAME_NAME: Final = Problem(
    "copies-of-one-name",
    Text(
        "שתי חוברות נקראות {name}, והעותקים שלהן היו נכתבים זה על זה ב-{out}.",
        "Two workbooks are called {name}, and their copies in {out} would overwrite each other.",
    ),
    Text("יש לבדוק אותן בזו אחר זו, לתיקיות שונות.", "Check them one by one, into two folders."),
)
ORIGINAL: Final = Problem(
    "copy-over-original",
    Text(
        "{out} הוא החוברת עצמה, והעותק המסומן אינו נכתב עליה.",
        "{out} is the workbook itself, and the annotated copy does not go over it.",
    ),
    Text("יש לבחור לעותק שם אחר או תיקייה אחרת.", "Choose another name or folder for the copy."),
)
ENDING: Final = Problem(
    "copy-of-another-ending",
    Text(
        "העותק המסומן של {file} צריך להסתיים ב-{ending}, ו-{out} אינו מסתיים כך.",
        "The annotated copy of {file} has to end in {ending}, which {out} does not.",
    ),
    Text(
        "יש לתת לעותק שם שמסתיים ב-{ending}; בסיומת אחרת Excel לא יפתח אותו.",
        "Give it a name that ends in {ending}; with another ending Excel will not open it.",
    ),
)
IN_THE_WAY: Final = Problem(
    "copy-in-the-way",
    Text(
        "הקובץ {out} כבר קיים, והוא אינו עותק מסומן מבדיקה קודמת.",
        "The file {out} is already there, and it is no annotated copy of an earlier check.",
    ),
    Text(
        "יש לבחור שם אחר, או להזיז את הקובץ הקיים.", "Choose another name, or move the file away."
    ),
)
NOT_LIVE: Final = Problem(
    "copy-of-open",
    Text(
        "עותק מסומן נעשה רק מקובץ, ולא מחוברת שפתוחה עכשיו.",
        "An annotated copy is made of a file, not of a workbook that is open now.",
    ),
    Text(
        "יש לשמור את החוברת ולהריץ crm check --annotate על הקובץ, בלי --live.",
        "Save it, and run crm check --annotate on the file, without --live.",
    ),
)
CHANGED: Final = Problem(
    "changed-since-read",
    Text(
        "החוברת {file} השתנתה בזמן הבדיקה, ולכן לא נכתב עותק מסומן.",
        "The workbook {file} changed during the check, so no annotated copy was written.",
    ),
    Text("יש להריץ את הבדיקה שוב.", "Run the check again."),
)
WRITTEN: Final = Text(
    "עותק מסומן: {out} ({cells}, {notes})", "annotated copy: {out} ({cells}, {notes})"
)
CELLS: Final = Counted(
    Text("תא צבוע אחד", "1 cell coloured"),
    Text("{count:,} תאים צבועים", "{count:,} cells coloured"),
)
NOTES: Final = Counted(
    Text("הערה אחת", "1 note"), Text("{count:,} הערות", "{count:,} notes")
)  # fmt: skip


class Copied(NamedTuple):
    """A copy that is ready to be written."""

    file: File
    data: dict[str, object]
    """What it has, in numbers."""
    told: tuple[str, ...]
    """The same in words."""


def copies(files: Sequence[str], out: str) -> dict[str, str]:
    """Return where the annotated copy of each workbook goes.

    Args:
        files: The workbooks.
        out: What was named: a file for one workbook, or a folder that is there, in which each
            copy has the name of its workbook.

    Raises:
        CrmError: One file is named for several workbooks, two copies would have one name, or a
            copy would have another ending than its workbook or take the place of anything but an
            earlier annotated copy.
    """
    if not os.path.isdir(out):
        if len(files) > 1:
            raise CrmError(NEEDS_FOLDER, out=out)
        found = dict.fromkeys(files, out)
    else:
        found = {file: os.path.join(out, os.path.basename(file)) for file in files}
        names = set[str]()
        for path in found.values():
            name = os.path.basename(path)
            if name.casefold() in names:
                raise CrmError(SAME_NAME, name=name, out=out)
            names.add(name.casefold())
    for file, path in found.items():
        _guard(file, path)
    return found


def with_copies(outcome: Outcome, file: str, book: Book, lang: str) -> Outcome:
    """Return an outcome whose copies of the workbook are ready to be written.

    Args:
        outcome: What a job handed back, with a copy among its files that has something to mark.
        file: The path of the workbook.
        book: What was read of it.
        lang: The language to answer in.

    Raises:
        CrmError: As `copied` does.
    """
    made = [copied(each, file, book, lang) for each in outcome.files if each.marks is not None]
    plain = [each for each in outcome.files if each.marks is None]
    told = [marked(line) for each in made for line in each.told]
    before = outcome.data.get("told")
    data = {
        **outcome.data,
        "told": [*(before if isinstance(before, list) else ()), *told],
        "annotated": made[0].data,
    }
    files = (*plain, *(each.file for each in made))
    return outcome._replace(files=files, data=data)


def _guard(file: str, path: str) -> None:
    """Refuse a copy in a place where it must not go."""
    ending = os.path.splitext(file)[1]
    if ending and os.path.splitext(path)[1].lower() != ending.lower():
        raise CrmError(ENDING, file=file, ending=ending, out=path)
    if not os.path.lexists(path):
        return
    if os.path.exists(file) and os.path.exists(path) and os.path.samefile(file, path):
        raise CrmError(ORIGINAL, out=path)
    if not _is_earlier(path):
        raise CrmError(IN_THE_WAY, out=path)
    from crm_workbook.store.in_use import guard_free

    guard_free(path)


def _is_earlier(path: str) -> bool:
    from crm_workbook.store.annotate import is_annotated

    if not os.path.isfile(path):  # a pipe would be waited for without end
        return False
    try:
        with open(path, "rb") as stream:
            return is_annotated(stream.read())
    except OSError:
        return False


def copied(file: File, source: str, book: Book, lang: str) -> Copied:
    """Return the annotated copy that a job asked for, made from the very file that was read.

    Args:
        file: The copy to be, with what to mark in it.
        source: The path of the workbook.
        book: What was read of it.
        lang: The language to answer in.

    Raises:
        CrmError: The workbook changed since it was read or cannot be copied with marks, or
            something that must stay is in the way.
    """
    from crm_workbook.store.annotate import Annotated
    from crm_workbook.store.reading.reader import fingerprint, look

    if file.marks is None:  # pragma: no cover - the caller has looked
        raise TypeError(file.path)
    data = look(os.path.realpath(source), book.name).data
    if fingerprint(data) != book.fingerprint:
        raise CrmError(CHANGED, file=source)
    _guard(source, file.path)
    made = Annotated(data, file.marks, book.name)
    said = WRITTEN.say(lang, out=file.path, cells=CELLS.of(made.cells), notes=NOTES.of(made.notes))
    return Copied(
        file._replace(data=b"".join(made.package.pieces()), replace=True),
        {"file": file.path, "cells": made.cells, "notes": made.notes},
        (said, *made.told),
    )
