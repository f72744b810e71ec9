"""A rule's manual page: one docstring that is read, shown, published and tested.

The docstring of a rule's module is Markdown of a fixed shape::

    Phone with missing digits                    the title

    Nobody answers a number that ...             why it matters, one paragraph or more

    `customers` hidden row 3; merged B2:C2       a sheet, and facts about it if need be
    | customer_id | phone    |
    |-------------|----------|
    | C-0001      | '050-12' |

    Finds:                                       what has to be found, and nothing else
    - customers!B2

    Good:                                        optional: sheets in which nothing is found

    Fix: none. Only the customer knows ...       what mends it, and whether `--fix` does

    ---                                          then title, why and fix in Hebrew

Cells are written as a person would: numbers, ISO dates, TRUE, #REF!, nothing for an empty one;
text in single quotes stays text although it looks like a number, and may hold escapes: a
backslash, `u` and four hexadecimal digits. Nothing of this is loaded by `crm check`.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Final

from crm_workbook.lean import NamedTuple
from crm_workbook.model import SEVERITIES
from crm_workbook.rules import index, name_of, rule
from crm_workbook.text import Text

if TYPE_CHECKING:
    from crm_workbook.model import Severity

FINDS: Final = Text("נמצא:", "Finds:")
GOOD: Final = Text("תקין:", "Good:")
FIX: Final = Text("תיקון:", "Fix:")
EXAMPLE: Final = Text("דוגמה:", "Example:")
_SHEET: Final = re.compile(r"`([^`]+)`\s*(.*)")


class Sample(NamedTuple):
    """One sheet of an example."""

    sheet: str
    """A sheet's id; `settings` for the workbook's settings, `workbook` for facts about it all, any
    other name for a tab the schema does not know."""
    facts: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Page(NamedTuple):
    """One rule's page."""

    code: str
    name: str
    severity: Severity
    title: Text
    why: Text
    fix: Text
    bad: tuple[Sample, ...]
    finds: tuple[str, ...]
    """The places of the findings in `bad`, each as often as it is found."""
    good: tuple[Sample, ...]
    example: str
    """The example as it is written in the page."""


def page(code: str) -> Page:
    """Return the page of one rule.

    Raises:
        ValueError: The docstring does not have the shape of a page; a fault in the rule's file.
    """
    source = import_module(f"crm_workbook.rules.{index()[code]}").__doc__ or ""
    try:
        english, hebrew = source.split("\n---\n")
        blocks = [block.strip("\n") for block in english.split("\n\n") if block.strip()]
        start = next(i for i, block in enumerate(blocks) if _SHEET.match(block))
        end = next(i for i, block in enumerate(blocks) if block.startswith(FIX.en))
        he = [block.strip() for block in hebrew.split("\n\n") if block.strip()]
        he_fix = next(i for i, block in enumerate(he) if block.startswith(FIX.he))
    except (ValueError, StopIteration) as error:
        raise ValueError(f"{code}: the docstring is no page") from error
    example = blocks[start:end]
    good = next((i for i, block in enumerate(example) if block.startswith(GOOD.en)), len(example))
    finds = next(i for i, block in enumerate(example) if block.startswith(FINDS.en))
    return Page(
        code,
        name_of(code),
        rule(code).severity,
        Text(he[0], blocks[0].strip()),
        Text("\n\n".join(he[1:he_fix]), "\n\n".join(blocks[1:start])),
        Text("\n\n".join(he[he_fix:]), "\n\n".join(blocks[end:])),
        samples("\n\n".join(example[:finds])),
        tuple(re.findall(r"^- (.+?)\s*$", "\n\n".join(example[finds:good]), re.MULTILINE)),
        samples("\n\n".join(example[good:])),
        "\n\n".join(example),
    )


def samples(text: str) -> tuple[Sample, ...]:
    """Return the sheets that a text in the notation of a page describes."""
    samples = []
    for block in text.split("\n\n"):
        lines = [line.strip() for line in block.splitlines()]
        for place, line in enumerate(lines):
            if match := _SHEET.match(line):
                facts = tuple(fact.strip() for fact in match[2].split(";") if fact.strip())
                table = lines[place + 1 :]
                stop = next((i for i, row in enumerate(table) if row[:1] != "|"), len(table))
                cells = [_cells(row) for row in table[:stop]]
                head, body = (cells[0], tuple(cells[2:])) if cells else ((), ())
                samples.append(Sample(match[1], facts, head, body))
    return tuple(samples)


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("|").split("|"))


def render(shown: Page, lang: str) -> str:
    """Return a page as Markdown in one language, as `crm explain` and the documentation show it.

    The example stands in both languages as it is: its places are the same in either.
    """
    example = shown.example
    for label in (FINDS, GOOD):
        example = example.replace(label.en, label.say(lang))
    return "\n\n".join(
        (
            f"# {shown.code} {shown.name} ({SEVERITIES[shown.severity].say(lang)})",
            shown.title.say(lang),
            shown.why.say(lang),
            EXAMPLE.say(lang),
            example,
            shown.fix.say(lang),
        )
    )
