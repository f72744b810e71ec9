"""What a report may ask about a rule.

Reports and rules do not know each other; whoever has both hands over a function that explains a
rule by its code.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from crm_workbook.model import Severity
    from crm_workbook.text import Text


class Manual(Protocol):
    """The page of one rule."""

    @property
    def severity(self) -> Severity:
        """How grave its findings usually are."""

    @property
    def title(self) -> Text:
        """What is wrong, in a few words."""

    @property
    def why(self) -> Text:
        """Why it matters, Markdown of paragraphs and `code`."""

    @property
    def fix(self) -> Text:
        """What mends it, in the same Markdown."""


Explain = Callable[[str], Manual]
