"""`crm check`: is this workbook fit to work with, and what would make it so."""

from __future__ import annotations

from crm_workbook.jobs import Button, Job, Option
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import Outcome
from crm_workbook.reports import formats
from crm_workbook.rules import index
from crm_workbook.rules.choose import chosen
from crm_workbook.rules.run import RANK, check
from crm_workbook.schema.today import today
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from crm_workbook.model import Book, Finding, Plan, Severity

REASON: Final = Text("תיקון ממצאי הבדיקה", "fixes of crm check")
FOUND: Final = Text(
    "ממצאים: {problems}, מהם שגיאות: {errors}. תוקנו: {fixed}",
    "findings: {problems}, of them errors: {errors}; fixed: {fixed}",
)


def run(  # noqa: PLR0913 - one argument for each option of the command
    book: Book,
    *,
    lang: str,
    format: str = "text",  # noqa: A002, ARG001 - how it is shown is the caller's business
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    fail_on: Severity = "error",
    fix: bool = False,
    diff: bool = False,
    as_of: date | None = None,
) -> Outcome:
    """Check a workbook.

    Args:
        book: The workbook.
        lang: The language to answer in.
        format: The format of the report, one of `reports.formats()`.
        select: The rules to check, as codes, beginnings of codes, names or `ALL`; all when empty.
        ignore: The rules to leave out, in the same words.
        fail_on: The least severity at which the answer is no.
        fix: Hand back a plan with every safe fix; what it mends is no longer a finding.
        diff: Say what `fix` would change, as lines in `data["diff"]`, and plan nothing.
        as_of: The day on which the workbook is looked at: this one, else the workbook's setting,
            else today.

    Raises:
        CrmError: A word of `select` or `ignore` means no rule; or a fix is asked for in a workbook
            newer than this program.
    """
    codes = chosen(select, ignore)
    day = today(book, as_of)
    found = check(book, codes, day)
    data: dict[str, object] = {
        "as_of": day.isoformat(),
        "rules": len(codes),
        "all_rules": len(index()),
        "sheets": [
            {"sheet": sheet_id, "title": table.layout.title, "rows": len(table)}
            for sheet_id, table in book.tables.items()
        ],
        "not_checked": [{"title": each.title, "why": each.why.say(lang)} for each in book.unread],
    }
    plan = None
    if fix or diff:
        from crm_workbook.model import Plan
        from crm_workbook.rules.fixes import safe_fixes
        from crm_workbook.schema.reliable import not_newer

        not_newer(book)
        edits, mended = safe_fixes(book, found)
        plan = Plan("check", REASON, edits) if edits else None
        changes = sum(len(edit.changes) for edit in edits)
        if diff:
            return _preview(book, found, plan, changes, data, lang)
        found = tuple(each for place, each in enumerate(found) if place not in mended)
        data["fixed"] = changes
    errors = sum(each.severity == "error" for each in found)
    said = FOUND.say(lang, problems=len(found), errors=errors, fixed=data.get("fixed", 0))
    failed = any(RANK[each.severity] <= RANK[fail_on] for each in found)
    return Outcome(found, plan, summary=(said,), data=data, failed=failed)


def _preview(
    book: Book,
    found: tuple[Finding, ...],
    plan: Plan | None,
    changes: int,
    data: dict[str, object],
    lang: str,
) -> Outcome:
    lines: list[str] = []
    if plan is not None:
        from crm_workbook.reports import preview

        lines = preview(plan, book, lang, limit=0).splitlines()
    data |= {"diff": lines, "would": changes}
    return Outcome(found, summary=tuple(lines), data=data, failed=plan is not None)


JOB: Final = Job(
    "check",
    Text(
        "בדיקת חוברת: מה לא תקין בה, היכן, ומה אפשר לתקן",
        "check a workbook: what is wrong, where, and what can be fixed",
    ),
    run,
    (
        Option(
            "format", "choice", Text("צורת הדוח", "format of the report"), "text", formats(),
        ),
        Option(
            "select", "text",
            Text("לבדוק רק את הכללים האלה: קוד, תחילת קוד או שם", "check these rules only: a "
                 "code, the beginning of one, or a name"),
            many=True, metavar="CODE",
        ),
        Option(
            "ignore", "text", Text("לא לבדוק את הכללים האלה", "leave these rules out"),
            many=True, metavar="CODE",
        ),
        Option(
            "fail_on", "choice",
            Text("החומרה שממנה קוד היציאה הוא 1", "from which severity on the exit code is 1"),
            "error", tuple(RANK),
        ),
        Option(
            "fix", "flag",
            Text("לתקן את מה שבטוח לתקן, עם גיבוי", "fix what is safe to fix, with a backup"),
            default=False,
        ),
        Option(
            "diff", "flag",
            Text("להציג מה --fix ישנה, בלי לכתוב", "show what --fix would change, write nothing"),
            default=False,
        ),
        Option(
            "as_of", "date",
            Text(
                "היום שלפיו בודקים; בלעדיו לפי ההגדרות, ובלעדיהן היום",
                "the day to look from; without it that of the settings, else today",
            ),
        ),
    ),
    opens="many",
    button=Button(
        Text("בדיקה", "Check"),
        Text("מה בחוברת דורש תיקון, ואיפה", "What in the workbook needs mending, and where"),
        "Spelling",
        20,
    ),
)  # fmt: skip
