"""`crm check`: is this workbook fit to work with, and what would make it so."""

from __future__ import annotations

from crm_workbook.errors import CrmError, Problem
from crm_workbook.jobs import Button, Job
from crm_workbook.jobs._check_options import OPTIONS
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import SEVERITY_RANKS, File, Outcome
from crm_workbook.reports import marked
from crm_workbook.rules import index
from crm_workbook.rules.run import check, has_suppressions, ranked
from crm_workbook.schema.today import today
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from crm_workbook.model import Book, Finding, Plan, SetAside, Severity
    from crm_workbook.rules.deciding.decided import Decided

FOUND: Final = Text(
    "ממצאים: {found}, מהם שגיאות: {errors}. תוקנו: {fixed}",
    "findings: {found}, of them errors: {errors}; fixed: {fixed}",
)
TWO_WISHES: Final = Problem(
    "two-wishes",
    Text("{one} וגם {two} אינם הולכים יחד.", "{one} and {two} do not go together."),
    Text("יש להריץ אותם בזה אחר זה.", "Run one after the other."),
)
NOTHING_TO: Final = Problem(
    "nothing-to-go-with",
    Text("אין משמעות לאפשרות {one} בלי {two}.", "{one} means nothing without {two}."),
    Text("יש להוסיף את {two}.", "Add {two}."),
)
_OF_WORKBOOK: Final = {
    "check_ignore": {None, ""}, "check_severity": {None, ""}, "check_fail_on": {None, "error"},
}  # fmt: skip
"""Settings of the workbook that decide something, and when they do not: few checks load more."""


def run(  # noqa: PLR0913 - one argument for each option of the command
    book: Book,
    *,
    lang: str,
    annotate: str = "",
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
        annotate: The path of the annotated copy to write, '' for none.
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
    _refuse_beside_copy(annotate, {
        "--fix": fix, "--diff": diff, "--add-ignore": add_ignore is not None,
        "--write-baseline": write_baseline is not None,
    })  # fmt: skip
    _refuse_nonsense(fix=fix, diff=diff, unsafe=unsafe, show_fixes=show_fixes,
                     add_ignore=add_ignore, until=until,
                     baselines=(baseline, write_baseline))  # fmt: skip
    decided = _decided(book, config, {
        "select": tuple(select), "extend_select": tuple(extend_select), "ignore": tuple(ignore),
        "severity": tuple(severity), "fail_on": fail_on, "exit_zero": exit_zero,
        "statistics": statistics, "score": score, "baseline": baseline[0] if baseline else "",
    })  # fmt: skip
    codes = tuple(index()) if decided is None else decided.codes
    day = today(book, as_of)
    found = check(book, codes, day)
    if decided is not None and decided.severities:
        from crm_workbook.rules.deciding.severities import graded

        found = ranked(book, graded(found, decided.severities))
    told = _taken(book, lang)
    more: dict[str, object] = {}
    if decided is not None:
        from crm_workbook.jobs import _deciding

        found = decided.kept(found)
        told += map(marked, _deciding.lines(decided, book, config[0] if config else "", lang))
        more = {"format": decided.values["format"], "settings": _deciding.data(decided)}
    files: tuple[File, ...] = ()
    aside: tuple[SetAside, ...] = ()
    if (found and has_suppressions(book)) or baseline is not None or write_baseline is not None:
        from crm_workbook.rules.setting_aside.left import left

        rest = left(book, found, codes, day, baseline, write_baseline)
        found, files, aside = rest.found, rest.files, rest.aside
        more |= rest.data
        told += map(marked, rest.say(lang))
    data = _seen(book, lang) | {
        "as_of": day.isoformat(), "rules": len(codes), "all_rules": len(index()), **more,
    }  # fmt: skip
    plan: Plan | None = None
    preview: tuple[str, ...] = ()
    if fix or diff or add_ignore is not None:
        from crm_workbook.jobs import _mending

        wish = _mending.Wish(unsafe, show_fixes, diff, add_ignore, until)
        mended = _mending.mended(book, found, wish, lang)
        plan, found, preview = mended.plan, mended.found, mended.preview
        data |= mended.data
        told += mended.told
    if decided is not None and (decided.values["statistics"] or decided.values["score"]):
        from crm_workbook.rules.tally import counted

        sums, lines = counted(book, found, decided.values, lang)
        data |= sums | {"counted": [*map(marked, lines)]}
    if told:
        data["told"] = told  # ready for a terminal, as the lines of a preview are
    errors = sum(each.severity == "error" for each in found)
    said = FOUND.say(lang, found=len(found), errors=errors, fixed=data.get("fixed", 0))
    limit = "error" if decided is None else decided.fail_on
    failed = any(SEVERITY_RANKS[each.severity] <= SEVERITY_RANKS[limit] for each in found)
    if decided is not None and decided.values["exit_zero"]:
        failed = False
    if diff:  # the answer is whether anything would change, and nothing does
        return Outcome(found, None, (), preview, data, plan is not None, aside=aside)
    files += _copy(annotate, book, found, lang, day)
    return Outcome(found, plan, files, (said,), data, failed, aside=aside)


def _taken(book: Book, lang: str) -> list[str]:
    """Return what was taken for what where the workbook has other names for it than ours."""
    if not any(table.renamed for table in book.tables.values()):
        return []
    from crm_workbook.jobs._taken import lines

    return [*map(marked, lines(book, lang))]


def _seen(book: Book, lang: str) -> dict[str, object]:
    """Return which sheets were looked at, what their headings were taken for, and what was not."""
    return {
        "sheets": [
            {
                "sheet": sheet_id,
                "title": table.layout.title,
                "rows": len(table),
                "columns": [
                    {"heading": each.heading, "column": None if each.own else each.column.id}
                    for each in table.layout.placed
                ],
            }
            for sheet_id, table in book.tables.items()
        ],
        "not_checked": [{"title": each.title, "why": each.why.say(lang)} for each in book.unread],
    }


def _copy(
    path: str, book: Book, found: Sequence[Finding], lang: str, as_of: date
) -> tuple[File, ...]:
    """Return the annotated copy to write, nothing where none is wished for."""
    if not path:
        return ()
    from crm_workbook.jobs._annotating import marks

    return (File(path, b"", marks=marks(book, found, lang, as_of)),)


def _refuse_beside_copy(path: str, wishes: Mapping[str, bool]) -> None:
    """Refuse what would change, or take away, the very findings that a copy is to show."""
    for other, wished in wishes.items():
        if path and wished:
            raise CrmError(TWO_WISHES, one="--annotate", two=other)


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
    if diff and baselines[1]:
        raise CrmError(TWO_WISHES, one="--diff", two="--write-baseline")
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
    usual = all(book.settings.get(name) in values for name, values in _OF_WORKBOOK.items())
    if config is None and usual and not any(given.values()):
        return None
    from crm_workbook.jobs import _deciding

    return _deciding.decided(book, config, given)


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
