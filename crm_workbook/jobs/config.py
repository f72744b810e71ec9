"""Everything that is decided about a workbook, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.jobs import Job, Option
from crm_workbook.jobs.check import JOB as CHECK
from crm_workbook.model import Outcome
from crm_workbook.rules.decided import DEFAULT, OPTIONS, WORKBOOK, decide
from crm_workbook.schema.settings import SETTINGS
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.model import Book, Severity

OF_WORKBOOK: Final = Text("הגדרות החוברת:", "Settings of the workbook:")
OF_CHECK: Final = Text("מה קובע את crm check:", "What decides crm check:")
NOTHING: Final = Text("(ריק)", "(empty)")


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
        config: The path and content of the configuration.

    Raises:
        CrmError: The configuration cannot be understood, or a word means no rule.
    """
    written = _written(book)
    lines, data = [OF_WORKBOOK.say(lang)], {}
    for setting in SETTINGS:
        value = book.settings.get(setting.id)
        origin = WORKBOOK if setting.id in written else DEFAULT
        shown = "" if value is None else str(value)
        lines.append(f"  {setting.id} = {shown}  ({origin.say(lang)})")
        data[setting.id] = {
            "value": value if isinstance(value, bool | float | int) else shown,
            "from": origin.en,
        }
    decided = decide(book, config, {
        "select": tuple(select), "extend_select": tuple(extend_select), "ignore": tuple(ignore),
        "severity": tuple(severity), "fail_on": fail_on, "exit_zero": exit_zero,
        "statistics": statistics, "score": score,
    })  # fmt: skip
    checks: dict[str, object] = {}
    lines += ["", OF_CHECK.say(lang)]
    for name in OPTIONS:
        said, origin = decided.values[name], decided.origins[name]
        if name == "severity":
            said = tuple(f"{code}={grade}" for code, grade in sorted(decided.severities.items()))
        flag = name.replace("_", "-")
        told = " ".join(said) if isinstance(said, tuple) else _plain(said)
        lines.append(f"  {flag} = {told or NOTHING.say(lang)}  ({origin.say(lang)})")
        checks[flag] = {
            "value": list(said) if isinstance(said, tuple) else said,
            "from": origin.en,
        }
    return Outcome(summary=tuple(lines), data={"settings": data, "check": checks})


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _written(book: Book) -> set[str]:
    table = typed(book, "settings")
    if table is None:
        return set()
    pairs = zip(table.values("key"), table["value"].raw, strict=True)
    return {str(key) for key, value in pairs if value is not None}


_SHARED: Final = frozenset({*OPTIONS, "config"})
JOB: Final = Job(
    "config",
    Text("ההגדרות שבתוקף ומאין הן באות", "the settings in force and where they come from"),
    run,
    tuple[Option, ...](option for option in CHECK.options if option.name in _SHARED),
)
