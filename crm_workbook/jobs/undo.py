"""Take back the last job, or one chosen from the journal."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError, Problem
from crm_workbook.fields.date import shown
from crm_workbook.jobs import Button, Job, Option
from crm_workbook.model import Outcome, Plan
from crm_workbook.text import Counted, Text

if TYPE_CHECKING:
    from crm_workbook.model import Book, Entry

NOTHING: Final = Problem(
    "nothing-to-undo",
    Text("אין ב-{file} פעולה שאפשר לבטל.", "{file} has no job to take back."),
    Text("הרשימה המלאה: crm undo {file} --list", "The whole list: crm undo {file} --list"),
)
UNKNOWN: Final = Problem(
    "unknown-entry",
    Text("אין ביומן פעולה {entry}.", "The journal has no entry {entry}."),
    Text("הרשימה המלאה: crm undo {file} --list", "The whole list: crm undo {file} --list"),
)
ALREADY: Final = Problem(
    "already-undone",
    Text("הפעולה {entry} כבר בוטלה.", "The entry {entry} is taken back already."),
    Text("כדי לעשות אותה שוב: crm {job}", "To do it once more: crm {job}"),
)
AN_UNDO: Final = Problem(
    "undo-of-undo",
    Text("{entry} היא עצמה ביטול, ואותו לא מבטלים.",
         "{entry} is itself an undo, which is not taken back."),
    Text("אפשר לעשות שוב את הפעולה שבוטלה. הרשימה המלאה: crm undo {file} --list",
         "Do the undone job once more instead. The whole list: crm undo {file} --list"),
)  # fmt: skip
DONE: Final = Text("בוטל: {what} ({when}).", "Taken back: {what} ({when}).")
FILES: Final = Text(
    "גם הקבצים שנכתבו אז ליד החוברת ({count}) חוזרים למצבם הקודם, חוץ ממה שהשתנה בהם מאז.",
    "The files written beside the workbook then ({count}) go back to what they were too, except "
    "those changed since.",
)
LINE: Final = Counted(
    Text("{id}  {when}  {job}: תא אחד  {reason}", "{id}  {when}  {job}: 1 cell  {reason}"),
    Text(
        "{id}  {when}  {job}: {count:,} תאים  {reason}",
        "{id}  {when}  {job}: {count:,} cells  {reason}",
    ),
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
        CrmError: There is nothing, or no such entry, to take back, or the journal is damaged.
    """
    if list:
        lines = [_line(each, lang) for each in book.journal] or [EMPTY.say(lang)]
        rows = [{"id": e.id, "when": e.when, "job": e.job, "undone": e.undone}
                for e in book.journal]  # fmt: skip
        return Outcome(summary=tuple(lines), data={"entries": rows})
    chosen = _chosen(book, entry)
    reason = Text(f"ביטול {chosen.id}", f"undo of {chosen.id}")
    plan = Plan("undo", reason, chosen.inverse.edits, undoes=chosen.id)
    told = [DONE.say(lang, what=chosen.job, when=_moment(chosen.when, lang))]
    files = chosen.inverse.files
    if files:
        told.append(FILES.say(lang, count=len(files)))
    return Outcome(
        plan=plan,
        summary=tuple(told),
        data={"entry": chosen.id, "job": chosen.job},
        takes_back=files,
    )


def _chosen(book: Book, entry: str) -> Entry:
    """Return the entry of this id, or the last one not taken back yet."""
    entries = [e for e in book.journal if e.id == entry] if entry else book.journal
    if entry and not entries:
        raise CrmError(UNKNOWN, file=book.name, entry=entry)
    chosen = next((e for e in reversed(entries) if not e.undone), None)
    if chosen is not None:
        return chosen
    if not entry:
        raise CrmError(NOTHING, file=book.name)
    problem = AN_UNDO if entries[0].job == "undo" else ALREADY
    raise CrmError(problem, file=book.name, entry=entry, job=entries[0].job)


def _moment(when: str, lang: str) -> str:
    """Return a moment of the journal as the clock on the wall showed it, to the minute."""
    try:
        moment = datetime.fromisoformat(when)
    except ValueError:  # the journal is a file like others, and somebody may have been in it
        return when
    return f"{shown(moment, lang)} {moment:%H:%M}"


def _line(entry: Entry, lang: str) -> str:
    line = LINE.say(
        lang, id=entry.id, when=_moment(entry.when, lang), job=entry.job, count=entry.changed,
        reason=entry.reason,
    )  # fmt: skip
    # The journal closes an undo at once, so that it is never the next to take back.
    taken_back = entry.undone and entry.job != "undo"
    return f"{line} {TAKEN_BACK.say(lang)}" if taken_back else line


JOB: Final = Job(
    "undo",
    Text("ביטול הפעולה האחרונה של crm בחוברת", "take back the last thing crm did to a workbook"),
    run,
    (
        Option("entry", "text", Text("מספר הפעולה ביומן", "the journal entry"), "", metavar="ID"),
        Option("list", "flag", Text("הצגת היומן בלבד", "only show the journal"), default=False),
    ),
    writes=True,
    button=Button(
        Text("ביטול", "Undo"),
        Text("ביטול הפעולה האחרונה של התוכנה", "Take back the program's last job"),
        "Undo",
        40,
    ),
)
