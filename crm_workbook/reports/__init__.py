"""What came of a job, as text and pages for people or as data for programs.

A module `reports/<format>.py` with a function `render` is an output format; nothing else has to
know it. An underscore after the name keeps it apart from a module of the standard library. Modules
that begin with an underscore are what the formats share.
"""

from __future__ import annotations

from functools import cache

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.modules import load, modules_in
from crm_workbook.reports._direction import LRM, MARKS, RLM, marked, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crm_workbook.errors import CrmError
    from crm_workbook.model import Book, Finding, Outcome, Plan, Receipt
    from crm_workbook.reports._manual import Explain

__all__ = [
    "LRM", "MARKS", "RLM", "findings", "formats", "marked", "preview", "render", "sentence",
    "written",
]  # fmt: skip


@cache
def _modules() -> dict[str, str]:
    """Return the module of each format, by the format's name, in alphabetical order."""
    return {name.rstrip("_"): name for name in modules_in(__path__)}


def formats() -> tuple[str, ...]:
    """Return the names of the output formats in alphabetical order."""
    return tuple(_modules())


def render(
    form: str,
    results: Sequence[tuple[str, Outcome | CrmError]],
    lang: str,
    explain: Explain | None = None,
    receipts: Mapping[str, Receipt] | None = None,
) -> str:
    """Return the report on a run of `crm check`.

    Args:
        form: One of `formats()`.
        results: For each file its name and what came of it: an outcome, or why there is none.
        lang: The language of the messages.
        explain: What tells a rule's title, why it matters and what mends it, by the rule's code;
            without it, formats that carry this name the rules only.
        receipts: What was written to workbooks, by the name of the file. A report for a program
            has it inside; beside one for people it is told (`written`).
    """
    module = load(f"{__name__}.{_modules()[form]}")
    made: str = module.render(results, lang, explain, receipts or {})
    return made


def findings(found: Sequence[Finding], lang: str) -> str:
    """Return findings as lines of text, without a heading or a summary."""
    from crm_workbook.reports.text import lines

    return "\n".join(lines(found, lang))


def written(receipt: Receipt, file: str, lang: str, *, undone: bool = False) -> list[str]:
    """Return what was written to a workbook and how to take it back, in sentences.

    Args:
        receipt: What the store did.
        file: The name of the workbook, as it was given.
        lang: The language of the words.
        undone: Whether it was itself the taking back.
    """
    from crm_workbook.reports._receipts import sentences

    return list(sentences(receipt, file, lang, undone=undone))


def preview(
    plan: Plan,
    book: Book | None,
    lang: str,
    limit: int = 50,
    codes: Mapping[tuple[str, int, str], str] = {},
) -> str:
    """Return what a plan would do as lines of text.

    Args:
        plan: The change.
        book: The workbook it was made from, to name cells; without it columns are named.
        lang: The language of the words.
        limit: After so many changed cells the rest is counted; 0 shows them all.
        codes: The rule for whose sake a cell is changed, by sheet, row and column.
    """
    from crm_workbook.reports._preview import lines

    return "\n".join(lines(plan, book, lang, limit, codes))
