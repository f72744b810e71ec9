"""What came of a job, told in words, and the exit code that says the same."""

from __future__ import annotations

from crm_workbook import jobs
from crm_workbook.cli import CLEAN, FAILED, FOUND, console
from crm_workbook.cli.parser import flag
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import STDOUT
from crm_workbook.text import Text, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crm_workbook.jobs import Step
    from crm_workbook.model import Plan
    from crm_workbook.runner import Result

SAME: Final = Text("אין מה לשנות: החוברת כבר מעודכנת.", "Nothing to change: already up to date.")
UNWRITTEN: Final = Text("לא נכתב דבר.", "Nothing was written.")
ONLY_PREVIEW: Final = Text(
    "תצוגה מקדימה בלבד, דבר לא נכתב.", "Only a preview, nothing was written."
)
PREVIEW: Final = Text("תצוגה מקדימה בלבד, דבר לא נכתב:", "Only a preview, nothing was written:")


def tell(result: Result) -> int:
    """Print what came of a job and return the exit code."""
    if result.step is not None:
        console.say(f"\n$ {_as_typed(result.step)}")
    outcome = result.outcome
    if outcome is None:
        tell_error(result)
        tell_receipt(result)  # the plan may be carried out and a file not written
        return FAILED
    for file in outcome.files:
        if file.path == STDOUT:
            console.pour(file.data)
    lines: Iterable[str] = outcome.summary
    if result.job.name == "explain" and console.terminal():
        from crm_workbook.cli.screen import paragraphs

        lines = paragraphs(lines)
    for line in lines:
        console.tell(line)
    if outcome.findings:
        from crm_workbook import reports

        console.say(reports.findings(outcome.findings, result.lang))
    if outcome.plan is not None and result.receipt is None:
        _tell_plan(result, outcome.plan)
    tell_receipt(result)
    return exit_code(result)


def tell_error(result: Result, *, of_many: bool = False) -> None:
    """Print why a job could not be done, if so; of many workbooks, with which of them."""
    if result.error is None:
        return
    said = result.error.say(result.lang)
    named = not of_many or result.file in said
    console.complain(said if named else f"{result.file}: {said}")


def tell_receipt(result: Result) -> None:
    """Print what was written where, and how to take it back."""
    receipt = result.receipt
    if receipt is None:
        return
    if not receipt.made and not receipt.entry:
        console.tell(_same(result))
    from crm_workbook import reports

    undone = result.job.name == "undo"
    for said in reports.written(receipt, result.file, result.lang, undone=undone):
        console.tell(said)


def exit_code(result: Result) -> int:
    """Return what a result means to a script."""
    if result.error is not None or result.outcome is None:
        return FAILED
    return FOUND if result.outcome.failed else CLEAN


def _tell_plan(result: Result, plan: Plan) -> None:
    if plan.macros is not None:
        console.tell(ONLY_PREVIEW.say(result.lang))
    elif plan.edits:
        from crm_workbook import reports

        console.tell(PREVIEW.say(result.lang))
        console.say(reports.preview(plan, result.book, result.lang))
    elif result.job.writes:
        console.tell(_same(result))


def _as_typed(step: Step) -> str:
    """Return a step as the command a person would type to do the same."""
    words = ["crm", step.job, *([step.file] if step.file else [])]
    for option in jobs.job(step.job).options:
        value = step.options.get(option.name)
        for each in value if isinstance(value, tuple) else (value,):
            if option.positional and each is not None:
                words.append(str(each))
            elif each not in {None, "", False}:
                words += [flag(option)] if each is True else [flag(option), str(each)]
    return " ".join(map(quoted, words))


def _same(result: Result) -> str:
    """Return what to say when there was nothing to write: a refusal is not being up to date."""
    findings = result.outcome.findings if result.outcome is not None else ()
    told = any(finding.severity != "info" for finding in findings) or exit_code(result) != CLEAN
    return (UNWRITTEN if told else SAME).say(result.lang)
