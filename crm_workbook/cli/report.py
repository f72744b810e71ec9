"""What `crm check` found, on the terminal or in a file."""

from __future__ import annotations

from crm_workbook import reports
from crm_workbook.cli import CLEAN, console
from crm_workbook.cli.telling import exit_code, tell_error, tell_receipt
from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple
from crm_workbook.model import STDOUT
from crm_workbook.text import Text, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crm_workbook.cli.parser import Given
    from crm_workbook.errors import CrmError
    from crm_workbook.model import Outcome
    from crm_workbook.rules.page import Page
    from crm_workbook.runner import Result

IN_FILE: Final = Text("הדוח נכתב: {file}.", "Report: {file}.")


class Wanted(NamedTuple):
    """How a report is wanted."""

    form: str
    """One of `reports.formats()`; empty when only a configuration may say."""
    file: str = ""
    """Where it is written to; the standard output when empty."""


def wanted(given: Given) -> Wanted:
    """Return how the report is to be shown, by what was typed.

    Raises:
        CrmError: It cannot or may not be written to the file that was named.
    """
    form, file = str(given.options["format"] or ""), str(given.options["output"])
    if file in {"", STDOUT}:
        return Wanted(form or ("text" if given.options["watch"] else ""))
    from crm_workbook.cli import report_file

    report_file.refuse(file, given.files)
    return Wanted(form or report_file.format_of(file), file)


def report(results: Iterable[Result], want: Wanted) -> int:
    """Show what came of a check of one or more workbooks and return the exit code.

    Raises:
        CrmError: The report cannot be written to its file.
    """
    done = list(results)
    want = want._replace(form=want.form or _configured(done))
    pairs = [(r.file, r.error or r.outcome) for r in done]
    came = [(file, what) for file, what in pairs if what is not None]
    receipts = {r.file: r.receipt for r in done if r.receipt is not None}
    lang = done[0].lang
    people = want.form == "text" or bool(want.file)  # what a program reads has it all inside
    if people:
        for result in done:
            tell_error(result, of_many=len(done) > 1)
    try:
        if not people or want.file or any(result.outcome is not None for result in done):
            made = reports.render(want.form, came, lang, _explain, receipts)
            _show(made, came, lang, want)
    finally:  # what was written to a workbook is told, also when the report could not be written
        for result in done if people else ():
            tell_receipt(result)
    return max([CLEAN, *(exit_code(result) for result in done)])


def _show(
    made: str, came: Sequence[tuple[str, Outcome | CrmError]], lang: str, want: Wanted
) -> None:
    """Print a report, or write it to its file and say in short what it says."""
    if want.file:
        from crm_workbook.cli import report_file
        from crm_workbook.reports.text import closing

        report_file.write(want.file, made)
        found, checked = closing(came, lang)
        where = reports.marked(IN_FILE.say(lang, file=quoted(want.file)))
        console.say(f"{where} {found}\n{checked}")
    elif want.form == "text" and (console.terminal() or console.colours()):
        from crm_workbook.cli.screen import show

        show(made)
    else:
        console.say(made)


def _configured(done: Iterable[Result]) -> str:
    """Return the format that the first configuration to name one asks for, else `text`."""
    named = (str(r.outcome.data.get("format", "")) for r in done if r.outcome is not None)
    return next(filter(None, named), "text")


def _explain(code: str) -> Page:
    from crm_workbook.rules.page import page

    return page(code)
