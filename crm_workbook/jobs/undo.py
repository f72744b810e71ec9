"""Take back the last job, or one chosen from the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError, Problem
from crm_workbook.jobs import Job, Option
from crm_workbook.model import Outcome, Plan
from crm_workbook.text import Text

if TYPE_CHECKING:
    from crm_workbook.model import Book, Entry

NOTHING: Final = Problem(
    "nothing-to-undo",
    Text("אין ב-{file} פעולה שאפשר לבטל.", "{file} has no job to take back."),
    Text("הרשימה המלאה: crm undo {file} --list", "The whole list: crm undo {file} --list"),
)
UNKNOWN: Final = Problem(
    "unknown-entry",
    Text("אין ביומן פעולה {entry}.", "The journal has no entry {entry} left to take back."),
    Text("הרשימה המלאה: crm undo {file} --list", "The whole list: crm undo {file} --list"),
)
DONE: Final = Text("בוטל: {what} ({when}).", "Taken back: {what} ({when}).")
LINE: Final = Text(
    "{id}  {when}  {job}: {cells} תאים  {reason}", "{id}  {when}  {job}: {cells} cells  {reason}"
)
TAKEN_BACK: Final = Text("(בוטל)", "(taken back)")
EMPTY: Final = Text("היומן ריק.", "The journal is empty.")


def run(book: Book, *, lang: str, entry: str = "", list: bool = False) -> Outcome:  # noqa: A002
    """Plan the way back from a job.

    Args:
        book: The workbook with its journal.
        lang: The language to answer in.
        entry: The journal entry to take back; the last one not taken back yet when empty.
        list: Only say what the journal holds.

    Raises:
        CrmError: There is nothing, or no such entry, to take back.
    """
    if list:
        lines = [_line(each, lang) for each in book.journal] or [EMPTY.say(lang)]
        rows = [{"id": e.id, "when": e.when, "job": e.job, "undone": e.undone}
                for e in book.journal]  # fmt: skip
        return Outcome(summary=tuple(lines), data={"entries": rows})
    open_entries = [e for e in book.journal if not e.undone]
    if not open_entries:
        raise CrmError(NOTHING, file=book.name)
    chosen = next((e for e in reversed(open_entries) if e.id == (entry or e.id)), None)
    if chosen is None:
        raise CrmError(UNKNOWN, file=book.name, entry=entry)
    reason = Text(f"ביטול {chosen.id}", f"undo of {chosen.id}")
    plan = Plan("undo", reason, chosen.inverse.edits, undoes=chosen.id)
    told = DONE.say(lang, what=chosen.job, when=chosen.when)
    return Outcome(plan=plan, summary=(told,), data={"entry": chosen.id, "job": chosen.job})


def _line(entry: Entry, lang: str) -> str:
    line = LINE.say(
        lang, id=entry.id, when=entry.when, job=entry.job, cells=entry.changed, reason=entry.reason
    )
    return f"{line} {TAKEN_BACK.say(lang)}" if entry.undone else line


JOB: Final = Job(
    "undo",
    Text("ביטול הפעולה האחרונה של crm בחוברת", "take back the last thing crm did to a workbook"),
    run,
    (
        Option("entry", "text", Text("מספר הפעולה ביומן", "the journal entry"), "", metavar="ID"),
        Option("list", "flag", Text("הצגת היומן בלבד", "only show the journal"), default=False),
    ),
    writes=True,
)
