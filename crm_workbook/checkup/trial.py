"""A copy of the workbook tried in an Excel of its own; the user's Excel and file stay untouched.

On the copy the macro that starts Python only writes down what it was asked to start, so each
button can be pressed without a job running. What an Excel is expected to do with values, tables
and names is tried on a new workbook.
"""

from __future__ import annotations

import os
import re
import signal
import time
from contextlib import suppress
from tempfile import TemporaryDirectory
from threading import Timer
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from crm_workbook.checkup import started
from crm_workbook.checkup.answer import Answer
from crm_workbook.checkup.behaviours import BEHAVIOURS
from crm_workbook.checkup.checks.system import NOT_INSTALLED
from crm_workbook.errors import CrmError
from crm_workbook.model import MacroModule
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import xlwings as xw

    from crm_workbook.checkup.computer import Computer
    from crm_workbook.checkup.patient import Scene
    from crm_workbook.model import Macros

NOT_TRIED: Final = Answer(
    "excel-trial",
    "skipped",
    Text("הניסיון בתוך Excel: {why}", "The trial inside Excel: {why}"),
)
NEEDS_EXCEL: Final = Text(
    "הוא אפשרי רק ב-Windows או ב-Mac שבהם Excel מותקן.",
    "it is possible only on Windows or a Mac with Excel installed.",
)
NEEDS_MENDING: Final = Text(
    "קודם יש לתקן את התקלות שנמצאו.",
    "the faults that were found have to be mended first.",
)
PASSED: Final = Answer(
    "excel-trial",
    "ok",
    Text("הניסיון ב-Excel {version} עבר: {count} בדיקות.",
         "The trial in Excel {version} passed: {count} checks."),
)  # fmt: skip
FAILED: Final = Answer(
    "excel-trial-failed",
    "fault",
    Text(
        "בניסיון ב-Excel {version} לא עברו {count} בדיקות: {names}.",
        "In the trial in Excel {version} {count} checks failed: {names}.",
    ),
    Text(
        "יש לשלוח לנו את הקובץ crm-doctor-report.txt; אין בו נתוני לקוחות.",
        "Send us the file crm-doctor-report.txt; there is no customer data in it.",
    ),
)
BROKE_OFF: Final = Answer(
    "excel-trial-broke-off",
    "fault",
    Text(
        "Excel לא נפתח או הפסיק להגיב בזמן הניסיון ({error}).",
        "Excel did not open, or stopped responding during the trial ({error}).",
    ),
    Text(
        "יש לפתוח את Excel, לסגור כל הודעה שהוא מציג, לסגור אותו ולנסות שוב. ב-Mac: לאשר את "
        "הבקשה לשלוט ב-Excel.",
        "Open Excel, dismiss whatever it shows, close it and try again. On a Mac: allow the "
        "request to control Excel.",
    ),
)
LIMIT: Final = 300
"""Seconds after which an Excel that shows a dialog nobody sees is ended."""
PATIENCE: Final = 20
"""Seconds to wait for a Python that Excel has started."""
_CONF: Final = "xlwings.conf"
_HEARD: Final = "D1"
_RUN_PYTHON: Final = re.compile(
    r"^Public Function RunPython\(.*?^End Function", re.MULTILINE | re.DOTALL
)
_STUB: Final = f"""Public Function RunPython(PythonCommand As String)
    ' Stub of crm doctor: writes down what it was asked to start.
    ThisWorkbook.Worksheets("{_CONF}").Range("{_HEARD}").Value = PythonCommand
End Function"""
_SHOWN: Final = 200
_NAMED: Final = 3


class Tried(NamedTuple):
    """One thing that was tried."""

    id: str
    state: str
    """`passed`, `failed` or `skipped`."""
    expected: str = ""
    got: str = ""
    seconds: float = 0.0


