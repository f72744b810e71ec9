"""The program's settings while we write: put aside, and given back whatever happens."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from time import monotonic
from typing import TYPE_CHECKING, Final

from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    import xlwings

WRITING: Final = Text(
    "crm: נכתבו {done:,} מתוך {total:,} תאים", "crm: {done:,} of {total:,} cells"
)

_ASIDE: Final = (
    ("screen_updating", False),
    ("display_alerts", False),
    ("enable_events", False),
    ("calculation", "manual"),
)
"""No flicker, no questions, no macros of the user's own, and one calculation at the end."""
_PAUSE: Final = 0.5
"""Seconds between two words on the status bar."""


class Progress:
    """What the status bar says during a long write."""

    def __init__(self, app: xlwings.App, lang: str) -> None:
        """Say nothing yet."""
        self._app = app
        self._lang = lang
        self._done = self.total = 0
        self._last = monotonic()

    def done(self, cells: int) -> None:
        """Note that so many more cells are written."""
        self._done += cells
        now = monotonic()
        if now - self._last < _PAUSE:
            return
        self._last = now
        with suppress(Exception):  # a bar that says nothing stops no writing
            self._app.status_bar = WRITING.say(
                self._lang, done=min(self._done, self.total), total=self.total
            )


@contextmanager
def set_aside(book: xlwings.Book) -> Iterator[None]:
    """Put the settings aside that a person needs and a program does not, and the sheet in front.

    They are given back one by one, so that one which the program refuses keeps no other from it.
    """
    app = book.app
    kept: list[tuple[str, object]] = []
    front = None
    with suppress(Exception):
        front = book.sheets.active
    try:
        for name, value in _ASIDE:
            with suppress(Exception):  # not every program has every setting
                before = getattr(app, name)
                setattr(app, name, value)
                kept.append((name, before))
        yield
    finally:
        if front is not None:
            with suppress(Exception):
                if book.sheets.active.name != front.name:
                    front.activate()
        with suppress(Exception):
            app.status_bar = False
        for name, before in reversed(kept):
            with suppress(Exception):
                setattr(app, name, before)
