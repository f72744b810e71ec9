"""One command from its words to its exit code."""

from __future__ import annotations

import os
from functools import partial

from crm_workbook import jobs, runner
from crm_workbook.cli import CLEAN, FAILED, FOUND, console
from crm_workbook.cli.parser import leading, near, parse
from crm_workbook.errors import CrmError, Problem
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.text import Text, quoted
from crm_workbook.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crm_workbook.jobs import Step
    from crm_workbook.model import Plan, Store
    from crm_workbook.rules.page import Page
    from crm_workbook.runner import Result

UNKNOWN: Final = Problem(
    "unknown-command",
    Text("אין פקודה בשם {name}.", "There is no command named {name}."),
    Text("{near}כל הפקודות: crm --help", "{near}All commands: crm --help"),
)
INTRO: Final = Text(
    "crm - חוברת לקוחות באקסל: בנייה, ייבוא, בדיקה, מדדים וטיוטות פנייה.",
    "crm - a customer workbook in Excel: build, import, check, measure, draft.",
)
USAGE: Final = Text("שימוש: crm COMMAND [FILE] [OPTIONS]", "usage: crm COMMAND [FILE] [OPTIONS]")
LIVE: Final = Text(
    "על חוברת שפתוחה עכשיו ב-Excel או ב-LibreOffice: crm --live COMMAND FILE",
    "On a workbook that is open now in Excel or LibreOffice: crm --live COMMAND FILE",
)
MORE: Final = Text("עזרה לפקודה: crm COMMAND --help", "Help on a command: crm COMMAND --help")
BACKUP: Final = Text(
    "נכתב. עותק קודם: {backup}. לביטול: crm undo {file}",
    "Written. The copy before it: {backup}. To take it back: crm undo {file}",
)
WRITTEN: Final = Text(
    "נכתב. העותק שלפני הביטול: {backup}", "Written. The copy before it: {backup}"
)
UNSAVED: Final = Text(
    "נכתב בחוברת הפתוחה, שעדיין לא נשמרה. לשמירה: Ctrl+S בחוברת.",
    "Written into the open workbook, which is not saved yet. To save it: Ctrl+S there.",
)
SAME: Final = Text("אין מה לשנות: החוברת כבר מעודכנת.", "Nothing to change: already up to date.")
UNWRITTEN: Final = Text("לא נכתב דבר.", "Nothing was written.")
ONLY_PREVIEW: Final = Text(
    "תצוגה מקדימה בלבד, דבר לא נכתב.", "Only a preview, nothing was written."
)
MADE: Final = Text(
    "נכתב: {made}. החוברת {file} נשארה כפי שהייתה.", "Written: {made}. {file} is as it was."
)
PREVIEW: Final = Text("תצוגה מקדימה בלבד, דבר לא נכתב:", "Only a preview, nothing was written:")


def execute(arguments: Sequence[str], lang: str) -> int:
    """Carry out one command line and return the exit code.

    Raises:
        CrmError: The command was not understood.
    """
    before = leading(arguments)
    if before.rest[:1] == ["help"]:
        before = leading(["--help", *before.rest[1:]])
    if before.wants == "version":
        console.say(f"crm-workbook {__version__}")
        return CLEAN
    if not before.rest:
        console.say(overview(lang))
        return CLEAN
    name, rest = _command(before.rest)
    job = jobs.job(name)
    given = parse(job, ["--help"] if before.wants else rest)
    if given.help:
        from crm_workbook.cli.help import page

        console.say(page(job, lang))
        return CLEAN
    files = _expand(given.files) if job.opens == "many" else given.files
    # One report over several workbooks cannot speak the language of each.
    speak = given.lang or before.lang or (lang if len(files) > 1 else "")
    if not speak and not console.shows_hebrew():
        speak = "en"  # a page of question marks helps nobody
    open_store = None
    if before.live is not None:
        open_store = partial(_open_live, before.live)
    request = runner.Request(speak, lang, dry_run=given.dry_run, open_store=open_store)
    results = runner.run(name, files, given.options, request)
    if job.name == "check":
        return _report(results, str(given.options["format"]))
    codes = [_tell(result) for result in results]
    if job.recipe is not None:  # what its steps found is part of the show
        return FAILED if FAILED in codes else CLEAN
    return max([CLEAN, *codes])


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
    if words[0] != "--" and not _looks_like_workbook(words[0]):
        commands = [name.replace("_", " ") for name in jobs.names()]
        hint = near(words[0], commands)
        if not hint.en:
            hint = near(" ".join(words[:2]), commands)
        raise CrmError(UNKNOWN, name=words[0], near=hint)
    return "check", words


