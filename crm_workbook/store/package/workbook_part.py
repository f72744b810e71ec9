"""The workbook part: which sheets there are, and what holds for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.errors import CrmError, Problem
from crm_workbook.store.package import MISSING_PART
from crm_workbook.store.package.cells import Cells
from crm_workbook.store.package.markup import (
    UNUSUAL_XML,
    Tag,
    element_end,
    escape,
    first,
    inserted,
    quote,
    relation_id,
    replaced,
    retagged,
    tags,
)
from crm_workbook.store.package.relations import drop, relations, targets
from crm_workbook.store.package.styles import NO_STYLES, Styles
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crm_workbook.store.package import Package
    from crm_workbook.store.package.table_part import TablePart

_SAVE_PLAIN: Final = Text(
    "יש לשמור אותו ב-Excel כחוברת עבודה רגילה (xlsx) ולנסות שוב.",
    "Save it in Excel as an ordinary workbook (.xlsx) and try again.",
)
SIGNED: Final = Problem(
    "signed",
    Text(
        "הקובץ חתום דיגיטלית, וכל שינוי בו היה פוסל את החתימה. דבר לא נכתב.",
        "The file carries a digital signature, which any change would void. Nothing was written.",
    ),
    Text(
        "אם החתימה אינה נחוצה, יש להסיר אותה ב-Excel (קובץ, מידע) ולנסות שוב.",
        "If the signature is not needed, remove it in Excel (File, Info) and try again.",
    ),
)
STRICT: Final = Problem(
    "strict-format",
    Text(
        "הקובץ שמור בתצורת Strict של xlsx, ואין דרך בטוחה לכתוב לתוכה. דבר לא נכתב.",
        "The file is saved in the strict form of .xlsx, which cannot be written safely. "
        "Nothing was written.",
    ),
    _SAVE_PLAIN,
)
LOCKED_STRUCTURE: Final = Problem(
    "locked-structure",
    Text(
        "מבנה החוברת מוגן, ואי אפשר להוסיף או להסיר גיליונות. דבר לא נכתב.",
        "The structure of the workbook is protected, so no sheet can be added or removed. "
        "Nothing was written.",
    ),
    Text(
        "יש לבטל את ההגנה ב-Excel (סקירה, הגנה על חוברת עבודה) ולנסות שוב.",
        "Remove the protection in Excel (Review, Protect Workbook) and try again.",
    ),
)


_BEFORE_NAMES: Final = ("externalReferences", "functionGroups", "sheets")
"""What precedes the defined names in the part, the last first."""


class SheetEntry(NamedTuple):
    """One sheet as the workbook part lists it."""

    title: str
    id: int
    part: str


class WorkbookPart:
    """The workbook part of a package, and the formats its cells share."""

    def __init__(self, package: Package) -> None:
        """Find the part.

        Raises:
            CrmError: There is none, or it is of a form that must not be written to.
        """
        self.package = package
        found = targets(package, "", "officeDocument")
        if not found:
            raise CrmError(MISSING_PART, part="xl/workbook.xml")
        self.part = found[0]
        if any(r.kind == "origin" for r in relations(package, "")) or any(
            name.lower().startswith("_xmlsignatures/") for name in package.names()
        ):
            raise CrmError(SIGNED)
        if b"purl.oclc.org/ooxml/" in self.source:
            raise CrmError(STRICT)
        self._styles: Styles | None = None

    @property
    def source(self) -> bytes:
        """The part as it stands, changes included."""
        return self.package.read(self.part)

    @source.setter
    def source(self, source: bytes) -> None:
        if source != self.source:
            self.package.write(self.part, source)

    @property
    def epoch(self) -> int:
        """The year from which dates count."""
        tag = first(self.source, "workbookPr")
        return 1904 if tag and tag.get("date1904") in {"1", "true"} else 1900

    @property
    def sheets(self) -> list[SheetEntry]:
        """The sheets in the order of the tabs."""
        parts = {r.id: r.target for r in relations(self.package, self.part)}
        found = []
        for tag in self._sheet_tags():
            rid = relation_id(tag)
            entry = SheetEntry(
                tag.get("name") or "", int(tag.get("sheetId") or 0), parts.get(rid, "")
            )
            found.append(entry)
        return found

    def _sheet_tags(self) -> Iterator[Tag]:
        return tags(self.source, "sheet")

    def sheet(self, title: str) -> SheetEntry:
        """Return the sheet of this title.

        Raises:
            CrmError: There is none.
        """
        for entry in self.sheets:
            if entry.title == title and entry.part in self.package:
                return entry
        raise CrmError(MISSING_PART, part=title)

    @property
    def styles(self) -> Styles:
        """The cell formats.

        Raises:
            CrmError: The workbook has none.
        """
        if self._styles is None:
            found = targets(self.package, self.part, "styles")
            if not found:
                raise CrmError(NO_STYLES)
            self._styles = Styles(self.package.read(found[0]))
        return self._styles

    def cells(self, prefix: bytes = b"") -> Cells:
        """Return the writer of cells for a sheet whose markup has this prefix."""
        return Cells(self.styles, self.epoch, prefix.decode())

    def flush_styles(self) -> None:
        """Write the formats that were added."""
        if self._styles is not None and self._styles.changed:
            part = targets(self.package, self.part, "styles")[0]
            self.package.write(part, self._styles.source)

    def guard_structure(self) -> None:
        """Refuse to add or remove a sheet where that is locked.

        Raises:
            CrmError: It is.
        """
        tag = first(self.source, "workbookProtection")
        if tag and tag.get("lockStructure") in {"1", "true"}:
            raise CrmError(LOCKED_STRUCTURE)

    def list_sheet(self, title: str, rid: str, state: str) -> None:
        """Add a sheet behind the last tab."""
        source = self.source
        listed = list(tags(source, "sheet"))
        if not listed:
            raise CrmError(UNUSUAL_XML, part=self.part, why="sheets")
        number = 1 + max(int(tag.get("sheetId") or 0) for tag in listed)
        hidden = b"" if state == "visible" else b' state="%s"' % state.encode()
        namespace = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        new = b'<%ssheet name="%s" sheetId="%d"%s r:id="%s" xmlns:r="%s"/>'
        new %= (listed[-1].prefix, quote(title), number, hidden, rid.encode(), namespace)
        self.source = inserted(source, "sheets", new)

    def name_titles(self, title: str, row: int = 1) -> None:
        """Have a row of the last sheet, its first, printed on each of its pages."""
        source = self.source
        listed = list(tags(source, "sheet"))
        p = listed[-1].prefix
        quoted = title.replace("'", "''")
        rows = escape(f"'{quoted}'!${row}:${row}").encode()
        new = b'<%sdefinedName name="_xlnm.Print_Titles" localSheetId="%d">%s</%sdefinedName>'
        new %= (p, len(listed) - 1, rows, p)
        if first(source, "definedNames") is not None:
            self.source = inserted(source, "definedNames", new)
        else:
            self._put_behind(b"<%sdefinedNames>%s</%sdefinedNames>" % (p, new, p), _BEFORE_NAMES)

    def open_at(self, title: str) -> None:
        """Have the workbook open on a sheet, which must be marked as selected in its own part."""
        at = [tag.get("name") for tag in self._sheet_tags()].index(title)
        source = self.source
        views = list(tags(source, "workbookView"))
        for view in reversed(views):
            source = retagged(source, view, activeTab=at)
        if not views:
            sheets = next(tags(source, "sheets"))
            p = sheets.prefix
            new = b'<%sbookViews><%sworkbookView activeTab="%d"/></%sbookViews>' % (p, p, at, p)
            source = replaced(source, sheets.start, sheets.start, new)
        self.source = source

    def _put_behind(self, new: bytes, locals_: tuple[str, ...]) -> None:
        """Add an element behind the last of those that have to precede it."""
        source = self.source
        for local in locals_:
            found = first(source, local)
            if found is not None:
                end = element_end(source, found, local)
                self.source = replaced(source, end, end, new)
                return

    def unlist_sheet(self, title: str) -> None:
        """Take a sheet off the list, with its own names; later sheets keep theirs."""
        source = self.source
        titles = [tag.get("name") for tag in tags(source, "sheet")]
        at = titles.index(title)
        for tag in reversed(list(tags(source, "definedName"))):
            local = tag.get("localSheetId")
            if local is None or int(local) < at:
                continue
            if int(local) == at:
                end = element_end(source, tag, "definedName")
                source = replaced(source, tag.start, end, b"")
            else:
                source = retagged(source, tag, localSheetId=int(local) - 1)
        names = first(source, "definedNames")
        if names is not None and first(source, "definedName") is None:
            source = replaced(source, names.start, element_end(source, names, "definedNames"), b"")
        for view in reversed(list(tags(source, "workbookView"))):
            for name in ("activeTab", "firstSheet"):
                tag = next(t for t in tags(source, "workbookView") if t.start == view.start)
                if (shown := tag.get(name)) is not None and int(shown) >= at:
                    source = retagged(source, tag, **{name: max(0, int(shown) - 1)})
        tag = list(tags(source, "sheet"))[at]
        self.source = replaced(source, tag.start, element_end(source, tag, "sheet"), b"")

    def recalculate(self, *, formulas_removed: bool) -> None:
        """Have every formula calculated when the workbook is next opened.

        Whether one of them looks at the changed cells cannot be known without reading all
        sheets, so the mark is always set; where it already stands, nothing changes.

        Args:
            formulas_removed: Whether a formula cell went; the calculation chain, which would
                still list it, then goes too, and the next program makes its own.
        """
        if formulas_removed:
            for part in targets(self.package, self.part, "calcChain"):
                drop(self.package, self.part, part)
        source = self.source
        tag = first(source, "calcPr")
        if tag is not None:
            if tag.get("fullCalcOnLoad") not in {"1", "true"}:
                self.source = retagged(source, tag, fullCalcOnLoad=1)
            return
        prefix = next(tags(source, "sheets")).prefix
        new = b'<%scalcPr calcId="0" fullCalcOnLoad="1"/>' % prefix
        self._put_behind(new, ("definedNames", *_BEFORE_NAMES))

    def refresh_pivots(self, titles: Iterable[str], tables: Iterable[TablePart]) -> None:
        """Tell the pivot tables fed by changed sheets to refresh when next opened."""
        sheets, names = set(titles), {table.name for table in tables}
        names |= {
            tag.get("name") or ""
            for tag in tags(self.source, "definedName")
            if any(
                title in self.source[tag.end : tag.end + 200].decode(errors="ignore")
                for title in sheets
            )
        }
        for part in targets(self.package, self.part, "pivotCacheDefinition"):
            source = self.package.read(part)
            feed = first(source, "worksheetSource")
            root = first(source, "pivotCacheDefinition")
            if feed is None or root is None or root.get("refreshOnLoad") in {"1", "true"}:
                continue
            if feed.get("sheet") in sheets or feed.get("name") in names:
                self.package.write(part, retagged(source, root, refreshOnLoad=1))