class Trial(NamedTuple):
    """What came of it."""

    answers: tuple[Answer, ...]
    version: str = ""
    """Of Excel, as it says itself."""
    behaviours: tuple[Tried, ...] = ()
    macros: tuple[Tried, ...] = ()
    seconds: float = 0.0

    @property
    def tried(self) -> bool:
        """Whether it came to a trial at all, so that there is something to report."""
        return any(answer.state != "skipped" for answer in self.answers)

    def data(self) -> dict[str, object]:
        """Return it for JSON; nothing in it comes from the user's cells."""
        return {
            "version": self.version,
            "seconds": round(self.seconds, 2),
            "behaviours": [_told(each) for each in self.behaviours],
            "macros": [_told(each) for each in self.macros],
        }


def _told(tried: Tried) -> dict[str, object]:
    told: dict[str, object] = {"id": tried.id, "state": tried.state}
    if tried.state != "skipped":
        told["seconds"] = round(tried.seconds, 3)
    if tried.state == "failed":
        told |= {"expected": tried.expected, "got": tried.got}
    return told


def obstacle(computer: Computer, answers: Iterable[Answer], *, given: bool) -> Text | None:
    """Return why a trial is not possible, None when it is.

    A fault that is known would only stop an Excel that nobody sees at a message.

    Args:
        computer: Where it would take place.
        answers: What the checks have said.
        given: Whether an application was handed over, so that the system plays no part.
    """
    if not given and not computer.has_excel:
        return NEEDS_EXCEL
    # Whether Excel is there shows best by starting it.
    faults = [a for a in answers if a.state == "fault" and a.id != NOT_INSTALLED.id]
    return NEEDS_MENDING if faults else None


def not_tried(why: Text) -> Trial:
    """Return the trial that did not take place."""
    return Trial((NOT_TRIED.of(why=why),))


def try_out(scene: Scene, start: Callable[[], xw.App] | None = None) -> Trial:
    """Try the workbook of a scene, for which there is no obstacle.

    Args:
        scene: The computer and the workbook.
        start: Starts the application; an invisible Excel of its own when not given.

    Returns:
        The trial; what goes wrong in it is among its answers.
    """
    begun = time.perf_counter()
    try:
        app = (start or _own_excel)()
    except Exception as error:  # noqa: BLE001 - whatever keeps an Excel from starting
        return Trial((BROKE_OFF.of(error=_name(error)),))
    watch = _watch(app) if start is None else None
    version = ""
    behaviours: list[Tried] = []
    macros: list[Tried] = []
    broken = None
    try:
        version = str(app.version)
        behaviours.extend(_behaviours(app))
        macros.extend(_macros(app, scene))
    except Exception as error:  # noqa: BLE001 - an application that went away raises anything
        broken = BROKE_OFF.of(error=_name(error))
    finally:
        if watch is not None:
            watch.cancel()
        _end(app)
    seconds = time.perf_counter() - begun
    answer = broken or _verdict(version, [*behaviours, *macros])
    return Trial((answer,), version, tuple(behaviours), tuple(macros), seconds)


def _own_excel() -> xw.App:
    import xlwings

    app = xlwings.App(visible=False, add_book=False)
    app.display_alerts = False
    return app


def _watch(app: xw.App) -> Timer:
    """Have an Excel of ours ended when it hangs; it is known by the number of its process."""
    number = int(app.pid)

    def kill() -> None:
        with suppress(OSError):
            os.kill(number, signal.SIGTERM)

    timer = Timer(LIMIT, kill)
    timer.daemon = True
    timer.start()
    return timer


def _end(app: xw.App) -> None:
    """Close what was opened, saving nothing; the application was started for this alone."""
    with suppress(Exception):
        for book in list(app.books):
            book.close()
    try:
        app.quit()
    except Exception:  # noqa: BLE001 - it went away, or shows a dialog
        with suppress(Exception):
            app.kill()


