"""What the console can show, and in which language to speak before a workbook was read."""

from __future__ import annotations

import os
import sys

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.text import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Sequence
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


class OutputLostError(Exception):
    """The standard output takes no more; carries the system's reason."""


def prepare() -> None:
    """Make the standard streams unable to fail on a character they cannot show.

    A console keeps its own encoding, say Hebrew Windows' cp1255, and shows `?` for what it lacks.
    What is redirected into a file or a pipe is UTF-8, unless `PYTHONIOENCODING` says otherwise.
    """
    chosen = bool(os.environ.get("PYTHONIOENCODING"))
    for stream in (sys.stdout, sys.stderr):
        if not hasattr(stream, "reconfigure"):
            continue  # somebody replaced the stream; it is theirs
        if chosen or stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="replace")


def language(arguments: Sequence[str]) -> str:
    """Return the language asked for by `--lang`, else that of the environment."""
    for place, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            asked = argument[7:]
        elif argument == "--lang" and place + 1 < len(arguments):
            asked = arguments[place + 1]
        else:
            continue
        if asked in LANGUAGES:
            return asked
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return "he" if value.lower().startswith(("he", "iw")) else "en"
    return _windows_language() if sys.platform == "win32" else "en"


def _windows_language() -> str:
    import ctypes

    hebrew = 0x0D  # the primary language in the low ten bits of a Windows language id
    windows = getattr(ctypes, "windll", None)
    found = windows.kernel32.GetUserDefaultUILanguage() if windows is not None else 0
    return "he" if found & 0x3FF == hebrew else "en"


def say(text: str, stream: TextIO | None = None) -> None:
    """Print a text, ending with a line break, to the standard output."""
    target = stream or sys.stdout
    try:
        target.write(text if text.endswith("\n") else text + "\n")
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputLostError from error


def finish() -> None:
    """Push out what is still waiting to be written, while a failure can still be said."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputLostError from error


def pour(data: bytes) -> None:
    """Write bytes to the standard output as they are, whatever the console's own encoding."""
    sys.stdout.flush()
    raw = getattr(sys.stdout, "buffer", None)
    if raw is None:  # somebody replaced the stream by one of text
        sys.stdout.write(data.decode("utf-8"))
    else:
        raw.write(data)
        raw.flush()


def complain(text: str) -> None:
    """Print a sentence on the standard error stream."""
    say(f"crm: {text}", sys.stderr)


def silence() -> None:
    """Stop writing to an output whose reader has gone, so that closing it cannot complain."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
