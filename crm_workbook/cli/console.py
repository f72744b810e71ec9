"""What the console can show, and in which language to speak before a workbook was read."""

from __future__ import annotations

import codecs
import os
import sys

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.reports import MARKS, RLM, marked, sentence
from crm_workbook.text import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TextIO

STOPPED: Final = Text("הופסק. דבר לא נכתב באמצע.", "Stopped. Nothing was left half written.")
CRASHED: Final = Text(
    "תקלה בתוכנה ({name}). הקובץ נשאר כפי שהיה. פרטים, בלי נתוני לקוחות: {where}",
    "A fault in the program ({name}). The workbook is as it was. Details, without data: {where}",
)


OUTPUT_LOST: Final = Text(
    "לא ניתן היה להוציא את התשובה ({why}). מה שהפקודה כבר כתבה לחוברת נשאר כתוב.",
    "The answer could not be written out ({why}). What the command wrote to the workbook stays.",
)
_LACKING: Final = "crm-lacking"


class OutputLostError(Exception):
    """The standard output takes no more; carries the system's reason."""


def prepare() -> None:
    """Make the standard streams unable to fail on a character they cannot show.

    A console keeps its own encoding, say Hebrew Windows' cp1255, and shows `?` for what it lacks,
    but nothing for an invisible mark: cp862 has none of those. What is redirected into a file or a
    pipe is UTF-8, unless `PYTHONIOENCODING` says otherwise.
    """
    codecs.register_error(_LACKING, _lacking)
    chosen = bool(os.environ.get("PYTHONIOENCODING"))
    for stream in (sys.stdout, sys.stderr):
        if not hasattr(stream, "reconfigure"):
            continue  # somebody replaced the stream; it is theirs
        if chosen or stream.isatty():
            stream.reconfigure(errors=_LACKING)
        else:
            stream.reconfigure(encoding="utf-8", errors=_LACKING)


def _lacking(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join("" if sign in MARKS else "?" for sign in lacking), error.end


def shows_hebrew() -> bool:
    """Return whether the standard output has Hebrew letters at all."""
    try:
        "א".encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def language(arguments: Sequence[str]) -> str:
    """Return the language asked for by the last `--lang`, else that of the environment."""
    spoken = ""
    for place, argument in enumerate(arguments):
        name, sign, asked = argument.partition("=")
        if name == "--lang":
            asked = asked if sign else "".join(arguments[place + 1 : place + 2])
            spoken = asked if asked in LANGUAGES else spoken
    if spoken:
        return spoken
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return "he" if value.lower().startswith(("he", "iw")) and shows_hebrew() else "en"
    return _windows_language() if sys.platform == "win32" and shows_hebrew() else "en"


def _windows_language() -> str:
    import ctypes

    hebrew = 0x0D  # the primary language in the low ten bits of a Windows language id
    windows = getattr(ctypes, "windll", None)
    found = windows.kernel32.GetUserDefaultUILanguage() if windows is not None else 0
    return "he" if found & 0x3FF == hebrew else "en"


def say(text: str, stream: TextIO | None = None) -> None:
    """Print a text, ending with a line break, to the standard output."""
    target = stream or sys.stdout
    _put(lambda: target.write(text if text.endswith("\n") else text + "\n"))


def tell(text: str) -> None:
    """Print a sentence: what it quotes from a workbook cannot command the terminal."""
    text = sentence(_with_bytes(text))
    say(text if sys.stdout.isatty() else text.replace(RLM, ""))


def finish() -> None:
    """Push out what is still waiting to be written, while a failure can still be said."""
    if sys.stdout is not None:
        _put(sys.stdout.flush)


def pour(data: bytes) -> None:
    """Write bytes to the standard output as they are, whatever the console's own encoding."""
    finish()
    raw = getattr(sys.stdout, "buffer", None)
    if raw is None:  # somebody replaced the stream by one of text
        _put(lambda: sys.stdout.write(data.decode("utf-8")))
    else:
        _put(lambda: (raw.write(data), raw.flush()))


def _put(write: Callable[[], object]) -> None:
    """Write, unless nobody reads any more: that is the reader's choice and no failure."""
    try:
        write()
    except BrokenPipeError:
        silence()
    except OSError as error:
        raise OutputLostError from error


def complain(text: str) -> None:
    """Print a sentence on the standard error stream."""
    say(f"crm: {marked(_with_bytes(text))}", sys.stderr)


def _with_bytes(text: str) -> str:
    """Return the text with each byte of a file's name that is no UTF-8 written as its number."""
    if text.isascii():
        return text
    return "".join(
        f"\\x{ord(sign) - 0xDC00:02x}" if "\udc80" <= sign <= "\udcff" else sign for sign in text
    )


def silence() -> None:
    """Stop writing to an output whose reader has gone, so that closing it cannot complain."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
