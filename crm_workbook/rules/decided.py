"""What is decided about a check, and by whom.

The command line has the first word, then the nearest `crm.toml`, then the workbook's own settings,
which travel with it; what nobody decides is as it usually is. A list is taken from the first that
gives one; severities add up rule by rule.
"""

from __future__ import annotations

from crm_workbook.errors import CrmError, Problem
from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple, cast
from crm_workbook.model import SEVERITIES
from crm_workbook.rules.choose import chosen, meant, split
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from crm_workbook.model import Book, Severity

TABLE: Final = "check"
WORDS: Final = ("select", "ignore", "extend_select", "severity")
FLAGS: Final = ("exit_zero", "statistics", "score")
OPTIONS: Final = (*WORDS, "fail_on", *FLAGS)
"""What can be decided outside the command line, by the names of the options."""
SETTINGS: Final = {"check_ignore": "ignore", "check_severity": "severity"}
"""The workbook's settings that decide something, and what."""

COMMAND: Final = Text("שורת הפקודה", "command line")
WORKBOOK: Final = Text("מהחוברת", "workbook")
DEFAULT: Final = Text("ברירת מחדל", "default")

NO_TOML: Final = Problem(
    "config-unreadable",
    Text("אי אפשר להבין את {file}: {why}.", "{file} cannot be understood: {why}."),
    Text("הקובץ צריך להיות TOML בקידוד UTF-8.", "It should be TOML in UTF-8."),
)
NO_KEY: Final = Problem(
    "config-unknown-key",
    Text("ב-{file} אין משמעות ל-'{key}'.", "{file}: '{key}' has no meaning."),
    Text("אפשר לרשום שם: {known}.", "What may be there: {known}."),
)
BAD_VALUE: Final = Problem(
    "config-bad-value",
    Text("ב-{file}, הערך של '{key}' אינו מתאים.", "{file}: the value of '{key}' does not fit."),
    Text("צריך להיות שם {wanted}.", "It should be {wanted}."),
)
_LIST: Final = Text('רשימה של קודים, למשל ["CRM752"]', 'a list of codes, such as ["CRM752"]')
_GRADES: Final = Text('טבלה, למשל { CRM301 = "error" }', 'a table such as { CRM301 = "error" }')
_GRADE: Final = Text("error, warning או info", "error, warning or info")
_FLAG: Final = Text("true או false", "true or false")


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

    @property
    def fail_on(self) -> Severity:
        """The least severity at which the answer is no."""
        return cast("Severity", self.values["fail_on"])


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
    told = Text(config[0], config[0]) if config is not None else Text("", "")
    levels = (
        (COMMAND, given),
        (told, read(*config) if config is not None else {}),
        (WORKBOOK, _of_workbook(book)),
        (DEFAULT, _usual()),
    )
    values: dict[str, object] = {}
    origins: dict[str, Text] = {}
    grades: dict[str, Severity] = {}
    for origin, said in reversed(levels):
        for name in OPTIONS:
            if said.get(name) not in (None, (), False) or origin is DEFAULT:
                values[name], origins[name] = said[name], origin
        if said.get("severity"):
            from crm_workbook.rules.severities import severities

            grades |= severities(cast("tuple[str, ...]", said["severity"]))
    words = {name: cast("tuple[str, ...]", values[name]) for name in WORDS}
    codes = chosen(words["select"], words["ignore"], words["extend_select"])
    return Decided(values, origins, codes, grades)


def read(path: str, content: bytes) -> dict[str, object]:
    """Return what a configuration file decides.

    Raises:
        CrmError: It is no TOML, or holds something that has no meaning there.
    """
    from tomllib import TOMLDecodeError, loads

    try:
        found = loads(content.decode("utf-8-sig"))
    except (TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CrmError(NO_TOML, file=path, why=str(error) or type(error).__name__) from None
    for key, value in found.items():
        if key != TABLE or not isinstance(value, dict):
            raise CrmError(NO_KEY, file=path, key=key, known=f"[{TABLE}]")
    return dict(_checked(path, found.get(TABLE, {})))


def misunderstood(name: str, text: str) -> Iterator[str]:
    """Yield the words of a workbook's setting that decide nothing.

    Args:
        name: The id of the setting, one of `SETTINGS`.
        text: What is written there.
    """
    for word in split((text,)):
        try:
            _reader(SETTINGS[name])((word,))
        except CrmError:
            yield word


def _of_workbook(book: Book) -> dict[str, object]:
    found: dict[str, object] = {}
    for setting, name in SETTINGS.items():
        text = book.settings.get(setting)
        if isinstance(text, str):
            wrong = set(misunderstood(setting, text))
            found[name] = tuple(word for word in split((text,)) if word not in wrong)
    return found


def _usual() -> dict[str, object]:
    usual: dict[str, object] = {"fail_on": "error"}
    return usual | dict.fromkeys(WORDS, ()) | dict.fromkeys(FLAGS, False)


def _reader(name: str) -> Callable[[tuple[str, ...]], object]:
    if name == "severity":
        from crm_workbook.rules.severities import severities

        return severities
    return meant


def _checked(path: str, said: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for key, value in said.items():
        name = key.replace("-", "_")
        made: object = value
        if name == "severity":
            wanted = _GRADES
            if isinstance(value, dict):
                made = tuple(f"{rules}={grade}" for rules, grade in value.items())
            good = isinstance(value, dict)
        elif name in WORDS:
            wanted = _LIST
            made = (value,) if isinstance(value, str) else value
            good = isinstance(made, list | tuple) and all(isinstance(w, str) for w in made)
            made = tuple(made) if isinstance(made, list) else made
        elif name == "fail_on":
            wanted, good = _GRADE, value in SEVERITIES
        elif name in FLAGS:
            wanted, good = _FLAG, isinstance(value, bool)
        else:
            known = ", ".join(option.replace("_", "-") for option in OPTIONS)
            raise CrmError(NO_KEY, file=path, key=key, known=known)
        if not good:
            raise CrmError(BAD_VALUE, file=path, key=key, wanted=wanted)
        if made and name in WORDS:
            _reader(name)(cast("tuple[str, ...]", made))
        yield name, made
