"""What the headings of a source mean, and how the user's word on it is taken and remembered."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from crm_workbook.errors import CrmError, Problem
from crm_workbook.fields.normal import heading_key
from crm_workbook.importers.profiles import profile_of
from crm_workbook.importers.said import listed
from crm_workbook.model import AppendRows, Change, SetCells, shown
from crm_workbook.schema import sheet
from crm_workbook.schema.headings import match_columns, suggest
from crm_workbook.schema.settings import mapping_key, mappings
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crm_workbook.model import Book, Cell, Column, Edit, Sheet

Kind = Literal["customers", "purchases"]
KINDS: Final[tuple[Kind, ...]] = ("purchases", "customers")

BAD_MAP: Final = Problem(
    "map-not-understood",
    Text('לא ניתן להבין את --map "{given}".', 'The option --map "{given}" is not understood.'),
    Text(
        'כך כותבים: --map "הכותרת בקובץ=phone".',
        'Write it so: --map "heading in the file=phone".',
    ),
)
NO_HEADING: Final = Problem(
    "map-heading-unknown",
    Text("אין ב-{file} כותרת '{heading}'.", "{file} has no heading '{heading}'."),
    Text("הכותרות שנמצאו: {seen}.", "The headings seen: {seen}."),
)
NO_COLUMN: Final = Problem(
    "map-column-unknown",
    Text("אין עמודה '{column}' לייבא אליה.", "There is no column '{column}' to import into."),
    Text("העמודות האפשריות: {known}.", "The possible columns: {known}."),
)
TWICE: Final = Problem(
    "map-column-twice",
    Text("שתי כותרות הופנו אל {column}.", "Two headings were sent to {column}."),
    Text("יש להשאיר אחת מהן.", "Keep one of them."),
)

_WHO: Final = (
    "display_name", "first_name", "last_name", "phone", "phone2", "email", "business_id",
    "city", "street", "zip",
)  # fmt: skip
"""What a file of purchases may say about the customers themselves."""
_MOBILE: Final = re.compile("נייד|סלול|פלאפון|וואטסאפ|ווטסאפ|mobile|cell|whatsapp")


class Target(NamedTuple):
    """A column of the workbook, printed as `customers.phone`."""

    sheet: str
    column: str

    def __str__(self) -> str:
        """Return the form in which it is shown, typed and remembered."""
        return f"{self.sheet}.{self.column}"


class Vocabulary(NamedTuple):
    """What a kind of source may be about, and what is already decided about its headings."""

    kind: Kind
    sheets: tuple[Sheet, ...]
    """The sheets that can be filled, with the columns a source may fill, the main one first."""
    given: Mapping[str, Target | None]
    """Heading key to what `--map` says; None to leave the column alone."""
    remembered: Mapping[str, Target | None]
    """The same as the workbook remembers it."""

    def column(self, target: Target) -> Column:
        """Return the column that a target names."""
        found = next(s.column(target.column) for s in self.sheets if s.id == target.sheet)
        if found is None:  # pragma: no cover - targets are only made of columns that are there
            raise KeyError(target)
        return found

    def target(self, text: str) -> Target | None:
        """Return the column of this id, `sheet.id` or heading, or None."""
        name, _, rest = text.partition(".")
        wanted = rest if name in {s.id for s in self.sheets} else ""
        for s in self.sheets:
            if wanted and s.id != name:
                continue
            column = s.column(wanted or text) or match_columns([wanted or text], s)[0]
            if column is not None:
                return Target(s.id, column.id)
        return None


def vocabulary(book: Book, kind: Kind, given: Mapping[str, str]) -> Vocabulary:
    """Return what is known about sources of a kind.

    Args:
        book: The workbook, for columns of the user's own and what it remembers.
        kind: What the rows are.
        given: What the user says: heading to column, an empty column to leave it alone.

    Raises:
        CrmError: A column named there does not exist.
    """
    fillable = [_fillable(book, kind)]
    if kind == "purchases":
        people = sheet("customers")
        columns = tuple(c for c in people.columns if c.id in _WHO)
        fillable.append(people._replace(columns=columns))
    words = Vocabulary(kind, tuple(fillable), {}, {})
    wanted: dict[str, Target | None] = {}
    for heading, name in given.items():
        target = words.target(name) if name else None
        if name and target is None:
            known = ", ".join(str(Target(s.id, c.id)) for s in fillable for c in s.columns)
            raise CrmError(NO_COLUMN, column=shown(name), known=known)
        wanted[heading_key(heading)] = target
    learned = mappings(book.tables.get("settings")).get(kind, {})
    remembered = {key: words.target(name) if name else None for key, name in learned.items()}
    return words._replace(given=wanted, remembered=remembered)


def _fillable(book: Book, kind: Kind) -> Sheet:
    table = book.tables.get(kind)
    own = tuple(p.column for p in table.placed if p.own) if table is not None else ()
    base = sheet(kind)
    columns = [c for c in base.columns if c.role == "input"]
    key = base.column("import_key")
    if key is not None:  # an export of ours carries it; by other names it would be a guess
        columns.append(key._replace(synonyms=()))
    return base._replace(columns=(*columns, *own))


def parse_map(texts: Sequence[str]) -> dict[str, str]:
    """Return what `--map HEADING=column` says, heading to column.

    Raises:
        CrmError: One of them is not of that form.
    """
    given = {}
    for text in texts:
        heading, sign, column = text.rpartition("=")
        if not sign or not heading.strip():
            raise CrmError(BAD_MAP, given=shown(text))
        given[heading.strip()] = column.strip()
    return given


def match(headings: Sequence[Cell], words: Vocabulary) -> list[Target | None]:
    """Return what each heading means: by the user's word, by memory, by its name.

    Raises:
        CrmError: The user sent two headings to one column.
    """
    keys = [heading_key(h) if isinstance(h, str) else "" for h in headings]
    profile = profile_of(h for h in headings if isinstance(h, str))
    told = {
        heading_key(heading): words.target(name) if name else None
        for heading, name in (profile.targets if profile else {}).items()
    }
    fixed = told | dict(words.remembered) | dict(words.given)
    found: list[Target | None] = [fixed.get(key) if key else None for key in keys]
    _refuse_twins(keys, words)
    seen: set[Target] = set()
    for place, target in enumerate(found):
        if target in seen:
            found[place] = None
        elif target is not None:
            seen.add(target)
    rest: list[Cell] = [
        h if k and k not in fixed else None for h, k in zip(headings, keys, strict=True)
    ]
    for place, target in enumerate(_by_name(rest, words)):
        if target is not None and target not in seen:
            seen.add(target)
            found[place] = target
    _second_phone(rest, found, seen)
    return found


def _refuse_twins(keys: Sequence[str], words: Vocabulary) -> None:
    targets = [t for key, t in words.given.items() if t is not None and key in keys]
    for target in targets:
        if targets.count(target) > 1:
            raise CrmError(TWICE, column=target)


def _by_name(headings: Sequence[Cell], words: Vocabulary) -> list[Target | None]:
    main = words.sheets[0]
    found = [Target(main.id, c.id) if c else None for c in match_columns(headings, main)]
    for other in words.sheets[1:]:
        for place, column in enumerate(match_columns(headings, other)):
            # A customer's name is no customer's id, though both headings may say just "customer".
            if column is not None and (
                found[place] is None
                or (column.id == "display_name" and found[place] == Target(main.id, "customer_id"))
            ):
                found[place] = Target(other.id, column.id)
    return found


def _second_phone(rest: Sequence[Cell], found: list[Target | None], seen: set[Target]) -> None:
    """Let a second phone heading fill the second phone, and a mobile be the first."""
    first, second = Target("customers", "phone"), Target("customers", "phone2")
    if first not in seen or second in seen:
        return
    phones = _phones()
    for place, heading in enumerate(rest):
        if (
            heading is None
            or found[place] is not None
            or match_columns([heading], phones)[0] is None
        ):
            continue
        other = found.index(first)
        swap = (
            _MOBILE.search(str(heading)) and rest[other] and not _MOBILE.search(str(rest[other]))
        )
        found[place], found[other] = (first, second) if swap else (second, first)
        return


@cache
def _phones() -> Sheet:
    base = sheet("customers")
    return base._replace(columns=tuple(c for c in base.columns if c.id == "phone"))


def suggestion(heading: str, words: Vocabulary) -> Target | None:
    """Return the column whose name a heading nearly spells."""
    for each in words.sheets:
        column = suggest(heading, each)
        if column is not None:
            return Target(each.id, column.id)
    return None


def refuse_unknown(file: str, headings: Sequence[str], given: Mapping[str, str]) -> None:
    """Refuse a heading of `--map` that the file does not have.

    Raises:
        CrmError: There is one.
    """
    keys = set(map(heading_key, headings))
    for heading in given:
        if heading_key(heading) not in keys:
            seen = listed(headings)
            raise CrmError(NO_HEADING, file=file, heading=shown(heading), seen=seen)


def memory(
    book: Book, kind: Kind, given: Mapping[str, str], words: Vocabulary
) -> tuple[Edit, ...]:
    """Return the edits that make the workbook remember what `--map` said."""
    table = book.tables.get("settings")
    if table is None or not {"key", "value"} <= table.numbers.keys():
        return ()
    rows = {table.key(index): index for index in range(len(table))}
    changes: list[Change] = []
    added: list[tuple[Cell, ...]] = []
    for heading in given:
        target = words.given[heading_key(heading)]
        value: Cell = (
            "" if target is None else target.column if target.sheet == kind else str(target)
        )
        key = mapping_key(kind, heading)
        if key not in rows:
            added.append((key, heading, value or None))
        elif (old := table.columns["value"][rows[key]]) != (value or None):
            index = rows[key]
            changes.append(Change(table.rows[index], key, "value", old, value or None))
    columns = tuple(c for c in ("key", "label", "value") if c in table.numbers)
    if "label" not in columns:
        added = [(row[0], row[2]) for row in added]
    edits: list[Edit] = []
    if changes:
        edits.append(SetCells("settings", tuple(changes)))
    if added:
        edits.append(AppendRows("settings", columns, tuple(added)))
    return tuple(edits)