def _behaviours(app: xw.App) -> Iterator[Tried]:
    book = app.books.add()
    calculates = getattr(app.engine.impl, "calculates", True)
    for each in BEHAVIOURS:
        if each.calculates and not calculates:
            yield Tried(each.id, "skipped")
            continue
        sheet = book.sheets.add()
        yield _tried(each.id, lambda each=each, sheet=sheet: each.run(sheet), each.expected)  # type: ignore[misc]
    book.close()


def _macros(app: xw.App, scene: Scene) -> Iterator[Tried]:
    patient, wanted = scene.patient, scene.wanted
    if patient is None or wanted is None or patient.with_macros is None:
        return
    with TemporaryDirectory(prefix="crm-doctor-") as folder:
        try:
            stubbed = patient.with_macros(recording(wanted))
        except CrmError as error:
            yield Tried("prepare-copy", "failed", "", error.code)
            return
        book = _opened(app, os.path.join(folder, "crm-doctor-1.xlsm"), stubbed)
        for button in wanted.buttons:
            job = button.macro.removeprefix("Crm").lower()
            expected = f"import crm_workbook.excel as x; x.{job}()"
            yield _tried(button.macro, lambda b=button: _pressed(book, b.macro), expected)  # type: ignore[misc]
        book.close()
        book = _opened(app, os.path.join(folder, "crm-doctor-2.xlsm"), patient.data)
        yield _tried("python-starts", lambda: _python(book, scene), scene.computer.python)
        book.close()


def recording(wanted: Macros) -> Macros:
    """Return macros that leave a workbook's own as they are, but for the one starting Python."""
    modules = []
    for module in wanted.modules:
        if module.name == "xlwings":
            code = _RUN_PYTHON.sub(_STUB, module.code)
            modules.append(MacroModule(module.name, code, module.kind, "Stub of crm doctor"))
        else:
            modules.append(module._replace(stays=True))
    return wanted._replace(modules=tuple(modules))


def _opened(app: xw.App, path: str, content: bytes) -> xw.Book:
    with open(path, "wb") as file:
        file.write(content)
    return app.books.open(path)


def _pressed(book: xw.Book, macro: str) -> object:
    heard = book.sheets[_CONF][_HEARD]
    heard.value = None
    book.macro(macro)()
    return heard.value


def _python(book: xw.Book, scene: Scene) -> object:
    """Have the workbook's own macro start Python, and wait for its word."""
    path = started.path()
    with suppress(FileNotFoundError):
        os.unlink(path)
    book.macro("RunPython")(started.COMMAND)
    until = time.monotonic() + (PATIENCE if scene.computer.has_excel else 0)
    while True:
        with suppress(OSError), open(path, encoding="utf-8") as file:
            if word := file.read():
                os.unlink(path)
                return word
        if time.monotonic() >= until:
            return None
        time.sleep(0.2)


def _tried(name: str, run: Callable[[], object], expected: object) -> Tried:
    begun = time.perf_counter()
    try:
        got: Any = run()
        passed = got == expected and type(got) is type(expected)
        shown = repr(got)
    except Exception as error:  # noqa: BLE001 - what an Excel raises is a result here
        passed, shown = False, _name(error)
    seconds = time.perf_counter() - begun
    state = "passed" if passed else "failed"
    return Tried(name, state, repr(expected)[:_SHOWN], shown[:_SHOWN], seconds)


def _name(error: Exception) -> str:
    """Return what kind of error it was; its words may hold paths."""
    number = error.args[0] if error.args and isinstance(error.args[0], int) else ""
    return f"{type(error).__name__} {number}".strip()


def _verdict(version: str, tried: list[Tried]) -> Answer:
    bad = [each.id for each in tried if each.state == "failed"]
    if bad:
        names = ", ".join(bad[:_NAMED]) + (", ..." if len(bad) > _NAMED else "")
        return FAILED.of(version=version, count=len(bad), names=names)
    return PASSED.of(version=version, count=sum(each.state == "passed" for each in tried))
