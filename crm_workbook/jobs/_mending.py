"""What is to be done about findings: fix them, or silence them with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.model import Plan
from crm_workbook.reports import marked, preview
from crm_workbook.schema.reliable import not_newer
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from crm_workbook.model import Book, Finding

REASON: Final = Text("תיקון ממצאי הבדיקה", "fixes of crm check")
IGNORE_REASON: Final = Text("השתקת ממצאי הבדיקה", "findings of crm check silenced")


class Wish(NamedTuple):
    """What is wished for; to silence findings when there is a reason, else to fix them."""

    unsafe: bool
    show_fixes: bool
    diff: bool
    """Only to show it."""
    reason: str | None
    until: date | None


class Mended(NamedTuple):
    """What would be done."""

    plan: Plan | None
    found: tuple[Finding, ...]
    """The findings that are left; all of them when it is only shown."""
    data: dict[str, object]
    told: list[str]
    preview: tuple[str, ...] = ()
    """The change line by line, when it is only shown."""
    codes: Mapping[tuple[str, int, str], str] = {}
    """The rule for whose sake each cell is changed."""


def mended(book: Book, found: tuple[Finding, ...], wish: Wish, lang: str) -> Mended:
    """Return what fixes findings, or silences them.

    Raises:
        CrmError: The workbook is newer than this program, there is no reason, or the checks sheet
            lacks a column.
    """
    not_newer(book)
    made = _fixed(book, found, wish) if wish.reason is None else _silenced(book, found, wish, lang)
    lines = (
        []
        if made.plan is None
        else preview(made.plan, book, lang, limit=0, codes=made.codes).splitlines()
    )
    if wish.diff:
        data = {name: made.data[name] for name in ("changes",) if name in made.data}
        count = next(made.data[name] for name in ("fixed", "ignored") if name in made.data)
        return Mended(
            made.plan, found, {**data, "diff": lines, "would": count}, made.told, tuple(lines)
        )
    return made._replace(told=made.told + lines) if wish.show_fixes else made


def _fixed(book: Book, found: tuple[Finding, ...], wish: Wish) -> Mended:
    from crm_workbook.rules.fixes import causes, fixes, listed

    edits, gone = fixes(book, found, unsafe=wish.unsafe)
    left = tuple(each for place, each in enumerate(found) if place not in gone)
    codes = causes(found, gone)
    changes = listed(book, edits, codes)
    data: dict[str, object] = {"fixed": len(changes), "changes": changes}
    return Mended(Plan("check", REASON, edits) if edits else None, left, data, [], codes=codes)


def _silenced(book: Book, found: tuple[Finding, ...], wish: Wish, lang: str) -> Mended:
    from crm_workbook.rules.setting_aside import told
    from crm_workbook.rules.setting_aside.ignoring import ignoring

    made = ignoring(book, found, wish.reason or "", wish.until)
    lines = [told.IGNORED.say(lang, count=made.lines)] if made.lines and not wish.diff else []
    if made.left:
        lines.append(told.NO_KEY.say(lang, count=len(made.left)))
    plan = Plan("check", IGNORE_REASON, made.edits) if made.edits else None
    return Mended(plan, made.left, {"ignored": made.lines}, [*map(marked, lines)])
