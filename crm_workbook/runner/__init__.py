"""Runs a job on workbooks: opens the store, hands over the book, applies the plan.

This is the only place where a job meets a store. The command line, the Python API and the buttons
in Excel all come through here, so reading, refusing, previewing and writing are the same for all.
"""

from __future__ import annotations

import os

from crm_workbook.errors import CrmError
from crm_workbook.jobs import Job, job
from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple
from crm_workbook.model import Outcome
from crm_workbook.runner.given import looked_up
from crm_workbook.runner.opening import refuse_writing, store_of
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from crm_workbook.jobs import Step
    from crm_workbook.model import Book, File, Plan, Receipt, Store

ASIDE: Final = Text(
    "היומן הקודם של החוברת היה פגום. הוא נשמר בצד ({file}), ומה שנעשה לפני הפעולה הזו כבר לא ניתן "
    "לביטול דרך crm undo.",
    "The workbook's earlier journal was damaged. It is kept aside ({file}), and what was done "
    "before this can no longer be taken back by crm undo.",
)
KEPT: Final = Text(
    "קבצים שהשתנו מאז שנכתבו, ולכן נשארו כמו שהם: {files}",
    "Files changed since they were written, so they stay as they are: {files}",
)


class Result(NamedTuple):
    """What came of one job on one workbook."""

    file: str
    """The workbook's path as it was given, empty for a job that opens none."""
    job: Job
    lang: str
    outcome: Outcome | None = None
    error: CrmError | None = None
    book: Book | None = None
    receipt: Receipt | None = None
    step: Step | None = None
    """The step of a recipe that this is."""


class Request(NamedTuple):
    """What is wanted, whichever job it is."""

    lang: str = ""
    """The language to answer in; empty means the workbook's own."""
    fallback: str = "en"
    """The language where there is no workbook to ask."""
    dry_run: bool = False
    """Make the plan and apply nothing, write nothing."""
    open_store: Callable[[str], Store] | None = None
    """Opens the store of a path; the file store when not given."""


def run(
    name: str,
    files: Sequence[str] = (),
    options: Mapping[str, object] | None = None,
    request: Request = Request(),  # noqa: B008 - immutable
) -> Iterator[Result]:
    """Run a job, yielding a result for each workbook as it is done.

    Args:
        name: The job's name.
        files: Paths of workbooks; none for a job that opens none.
        options: Keyword arguments for the job. A missing one has its declared default.
        request: What is wanted beyond the job's own options.

    Yields:
        One `Result` a workbook. A `CrmError` is caught and yielded too, so that one bad file does
        not keep the others from being done.

    Raises:
        CrmError: A copy of each workbook is asked for, and has nowhere to go.
    """
    found = job(name)
    taken = (o for o in found.options if not o.shown)
    given = {o.name: () if o.many else o.default for o in taken} | dict(options or {})
    if found.recipe is not None:
        yield from _follow(found, given, request)
        return
    where = _copies(found, files, given, request)
    for file in ("",) if found.opens == "none" else files:
        yield _one(found, file, given | where.get(file, {}), request)


def _follow(found: Job, given: Mapping[str, object], request: Request) -> Iterator[Result]:
    if found.recipe is None:  # pragma: no cover - the caller has looked
        raise TypeError(found.name)
    speak = request._replace(lang=request.lang or request.fallback)
    recipe = found.recipe(lang=speak.lang, **given)
    for step in recipe.steps:
        for result in run(step.job, (step.file,) if step.file else (), step.options, speak):
            yield result._replace(step=step)
            if result.error is not None:
                return  # the steps after it build on it
    yield Result("", found, speak.lang, Outcome(summary=recipe.closing))


def _one(found: Job, file: str, options: dict[str, object], request: Request) -> Result:
    lang = request.lang or request.fallback
    folder = os.path.dirname(file)
    book = receipt = None
    try:
        if found.run is None:  # pragma: no cover - a fault in the job's declaration
            raise TypeError(found.name)
        reading = {option.name for option in found.options if option.reading}
        untrusted = any(options.get(name) for name in reading)
        options = {name: value for name, value in options.items() if name not in reading}
        options |= looked_up(found, file, options, untrusted=untrusted)
        # Of two files it is the foreign one.
        untrusted = untrusted and all(option.kind != "source" for option in found.options)
        if found.opens == "none":
            outcome = found.run(lang=lang, **options)
        else:
            store = store_of(file, request.open_store, untrusted=untrusted)
            if found.writes and not request.dry_run:
                store.tidy()
            book = store.read()
            lang = request.lang or book.lang
            outcome = found.run(book, lang=lang, **options)
            plan = outcome.plan
            if untrusted and not request.dry_run:
                refuse_writing(outcome, file)
            if plan is not None and not plan.empty and not request.dry_run:
                receipt = store.apply(_with_files(plan, outcome.files, folder), book)
        if not request.dry_run:
            if book is not None and any(each.marks is not None for each in outcome.files):
                from crm_workbook.runner.copies import with_copies

                outcome = with_copies(outcome, file, book, lang)
            if outcome.files:
                from crm_workbook.runner.writing import write_files

                write_files(outcome.files, beside=folder)
            outcome = _told(outcome, receipt, folder, lang)
    except CrmError as error:
        return Result(file, found, lang, error=error, book=book, receipt=receipt)
    return Result(file, found, lang, outcome, book=book, receipt=receipt)


def _copies(
    found: Job, files: Sequence[str], given: Mapping[str, object], request: Request
) -> dict[str, dict[str, object]]:
    """Return where a copy of each workbook goes, by its path, as the option of the job has it."""
    where: dict[str, dict[str, object]] = {}
    for option in found.options:
        if option.kind == "copy" and (out := given.get(option.name)):
            from crm_workbook.runner.copies import NOT_LIVE, copies

            if request.open_store is not None:
                raise CrmError(NOT_LIVE)
            for file, path in copies(files, str(out)).items():
                where.setdefault(file, {})[option.name] = path
    return where


def _with_files(plan: Plan, files: Sequence[File], folder: str) -> Plan:
    """Return a plan that knows which files come with it, so that an undo can take them back."""
    if not files:
        return plan
    from crm_workbook.runner.taking_back import noted

    return plan._replace(files=noted(files, folder))


def _told(outcome: Outcome, receipt: Receipt | None, folder: str, lang: str) -> Outcome:
    """Take files back where an undo asks for it, and add what only the doing has shown."""
    lines = []
    if receipt is not None and receipt.aside:
        lines.append(ASIDE.say(lang, file=receipt.aside))
    if outcome.takes_back:
        from crm_workbook.runner.taking_back import take_back
        from crm_workbook.runner.writing import write

        kept = take_back(outcome.takes_back, folder, write)
        if kept:
            lines.append(KEPT.say(lang, files=", ".join(kept)))
    return outcome._replace(summary=(*outcome.summary, *lines)) if lines else outcome
