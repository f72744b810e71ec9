"""What the small parts of a package say: its workbook, relations and tables.

Parsed by expat, which knows prefixes, entities and encodings, and which stops at the first
document type declaration: no part of a workbook has a use for one, and bombs are made of them.
"""

from __future__ import annotations

import pyexpat as expat  # what xml.parsers.expat hands on, at a third of the price
from posixpath import basename, dirname, join, normpath

from crm_workbook.errors import CrmError, Problem
from crm_workbook.lean import TYPE_CHECKING, Final, Literal, NamedTuple, cast
from crm_workbook.model import TableFacts, column_number
from crm_workbook.store.reading.container import directory, name_key, unpack
from crm_workbook.store.reading.foreign import SAVE_AS_XLSX, UNKNOWN
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crm_workbook.store.reading.container import Part

State = Literal["visible", "hidden", "veryHidden"]

MAX_SMALL_PART: Final = 32 << 20
"""Bytes of a part that describes; sheets and texts, which hold the data, may be larger."""
MAX_ELEMENTS: Final = 200_000
"""Names, relations or rules in one part. Workbooks with 20,000 stale names are real."""

DTD: Final = Problem(
    "document-type",
    Text(
        'בחלק "{part}" של הקובץ יש הגדרת DTD, שמשמשת לתקיפה ואין לה מקום בחוברת Excel.',
        "The part “{part}” of the file declares a document type (DTD), which serves attacks and "
        "has no place in a workbook.",
    ),
    Text(
        "אם הקובץ הגיע ממקור לא מוכר, אין לפתוח אותו. אחרת: לשמור אותו מחדש ב-Excel.",
        "If it comes from an unknown source, do not open it. Otherwise save it anew in Excel.",
    ),
)
BROKEN_XML: Final = Problem(
    "broken-part",
    Text(
        'החלק "{part}" של הקובץ פגום ואי אפשר לקרוא אותו.',
        "The part “{part}” of the file is damaged and cannot be read.",
    ),
    Text(
        "יש לפתוח את הקובץ ב-Excel, לתת לו לתקן ולשמור; או לחזור לגיבוי.",
        "Open the file in Excel, let it repair and save; or go back to a backup.",
    ),
)
TOO_COMPLEX: Final = Problem(
    "too-complex",
    Text(
        'בחלק "{part}" של הקובץ יש יותר מ-{limit} רשומות.',
        "The part “{part}” of the file has more than {limit} entries.",
    ),
    BROKEN_XML.do,
)
NO_WORKBOOK: Final = Problem(
    "no-workbook",
    Text(
        'בקובץ חסר החלק "{part}", ובלעדיו אין חוברת.',
        "The file lacks the part “{part}”, without which there is no workbook.",
    ),
    BROKEN_XML.do,
)
XLSB: Final = Problem(
    "xlsb",
    Text(
        "זוהי חוברת Excel בפורמט הבינארי (xlsb).",
        "This is an Excel workbook in the binary format (.xlsb).",
    ),
    SAVE_AS_XLSX,
)
ODS: Final = Problem(
    "ods",
    Text(
        "זהו גיליון בפורמט OpenDocument (ods).",
        "This is a spreadsheet in the OpenDocument format (.ods).",
    ),
    SAVE_AS_XLSX,
)

_WORKBOOK: Final = "xl/workbook.xml"


class Element(NamedTuple):
    """One element that was asked for. Prefixes are taken off its name and its attributes."""

    name: str
    attributes: dict[str, str]
    text: str


class Relation(NamedTuple):
    """One arrow from a part to another, or out of the package."""

    id: str
    kind: str
    """The last word of its type, such as `worksheet`."""
    target: str
    """The name of a part, or what it names outside the package."""
    external: bool = False


class SheetPart(NamedTuple):
    """One tab as the workbook lists it."""

    title: str
    part: str
    """The name of its part; empty when the package has none."""
    kind: str
    """`worksheet`, `chartsheet`, `dialogsheet`, `macrosheet` ..."""
    state: State


