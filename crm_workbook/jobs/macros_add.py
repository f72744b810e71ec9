"""Turn a workbook into one with buttons: its own ribbon tab, and Python behind it.

The VBA that starts Python is taken from the xlwings that is installed, since the two must be of
one version; ours does nothing but name the job. Everything is made on the user's own computer, so
the file bears no mark of having come from elsewhere.
"""

from __future__ import annotations

import os
import re
import sys
from html import escape
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from crm_workbook import functions
from crm_workbook.data import folder
from crm_workbook.errors import CrmError, Problem
from crm_workbook.jobs import Job, buttons
from crm_workbook.model import MacroButton, MacroModule, Macros, Outcome, Plan
from crm_workbook.model.plan import OUR_MARK, OUR_MODULE
from crm_workbook.text import Text, quoted
from crm_workbook.version import __version__

if TYPE_CHECKING:
    from crm_workbook.model import Book

REASON: Final = Text("הוספת כפתורים ומאקרו", "Buttons and macros added")
TAB: Final = Text("לקוחות", "Customers")
GROUP: Final = Text("חוברת הלקוחות", "Customer workbook")
NO_XLWINGS: Final = Problem(
    "no-xlwings",
    Text("הספרייה xlwings אינה מותקנת.", "The library xlwings is not installed."),
    Text("יש להתקין אותה: pip install xlwings", "Install it: pip install xlwings"),
)
DONE: Final = Text("הכפתורים: {buttons}.", "The buttons: {buttons}.")
NEXT: Final = Text(
    "פותחים את {file} ב-Excel, ובשורה הצהובה שלמעלה לוחצים על 'הפוך תוכן לזמין' (או 'אפשר תוכן'). "
    "הכפתורים בלשונית '{tab}'.",
    "Open {file} in Excel and press Enable Content in the yellow bar; the buttons are on the tab "
    "'{tab}'.",
)
BUSY: Final = Text(
    "התוכנה עובדת, זה לוקח כמה שניות...", "The program is working, it takes a few seconds..."
)

_CLASS_HEAD: Final = re.compile(r"\AVERSION 1\.0 CLASS\nBEGIN\n(?:.*\n)*?END\n")
_ATTRIBUTES: Final = re.compile(r"\A(?:Attribute [^\n]*\n)*")


def run(book: Book, *, lang: str) -> Outcome:
    """Plan the macros of a workbook.

    Args:
        book: The workbook; the buttons speak its language.
        lang: The language to answer in.

    Raises:
        CrmError: xlwings is not installed.
    """
    told = ", ".join(b.label.say(lang) for job in buttons() if (b := job.button))
    stem, _ = os.path.splitext(book.name)
    file = f"{stem}.xlsm"
    return Outcome(
        plan=Plan("macros_add", REASON, (), macros=macros(book.lang)),
        summary=(DONE.say(lang, buttons=told), how_to_open(lang, file, book.lang)),
        data={"buttons": [job.name for job in buttons()], "file": file},
    )


def how_to_open(lang: str, file: str, spoken: str) -> str:
    """Return what to do with a workbook that has buttons in the language `spoken`."""
    return NEXT.say(lang, file=quoted(file), tab=TAB.say(spoken))


def macros(lang: str) -> Macros:
    """Return what a workbook of this language is to be given.

    Raises:
        CrmError: xlwings is not installed.
    """
    shown = [(job, job.button) for job in buttons() if job.button is not None]
    return Macros(
        modules=(
            MacroModule(OUR_MODULE, _buttons_module(), mark=OUR_MARK),
            MacroModule("CrmFunctions", functions.vba(), mark=functions.MARK),
            *_of_xlwings(),
        ),
        on_workbook=_text("ThisWorkbook.cls"),
        ribbon=_ribbon(lang),
        buttons=tuple(
            MacroButton(procedure(job.name), b.label.say(lang), b.tip.say(lang))
            for job, b in shown
        ),
        settings=(
            ("CRM_WORKBOOK", __version__),
            *_interpreter(),
            ("ADD_WORKBOOK_TO_PYTHONPATH", "False"),
            ("USE UDF SERVER", "False"),
            ("SHOW CONSOLE", "False"),
            ("CRM BUSY", BUSY.say(lang)),
            *functions.descriptions(lang),
        ),
        lang=lang,
    )


def procedure(name: str) -> str:
    """Return the name of the public procedure that runs a job: `CrmRefresh`."""
    return "Crm" + "".join(word.capitalize() for word in name.split("_"))


def _buttons_module() -> str:
    """Return the module with one procedure a button, behind the one they all end in."""
    called = "".join(
        f'\nPublic Sub {procedure(job.name)}()\n    CrmRun "{job.name}"\nEnd Sub\n'
        for job in buttons()
    )
    return _text("CrmButtons.bas") + called


def _ribbon(lang: str) -> str:
    entries = []
    for job in buttons():
        b = job.button
        if b is None:  # pragma: no cover - `buttons` gives those that have one
            continue
        words = {"label": b.label, "screentip": b.label, "supertip": b.tip}
        told = "".join(f' {name}="{escape(text.say(lang))}"' for name, text in words.items())
        entries.append(
            f'<button id="crm_{job.name}"{told} imageMso="{b.image}" size="large" '
            'onAction="CrmRibbon"/>'
        )
    frame = _text("ribbon.xml").format(tab=TAB.say(lang), group=GROUP.say(lang))
    return frame.replace('"/></tab>', f'">{"".join(entries)}</group></tab>')


def _interpreter() -> tuple[tuple[str, str], ...]:
    """Return where Python is, for the system this runs on; others find it by its usual name."""
    key = {"win32": "INTERPRETER_WIN", "darwin": "INTERPRETER_MAC"}.get(sys.platform)
    return ((key, sys.executable),) if key else ()


def _of_xlwings() -> tuple[MacroModule, ...]:
    """Return the modules of the installed xlwings, read without importing it."""
    spec = find_spec("xlwings")
    if spec is None or not spec.submodule_search_locations:
        raise CrmError(NO_XLWINGS)
    home = spec.submodule_search_locations[0]
    try:
        main = _read(os.path.join(home, "xlwings.bas"))
        dictionary = _read(os.path.join(home, "addin", "Dictionary.cls"))
    except OSError:
        raise CrmError(NO_XLWINGS) from None
    version = re.search(r'^Public Const XLWINGS_VERSION As String = ".*"$', main, re.MULTILINE)
    return (
        MacroModule(
            "xlwings", _ATTRIBUTES.sub("", main), mark=version[0] if version else "", stays=True
        ),
        MacroModule(
            "Dictionary", _ATTRIBUTES.sub("", _CLASS_HEAD.sub("", dictionary)), "class",
            mark="VBA-Dictionary", stays=True,
        ),
    )  # fmt: skip


def _text(name: str) -> str:
    return _read(os.path.join(folder("macros"), name))


def _read(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()


JOB: Final = Job(
    "macros_add",
    Text("הוספת כפתורים לחוברת, לעבודה מתוך Excel", "give a workbook buttons inside Excel"),
    run,
    writes=True,
)
