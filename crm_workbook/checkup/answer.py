"""What a check has to say, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

State = Literal["fault", "warning", "ok", "skipped"]
STATES: Final[dict[State, Text]] = {
    "fault": Text("תקלה", "fault"),
    "warning": Text("לתשומת לב", "warning"),
    "ok": Text("תקין", "In order"),
    "skipped": Text("לא נבדק", "Not checked"),
}
"""From what stops the buttons to what was not looked at."""
NOTHING: Final = Text("", "")
FILE: Final = "FILE"
"""Stands for the path of a workbook, which every answer may name as `{file}`."""
_HIDDEN: Final = "***"


class Answer(NamedTuple):
    """One sentence on how things are, and one on what to do about it."""

    id: str
    state: State
    what: Text
    do: Text = NOTHING
    values: Mapping[str, object] = {}
    """What fills the gaps in both sentences."""
    private: tuple[str, ...] = ()
    """Gaps whose values are for the screen only, not for a report that may be mailed."""

    def of(self, **values: object) -> Answer:
        """Return the answer with its gaps filled."""
        return self._replace(values={**self.values, **values})

    def say(self, lang: str, *, mailed: bool = False) -> tuple[str, str]:
        """Return both sentences; the second is empty where nothing is to be done.

        Args:
            lang: The language.
            mailed: Whether this goes into a report, where people and folders have no names.
        """
        values = dict(self.values)
        if mailed:
            values.update(dict.fromkeys(self.private, _HIDDEN))
            values["file"] = FILE
        return self.what.say(lang, **values), self.do.say(lang, **values)