class Workbook(NamedTuple):
    """What the workbook part says."""

    part: str
    sheets: tuple[SheetPart, ...]
    names: dict[str, str]
    """Defined names and what they refer to; one that belongs to a single tab is `tab!name`."""
    epoch: Literal[1900, 1904]
    strict: bool
    relations: tuple[Relation, ...]


class Parts:
    """The parts of a package by name, whatever the letter case."""

    def __init__(self, data: bytes) -> None:
        """Read the directory.

        Raises:
            CrmError: It is no package that can be read in one way only.
        """
        self.data = data
        self.all = directory(data)
        self._index = {name_key(part.name): part for part in self.all}

    def get(self, name: str) -> Part | None:
        """Return the part of this name, or None."""
        return self._index.get(name_key(name))

    def read(self, name: str) -> bytes:
        """Return the content of a part that describes.

        Raises:
            CrmError: There is none, it is too large, or it is damaged.
        """
        part = self.get(name)
        if part is None:
            raise CrmError(NO_WORKBOOK, part=name)
        return unpack(self.data, part, MAX_SMALL_PART)

    def elements(self, name: str, *wanted: str) -> list[Element]:
        """Return the elements of a part with one of these local names, in document order."""
        return elements(name, (self.read(name),), wanted)

    def relations(self, name: str) -> tuple[Relation, ...]:
        """Return where a part points to; the package itself is the part named `""`."""
        place = join(dirname(name), "_rels", f"{basename(name)}.rels")
        if self.get(place) is None:
            return ()
        found = []
        for _, said, _ in self.elements(place, "Relationship"):
            kind = said.get("Type", "").rpartition("/")[2]
            target, external = said.get("Target", ""), said.get("TargetMode") == "External"
            if not external:
                target = self._target(name, target)
            found.append(Relation(said.get("Id", ""), kind, target, external))
        return tuple(found)

    def _target(self, source: str, target: str) -> str:
        """Return the name of the part that a relation of `source` points to."""
        path = target.replace("\\", "/").partition("#")[0]
        # Two leading slashes would be kept: they mean something to some file systems.
        name = normpath(join("/", dirname(source), path)).lstrip("/")
        if self.get(name) is None and "%" in name:
            from urllib.parse import unquote

            return unquote(name)
        return name

    def workbook(self) -> Workbook:
        """Return what the workbook part says.

        Raises:
            CrmError: There is none, or it is one of another program.
        """
        name = self._workbook_name()
        found = self.elements(
            name, "workbook", "workbookPr", "sheet", "definedName", "worksheet", "html"
        )
        if not found or found[0].name != "workbook":
            raise CrmError(UNKNOWN)
        relations = self.relations(name)
        targets = {relation.id: relation for relation in relations}
        sheets = tuple(self._sheet(said, targets) for kind, said, _ in found if kind == "sheet")
        names = {}
        for kind, said, text in found:
            if kind == "definedName" and (key := said.get("name")):
                local = said.get("localSheetId", "")
                inside = local.isdecimal() and int(local) < len(sheets)
                names[f"{sheets[int(local)].title}!{key}" if inside else key] = text.strip()
        settings = next((said for kind, said, _ in found if kind == "workbookPr"), {})
        return Workbook(
            part=name,
            sheets=sheets,
            names=names,
            epoch=1904 if settings.get("date1904") in {"1", "true", "on"} else 1900,
            strict="purl.oclc.org" in found[0].attributes.get("xmlns", "")
            or any("purl.oclc.org" in value for value in found[0].attributes.values()),
            relations=relations,
        )

    def _workbook_name(self) -> str:
        kinds = {relation.kind: relation.target for relation in self.relations("")}
        name = kinds.get("officeDocument", "")
        if self.get(name) is None:
            if self.get("content.xml") and self.get("mimetype"):
                raise CrmError(ODS)
            if self.get(_WORKBOOK) is None:
                raise CrmError(NO_WORKBOOK, part=_WORKBOOK) if kinds else CrmError(UNKNOWN)
            name = _WORKBOOK
        if name.lower().endswith(".bin"):
            raise CrmError(XLSB)
        return name

    def _sheet(self, said: dict[str, str], targets: dict[str, Relation]) -> SheetPart:
        relation = targets.get(said.get("id", ""))
        inside = relation is not None and not relation.external
        part = relation.target if relation is not None and inside else ""
        state = said.get("state", "visible")
        return SheetPart(
            title=said.get("name", ""),
            part=part if self.get(part) is not None else "",
            kind=relation.kind.lower() if relation is not None else "",
            state=cast("State", state if state in {"hidden", "veryHidden"} else "visible"),
        )

    def tables(self, sheet: str) -> tuple[TableFacts, ...]:
        """Return the Excel tables that a sheet's part points to."""
        found = []
        for relation in self.relations(sheet):
            if relation.kind == "table" and self.get(relation.target) is not None:
                parts = self.elements(
                    relation.target, "table", "tableColumn", "calculatedColumnFormula"
                )
                for _, said, _ in parts[:1]:
                    ref = said.get("ref", "").replace("$", "").upper()
                    fed = said.get("tableType", "worksheet") != "worksheet" or any(
                        other.kind == "queryTable" for other in self.relations(relation.target)
                    )
                    found.append(
                        TableFacts(
                            name=said.get("displayName") or said.get("name", ""),
                            ref=ref,
                            heading_rows=_number(said.get("headerRowCount"), 1),
                            totals_rows=_number(said.get("totalsRowCount"), 0),
                            query_fed=fed,
                            calculated=_calculated(parts, ref),
                        )
                    )
        return tuple(found)


