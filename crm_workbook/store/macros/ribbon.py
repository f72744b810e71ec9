"""Our tab on the ribbon, beside whatever tabs the workbook brings along already."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError, Problem
from crm_workbook.store.macros.macro_project import MICROSOFT
from crm_workbook.store.package.markup import element_end, first, plain, put_last, replaced, tags
from crm_workbook.store.package.relations import CONTENT_TYPES, declare, relate, targets, unused
from crm_workbook.store.reading.parts import elements
from crm_workbook.text import Text

if TYPE_CHECKING:
    from crm_workbook.store.package import Package

UNUSABLE: Final = Problem(
    "ribbon-unusable",
    Text(
        'הכפתורים שהוגדרו בחוברת לרצועת הכלים של Excel (החלק "{part}") פגומים או מתנגשים בשלנו. '
        "דבר לא נכתב.",
        "The buttons that the workbook itself adds to Excel's ribbon (the part “{part}”) are "
        "damaged or clash with ours. Nothing was written.",
    ),
    Text(
        "יש לתקן אותם בתוכנה שבה נוצרו, או להעתיק את הגיליונות לחוברת חדשה ולנסות שם.",
        "Mend them in the program they were made with, or copy the sheets to a new workbook and "
        "try there.",
    ),
)

_PART: Final = "customUI/customUI.xml"
_TAG_NAME: Final = re.compile(rb"(</?)(?=\w)")
_REMARK: Final = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>", re.DOTALL)
_STASHED: Final = re.compile(rb"\0(\d+)\0")
_PLACES: Final = (
    ("tabs", "", ()),
    ("ribbon", "tabs", ("contextualTabs",)),
    ("customUI", "ribbon tabs", ("backstage", "contextMenus")),
)
"""Where a tab can go, the best place first: the element that is there, those still to be made
inside it, and what has to stay behind them (MS-CUSTOMUI 2.2)."""


def put_ribbon(package: Package, ribbon: str) -> None:
    """Add our tab to every ribbon part there is, or bring the first one.

    Args:
        package: The workbook's package.
        ribbon: A ribbon part with one tab, all of whose ids begin like its own.

    Raises:
        CrmError: A ribbon part of somebody else's is damaged, or has our ids for other things.
    """
    parts = targets(package, "", "extensibility")
    if not parts:
        part = _PART if _PART not in package else unused(package, "customUI/customUI{}.xml")
        package.write(part, ribbon.encode())
        relate(package, "", "ui/extensibility", part, MICROSOFT)
        endings = {tag.get("Extension") for tag in tags(package.read(CONTENT_TYPES), "Default")}
        if "xml" not in endings:
            declare(package, part, "application/xml")
    for part in parts:
        old = package.content(part)
        new = _merged(part, old, ribbon.encode())
        if new != old:
            package.write(part, new)


def _merged(part: str, old: bytes, ribbon: bytes) -> bytes:
    """Return a ribbon part with our tab in the place of the one of ours that is there."""
    own = next(tags(ribbon, "tab"))
    tab = ribbon[own.start : element_end(ribbon, own, "tab")]
    stashed: list[bytes] = []

    def stash(match: re.Match[bytes]) -> bytes:
        stashed.append(match[0])
        return b"\0%d\0" % (len(stashed) - 1)

    try:
        elements(part, (old,), ())
        # People write ribbons by hand, with remarks in which a tag only seems to be one.
        source = plain(part, _REMARK.sub(stash, old))
        for each in tags(source, "tab"):
            if each.get("id") == own.get("id"):
                source = replaced(source, each.start, element_end(source, each, "tab"), b"")
                break
        there = {
            tag.get("id") for local in ("tab", "group", "button") for tag in tags(source, local)
        }
        source = _with_tab(source, tab)
        elements(part, (_STASHED.sub(b"", source),), ())
    except CrmError:
        raise CrmError(UNUSABLE, part=part) from None
    ids = {tag.get("id") for local in ("tab", "group", "button") for tag in tags(tab, local)}
    if ids & there:
        raise CrmError(UNUSABLE, part=part)
    return _STASHED.sub(lambda match: stashed[int(match[1])], source)


def _with_tab(source: bytes, tab: bytes) -> bytes:
    root = first(source, "customUI")
    prefix = root.prefix if root is not None else b""
    new = _TAG_NAME.sub(rb"\1%s" % prefix, tab)
    for parent, missing, behind in _PLACES:
        if first(source, parent) is None:
            continue
        for name in reversed(missing.split()):
            local = prefix + name.encode()
            new = b"<%s>%s</%s>" % (local, new, local)
        return put_last(source, parent, new, behind)
    raise CrmError(UNUSABLE, part="")
