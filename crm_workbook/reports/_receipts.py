"""What was written to a workbook, and how it is taken back: no format keeps it to itself."""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.text import Text, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crm_workbook.model import Receipt

    Receipts = Mapping[str, Receipt]
    """What a store did, by the name of the file."""

BACKUP: Final = Text(
    "נכתב. עותק קודם: {backup}. לביטול: crm undo {file}",
    "Written. The copy before it: {backup}. To take it back: crm undo {file}",
)
UNDONE: Final = Text("נכתב. העותק שלפני הביטול: {backup}", "Written. The copy before it: {backup}")
UNSAVED: Final = Text(
    "נכתב בחוברת הפתוחה, שעדיין לא נשמרה. לשמירה: Ctrl+S בחוברת.",
    "Written into the open workbook, which is not saved yet. To save it: Ctrl+S there.",
)
MADE: Final = Text(
    "נכתב: {made}. החוברת {file} נשארה כפי שהייתה.", "Written: {made}. {file} is as it was."
)


def sentences(
    receipt: Receipt | None, file: str, lang: str, *, undone: bool = False
) -> Iterator[str]:
    """Yield what was written where, and how to take it back."""
    if receipt is None:
        return
    name = quoted(file)
    if receipt.made:
        yield MADE.say(lang, made=quoted(receipt.made), file=name)
    if receipt.unsaved:
        yield UNSAVED.say(lang)
    if receipt.backup:
        yield (UNDONE if undone else BACKUP).say(lang, backup=receipt.backup, file=name)


def record(receipt: Receipt, file: str) -> dict[str, object]:
    """Return the same for programs."""
    return {
        "cells": receipt.changed,
        "backup": receipt.backup,
        "undo": ["crm", "undo", file] if receipt.backup else [],
        "made": receipt.made,
        "unsaved": receipt.unsaved,
    }
