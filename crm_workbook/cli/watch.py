"""`crm check --watch`: the report again after every save, and what changed since the last one.

Files are looked at twice a second rather than watched through the system, which says other things
on every system and nothing at all on a network drive. Excel saves by putting a new file in the old
one's place, other programs write into the old one; so a change counts once everything has been
still for a moment and each workbook is there and whole.
"""

from __future__ import annotations

import gc
import os
from collections import Counter
from datetime import date, datetime
from time import monotonic, sleep
from typing import TYPE_CHECKING, Final

from crm_workbook.cli import FAILED, console
from crm_workbook.cli.files import expanded
from crm_workbook.cli.parser import flag
from crm_workbook.cli.report import report
from crm_workbook.errors import CrmError
from crm_workbook.jobs.check import JOB, TWO_WISHES
from crm_workbook.reports import findings, marked
from crm_workbook.runner.given import CONFIG
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from crm_workbook.cli.parser import Given
    from crm_workbook.cli.report import Wanted
    from crm_workbook.model import Finding
    from crm_workbook.runner import Result

    Stamps = dict[str, object]
    Found = Sequence[tuple[str, Finding]]

WAITING: Final = Text(
    "נבדק בשעה {time}. הבדיקה תחזור אחרי כל שמירה; לסיום: Ctrl+C",
    "Checked at {time}, and again after every save; Ctrl+C ends.",
)
WRITING: Final = ("fix", "add_ignore", "write_baseline", "annotate", "diff")
"""Options that change something, or show what would: once is enough."""

PAUSE: Final = 0.5
"""Seconds between two looks."""
IDLE: Final = 50
"""Between two looks passes at least so many times the time that one takes."""
QUIET: Final = 0.3
"""Seconds without a change, after which a save counts as finished."""
PATIENCE: Final = 5.0
"""Seconds that a workbook may be gone or unfinished before that is what is reported."""
_END_OF_ZIP: Final = b"PK\x05\x06"
_LONGEST_END: Final = 22 + 0xFFFF


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
    stamps = _stamps(given, ())
    anything = any(stamps[file] for file in expanded(given.files))
    before: Found | None = None
    code = FAILED
    known: tuple[str, ...] = ()
    while True:
        results = list(run())
        known, earlier = _baselines(results), known
        stamps = {path: s for path, s in stamps.items() if path in known or path not in earlier}
        stamps |= {path: _stamp(path) for path in known if path not in stamps}
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
        stamps = _changed(given, known, stamps)


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
    text = "\n".join(lines)
    if console.colours():
        from crm_workbook.cli.colour import painted

        text = painted(text)
    console.say(text)


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


def _changed(given: Given, known: Sequence[str], seen: Stamps) -> Stamps:
    """Wait until something has changed and everything is still again; return how it is now."""
    last, since = seen, 0.0
    while True:
        began = monotonic()
        now = _stamps(given, known)
        took = monotonic() - began
        if now != last:
            last, since = now, monotonic()
        if now == seen:
            sleep(max(PAUSE, took * IDLE))
            continue
        if monotonic() - since >= (PATIENCE if _in_the_middle(seen, now) else QUIET):
            return now
        sleep(QUIET / 3)


def _in_the_middle(seen: Stamps, now: Stamps) -> bool:
    """Tell whether a workbook has gone, or is there in part, as in the middle of a save."""
    changed = [path for path in {**seen, **now} if seen.get(path) != now.get(path)]
    return any(now.get(path) is None or not _whole(path) for path in changed)


def _whole(path: str) -> bool:
    """Tell whether a file is complete, as far as its end can tell: a zip's directory ends it."""
    if not os.path.isfile(path) or os.path.basename(path) == CONFIG:
        return True
    try:
        with open(path, "rb") as stream:
            start = stream.read(2)
            stream.seek(max(0, stream.seek(0, os.SEEK_END) - _LONGEST_END))
            return start not in {b"", b"PK"} or _END_OF_ZIP in stream.read()
    except OSError:  # whoever saves it holds it
        return False


def _stamps(given: Given, known: Sequence[str]) -> Stamps:
    """Return what tells one state of the workbooks, and of what decides about them, from another.

    The day is among it: at midnight a workbook nobody touched may have other findings.
    """
    paths = list(expanded(given.files))
    paths += [str(given.options[name]) for name in ("baseline", "config") if given.options[name]]
    if not given.options["config"]:
        folders = {os.path.dirname(os.path.abspath(path)) for path in paths}
        paths += sorted(set().union(*map(_configs, folders)))
    paths += known
    return {"": date.today(), **{path: _stamp(path) for path in paths}}  # noqa: DTZ011 - as the check


def _configs(folder: str) -> set[str]:
    """Return every place from which a configuration would hold for a folder."""
    found = {os.path.join(folder, CONFIG)}
    while (above := os.path.dirname(folder)) != folder:
        folder = above
        found.add(os.path.join(folder, CONFIG))
    return found


def _stamp(path: str) -> tuple[int, int, int] | None:
    try:
        known = os.stat(path)
    except OSError:
        return None
    return known.st_mtime_ns, known.st_size, known.st_ino
