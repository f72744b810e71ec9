"""When a workbook has been saved, as far as its file tells, and the save is over.

Files are looked at twice a second rather than watched through the system, which says other things
on every system and nothing at all on a network drive. Excel saves by putting a new file in the old
one's place, other programs write into the old one; so a change counts once everything has been
still for a moment and each workbook is there and whole.
"""

from __future__ import annotations

import os
from datetime import date
from time import monotonic, sleep
from typing import TYPE_CHECKING, Final

from crm_workbook.cli.files import expanded
from crm_workbook.runner.given import CONFIG

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.cli.parser import Given

    Stamps = dict[str, object]

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


def next_save(given: Given, known: Sequence[str], seen: Stamps) -> Stamps:
    """Wait until something has changed and everything is still again; return how it is now.

    Args:
        given: What was typed.
        known: Other files that decide something: the baselines that configurations name.
        seen: How it was.
    """
    last, since = seen, 0.0
    while True:
        began = monotonic()
        now = stamps(given, known)
        took = monotonic() - began
        if now != last:
            last, since = now, monotonic()
        if now == seen:
            sleep(max(PAUSE, took * IDLE))
            continue
        if monotonic() - since >= (PATIENCE if _in_the_middle(seen, now) else QUIET):
            return now
        sleep(QUIET / 3)


def stamps(given: Given, known: Sequence[str]) -> Stamps:
    """Return what tells one state of the workbooks, and of what decides about them, from another.

    The day is among it: at midnight a workbook nobody touched may have other findings.

    Args:
        given: What was typed.
        known: Other files that decide something.
    """
    paths = list(expanded(given.files))
    paths += [str(given.options[name]) for name in ("baseline", "config") if given.options[name]]
    if not given.options["config"]:
        folders = {os.path.dirname(os.path.abspath(path)) for path in paths}
        paths += sorted(set().union(*map(_configs, folders)))
    paths += known
    return {"": date.today(), **{path: stamp(path) for path in paths}}  # noqa: DTZ011 - as the check


def stamp(path: str) -> tuple[int, int, int] | None:
    """Return what tells one state of a file from another, None when it is not there."""
    try:
        known = os.stat(path)
    except OSError:
        return None
    return known.st_mtime_ns, known.st_size, known.st_ino


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


def _configs(folder: str) -> set[str]:
    """Return every place from which a configuration would hold for a folder."""
    found = {os.path.join(folder, CONFIG)}
    while (above := os.path.dirname(folder)) != folder:
        folder = above
        found.add(os.path.join(folder, CONFIG))
    return found
