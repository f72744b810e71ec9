"""What a configuration file, `crm.toml`, may decide about a check, and how it is read."""

from __future__ import annotations

import os
import re
from difflib import get_close_matches
from functools import lru_cache
from tomllib import TOMLDecodeError, loads
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.errors import CrmError, Problem
from crm_workbook.model import SEVERITIES
from crm_workbook.rules.deciding.choose import meant
from crm_workbook.rules.deciding.severities import severities
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

TABLE: Final = "check"

NO_TOML: Final = Problem(
    "config-unreadable",
    Text("אי אפשר להבין את {file}: {why}.", "{file} cannot be understood: {why}."),
    Text("הקובץ צריך להיות TOML בקידוד UTF-8.", "It should be TOML in UTF-8."),
)
NOT_UTF8: Final = Text(
    "הוא לא נשמר ב-UTF-8 (נמצא בשורה {line})", "it was not saved as UTF-8 (seen in line {line})"
)
NO_SYNTAX: Final = Text("שגיאת תחביר בשורה {line}, תו {column}", "{said}")
TOO_DEEP: Final = Text("יש בו יותר מדי סוגריים זה בתוך זה", "it nests too deeply")
NO_KEY: Final = Problem(
    "config-unknown-key",
    Text("ב-{file} אין משמעות ל-'{key}'.", "{file}: '{key}' has no meaning."),
    Text("{near}אפשר לרשום שם: {known}.", "{near}What may be there: {known}."),
)
NEAR: Final = Text("אולי הכוונה ל-{near}. ", "Did you mean {near}? ")
BAD_VALUE: Final = Problem(
    "config-bad-value",
    Text("ב-{file}, הערך של '{key}' אינו מתאים.", "{file}: the value of '{key}' does not fit."),
    Text("צריך להיות שם {wanted}.", "It should be {wanted}."),
)
FORMAT: Final = Text("צורה של דוח, למשל html", "a format of reports, such as html")
_WHERE: Final = re.compile(r"line (\d+), column (\d+)")


class Key(NamedTuple):
    """One thing a configuration may decide."""

    wanted: Text
    """What its value should be, in words."""
    read: Callable[[object], object]
    """Returns what the value means; None when it does not fit."""


@lru_cache(maxsize=1)
def read(path: str, content: bytes) -> Mapping[str, object]:
    """Return what a configuration file decides, by the names of the options.

    It is asked for twice for each workbook, since one may be told to attach a file and then how
    to check; often one file decides about many workbooks.

    Args:
        path: Where it lies; paths in it count from there.
        content: Its bytes.

    Raises:
        CrmError: It is no TOML, holds something that has no meaning there, or names no rule.
    """
    found = _parsed(path, content)
    for key, value in found.items():
        if key != TABLE or not isinstance(value, dict):
            near = f"[{TABLE}]" if get_close_matches(key, [TABLE], 1) else ""
            raise _no_key(path, key, near, f"[{TABLE}]")
    said: dict[str, object] = {}
    table = found.get(TABLE)
    for key, value in table.items() if isinstance(table, dict) else ():
        known = KEYS.get(key.replace("_", "-"))
        if known is None:
            near = next(iter(get_close_matches(key.replace("_", "-"), KEYS, 1)), "")
            raise _no_key(path, key, near, ", ".join(KEYS))
        made = known.read(value)
        if made is None:
            raise CrmError(BAD_VALUE, file=path, key=key, wanted=known.wanted)
        said[key.replace("-", "_")] = made
    if said.get("baseline"):
        said["baseline"] = os.path.join(os.path.dirname(path), str(said["baseline"]))
    return said


def _parsed(path: str, content: bytes) -> dict[str, object]:
    why: Text
    try:
        return loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        why = Text(NOT_UTF8.say("he", line=line), NOT_UTF8.say("en", line=line))
    except TOMLDecodeError as error:
        said = str(error)
        place = _WHERE.search(said)
        end = str(content.count(b"\n") + 1)  # where it breaks off, when no place is named
        row, column = place.groups() if place else (end, "1")
        why = Text(NO_SYNTAX.say("he", line=row, column=column), NO_SYNTAX.say("en", said=said))
    except RecursionError:
        why = TOO_DEEP
    raise CrmError(NO_TOML, file=path, why=why) from None


def _no_key(path: str, key: str, near: str, known: str) -> CrmError:
    hint = Text(NEAR.say("he", near=near), NEAR.say("en", near=near)) if near else Text("", "")
    return CrmError(NO_KEY, file=path, key=key, near=hint, known=known)


def _codes(value: object) -> tuple[str, ...] | None:
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list):
        return None
    texts = tuple(word for word in words if isinstance(word, str))
    meant(texts)
    return texts if len(texts) == len(words) else None


def _grades(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, dict):
        return None
    words = tuple(f"{rules}={grade}" for rules, grade in value.items())
    severities(words)
    return words


def _by_sheet(value: object) -> dict[str, tuple[str, ...]] | None:
    if not isinstance(value, dict):
        return None
    codes = {str(sheet): _codes(words) for sheet, words in value.items()}
    good = {sheet: words for sheet, words in codes.items() if words is not None}
    return good if len(good) == len(codes) else None


def _one_of(*values: str) -> Callable[[object], object]:
    return lambda value: value if value in values else None


def _flag(value: object) -> object:
    return value if isinstance(value, bool) else None


def _word(value: object) -> object:
    return value if isinstance(value, str) and value else None


def _path(value: object) -> object:
    return value if isinstance(value, str) and "\0" not in value else None


def _keys() -> Iterator[tuple[str, Key]]:
    codes = Text('רשימה של קודים, למשל ["CRM752"]', 'a list of codes, such as ["CRM752"]')
    for name in ("select", "ignore", "extend-select"):
        yield name, Key(codes, _codes)
    sheets = Text(
        'טבלה, למשל { customers = ["CRM121"] }', 'a table such as { customers = ["CRM121"] }'
    )
    yield "per-sheet-ignores", Key(sheets, _by_sheet)
    grades = Text('טבלה, למשל { CRM301 = "error" }', 'a table such as { CRM301 = "error" }')
    yield "severity", Key(grades, _grades)
    yield "fail-on", Key(Text("error, warning או info", "error, warning or info"),
                         _one_of(*SEVERITIES))  # fmt: skip
    for name in ("exit-zero", "statistics", "score"):
        yield name, Key(Text("true או false", "true or false"), _flag)
    file = Text("נתיב של קובץ, שנספר מהתיקייה של crm.toml",
                "the path of a file, counted from the folder of crm.toml")  # fmt: skip
    yield "baseline", Key(file, _path)
    yield "format", Key(FORMAT, _word)  # which there are, whoever shows reports knows


KEYS: Final[Mapping[str, Key]] = dict(_keys())
"""What may stand in the table `[check]`, by its name there."""