def _report(results: Iterable[Result], form: str) -> int:
    from crm_workbook import reports

    done = list(results)
    pairs = [(r.file, r.error or r.outcome) for r in done]
    came = [(file, what) for file, what in pairs if what is not None]
    if form == "text":
        for result in done:
            if result.error is not None:
                console.complain(result.error.say(result.lang))
    if form != "text" or any(result.outcome is not None for result in done):
        console.say(reports.render(form, came, done[0].lang, _explain))
    for result in done:
        if result.receipt is not None and form == "text":
            _tell_receipt(result)
    return max([CLEAN, *(_code(result) for result in done)])


def _explain(code: str) -> Page:
    from crm_workbook.rules.page import page

    return page(code)


def _tell(result: Result) -> int:
    if result.step is not None:
        console.say(f"\n$ {_as_typed(result.step)}")
    outcome = result.outcome
    if outcome is None:
        if result.error is not None:
            console.complain(result.error.say(result.lang))
        _tell_receipt(result)  # the plan may be carried out and a file not written
        return FAILED
    for file in outcome.files:
        if file.path == runner.STDOUT:
            console.pour(file.data)
    for line in outcome.summary:
        console.tell(line)
    if outcome.findings:
        from crm_workbook import reports

        console.say(reports.findings(outcome.findings, result.lang))
    if outcome.plan is not None and result.receipt is None:
        _tell_plan(result, outcome.plan)
    _tell_receipt(result)
    return _code(result)


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
        flag = f"--{option.name.replace('_', '-')}"
        for each in value if isinstance(value, tuple) else (value,):
            if option.positional and each is not None:
                words.append(str(each))
            elif each not in {None, "", False}:
                words += [flag] if each is True else [flag, str(each)]
    return " ".join(map(quoted, words))


def _tell_receipt(result: Result) -> None:
    receipt = result.receipt
    if receipt is None:
        return
    if receipt.made:
        values = {"made": quoted(receipt.made), "file": quoted(result.file)}
        console.tell(MADE.say(result.lang, **values))
    elif not receipt.entry:
        console.tell(_same(result))
    if receipt.unsaved:
        console.tell(UNSAVED.say(result.lang))
    if receipt.backup:
        written = WRITTEN if result.job.name == "undo" else BACKUP
        values = {"backup": receipt.backup, "file": quoted(result.file)}
        console.tell(written.say(result.lang, **values))


def _same(result: Result) -> str:
    """Return what to say when there was nothing to write: a refusal is not being up to date."""
    findings = result.outcome.findings if result.outcome is not None else ()
    told = any(finding.severity != "info" for finding in findings) or _code(result) != CLEAN
    return (UNWRITTEN if told else SAME).say(result.lang)


def _code(result: Result) -> int:
    if result.error is not None or result.outcome is None:
        return FAILED
    return FOUND if result.outcome.failed else CLEAN


def overview(lang: str) -> str:
    """Return the list of all commands."""
    found = [jobs.job(name) for name in jobs.names()]
    width = max(len(job.command) for job in found)
    lines = [INTRO.say(lang), "", USAGE.say(lang), ""]
    lines += [f"  {job.command:{width}}  {job.title.say(lang)}" for job in found]
    return "\n".join([*lines, "", LIVE.say(lang), MORE.say(lang)])


def _looks_like_workbook(word: str) -> bool:
    return word.lower().endswith((".xlsx", ".xlsm")) or os.path.exists(word)


def _expand(given: Sequence[str]) -> tuple[str, ...]:
    """Return the workbooks meant: folders and wildcards opened up, which cmd.exe leaves to us."""
    found: list[str] = []
    for word in given:
        if os.path.isdir(word):
            found += sorted(_inside(word))
        elif any(sign in word for sign in "*?[") and not os.path.exists(word):
            from glob import glob

            found += sorted(p for p in glob(word, recursive=True) if _is_book(p))
        else:
            found.append(word)
    return tuple(dict.fromkeys(found)) or tuple(given)


def _inside(folder: str) -> list[str]:
    found = []
    for path, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.endswith(".crm")]  # our backups
        found += [os.path.join(path, name) for name in names if _is_book(name)]
    return found


def _is_book(path: str) -> bool:
    name = os.path.basename(path)
    return name.lower().endswith((".xlsx", ".xlsm")) and not name.startswith(("~$", "."))
