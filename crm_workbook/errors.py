"""What the tool says when it cannot do what it was asked.

Faults in the user's data are findings (`model.Finding`), never exceptions. A `CrmError` is for
misuse and for the impossible: a missing file, an unknown column, a workbook somebody has open.
It always carries one sentence on what is wrong and one on what to do.
"""

from __future__ import annotations

import errno

from crm_workbook.lean import Final, NamedTuple
from crm_workbook.text import Text


class Problem(NamedTuple):
    """A way in which a run can fail, declared next to the code that notices it."""

    code: str
    what: Text
    do: Text


class CrmError(Exception):
    """The run stopped, nothing was written; `say` tells the user why and what to do."""

    def __init__(self, problem: Problem, **values: object) -> None:
        """Remember the problem and the values that fill the gaps in its sentences."""
        super().__init__(problem.code)
        self.problem = problem
        self.values = values

    @property
    def code(self) -> str:
        """The stable kebab-case name of the problem."""
        return self.problem.code

    def say(self, lang: str) -> str:
        """Return both sentences in `lang`."""
        what = self.problem.what.say(lang, **self.values)
        return f"{what} {self.problem.do.say(lang, **self.values)}"

    def __str__(self) -> str:
        """Return the English sentences, so that a Python caller reads them in a traceback."""
        return self.say("en")


_REASONS: Final = {
    errno.ENOENT: Text("אין קובץ או תיקייה כזו", "no such file or folder"),
    errno.EEXIST: Text("יש שם כבר קובץ", "there is a file of that name"),
    errno.EISDIR: Text("זו תיקייה", "it is a folder"),
    errno.ENOTDIR: Text("חלק מהנתיב אינו תיקייה", "part of the path is no folder"),
    errno.EACCES: Text("אין הרשאה", "permission denied"),
    errno.EPERM: Text("אין הרשאה", "permission denied"),
    errno.EROFS: Text("הכונן לקריאה בלבד", "the drive is read-only"),
    errno.ENOSPC: Text("הדיסק מלא", "the disk is full"),
    errno.EFBIG: Text("הקובץ גדול מדי", "the file is too large"),
    errno.ENAMETOOLONG: Text("השם ארוך מדי", "the name is too long"),
    errno.EBUSY: Text("הקובץ בשימוש", "the file is in use"),
}


def reason(error: OSError) -> Text:
    """Return what the system says was wrong, in each language; its own words when rarely met."""
    told = error.strerror or type(error).__name__
    return _REASONS.get(error.errno or 0, Text(told, told))
