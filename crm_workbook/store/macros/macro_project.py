"""The VBA project of a workbook: what is there stays, and ours comes beside it."""

from __future__ import annotations

import re
from posixpath import dirname, join
from typing import TYPE_CHECKING, Final

from crm_workbook import vba
from crm_workbook.errors import CrmError, Problem
from crm_workbook.model.plan import OUR_MARK, OUR_MODULE
from crm_workbook.store.macros.code_names import BASES, CodeName, code_name, code_names, free_name
from crm_workbook.store.package.relations import declare, relate, relations, targets, unused
from crm_workbook.text import Text
from crm_workbook.vba.project import CLASS, Project, source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.model import Macros
    from crm_workbook.store.package.workbook_part import WorkbookPart

_ON_A_COPY: Final = Text(
    "או לעבוד על עותק של החוברת שנשמר כחוברת רגילה (xlsx), בלי פקודות המאקרו.",
    "or work on a copy saved as an ordinary workbook (.xlsx), without its macros.",
)


def _refusal(code: str, he: str, en: str, do: Text) -> Problem:
    what = Text(f"{he} דבר לא נכתב.", f"{en} Nothing was written.")
    return Problem(code, what, Text(f"{do.he} {_ON_A_COPY.he}", f"{do.en} {_ON_A_COPY.en}"))


DAMAGED: Final = _refusal(
    "macros-damaged",
    "פקודות המאקרו שכבר יש בחוברת פגומות, ואי אפשר להוסיף להן.",
    "The macros that the workbook has already are damaged, so nothing can be added to them.",
    Text("יש לחזור לגיבוי תקין,", "Go back to a sound backup,"),
)
TOO_LARGE: Final = _refusal(
    "macros-too-large",
    "פקודות המאקרו שכבר יש בחוברת גדולות מדי ({limit} מגה-בייט לכל היותר).",
    "The macros that the workbook has already are too large ({limit} megabytes at most).",
    Text(
        "יש להסיר מהן את מה שאינו נחוץ ולנסות שוב,", "Take out what is not needed and try again,"
    ),
)
SIGNED: Final = _refusal(
    "macros-signed",
    "פקודות המאקרו שבחוברת חתומות דיגיטלית, וכל תוספת הייתה מבטלת את החתימה.",
    "The macros of the workbook are digitally signed, and any addition would void the signature.",
    Text(
        "יש להסיר את החתימה בעורך ה-VBA של Excel (Alt+F11, בתפריט Tools: Digital Signature), "
        "לשמור ולנסות שוב,",
        "Remove the signature in Excel's VBA editor (Alt+F11, Tools, Digital Signature), save and "
        "try again,",
    ),
)
LOCKED: Final = _refusal(
    "macros-locked",
    "פקודות המאקרו שבחוברת נעולות בסיסמה.",
    "The macros of the workbook are locked with a password.",
    Text(
        "יש לבטל את הנעילה בעורך ה-VBA של Excel (Alt+F11, בתפריט Tools: VBAProject Properties, "
        "Protection), לשמור ולנסות שוב,",
        "Unlock them in Excel's VBA editor (Alt+F11, Tools, VBAProject Properties, Protection), "
        "save and try again,",
    ),
)
TAKEN: Final = _refusal(
    "macro-name-taken",
    "בחוברת כבר יש מודול VBA אחר בשם {module}.",
    "The workbook already has another VBA module named {module}.",
    Text(
        "יש לתת לו שם אחר בעורך ה-VBA של Excel (Alt+F11), לשמור ולנסות שוב,",
        "Give it another name in Excel's VBA editor (Alt+F11), save and try again,",
    ),
)
OTHER_VERSION: Final = _refusal(
    "macro-other-version",
    "בחוברת כבר יש מודול {module}, אבל בגרסה שונה מזו שמותקנת במחשב.",
    "The workbook already has the module {module}, but of another version than the one installed "
    "on this computer.",
    Text(
        "יש למחוק אותו בעורך ה-VBA של Excel (Alt+F11), לשמור ולנסות שוב,",
        "Delete it in Excel's VBA editor (Alt+F11), save and try again,",
    ),
)
REFERENCE: Final = _refusal(
    "macro-reference-taken",
    "פקודות המאקרו שבחוברת נשענות על תוסף או ספרייה בשם {module}, והשם הזה דרוש למודול שיתווסף.",
    "The macros of the workbook refer to an add-in or library named {module}, a name that a "
    "module needs here.",
    Text(
        "יש להסיר את ההפניה בעורך ה-VBA של Excel (Alt+F11, בתפריט Tools: References), לשמור "
        "ולנסות שוב,",
        "Remove the reference in Excel's VBA editor (Alt+F11, Tools, References), save and try "
        "again,",
    ),
)
AMBIGUOUS: Final = _refusal(
    "macro-ambiguous",
    "במודול {module} שבחוברת כבר יש שגרה בשם {name}, ועם עוד אחת כזאת VBA לא ידע למי הכוונה.",
    "The workbook's module {module} already has a procedure named {name}, and beside another one "
    "VBA would not know which is meant.",
    Text(
        "יש לתת לה שם אחר בעורך ה-VBA של Excel (Alt+F11), לשמור ולנסות שוב,",
        "Give it another name in Excel's VBA editor (Alt+F11), save and try again,",
    ),
)

MICROSOFT: Final = "http://schemas.microsoft.com/office/2006/relationships"
_TYPE: Final = "application/vnd.ms-office.vbaProject"
_LARGEST: Final = 16 << 20
"""Bytes of a project that is read; what is written may have less than half of it."""
_WRITABLE: Final = 7
_PUBLIC: Final = re.compile(
    rb"^[ \t]*(?:Public[ \t]+)?(?:Static[ \t]+)?"
    rb"(?:Sub|Function|Property[ \t]+[GLS]et|(?:Declare[ \t]+(?:PtrSafe[ \t]+)?)(?:Sub|Function))"
    rb"[ \t]+(\w+)",
    re.IGNORECASE | re.MULTILINE,
)


