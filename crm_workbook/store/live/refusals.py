"""What a spreadsheet program says when it cannot, in sentences for its user.

Excel answers a call with a number (on Windows a result code of COM, on a Mac one of Apple events);
the same few numbers mean that a person is typing, that the workbook is gone, and so on.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError, Problem
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

BUSY: Final = Problem(
    "program-busy",
    Text(
        "{program} עסוק כרגע: תא פתוח להקלדה, או שחלון ממתין לתשובה. דבר לא נכתב.",
        "{program} is busy: a cell is being edited, or a window waits for an answer. "
        "Nothing was written.",
    ),
    Text(
        "יש לסיים את ההקלדה (Enter או Esc), לסגור חלונות פתוחים ולנסות שוב.",
        "Finish typing (Enter or Esc), close any open window and try again.",
    ),
)
CLOSED: Final = Problem(
    "workbook-closed",
    Text(
        "החוברת {name} כבר אינה פתוחה. דבר לא נכתב.",
        "The workbook {name} is no longer open. Nothing was written.",
    ),
    Text("יש לפתוח אותה ולנסות שוב.", "Open it and try again."),
)
PROTECTED_VIEW: Final = Problem(
    "protected-view",
    Text(
        "החוברת {name} פתוחה בתצוגה מוגנת, שבה אפשר רק להסתכל. דבר לא נכתב.",
        "The workbook {name} is open in Protected View, which is only for looking. "
        "Nothing was written.",
    ),
    Text(
        'יש ללחוץ "אפשר עריכה" בפס הצהוב שמעל הגיליון ולנסות שוב.',
        "Press “Enable Editing” in the yellow bar above the sheet and try again.",
    ),
)
READ_ONLY: Final = Problem(
    "open-read-only",
    Text(
        "החוברת {name} פתוחה לקריאה בלבד, ולא יהיה אפשר לשמור אותה. דבר לא נכתב.",
        "The workbook {name} is open read-only, so it could not be saved. Nothing was written.",
    ),
    Text(
        "יש לשמור אותה בשם אחר ולעבוד שם, או לסגור אותה בכל מקום שבו היא פתוחה ולפתוח שוב.",
        "Save it under another name and work there, or close it wherever it is open and open it "
        "again.",
    ),
)
NOT_ALLOWED: Final = Problem(
    "control-not-allowed",
    Text(
        "המחשב לא מרשה לכלי לעבוד עם {program}. דבר לא נכתב.",
        "The computer does not let this tool work with {program}. Nothing was written.",
    ),
    Text(
        "בהגדרות המערכת, תחת פרטיות ואבטחה ואז אוטומציה, יש לאשר את הגישה אל {program}.",
        "In System Settings, under Privacy & Security and then Automation, allow access to "
        "{program}.",
    ),
)
REFUSED: Final = Problem(
    "program-refused",
    Text("{program} לא ביצע את הפעולה: {why}.", "{program} did not do it: {why}."),
    Text(
        "יש לשמור את החוברת, לסגור ולפתוח אותה ולנסות שוב.",
        "Save the workbook, close and open it and try again.",
    ),
)
TAKEN_BACK: Final = Problem(
    "taken-back",
    Text(
        "הכתיבה נעצרה באמצע: {why}. כל מה שכבר נכתב הוחזר, והחוברת היא כפי שהייתה.",
        "Writing stopped midway: {why}. What had been written was taken back, and the workbook is "
        "as it was.",
    ),
    REFUSED.do,
)
PARTLY: Final = Problem(
    "partly-taken-back",
    Text(
        "הכתיבה נעצרה באמצע: {why}. לא את כל מה שנכתב היה אפשר להחזיר (גיליון {sheet}).",
        "Writing stopped midway: {why}. Not all of what had been written could be taken back "
        "(sheet {sheet}).",
    ),
    Text(
        "יש לסגור את החוברת בלי לשמור ולפתוח אותה שוב: בקובץ השמור דבר לא השתנה.",
        "Close the workbook without saving and open it again: nothing changed in the saved file.",
    ),
)
NO_ROOM: Final = Problem(
    "table-below",
    Text(
        'בגיליון "{sheet}" שורות של הטבלה עומדות לזוז, ומתחתיה, ב-{cell}, עומדת טבלה ברוחב אחר '
        "שהייתה נקרעת. דבר לא נכתב.",
        "In the sheet “{sheet}”, rows of the table are about to move, and below it, in {cell}, "
        "stands a table of another width that would be torn. Nothing was written.",
    ),
    Text(
        "יש להעביר את הטבלה שמתחת לגיליון אחר ולנסות שוב.",
        "Move the table below to another sheet and try again.",
    ),
)
NOT_ARRIVED: Final = Problem(
    "not-arrived",
    Text(
        "{program} שינה ערך בזמן הכתיבה (תא {cell})",
        "{program} changed a value while it was written (cell {cell})",
    ),
    REFUSED.do,
)
NOT_PROTECTED: Final = Problem(
    "left-unprotected",
    Text(
        'הכול נכתב, אבל אי אפשר היה להחזיר את ההגנה של הגיליון "{sheet}": {why}.',
        "Everything was written, but the sheet “{sheet}” could not be protected again: {why}.",
    ),
    Text(
        "יש להגן עליו שוב ב-Excel (סקירה, הגן על גיליון).",
        "Protect it again in Excel (Review, Protect Sheet).",
    ),
)
NO_JOURNAL: Final = Problem(
    "journal-unwritable",
    Text(
        "לא ניתן לכתוב את היומן בתיקייה {folder}: {why}. דבר לא נכתב.",
        "The journal in the folder {folder} cannot be written: {why}. Nothing was written.",
    ),
    Text(
        "יש לבדוק הרשאות ומקום פנוי בדיסק ולנסות שוב.",
        "Check permissions and free disk space and try again.",
    ),
)
NO_MACROS: Final = Problem(
    "macros-while-open",
    Text(
        "אי אפשר להוסיף מאקרו לחוברת פתוחה. דבר לא נכתב.",
        "Macros cannot be added to an open workbook. Nothing was written.",
    ),
    Text(
        "יש לשמור ולסגור את {name} ולהריץ את הפקודה על הקובץ.",
        "Save and close {name} and run the command on the file.",
    ),
)

_NO_WORDS: Final = Text("בלי הסבר", "it did not say why")
_STOPPED: Final = Text("הופסק על ידי המשתמש", "it was stopped")

# Winerror.h and "Excel error codes": the call was rejected, retry later, a cell is being edited.
_BUSY_CODES: Final = frozenset({0x80010001, 0x8001010A, 0x800AC472})
# The object or the program behind it is gone.
_GONE_CODES: Final = frozenset(
    {0x80010007, 0x80010012, 0x80010108, 0x80010114, 0x800401FD, 0x800706BA, 0x800706BE}
)
# "Apple Event Manager result codes": timed out; not running, connection lost; not permitted.
_MAC_BUSY: Final = frozenset({-1712})
_MAC_GONE: Final = frozenset({-600, -609, -1728})
_MAC_FORBIDDEN: Final = frozenset({-1743})

_SCODE: Final = 5
_WORDS: Final = 2
_LONGEST: Final = 200


def problem_of(error: BaseException) -> Problem | None:
    """Return what an error from the program means, None when it is an error of another kind."""
    codes = _codes(error)
    kind = type(error).__name__
    if codes & _BUSY_CODES or kind == "ExcelBusyError":
        return BUSY
    if codes & _GONE_CODES or kind == "DisposedException":
        return CLOSED
    number = getattr(error, "errornumber", None)
    if number in _MAC_BUSY:
        return BUSY
    if number in _MAC_GONE:
        return CLOSED
    if number in _MAC_FORBIDDEN:
        return NOT_ALLOWED
    return REFUSED if codes or number is not None else None


def _codes(error: BaseException) -> set[int]:
    """Return the result codes of an error from COM: its own, and the one the program gave."""
    own = getattr(error, "hresult", None)
    spoken = getattr(error, "excepinfo", None)
    found = [own, spoken[_SCODE] if isinstance(spoken, tuple) and len(spoken) > _SCODE else None]
    return {code & 0xFFFFFFFF for code in found if isinstance(code, int)}


def words_of(error: BaseException) -> Text:
    """Return why it stopped: the program's own words, which name no cell's content."""
    if isinstance(error, KeyboardInterrupt):
        return _STOPPED
    if isinstance(error, CrmError):
        return Text(error.problem.what.say("he", **error.values),
                    error.problem.what.say("en", **error.values))  # fmt: skip
    spoken = getattr(error, "excepinfo", None)
    told = spoken[_WORDS] if isinstance(spoken, tuple) and len(spoken) > _WORDS else None
    told = told or getattr(error, "strerror", None)
    if not isinstance(told, str) or not told.strip():
        if not _codes(error):
            return Text(type(error).__name__, type(error).__name__)
        return _NO_WORDS
    line = " ".join(told.split())[:_LONGEST].rstrip(".")
    return Text(line, line)


@contextmanager
def answering(name: str, program: str) -> Iterator[None]:
    """Turn what the program refuses into sentences of our own.

    Args:
        name: The workbook.
        program: The program that has it open.

    Raises:
        CrmError: The program did not answer or refused.
    """
    try:
        yield
    except CrmError:
        raise
    except Exception as error:
        problem = problem_of(error)
        if problem is None:
            raise
        raise CrmError(problem, name=name, program=program, why=words_of(error)) from error
