"""What is decided about a check, and by whom.

The command line has the first word, then the nearest `crm.toml`, then the workbook's own settings,
which travel with it; what nobody decides is as it usually is. A list is taken from the first that
gives one; severities add up rule by rule. A workbook may leave rules out and grade them, and may
ask to fail earlier than at an error, which is the latest there is; that a check ends well whatever
is found is for those to say who run it.
"""

from __future__ import annotations

from crm_workbook.errors import CrmError
from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple, cast
from crm_workbook.rules.deciding.choose import chosen, meant, split
from crm_workbook.rules.deciding.severities import severities
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from crm_workbook.model import Book, Finding, Severity

WORDS: Final = ("select", "ignore", "extend_select", "severity")
SHEETS: Final = "per_sheet_ignores"
OPTIONS: Final = (
    *WORDS, SHEETS, "fail_on", "exit_zero", "statistics", "score", "baseline", "format",
)  # fmt: skip
"""What can be decided outside the command line, by the names of the options."""
SETTINGS: Final = {
    "check_ignore": "ignore", "check_severity": "severity", "check_fail_on": "fail_on",
}  # fmt: skip
"""The workbook's settings that decide something, and what."""
_USUAL: Final[Mapping[str, object]] = {
    **dict.fromkeys(WORDS, ()),
    SHEETS: {},
    "fail_on": "error",
    **dict.fromkeys(("exit_zero", "statistics", "score"), False),
    "baseline": "",
    "format": "",
}

COMMAND: Final = Text("שורת הפקודה", "command line")
WORKBOOK: Final = Text("מהחוברת", "workbook")
DEFAULT: Final = Text("ברירת מחדל", "default")


class Decided(NamedTuple):
    """What counts for one check."""

    values: Mapping[str, object]
    """A value for each of `OPTIONS`."""
    origins: Mapping[str, Text]
    """Who decided it."""
    codes: tuple[str, ...]
    """The rules to check."""
    severities: Mapping[str, Severity]
    """By code, where it is not the usual one."""
    graded_by: Mapping[str, Text]
    """Who decided each of these."""
    sheets: Mapping[str, frozenset[str]]
    """The rules that are left out on single sheets, by the sheet's id."""
    unknown: tuple[str, ...]
    """Sheets that are named there and that this workbook does not have."""
    of_workbook: tuple[str, ...]
    """The workbook's settings that have a say, by their ids."""
    of_file: bool
    """Whether the configuration has a say."""

    @property
    def fail_on(self) -> Severity:
        """The least severity at which the answer is no."""
        return cast("Severity", self.values["fail_on"])

    def kept(self, found: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return findings without those that are left out on their sheet."""
        nothing = frozenset[str]()
        return tuple(f for f in found if f.code not in self.sheets.get(f.ref.sheet, nothing))

    def plain(self, name: str) -> object:
        """Return a value as JSON has it."""
        value = self.values[name]
        if name == "severity":
            return [f"{code}={grade}" for code, grade in sorted(self.severities.items())]
        return list(value) if isinstance(value, tuple) else value


def decide(book: Book, config: tuple[str, bytes] | None, given: Mapping[str, object]) -> Decided:
    """Return what counts for a check of a workbook.

    Args:
        book: The workbook, for its settings.
        config: The path and the content of the configuration file, if there is one.
        given: What the command line says, by the names of options; what is empty, it does not.

    Raises:
        CrmError: The file cannot be understood, or a word in it or on the command line means no
            rule. What cannot be understood in the workbook's settings is a finding (CRM161).
    """
    filed = _of_file(config)
    told = Text(config[0], config[0]) if config is not None else Text("", "")
    if given.get("baseline") and given["baseline"] == filed.get("baseline"):
        given = {**given, "baseline": ""}  # it was read because the file names it
    own = _of_workbook(book)
    levels = ((COMMAND, given), (told, filed), (WORKBOOK, own), (DEFAULT, _USUAL))
    values: dict[str, object] = {}
    origins: dict[str, Text] = {}
    grades: dict[str, Severity] = {}
    graded_by: dict[str, Text] = {}
    for origin, said in reversed(levels):
        for name in OPTIONS:
            if origin is DEFAULT or said.get(name) not in (None, (), False, "", {}):
                values[name], origins[name] = said[name], origin
        graded = severities(cast("tuple[str, ...]", said.get("severity") or ()))
        grades |= graded
        graded_by |= dict.fromkeys(graded, origin)
    words = {name: cast("tuple[str, ...]", values[name]) for name in WORDS}
    codes = chosen(words["select"], words["ignore"], words["extend_select"])
    by_sheet = cast("Mapping[str, tuple[str, ...]]", values[SHEETS])
    sheets, unknown = _sheets(book, by_sheet)
    return Decided(
        values, origins, codes, grades, graded_by, sheets, unknown,
        tuple(s for s, name in SETTINGS.items() if _counts(name, WORKBOOK, origins, own)),
        any(_counts(name, told, origins, filed) for name in filed),
    )  # fmt: skip


def misunderstood(name: str, text: str) -> Iterator[str]:
    """Yield the words of a workbook's setting that decide nothing.

    Args:
        name: The id of the setting, one of `SETTINGS`.
        text: What is written there.
    """
    readers: dict[str, Callable[[tuple[str, ...]], object]]
    readers = {"ignore": meant, "severity": severities}
    read = readers.get(SETTINGS[name])
    if read is None:
        return
    for word in split((text,)):
        try:
            read((word,))
        except CrmError:
            yield word


def _of_file(config: tuple[str, bytes] | None) -> Mapping[str, object]:
    if config is None:
        return {}
    from crm_workbook.rules.deciding.configured import read

    return read(*config)


def _of_workbook(book: Book) -> dict[str, object]:
    found: dict[str, object] = {}
    for setting, name in SETTINGS.items():
        text = book.settings.get(setting)
        if isinstance(text, str) and name in WORDS:
            wrong = set(misunderstood(setting, text))
            found[name] = tuple(word for word in split((text,)) if word not in wrong)
        elif text != _USUAL[name]:
            found[name] = text
    return found


def _counts(name: str, who: Text, origins: Mapping[str, Text], said: Mapping[str, object]) -> bool:
    """Return whether somebody's word on one thing counts; severities add up, so theirs does."""
    return origins[name] is who or (name == "severity" and bool(said.get(name)))


def _sheets(
    book: Book, words: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, frozenset[str]], tuple[str, ...]]:
    """Return the rules left out by the id of the sheet, and the names that are no sheet's."""
    if not words:
        return {}, ()
    from crm_workbook.rules.setting_aside.silenced import sheet_ids

    ids = {title.casefold(): title for title in book.facts.titles} | sheet_ids(book)
    left_out: dict[str, frozenset[str]] = {}
    for name, codes in words.items():
        sheet = ids.get(name.strip().casefold(), "")
        left_out[sheet] = left_out.get(sheet, frozenset()) | frozenset(meant(codes))
    unknown = tuple(name for name in words if name.strip().casefold() not in ids)
    left_out.pop("", None)
    return left_out, unknown