def project_of(workbook: WorkbookPart) -> Project | None:
    """Return the project that a workbook has, None if it has none.

    Raises:
        CrmError: It is damaged, too large, signed or locked.
    """
    package = workbook.package
    found = targets(package, workbook.part, "vbaProject")
    if not found:
        return None
    if any("signature" in r.kind.lower() for r in relations(package, found[0])):
        raise CrmError(SIGNED)
    data = package.content(found[0], _LARGEST)
    try:
        project = vba.read_project(data)
        locked = project.protected
    except vba.BadStreamError:
        raise CrmError(DAMAGED) from None
    if locked:
        raise CrmError(LOCKED)
    return project


def has_ours(project: Project, macros: Macros) -> bool:
    """Tell whether a project got its modules from here, so that newer ones may replace them."""
    first_module = macros.modules[0]
    there = project.module(first_module.name)
    return there is not None and first_module.mark.encode() in there.source


def with_modules(workbook: WorkbookPart, old: Project | None, macros: Macros) -> Project:
    """Return the project with our modules, and with a document for the workbook and each sheet.

    Raises:
        CrmError: Something else in the project has a name that one of ours needs.
    """
    project = old if old is not None else vba.new_project()
    wanted = _modules_to_add(project, macros)
    taken = {m.name.lower() for m in project.modules if m.kind != "document"}
    taken |= {m.name.lower() for m in macros.modules} | project.names
    documents = [m for m in project.modules if m.kind == "document"]
    for name in code_names(workbook, taken, documents):
        if project.module(name.name) is None:
            code = macros.on_workbook if old is None and name.kind == "workbook" else ""
            wanted.append(_document(name, code))
    return project.with_modules(tuple(wanted))


def _modules_to_add(project: Project, macros: Macros) -> list[vba.Module]:
    added = []
    ours = has_ours(project, macros)
    for module in macros.modules:
        there = project.module(module.name)
        same = there is not None and module.mark.encode() in there.source
        if there is not None and not same and not ours:
            raise CrmError(OTHER_VERSION if module.stays else TAKEN, module=module.name)
        if module.name.lower() in project.names:
            raise CrmError(REFERENCE, module=module.name)
        if not (same and module.stays):
            base = CLASS if module.kind == "class" else ""
            code = source(module.name, module.code, module.kind, base)
            added.append(vba.Module(module.name, code, module.kind))
    _guard_procedures(project, added, macros)
    return added


def _guard_procedures(project: Project, added: list[vba.Module], macros: Macros) -> None:
    """Refuse a second public procedure of one name: then neither can be called by its name."""
    ours = {name.lower() for module in added for name in _procedures(module)}
    names = {module.name.lower() for module in macros.modules}
    for module in project.modules:
        if module.name.lower() in names:
            continue
        for name in _procedures(module):
            if name.lower() in ours:
                raise CrmError(AMBIGUOUS, module=module.name, name=name)


def _procedures(module: vba.Module) -> Iterator[str]:
    """Yield the procedures of a module that can be called from others by their name alone."""
    if module.kind == "standard":
        for match in _PUBLIC.finditer(module.source):
            yield match[1].decode("ascii", "replace")


def _document(name: CodeName, code: str) -> vba.Module:
    body = source(name.name, code, "document", BASES[name.kind])
    return vba.Module(name.name, body, "document")


def store_project(workbook: WorkbookPart, project: Project) -> None:
    """Put a project into its workbook, in the place of the one that is there.

    Raises:
        CrmError: It is too large.
    """
    try:
        data = project.packed()
    except vba.BadStreamError:
        raise CrmError(TOO_LARGE, limit=_WRITABLE) from None
    package = workbook.package
    found = targets(package, workbook.part, "vbaProject")
    if found:
        package.write(found[0], data)
        return
    part = join(dirname(workbook.part), "vbaProject.bin")
    if part in package:
        part = unused(package, part.replace(".bin", "{}.bin"))
    package.write(part, data)
    relate(package, workbook.part, "vbaProject", part, MICROSOFT)
    declare(package, part, _TYPE)


def name_new_sheet(workbook: WorkbookPart) -> str:
    """Return a code name for a sheet about to be added, its document being in the project now.

    Without one Excel makes up a document of its own, which is left to it where the project is not
    ours: then the name is empty.
    """
    project = _open_project(workbook)
    if project is None:
        return ""
    taken = {module.name.lower() for module in project.modules} | project.names
    name = free_name("Sheet", taken, 1 + len(workbook.sheets))
    document = _document(CodeName(name, "worksheet"), "")
    try:
        store_project(workbook, project.with_modules((document,)))
    except CrmError:
        return ""
    return name


def forget_sheet(workbook: WorkbookPart, part: str) -> bool:
    """Take the document of a sheet about to be removed out of the project.

    Returns:
        Whether the sheet may go: not, when its document holds code.
    """
    project = _open_project(workbook)
    name = code_name(workbook, part)
    document = project.module(name) if project is not None and name else None
    if project is None or document is None or document.kind != "document":
        return True
    if document.blank:
        store_project(workbook, project.without(document.name))
    return document.blank


def _open_project(workbook: WorkbookPart) -> Project | None:
    """Return the project of a workbook if it came from here: another's stays byte for byte."""
    try:
        project = project_of(workbook)
    except CrmError:
        return None
    ours = project.module(OUR_MODULE) if project is not None else None
    return project if ours is not None and OUR_MARK.encode() in ours.source else None
