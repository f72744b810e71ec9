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
LACKING: Final = "crm-lacking"
"""The name of what makes an encoder write `?` for what it lacks, and nothing for a mark."""


class OutputLostError(Exception):
    """The standard output takes no more; carries the system's reason."""


def prepare() -> None:
    """Make the standard streams unable to fail on a character they cannot show.

    A console keeps its own encoding, say Hebrew Windows' cp1255, and shows `?` for what it lacks,
    but nothing for an invisible mark: cp862 has none of those. What is redirected into a file or a
    pipe is UTF-8, unless `PYTHONIOENCODING` says otherwise. A stream that was closed before we
    came is one that nobody reads.
    """
    if sys.stdout is None:
        silence()
    if sys.stderr is None:
        sys.stderr = _nowhere()
    codecs.register_error(LACKING, _lacking)
    chosen = bool(os.environ.get("PYTHONIOENCODING"))
    for stream in (sys.stdout, sys.stderr):
        if not hasattr(stream, "reconfigure"):
            continue  # somebody replaced the stream; it is theirs
        if chosen or stream.isatty():
            stream.reconfigure(errors=LACKING)
        else:
            stream.reconfigure(encoding="utf-8", errors=LACKING)


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
    _put(lambda: target.write(line(text)))


def tell(text: str) -> None:
    """Print a sentence: what it quotes from a workbook cannot command the terminal."""
    text = sentence(_with_bytes(text))
    say(text if terminal() else text.replace(RLM, ""))


def explain(page: str) -> None:
    """Print a page of help: sentences at the margin, lists of names and meanings set in."""
    for text in page.splitlines():
        (say if text.startswith(" ") else tell)(text)


def line(text: str) -> str:
    """Return a text that ends with a line break."""
    return text if text.endswith("\n") else text + "\n"


def terminal() -> bool:
    """Return whether the standard output is a terminal, where a person looks."""
    return bool(sys.stdout.isatty())


def escapes() -> bool:
    """Return whether the standard output is a terminal that obeys escape sequences."""
    if not terminal() or os.environ.get("TERM") == "dumb":
        return False
    return sys.platform != "win32" or _windows_escapes()


def colours() -> bool:
    """Return whether to speak in colours: on a terminal, unless the environment says otherwise.

    `NO_COLOR` with anything in it forbids them, `FORCE_COLOR` asks for them in a pipe too
    (no-color.org, force-color.org); of the two the first wins, as it does in Python.
    """
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or escapes()


def _windows_escapes() -> bool:
    """Have a Windows console obey escape sequences; older ones cannot, and say so."""
    import ctypes

    output, obey = -11, 0x0004  # STD_OUTPUT_HANDLE, ENABLE_VIRTUAL_TERMINAL_PROCESSING
    windows = getattr(ctypes, "windll", None)
    if windows is None:
        return False
    handle, mode = windows.kernel32.GetStdHandle(output), ctypes.c_uint32()
    if not windows.kernel32.GetConsoleMode(handle, ctypes.byref(mode)):
        return False  # such as the terminal of Git for Windows, which is none to Windows
    return bool(windows.kernel32.SetConsoleMode(handle, mode.value | obey))


def clear() -> None:
    """Begin with an empty screen, where there is one."""
    if escapes():
        _put(lambda: sys.stdout.write("\x1b[2J\x1b[H"))


def finish() -> None:
    """Push out what is still waiting to be written, while a failure can still be said."""
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
    sys.stdout = _nowhere()


def unread() -> bool:
    """Return whether the reader of the standard output has gone."""
    return getattr(sys.stdout, "name", "") == os.devnull


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")
