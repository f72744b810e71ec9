"""Everything that is decided about a workbook, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.jobs import Job, Option, _deciding
from crm_workbook.jobs.check import JOB as CHECK
from crm_workbook.model import Outcome, shown
from crm_workbook.rules.decided import DEFAULT, OPTIONS, WORKBOOK
from crm_workbook.schema.settings import SETTINGS, given_settings, mappings
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crm_workbook.model import Book, Severity
    from crm_workbook.schema.settings import Given

OF_WORKBOOK: Final = Text("הגדרות החוברת:", "Settings of the workbook:")
OF_CHECK: Final = Text("מה קובע את crm check:", "What decides crm check:")
NOTHING: Final = Text("(ריק)", "(empty)")
LEARNED: Final = Text("מה שנלמד בייבוא:", "Learned from imports:")
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
        lines.append(f"  {setting.id} = {_plain(value)}  ({origin.say(lang)})")
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
        if name == "format":
            said = said or "text"
        flag = name.replace("_", "-")
        lines.append(f"  {flag} = {_plain(said) or NOTHING.say(lang)}  ({origin.say(lang)})")
        checks[flag] = {"value": said, "from": origin.en}
    data: dict[str, object] = {"settings": settings, "check": checks}
    if config is not None:
        data["config"] = config[0]
    return Outcome(summary=tuple(lines), data=data)


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


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "; ".join(f"{sheet}: {' '.join(codes)}" for sheet, codes in value.items())
    if isinstance(value, list):
        return " ".join(map(str, value))
    return "" if value is None else str(value)


_SHARED: Final = frozenset({*OPTIONS, "config"})
JOB: Final = Job(
    "config",
    Text("ההגדרות שבתוקף ומאין הן באות", "the settings in force and where they come from"),
    run,
    tuple[Option, ...](option for option in CHECK.options if option.name in _SHARED),
)
