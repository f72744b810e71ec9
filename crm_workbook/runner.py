"""Runs a job on workbooks: opens the store, hands over the book, applies the plan.

This is the only place where a job meets a store. The command line, the Python API and the buttons
in Excel all come through here, so reading, refusing, previewing and writing are the same for all.
"""

from __future__ import annotations

import os

from crm_workbook.beside import LARGEST_CONFIG, content, nearest
from crm_workbook.errors import CrmError, Problem, reason
from crm_workbook.jobs import Job, job
from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple, cast
from crm_workbook.model import Outcome
from crm_workbook.opening import read_source, refuse_writing, store_of
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from crm_workbook.jobs import Step
    from crm_workbook.model import Book, File, Plan, Receipt, Store

EXISTS: Final = Problem(
    "file-exists",
    Text("הקובץ {file} כבר קיים.", "The file {file} is already there."),
    Text("יש לבחור שם אחר, או להזיז את הקובץ הקיים.", "Choose another name, or move it away."),
)
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
NO_FOLDER: Final = Problem(
    "no-folder",
    Text("אין תיקייה {folder}, ולכן {file} לא נכתב.",
         "There is no folder {folder}, so {file} was not written."),
    Text("יש ליצור אותה קודם, או לבחור תיקייה אחרת.", "Make it first, or choose another."),
)  # fmt: skip
UNWRITABLE: Final = Problem(
    "file-unwritable",
    Text("לא ניתן לכתוב את {file}: {why}.", "{file} cannot be written: {why}."),
    Text("יש לבדוק הרשאות ומקום פנוי בדיסק.", "Check permissions and free disk space."),
)
CONFIG: Final = "crm.toml"
"""The file beside a workbook, or in a folder above, that decides how it is checked."""
STDOUT: Final = "-"
"""The path of a file that is meant for the standard output; its caller prints it."""


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
        options |= _looked_up(found, file, options, untrusted=untrusted)
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
            outcome = _with_copies(outcome, file, book, lang)
            write_files(outcome.files, beside=folder)
            outcome = _told(outcome, receipt, folder, lang)
    except CrmError as error:
        return Result(file, found, lang, error=error, book=book, receipt=receipt)
    return Result(file, found, lang, outcome, book=book, receipt=receipt)


def _looked_up(
    found: Job, file: str, options: Mapping[str, object], *, untrusted: bool
) -> dict[str, object]:
    """Return what the options mean that name files which a job is handed already read."""
    known: dict[str, object] = {}
    for option in found.options:
        path = options.get(option.name)
        if option.kind == "source":
            known[option.name] = read_source(str(path), untrusted=untrusted)
        elif option.kind == "patient":
            from crm_workbook.looking import look_at

            known[option.name] = look_at(str(path)) if path else None
        elif option.kind == "config":
            known[option.name] = (
                (str(path), content(str(path), LARGEST_CONFIG)) if path else nearest(file, CONFIG)
            )
        elif option.kind in {"attached", "kept"}:
            new = option.kind == "kept" and path and not os.path.exists(str(path))
            known[option.name] = (str(path), b"" if new else content(str(path))) if path else None
    return known | _attached(found, known)


def _attached(found: Job, known: Mapping[str, object]) -> dict[str, object]:
    """Return the files that the configuration attaches, where the command line names none."""
    kinds = {o.kind: cast("tuple[str, bytes] | None", known.get(o.name)) for o in found.options}
    config = kinds.get("config")
    if config is None or kinds.get("attached") is not None or kinds.get("kept") is not None:
        return {}  # who writes a file anew does not go by it
    from crm_workbook.rules.configured import read

    said = read(*config)
    named = [o.name for o in found.options if o.kind == "attached" and said.get(o.name)]
    return {name: (str(said[name]), content(str(said[name]))) for name in named}


def _copies(
    found: Job, files: Sequence[str], given: Mapping[str, object], request: Request
) -> dict[str, dict[str, object]]:
    """Return where a copy of each workbook goes, by its path, as the option of the job has it."""
    where: dict[str, dict[str, object]] = {}
    for option in found.options:
        if option.kind == "copy" and (out := given.get(option.name)):
            from crm_workbook.annotating import NOT_LIVE, copies

            if request.open_store is not None:
                raise CrmError(NOT_LIVE)
            for file, path in copies(files, str(out)).items():
                where.setdefault(file, {})[option.name] = path
    return where


def _with_copies(outcome: Outcome, file: str, book: Book | None, lang: str) -> Outcome:
    """Return an outcome whose copies of the workbook are ready to be written."""
    if book is None or all(each.marks is None for each in outcome.files):
        return outcome
    from crm_workbook.annotating import copied
    from crm_workbook.reports import marked

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


def _with_files(plan: Plan, files: Sequence[File], folder: str) -> Plan:
    """Return a plan that knows which files come with it, so that an undo can take them back."""
    if not files:
        return plan
    from crm_workbook.written import noted

    return plan._replace(files=noted(files, folder))


def _told(outcome: Outcome, receipt: Receipt | None, folder: str, lang: str) -> Outcome:
    """Take files back where an undo asks for it, and add what only the doing has shown."""
    lines = []
    if receipt is not None and receipt.aside:
        lines.append(ASIDE.say(lang, file=receipt.aside))
    if outcome.takes_back:
        from crm_workbook.written import take_back

        kept = take_back(outcome.takes_back, folder, _write)
        if kept:
            lines.append(KEPT.say(lang, files=", ".join(kept)))
    return outcome._replace(summary=(*outcome.summary, *lines)) if lines else outcome


def write_files(files: Sequence[File], beside: str = "") -> None:
    """Write the files of an outcome, each entirely or not at all.

    Args:
        files: What to write.
        beside: The folder of the workbook, for files whose path counts from there.

    Raises:
        CrmError: A file is there already and may not be replaced, its folder is not there, or it
            cannot be written. Files before the last kind have been written.
    """
    real = [
        file._replace(path=os.path.join(beside, file.path)) if file.beside else file
        for file in files
        if file.path != STDOUT
    ]
    for file in real:
        folder, name = os.path.split(file.path)
        if not file.replace and os.path.lexists(file.path):
            raise CrmError(EXISTS, file=file.path)
        if folder and not file.folder and not os.path.exists(folder):
            raise CrmError(NO_FOLDER, folder=folder, file=name)
    for file in real:
        try:
            _write(_with_macros(file))
        except OSError as error:
            raise CrmError(UNWRITABLE, file=file.path, why=reason(error)) from None


def _with_macros(file: File) -> File:
    """Return a file with the macros it is to have inside."""
    if file.macros is None:
        return file
    from crm_workbook.store.macros import with_macros

    return file._replace(data=b"".join(with_macros(file.data, file.macros).pieces()))


def _write(file: File) -> None:
    folder, name = os.path.split(os.path.abspath(file.path))
    if file.folder:
        os.makedirs(folder, exist_ok=True)
    temporary = os.path.join(folder, f".{name}.{os.getpid()}.tmp")
    try:
        with open(temporary, "xb") as stream:
            stream.write(file.data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, file.path)
    finally:
        if os.path.exists(temporary):
            os.unlink(temporary)
