"""A button pressed: the job is run on the open workbook, and what came of it is shown there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook import runner
from crm_workbook.crash import record
from crm_workbook.errors import CrmError, Problem
from crm_workbook.excel.messages import Message, show
from crm_workbook.jobs import job
from crm_workbook.store.excel import ExcelStore
from crm_workbook.store.live.place import workbook_path
from crm_workbook.text import Text

if TYPE_CHECKING:
    import xlwings as xw

    from crm_workbook.runner import Result

NOT_IN_EXCEL: Final = Problem(
    "not-in-excel",
    Text("הכפתור פועל רק מתוך Excel.", "A button works only from inside Excel."),
    Text("משורת הפקודה: crm {job} FILE.xlsx", "From the command line: crm {job} FILE.xlsx"),
)
WORKING: Final = Text("crm: {title}...", "crm: {title}...")
SILENT: Final = Text(
    "Excel אינו עונה: {title}. יש לסיים את עריכת התא או לאפשר עריכה, ולנסות שוב.",
    "Excel does not answer: {title}. Leave the cell that is being edited, or enable editing, and "
    "press again.",
)
CRASHED: Final = Text(
    "תקלה בתוכנה ({name}). פרטים, בלי נתוני לקוחות: {where}",
    "A fault in the program ({name}). Details, without customers' data: {where}",
)
NOT_SAVED: Final = Text(
    "השינויים בחוברת הפתוחה ועוד לא נשמרו: Ctrl+S.",
    "The changes are in the open workbook, not yet saved: Ctrl+S.",
)


def press(name: str) -> None:
    """Run the job `name` on the workbook whose button was pressed. Nothing is ever raised there.

    Raises:
        CrmError: It was not called from Excel, so there is nowhere to show anything.
    """
    press_on(name, _caller(name))


def press_on(name: str, book: xw.Book) -> None:
    """Run the job `name` on an open workbook, and show in it what came of that.

    Raises:
        SystemExit: The workbook takes no answer. xlwings then shows the sentence in a window of
            its own, byte by byte, so it is in English.
    """
    lang = "en"
    try:
        lang = spoken(book)
        _say(book, WORKING.say(lang, title=job(name).title.say(lang)))
        message = _message(_run(name, book, lang))
    except CrmError as error:
        message = Message(lang, name, (error.say(lang),), failed=True)
    except Exception as error:  # noqa: BLE001 - a user never sees a traceback
        told = CRASHED.say(lang, name=type(error).__name__, where=record(error))
        message = Message(lang, name, (told,), failed=True)
    try:
        show(book, message)
    except Exception as error:  # noqa: BLE001 - the structure may be protected, the status bar not
        record(error)
    if not _say(book, message.lines[0]):
        raise SystemExit(SILENT.say("en", title=job(name).title.en))


def spoken(book: xw.Book) -> str:
    """Return the language to speak before the workbook was read: that of its tabs."""
    titles = "".join(sheet.name for sheet in book.sheets)
    return "he" if any("א" <= letter <= "ת" for letter in titles) else "en"


def _caller(name: str) -> xw.Book:
    import xlwings as xw

    try:
        book: xw.Book = xw.Book.caller()
    except Exception:  # noqa: BLE001 - each system fails in its own way
        raise CrmError(NOT_IN_EXCEL, job=name) from None
    return book


def _run(name: str, book: xw.Book, lang: str) -> Result:
    found = job(name)
    options = found.button.options if found.button is not None else {}
    request = runner.Request(fallback=lang, open_store=lambda _: ExcelStore(book))
    return next(iter(runner.run(name, (workbook_path(book),), options, request)))


def _message(result: Result) -> Message:
    if result.outcome is None:
        told = result.error.say(result.lang) if result.error is not None else ""
        return Message(result.lang, result.job.name, (told,), failed=True)
    lines = result.outcome.summary or (result.job.title.say(result.lang),)
    if result.receipt is not None and result.receipt.changed:
        lines = (*lines, NOT_SAVED.say(result.lang))
    titles = {}
    if result.book is not None:
        titles = {key: table.layout.title for key, table in result.book.tables.items()}
    return Message(result.lang, result.job.name, lines, result.outcome.findings, titles)


def _say(book: xw.Book, sentence: str) -> bool:
    """Put a sentence on the status bar; tell whether it took it."""
    try:
        book.app.status_bar = sentence
    except Exception as error:  # noqa: BLE001 - a busy Excel refuses even that
        record(error)
        return False
    return True
