"""`crm check`: is this workbook fit to work with, and what would make it so."""

from __future__ import annotations

from crm_workbook.errors import CrmError, Problem
from crm_workbook.jobs import Button, Job
from crm_workbook.jobs._check_options import OPTIONS
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import Outcome
from crm_workbook.reports import marked
from crm_workbook.rules import index
from crm_workbook.rules.run import RANK, check, has_suppressions, ranked
from crm_workbook.schema.today import today
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from crm_workbook.model import Book, File, Finding, Plan, Severity
    from crm_workbook.rules.decided import Decided

REASON: Final = Text("תיקון ממצאי הבדיקה", "fixes of crm check")
IGNORE_REASON: Final = Text("השתקת ממצאי הבדיקה", "findings of crm check silenced")
FOUND: Final = Text(
    "ממצאים: {problems}, מהם שגיאות: {errors}. תוקנו: {fixed}",
    "findings: {problems}, of them errors: {errors}; fixed: {fixed}",
)
TWO_WISHES: Final = Problem(
    "two-wishes",
    Text("{one} ו-{two} אינם הולכים יחד.", "{one} and {two} do not go together."),
    Text("יש להריץ אותם בזה אחר זה.", "Run one after the other."),
)
NOTHING_TO: Final = Problem(
    "nothing-to-go-with",
    Text("ל-{one} אין משמעות בלי {two}.", "{one} means nothing without {two}."),
    Text("יש להוסיף את {two}.", "Add {two}."),
)


def run(  # noqa: PLR0913 - one argument for each option of the command
    book: Book,
    *,
    lang: str,
    format: str = "text",  # noqa: A002, ARG001 - how it is shown is the caller's business
    select: Sequence[str] = (),
    extend_select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    severity: Sequence[str] = (),
    fail_on: Severity | None = None,
    exit_zero: bool = False,
    statistics: bool = False,
    score: bool = False,
    fix: bool = False,
    unsafe: bool = False,
    show_fixes: bool = False,
    diff: bool = False,
    add_ignore: str | None = None,
    until: date | None = None,
    baseline: tuple[str, bytes] | None = None,
    write_baseline: tuple[str, bytes] | None = None,
    config: tuple[str, bytes] | None = None,
    as_of: date | None = None,
) -> Outcome:
    """Check a workbook.

    Args:
        book: The workbook.
        lang: The language to answer in.
        format: The format of the report, one of `reports.formats()`.
        select: The rules to check, as codes, beginnings of codes, names or `ALL`; all when empty.
        extend_select: Rules to check besides, although a wider word of `ignore` leaves them out.
        ignore: The rules to leave out, in the same words.
        severity: Other severities, such as `CRM301=error`.
        fail_on: The least severity at which the answer is no; an error when None.
        exit_zero: Whether the answer is yes whatever is found.
        statistics: Count the findings of every rule.
        score: Tell the share of rows in order of every sheet.
        fix: Hand back a plan with every safe fix; what it mends is no longer a finding.
        unsafe: Let `fix` and `diff` include fixes that may lose something.
        show_fixes: Say what was fixed, cell by cell.
        diff: Say what would change, as lines in `data["diff"]`, and plan nothing.
        add_ignore: Hand back a plan that silences what is found in the checks sheet, for this
            reason.
        until: The last day of that silence.
        baseline: The path and content of a baseline; what it knows is not reported.
        write_baseline: The path and content so far of the baseline to write.
        config: The path and content of the configuration.
        as_of: The day on which the workbook is looked at: this one, else the workbook's setting,
            else today.

    Returns:
        The findings that are left to report. `data` carries everything that was counted;
        `data["told"]` what a report for people says of it, line by line.

    Raises:
        CrmError: A word means no rule; the configuration or the baseline cannot be understood;
            options do not go together; or a change is asked for in a workbook newer than this
            program.
    """
    _refuse_nonsense(fix=fix, diff=diff, unsafe=unsafe, show_fixes=show_fixes,
                     add_ignore=add_ignore, until=until,
                     baselines=(baseline, write_baseline))  # fmt: skip
    decided = _decided(book, config, {
        "select": tuple(select), "extend_select": tuple(extend_select), "ignore": tuple(ignore),
        "severity": tuple(severity), "fail_on": fail_on, "exit_zero": exit_zero,
        "statistics": statistics, "score": score,
    })  # fmt: skip
    codes = tuple(index()) if decided is None else decided.codes
    day = today(book, as_of)
    found = check(book, codes, day)
    if decided is not None and decided.severities:
        from crm_workbook.rules.severities import graded

        found = ranked(book, graded(found, decided.severities))
    told = _config_told(decided, config, lang)
    aside: dict[str, object] = {}
    files: tuple[File, ...] = ()
    if (found and has_suppressions(book)) or baseline is not None or write_baseline is not None:
        from crm_workbook.rules.left import left

        rest = left(book, found, codes, day, baseline, write_baseline)
        found, files, aside = rest.found, rest.files, rest.data
        told += map(marked, rest.say(lang))
    data: dict[str, object] = {
        "as_of": day.isoformat(),
        "rules": len(codes),
        "all_rules": len(index()),
        "sheets": [
            {"sheet": sheet_id, "title": table.layout.title, "rows": len(table)}
            for sheet_id, table in book.tables.items()
        ],
        "not_checked": [{"title": each.title, "why": each.why.say(lang)} for each in book.unread],
        **aside,
    }
    plan = None
    if fix or diff or add_ignore is not None:
        from crm_workbook.schema.reliable import not_newer

        not_newer(book)
        if add_ignore is None:
            plan, changes, mended = _fixes(book, found, unsafe=unsafe)
        else:
            plan, changes, mended, lines = _ignoring(book, found, add_ignore, until, lang)
            told += map(marked, lines)
        if diff:
            return _preview(book, found, plan, changes, data, lang)
        found = tuple(each for place, each in enumerate(found) if place not in mended)
        data["fixed" if add_ignore is None else "ignored"] = changes
        if show_fixes and plan is not None:
            from crm_workbook.reports import preview

            told += preview(plan, book, lang, limit=0).splitlines()
    if decided is not None and (decided.values["statistics"] or decided.values["score"]):
        from crm_workbook.rules.tally import counted

        sums, lines = counted(book, found, decided.values, lang)
        data |= sums
        told += map(marked, lines)
    if told:
        data["told"] = told  # ready for a terminal, as the lines of a preview are
    errors = sum(each.severity == "error" for each in found)
    said = FOUND.say(lang, problems=len(found), errors=errors, fixed=data.get("fixed", 0))
    limit = "error" if decided is None else decided.fail_on
    failed = any(RANK[each.severity] <= RANK[limit] for each in found)
    if decided is not None and decided.values["exit_zero"]:
        failed = False
    return Outcome(found, plan, files, (said,), data, failed)


