"""One command from its words to its exit code."""

from __future__ import annotations

import os

from crm_workbook import jobs, runner
from crm_workbook.cli import CLEAN, FAILED, FOUND, console
from crm_workbook.cli.parser import parse
from crm_workbook.errors import CrmError, Problem
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.text import Text
from crm_workbook.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crm_workbook.jobs import Step
    from crm_workbook.model import Plan
    from crm_workbook.runner import Result

UNKNOWN: Final = Problem(
    "unknown-command",
    Text("אין פקודה בשם {name}.", "There is no command named {name}."),
    Text("{near}כל הפקודות: crm --help", "{near}All commands: crm --help"),
)
NEAR: Final = Text("אולי הכוונה ל-{name}? ", "Did you mean {name}? ")
INTRO: Final = Text(
    "crm - חוברת לקוחות באקסל: בנייה, ייבוא, בדיקה, מדדים וטיוטות פנייה.",
    "crm - a customer workbook in Excel: build, import, check, measure, draft.",
)
USAGE: Final = Text("שימוש: crm פקודה [קובץ] [אפשרויות]", "usage: crm COMMAND [FILE] [options]")
MORE: Final = Text("עזרה לפקודה: crm פקודה --help", "Help on a command: crm COMMAND --help")
BACKUP: Final = Text(
    "נכתב. עותק קודם: {backup}. לביטול: crm undo {file}",
    "Written. The copy before it: {backup}. To take it back: crm undo {file}",
)
WRITTEN: Final = Text(
    "נכתב. העותק שלפני הביטול: {backup}", "Written. The copy before it: {backup}"
)
SAME: Final = Text("אין מה לשנות: החוברת כבר מעודכנת.", "Nothing to change: already up to date.")
PREVIEW: Final = Text("תצוגה מקדימה בלבד, דבר לא נכתב:", "Only a preview, nothing was written:")


def execute(arguments: Sequence[str], lang: str) -> int:
    """Carry out one command line and return the exit code.

    Raises:
        CrmError: The command was not understood.
    """
    words = list(arguments)
    while words and words[0].startswith("--lang"):
        del words[: 1 if "=" in words[0] else 2]
    if not words or words[0] in {"-h", "--help", "help"}:
        console.say(overview(lang))
        return CLEAN
    if words[0] in {"-V", "--version"}:
        console.say(f"crm-workbook {__version__}")
        return CLEAN
    name, rest = words[0], words[1:]
    if name not in jobs.names():
        if not _looks_like_workbook(name):
            raise CrmError(UNKNOWN, name=name, near=_near(name, lang))
        name, rest = "check", words
    job = jobs.job(name)
    given = parse(job, rest)
    if given.help:
        from crm_workbook.cli.help import page

        console.say(page(job, lang))
        return CLEAN
    files = _expand(given.files) if job.opens == "many" else given.files
    # One report over several workbooks cannot speak the language of each.
    speak = given.lang or (lang if len(files) > 1 else "")
    request = runner.Request(speak, lang, dry_run=given.dry_run)
    results = runner.run(name, files, given.options, request)
    if job.name == "check":
        return _report(results, str(given.options["format"]))
    codes = [_tell(result) for result in results]
    if job.recipe is not None:  # what its steps found is part of the show
        return FAILED if FAILED in codes else CLEAN
    return max([CLEAN, *codes])


def _report(results: Iterable[Result], form: str) -> int:
    from crm_workbook import reports

    done = list(results)
    pairs = [(r.file, r.error or r.outcome) for r in done]
    came = [(file, what) for file, what in pairs if what is not None]
    console.say(reports.render(form, came, done[0].lang))
    for result in done:
        if result.receipt is not None and form == "text":
            _tell_receipt(result)
    return max([CLEAN, *(_code(result) for result in done)])


def _tell(result: Result) -> int:
    if result.step is not None:
        console.say(f"\n$ {_as_typed(result.step)}")
    outcome = result.outcome
    if outcome is None:
        if result.error is not None:
            console.complain(result.error.say(result.lang))
        return FAILED
    for file in outcome.files:
        if file.path == runner.STDOUT:
            console.pour(file.data)
    for line in outcome.summary:
        console.say(line)
    if outcome.findings:
        from crm_workbook import reports

        console.say(reports.findings(outcome.findings, result.lang))
    if outcome.plan is not None and result.receipt is None:
        _tell_plan(result, outcome.plan)
    _tell_receipt(result)
    return _code(result)


def _tell_plan(result: Result, plan: Plan) -> None:
    if plan.edits:
        from crm_workbook import reports

        console.say(PREVIEW.say(result.lang))
        console.say(reports.preview(plan, result.book, result.lang))
    elif result.job.writes:
        console.say(SAME.say(result.lang))


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
    return " ".join(f'"{word}"' if " " in word else word for word in words)


def _tell_receipt(result: Result) -> None:
    if result.receipt is not None and result.receipt.backup:
        written = WRITTEN if result.job.name == "undo" else BACKUP
        console.say(written.say(result.lang, backup=result.receipt.backup, file=result.file))


def _code(result: Result) -> int:
    if result.error is not None or result.outcome is None:
        return FAILED
    return FOUND if result.outcome.failed else CLEAN


def overview(lang: str) -> str:
    """Return the list of all commands."""
    width = max(map(len, jobs.names()))
    lines = [INTRO.say(lang), "", USAGE.say(lang), ""]
    lines += [f"  {name:{width}}  {jobs.job(name).title.say(lang)}" for name in jobs.names()]
    return "\n".join([*lines, "", MORE.say(lang)])


def _looks_like_workbook(word: str) -> bool:
    return word.lower().endswith((".xlsx", ".xlsm")) or os.path.isfile(word)


def _near(word: str, lang: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word, jobs.names(), 1)
    return NEAR.say(lang, name=close[0]) if close else ""


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