def _calculated(parts: list[Element], ref: str) -> dict[int, str]:
    """Return the formulas of a table's calculated columns by column number."""
    number = column_number(ref.partition(":")[0].rstrip("0123456789")) - 1
    found = {}
    for local, said, text in parts:
        if local == "tableColumn":
            number += 1
        elif local == "calculatedColumnFormula" and text and not said.get("array"):
            found[number] = text.removeprefix("=")
    return found


def elements(part: str, pieces: Iterable[bytes], wanted: Iterable[str]) -> list[Element]:
    """Return the elements of an XML document with one of the wanted local names.

    Args:
        part: The name of the part, for the refusal.
        pieces: Its content, piece by piece.
        wanted: Local names.

    Raises:
        CrmError: It is not well-formed, or declares a document type.
    """
    names = frozenset(wanted)
    found: list[Element] = []
    open_texts: list[list[str]] = []

    def start(name: str, said: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local in names:
            bare = {key.rpartition(":")[2]: value for key, value in said.items()}
            bare.update({key: value for key, value in said.items() if ":" not in key})
            found.append(Element(local, bare, ""))
            open_texts.append([str(len(found) - 1)])
            if len(found) > MAX_ELEMENTS:
                raise CrmError(TOO_COMPLEX, part=part, limit=MAX_ELEMENTS)

    def end(name: str) -> None:
        local = name.rpartition(":")[2]
        if local in names:
            place, *texts = open_texts.pop()
            if texts:
                index = int(place)
                found[index] = found[index]._replace(text="".join(texts))

    def characters(text: str) -> None:
        if open_texts:
            open_texts[-1].append(text)

    parser = guarded(part)
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    feed(parser, part, pieces)
    return found


def guarded(part: str) -> expat.XMLParserType:
    """Return a parser that stops at a document type declaration."""

    def refuse(*_: object) -> None:
        raise CrmError(DTD, part=part)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.buffer_text = True
    return parser


def feed(parser: expat.XMLParserType, part: str, pieces: Iterable[bytes]) -> None:
    """Let a parser read a part.

    Raises:
        CrmError: It is not well-formed.
    """
    try:
        for piece in pieces:
            parser.Parse(piece, False)  # noqa: FBT003 - positional only
        parser.Parse(b"", True)  # noqa: FBT003
    except (expat.ExpatError, ValueError, LookupError):
        # Besides its own error expat raises these two for encodings it cannot use.
        raise CrmError(BROKEN_XML, part=part) from None


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else default  # noqa: PLR2004
