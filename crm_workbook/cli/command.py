"""One command from its words to its exit code."""

from __future__ import annotations

from functools import partial

from crm_workbook import jobs, runner
from crm_workbook.cli import CLEAN, FAILED, console
from crm_workbook.cli.files import expanded, looks_like_workbook
from crm_workbook.cli.parser import leading, near, parse
from crm_workbook.errors import CrmError, Problem
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.text import Text
from crm_workbook.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from crm_workbook.cli.parser import Given, Leading
    from crm_workbook.jobs import Job
    from crm_workbook.model import Store
    from crm_workbook.runner import Result

COMPLETE: Final = "_complete"
"""The word with which a shell asks what may come next; for no one to type, so nowhere listed."""
UNKNOWN: Final = Problem(
    "unknown-command",
    Text("אין פקודה בשם {name}.", "There is no command named {name}."),
    Text("{near}כל הפקודות: crm --help", "{near}All commands: crm --help"),
)


def execute(arguments: Sequence[str], lang: str) -> int:
    """Carry out one command line and return the exit code.

    Raises:
        CrmError: The command was not understood.
    """
    before = leading(arguments)
    if before.rest[:1] == ["help"]:
        before = leading(["--help", *before.rest[1:]])
    if _only_said(before, lang):
        return CLEAN
    name, rest = _command(before.rest)
    job = jobs.job(name)
    given = parse(job, ["--help"] if before.wants else rest)
    if given.help:
        from crm_workbook.cli.help import page

        console.explain(page(job, lang))
        return CLEAN
    run = partial(_run, job, given, before, lang)
    if job.name == "check":
        return _check(given, run, lang, live=before.live is not None)
    from crm_workbook.cli.telling import tell

    codes = [tell(result) for result in run()]
    if job.recipe is not None:  # what its steps found is part of the show
        return FAILED if FAILED in codes else CLEAN
    return max([CLEAN, *codes])


def _only_said(before: Leading, lang: str) -> bool:
    """Tell whether nothing was to be done but to say something, and say it."""
    if before.wants == "version":
        console.say(f"crm-workbook {__version__}")
    elif not before.rest:
        from crm_workbook.cli.help import overview

        console.explain(overview(lang))
    elif before.rest[0] == COMPLETE:
        from crm_workbook.cli.complete import answer

        console.say(answer(before.rest[1:], lang))
    else:
        return False
    return True


def _check(given: Given, run: Callable[[], Iterator[Result]], lang: str, *, live: bool) -> int:
    from crm_workbook.cli.report import report, wanted

    want = wanted(given)
    if not given.options["watch"]:
        return report(run(), want)
    from crm_workbook.cli.watch import watch

    return watch(given, run, want, lang, live=live)


def _run(job: Job, given: Given, before: Leading, lang: str) -> Iterator[Result]:
    files = expanded(given.files) if job.opens == "many" else given.files
    # One report over several workbooks cannot speak the language of each.
    speak = given.lang or before.lang or (lang if len(files) > 1 else "")
    if not speak and not console.shows_hebrew():
        speak = "en"  # a page of question marks helps nobody
    open_store = None
    if before.live is not None:
        open_store = partial(_open_live, before.live)
    request = runner.Request(speak, lang, dry_run=given.dry_run, open_store=open_store)
    told = {o.name: given.options[o.name] for o in job.options if not o.shown}
    return runner.run(job.name, files, told, request)


def _open_live(address: str, file: str) -> Store:
    """Return the store of a workbook that is open in Excel or LibreOffice."""
    from crm_workbook.excel.attach import attach
    from crm_workbook.store.excel import ExcelStore

    return ExcelStore(attach(file, address))


def _command(words: Sequence[str]) -> tuple[str, Sequence[str]]:
    """Return the job that the first word names, or the first two, and the words after them."""
    for count in (2, 1):
        name = "_".join(words[:count])
        if name in jobs.names() and "_" not in words[0]:
            return name, words[count:]
    if words[0] != "--" and not looks_like_workbook(words[0]):
        commands = [name.replace("_", " ") for name in jobs.names()]
        hint = near(words[0], commands)
        if not hint.en:
            hint = near(" ".join(words[:2]), commands)
        raise CrmError(UNKNOWN, name=words[0], near=hint)
    return "check", words
