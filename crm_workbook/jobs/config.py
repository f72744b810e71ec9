"""Everything that is decided about a workbook, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from crm_workbook.jobs import Job, Option, _deciding
from crm_workbook.jobs.check import JOB as CHECK
from crm_workbook.model import Outcome, shown
from crm_workbook.rules.deciding.decided import DEFAULT, OPTIONS, WORKBOOK
from crm_workbook.schema.settings import SETTINGS, given_settings, mappings
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crm_workbook.model import Book, Cell, Severity
    from crm_workbook.rules.deciding.decided import Decided
    from crm_workbook.schema.settings import Given

OF_WORKBOOK: Final = Text("הגדרות החוברת:", "Settings of the workbook:")
OF_CHECK: Final = Text("מה קובע את crm check:", "What decides crm check:")
NOTHING: Final = Text("(ריק)", "(empty)")
LEARNED: Final = Text("מה שנלמד בייבוא:", "Learned from imports:")
_UNSAID: Final[Mapping[str, object]] = {"select": ["ALL"], "format": "text"}
"""What counts where nobody says anything."""
_WHOLE: Final = 2000
"""How much of a value is shown: all that a cell reasonably holds."""
ALONE: Final = Text("(לא מיובאת)", "(not imported)")
UNREADABLE: Final = Text(
    "ברירת מחדל; אי אפשר להבין את '{value}' שבחוברת",
    "default; '{value}' in the workbook cannot be understood",
)


def run(  # noqa: PLR0913 - one argument for each option of the command
    book: Book,
    *,
    lang: str,
    select: Sequence[str] = (),
    extend_select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    severity: Sequence[str] = (),
    fail_on: Severity | None = None,
    exit_zero: bool = False,
    statistics: bool = False,
    score: bool = False,
    baseline: tuple[str, bytes] | None = None,
    config: tuple[str, bytes] | None = None,
) -> Outcome:
    """List the workbook's settings and what decides its check, with values and origins.

    Args:
        book: The workbook.
        lang: The language to answer in.
        select: As `crm check` would be told on its command line, like all that follow.
        extend_select: The same.
        ignore: The same.
        severity: The same.
        fail_on: The same.
        exit_zero: The same.
        statistics: The same.
        score: The same.
        baseline: The path and content of the baseline.
        config: The path and content of the configuration.

    Raises:
        CrmError: The configuration cannot be understood, or a word means no rule.
    """
    lines, settings = [OF_WORKBOOK.say(lang)], dict[str, dict[str, object]]()
    written = {
        each.setting.id: each for each in given_settings(book.tables.get("settings"), book.lists)
    }
    for setting in SETTINGS:
        value = book.settings.get(setting.id)
        origin = _origin(written.get(setting.id))
        lines.append(f"  {setting.id} = {_plain(value, lang)}  ({origin.say(lang)})")
        plain = isinstance(value, bool | float | int)
        settings[setting.id] = {
            "value": value if plain else "" if value is None else str(value),
            "from": (WORKBOOK if origin is WORKBOOK else DEFAULT).en,
        }
        given = written.get(setting.id)
        if given is not None and not given.readable:
            settings[setting.id]["unreadable"] = shown(given.cell)
    lines += _learned(book, lang)
    decided = _deciding.decided(book, config, {
        "select": tuple(select), "extend_select": tuple(extend_select), "ignore": tuple(ignore),
        "severity": tuple(severity), "fail_on": fail_on, "exit_zero": exit_zero,
        "statistics": statistics, "score": score, "baseline": baseline[0] if baseline else "",
    })  # fmt: skip
    checks: dict[str, object] = {}
    lines += ["", OF_CHECK.say(lang)]
    for name in OPTIONS:
        said, origin = decided.plain(name), decided.origins[name]
        said = said or _UNSAID.get(name, said)
        flag = name.replace("_", "-")
        for who, what in _shares(decided, name, said, origin).items():
            lines.append(f"  {flag} = {_plain(what, lang)}  ({who.say(lang)})")
        checks[flag] = {"value": said, "from": origin.en}
    data: dict[str, object] = {"settings": settings, "check": checks}
    if config is not None:
        data["config"] = config[0]
    return Outcome(summary=tuple(lines), data=data)


def _shares(decided: Decided, name: str, said: object, origin: Text) -> dict[Text, object]:
    """Return who decided what of one thing: severities add up, rule by rule."""
    if name != "severity" or not decided.severities:
        return {origin: said}
    shares: dict[Text, object] = {}
    for code, grade in sorted(decided.severities.items()):
        who = decided.graded_by[code]
        shares[who] = [*cast("list[str]", shares.get(who, [])), f"{code}={grade}"]
    return shares


def _origin(given: Given | None) -> Text:
    """Return who decided a setting: an empty cell decides nothing."""
    if given is None or given.cell in {None, ""}:
        return DEFAULT
    if given.readable:
        return WORKBOOK
    value = shown(given.cell)
    return Text(UNREADABLE.say("he", value=value), UNREADABLE.say("en", value=value))


def _learned(book: Book, lang: str) -> Iterator[str]:
    """Yield what imports remember of headings, which are settings too."""
    learned = mappings(book.tables.get("settings"))
    if learned:
        yield ""
        yield LEARNED.say(lang)
    for sheet, headings in learned.items():
        for heading, column in headings.items():
            yield f"  {sheet}: {heading} = {column or ALONE.say(lang)}  ({WORKBOOK.say(lang)})"


def _plain(value: object, lang: str) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        said = "; ".join(f"{sheet}: {' '.join(codes)}" for sheet, codes in value.items())
    elif isinstance(value, list):
        said = " ".join(map(str, value))
    else:
        said = shown(cast("Cell", value), _WHOLE)
    return said or NOTHING.say(lang)


_SHARED: Final = frozenset({*OPTIONS, "config"})
JOB: Final = Job(
    "config",
    Text("ההגדרות שבתוקף ומאין הן באות", "the settings in force and where they come from"),
    run,
    tuple[Option, ...](option for option in CHECK.options if option.name in _SHARED),
)