def _refuse_nonsense(
    *,
    fix: bool,
    diff: bool,
    unsafe: bool,
    show_fixes: bool,
    add_ignore: str | None,
    until: date | None,
    baselines: tuple[object, object],
) -> None:
    if fix and add_ignore is not None:
        raise CrmError(TWO_WISHES, one="--fix", two="--add-ignore")
    if all(baselines):
        raise CrmError(TWO_WISHES, one="--baseline", two="--write-baseline")
    if unsafe and not (fix or diff):
        raise CrmError(NOTHING_TO, one="--unsafe", two="--fix")
    if show_fixes and not fix:
        raise CrmError(NOTHING_TO, one="--show-fixes", two="--fix")
    if until is not None and add_ignore is None:
        raise CrmError(NOTHING_TO, one="--until", two="--add-ignore")


def _decided(
    book: Book, config: tuple[str, bytes] | None, given: Mapping[str, object]
) -> Decided | None:
    """Return what somebody decided about the check, None when nobody did."""
    settings = (book.settings.get("check_ignore"), book.settings.get("check_severity"))
    if config is None and not any(given.values()) and not any(settings):
        return None
    from crm_workbook.rules.decided import decide

    return decide(book, config, given)


def _config_told(
    decided: Decided | None, config: tuple[str, bytes] | None, lang: str
) -> list[str]:
    """Return the line that names a configuration that had a say: none relaxes a check unseen."""
    if decided is None or config is None:
        return []
    if config[0] not in {origin.en for origin in decided.origins.values()}:
        return []
    from crm_workbook.rules.told import CONFIG

    return [marked(CONFIG.say(lang, file=config[0]))]


def _fixes(
    book: Book, found: Sequence[Finding], *, unsafe: bool
) -> tuple[Plan | None, int, frozenset[int]]:
    from crm_workbook.model import Plan
    from crm_workbook.rules.fixes import fixes

    edits, mended = fixes(book, found, unsafe=unsafe)
    plan = Plan("check", REASON, edits) if edits else None
    return plan, sum(len(edit.changes) for edit in edits), mended


def _ignoring(
    book: Book, found: Sequence[Finding], reason: str, until: date | None, lang: str
) -> tuple[Plan | None, int, frozenset[int], list[str]]:
    from crm_workbook.model import Plan
    from crm_workbook.rules import told
    from crm_workbook.rules.ignoring import ignoring

    made = ignoring(book, found, reason, until)
    left = {id(each) for each in made.left}
    gone = frozenset(place for place, each in enumerate(found) if id(each) not in left)
    lines = [told.IGNORED.say(lang, count=made.lines)] if made.lines else []
    if made.left:
        lines.append(told.NO_KEY.say(lang, count=len(made.left)))
    plan = Plan("check", IGNORE_REASON, made.edits) if made.edits else None
    return plan, made.lines, gone, lines


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
    OPTIONS,
    opens="many",
    button=Button(
        Text("בדיקה", "Check"),
        Text("מה בחוברת דורש תיקון, ואיפה", "What in the workbook needs mending, and where"),
        "Spelling",
        20,
    ),
)
