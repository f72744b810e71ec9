"""A baseline: the findings a workbook had on the day somebody began to watch it.

They are known and no longer reported; what comes on top is. Each is known by its rule, its sheet,
its row's key and its column, so sorting and new rows make no difference. Rows without a key share
an entry, which says how many of them there were.
"""

from __future__ import annotations

import json
from collections import Counter

from crm_workbook.errors import CrmError, Problem
from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from crm_workbook.model import Finding

SCHEMA: Final = 1
"""The version of the file's shape."""
UNREADABLE: Final = Problem(
    "not-a-baseline",
    Text("{file} אינו קובץ של ממצאים ידועים.", "{file} is no baseline."),
    Text(
        "קובץ כזה נוצר כך: crm check FILE --write-baseline {file}",
        "One is made by crm check FILE --write-baseline {file}",
    ),
)
NEWER: Final = Problem(
    "newer-baseline",
    Text("{file} נכתב בגרסה חדשה יותר של התוכנה.", "{file} was written by a newer version."),
    Text("יש לעדכן את התוכנה.", "Update this program."),
)


class Known(NamedTuple):
    """What a finding is known by."""

    code: str
    sheet: str
    key: str
    column: str


NOTHING: Final[Counter[Known]] = Counter()
"""What a baseline knows of a workbook it has not heard of."""


class Compared(NamedTuple):
    """Findings held against a baseline."""

    new: tuple[Finding, ...]
    known: tuple[Finding, ...]
    """Those that the baseline knows."""
    silenced: tuple[bool, ...]
    """Of each silenced finding whether the baseline knows it too."""
    stale: Mapping[Known, int]
    """What it knows and is not found any more, in order, and how many times."""


def read(path: str, content: bytes) -> dict[str, Counter[Known]]:
    """Return the known findings of a baseline by the name of the workbook.

    Raises:
        CrmError: It is no baseline, or one of a later version.
    """
    try:
        said = json.loads(content.decode("utf-8-sig"))
        if said["schema"] > SCHEMA:
            raise CrmError(NEWER, file=path)
        return {name: _counted(entries) for name, entries in said["workbooks"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise CrmError(UNREADABLE, file=path) from None


def _counted(entries: Iterable[Mapping[str, object]]) -> Counter[Known]:
    """Return what is known of a workbook; entries that are there twice add up.

    Raises:
        ValueError: A word is no text, or a count is none.
    """
    known: Counter[Known] = Counter()
    for each in entries:
        words = [each[name] for name in Known._fields]
        count = each.get("count", 1)
        if not isinstance(count, int) or count < 1:
            raise ValueError(count)
        texts = [word for word in words if isinstance(word, str)]
        if texts != words:
            raise ValueError(words)
        known[Known(*texts)] += count
    return known


def compare(
    found: Iterable[Finding],
    known: Counter[Known],
    codes: Collection[str],
    silenced: Iterable[Finding] = (),
) -> Compared:
    """Return what is new, what is known, and what is known and gone.

    Args:
        found: The findings of a check, in their order.
        known: What the baseline knows of this workbook.
        codes: The rules that were checked; of the others nothing is known to be gone.
        silenced: What was found besides and is silenced otherwise, so that it is not gone either.
    """
    left = Counter(known)
    parts: dict[bool, list[Finding]] = {True: [], False: []}

    def knows(finding: Finding) -> bool:
        key = known_as(finding)
        left[key] -= 1
        return left[key] >= 0

    for finding in found:
        parts[knows(finding)].append(finding)
    also = tuple(map(knows, silenced))
    stale = {key: left[key] for key in sorted(left) if left[key] > 0 and key.code in codes}
    return Compared(tuple(parts[False]), tuple(parts[True]), also, stale)


def written(before: dict[str, Counter[Known]], name: str, found: Iterable[Finding]) -> bytes:
    """Return a baseline in which a workbook's findings are replaced by these.

    Args:
        before: What the baseline knows so far, by the name of the workbook.
        name: The name of the workbook.
        found: Its findings.
    """
    books = before | {name: Counter(known_as(finding) for finding in found)}
    lines = []
    for book, entries in sorted(books.items()):
        told = [
            json.dumps(key._asdict() | ({"count": count} if count > 1 else {}), ensure_ascii=False)
            for key, count in sorted(entries.items())
        ]
        inside = "".join(f"\n   {line}," for line in told).rstrip(",")
        lines.append(f"  {json.dumps(book, ensure_ascii=False)}: [{inside}\n  ]")
    body = ",\n".join(lines)
    return f'{{\n "schema": {SCHEMA},\n "workbooks": {{\n{body}\n }}\n}}\n'.encode()


def known_as(finding: Finding) -> Known:
    """Return what a finding is known by."""
    ref = finding.ref
    return Known(finding.code, ref.sheet, ref.key, ref.column)
