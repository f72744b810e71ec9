"""`crm check --watch`: the report again after every save, and what changed since the last one."""

from __future__ import annotations

import gc
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Final

from crm_workbook.cli import FAILED, console
from crm_workbook.cli.files import expanded
from crm_workbook.cli.parser import flag
from crm_workbook.cli.report import report
from crm_workbook.cli.saves import next_save, stamp, stamps
from crm_workbook.cli.screen import show
from crm_workbook.errors import CrmError
from crm_workbook.jobs.check import JOB, TWO_WISHES
from crm_workbook.reports import findings, marked
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from crm_workbook.cli.parser import Given
    from crm_workbook.cli.report import Wanted
    from crm_workbook.model import Finding
    from crm_workbook.runner import Result

    Found = Sequence[tuple[str, Finding]]

WAITING: Final = Text(
    "נבדק בשעה {time}. הבדיקה תחזור אחרי כל שמירה; לסיום: Ctrl+C",
    "Checked at {time}, and again after every save; Ctrl+C ends.",
)
WRITING: Final = ("fix", "add_ignore", "write_baseline", "annotate", "diff")
"""Options that change something, or show what would: once is enough."""


def watch(
    given: Given, run: Callable[[], Iterable[Result]], want: Wanted, lang: str, *, live: bool
) -> int:
    """Check now and after every change, until interrupted or nobody reads any more.

    Args:
        given: What was typed.
        run: Checks the workbooks as they are now.
        want: How the report is shown.
        lang: The language to speak before a workbook was read.
        live: Whether the workbooks are open in Excel, where a file says nothing.

    Raises:
        CrmError: Something was asked for that cannot go on and on.
        KeyboardInterrupt: As everywhere; here it is the way out.
    """
    _refuse(given, want, live=live)
    heard = not console.unread()
    seen = stamps(given, ())
    anything = any(seen[file] for file in expanded(given.files))
    before: Found | None = None
    code = FAILED
    known: tuple[str, ...] = ()
    while True:
        results = list(run())
        known, earlier = _baselines(results), known
        seen = {path: s for path, s in seen.items() if path in known or path not in earlier}
        seen |= {path: stamp(path) for path in known if path not in seen}
        try:
            before, lang, code = _tell(results, want, before)
        except CrmError as error:  # such as a report that is open elsewhere
            console.complain(error.say(lang))
        console.finish()
        # A mistyped name would be waited for in vain, as would a reader who has left.
        if not anything or (heard and console.unread()):
            return code
        results = []
        gc.collect()
        seen = next_save(given, known, seen)


def _refuse(given: Given, want: Wanted, *, live: bool) -> None:
    two = [flag(o) for o in JOB.options if o.name in WRITING and given.options[o.name]]
    if live:
        two.append("--live")
    if want.form != "text" and not want.file:
        two.append(f"--format {want.form}")
    if two:
        raise CrmError(TWO_WISHES, one="--watch", two=two[0])


def _tell(results: Sequence[Result], want: Wanted, before: Found | None) -> tuple[Found, str, int]:
    """Show a round; return what it found, its language and its exit code."""
    lang = results[0].lang
    now = _found(results, before or ())
    console.clear()
    code = report(results, want)
    if before is not None:
        _tell_difference(now, before, lang)
    console.say("")
    console.tell(WAITING.say(lang, time=f"{datetime.now():%H:%M:%S}"))  # noqa: DTZ005 - the clock on the wall
    return now, lang, code


def _found(results: Sequence[Result], before: Found) -> Found:
    """Return all findings; of a file that could not be read, those it had before."""
    found: list[tuple[str, Finding]] = []
    for result in results:
        if result.outcome is None:
            found += [pair for pair in before if pair[0] == result.file]
        else:
            found += [(result.file, each) for each in result.outcome.findings]
    return found


def _tell_difference(now: Found, before: Found, lang: str) -> None:
    """Say which findings came and which went; they stand in the report, or no longer do."""
    new, gone = _beyond(now, before), _beyond(before, now)
    lines = ["", f"+{len(new)} -{len(gone)}"]
    for file in dict.fromkeys(file for file, _ in (*new, *gone)):
        lines.append(marked(file))
        for sign, some in (("+", new), ("-", gone)):
            told = findings([each for name, each in some if name == file], lang)
            lines += [f"{sign} {line}" for line in told.splitlines()]
    show("\n".join(lines))


def _beyond(some: Found, others: Found) -> Found:
    """Return what is in one list of findings and not in the other, whatever row it is in now."""
    known = Counter(map(_identity, others))
    rest = []
    for each in some:
        identity = _identity(each)
        if known[identity]:
            known[identity] -= 1
        else:
            rest.append(each)
    return rest


def _identity(found: tuple[str, Finding]) -> tuple[str, ...]:
    file, finding = found
    ref = finding.ref
    return file, finding.code, ref.sheet, ref.key or ref.cell, ref.column


def _baselines(results: Iterable[Result]) -> tuple[str, ...]:
    """Return the baselines that configurations name."""
    settings = [r.outcome.data.get("settings") for r in results if r.outcome is not None]
    named = [
        str(each["value"])
        for some in settings
        for each in (some if isinstance(some, list) else ())
        if each["name"] == "baseline"
    ]
    return tuple(dict.fromkeys(named))
