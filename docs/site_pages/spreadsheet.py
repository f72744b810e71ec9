"""The sheets of a rule's example, as a spreadsheet shows them: with letters, numbers and marks."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from crm_workbook.model import letters
from crm_workbook.rules.example import AS_OF, book, cell
from crm_workbook.rules.run import check
from crm_workbook.schema import sheets
from crm_workbook.schema.lists import LISTS
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from crm_workbook.model import Column, Finding
    from crm_workbook.rules.page import Sample

SHORT: Final = 20
"""Characters that stay on one line, a date's for one."""
ALL: Final = Text("החוברת כולה", "the whole workbook")


def in_language(samples: Sequence[Sample], lang: str) -> tuple[Sample, ...]:
    """Return an example with headings and list values as a workbook in a language has them."""
    return tuple(_said(sample, lang) for sample in samples)


def found(samples: Sequence[Sample], code: str, lang: str) -> tuple[Finding, ...]:
    """Return what a rule finds in an example."""
    return check(book(samples, lang), (code,), AS_OF)


def drawn(sample: Sample, marked: Collection[str], lang: str) -> str:
    """Return one sheet of an example as a table in HTML.

    Args:
        sample: The sheet, in the language already.
        marked: The places to mark, such as `customers!B2`.
        lang: The language of the sheet's title.
    """
    known = sheets().get(sample.sheet)
    title = ALL.say(lang) if sample.sheet == "workbook" else sample.sheet
    title = known.title.say(lang) if known is not None else title
    told = f"<bdi>{escape(title)}</bdi>"
    told += f" <code>{sample.sheet}</code>" if known is not None else ""
    told += "".join(f" <code>{escape(fact)}</code>" for fact in sample.facts)
    width = range(1, len(sample.headings) + 1)
    top = "".join(f"<th>{letters(number)}</th>" for number in width)
    lines = [f"<tr><th></th>{top}</tr>"] if width else []
    for number, row in enumerate((sample.headings, *sample.rows) if width else (), 1):
        cells = (_cell(sample, text, f"{letters(at)}{number}", marked, heading=number == 1)
                 for at, text in zip(width, row, strict=True))  # fmt: skip
        lines.append(f"<tr><th>{number}</th>{''.join(cells)}</tr>")
    body = "\n".join(lines)
    return (
        "```{raw} html\n"
        f'<div class="table-wrapper"><table class="spreadsheet"><caption>{told}</caption>\n'
        f"{body}\n</table></div>\n```"
    )


def _cell(sample: Sample, text: str, where: str, marked: Collection[str], *, heading: bool) -> str:
    kinds = ["heading"] * heading + ["found"] * (f"{sample.sheet}!{where}" in marked)
    value = text if heading else cell(text)
    if not heading and isinstance(value, float | bool):
        kinds.append("figure")  # as a spreadsheet aligns it
    if len(text) <= SHORT:
        kinds.append("short")
    shown = _visible(value if isinstance(value, str) else text)
    attribute = f' class="{" ".join(kinds)}"' if kinds else ""
    return f'<td{attribute} dir="auto">{shown}</td>'


def _visible(text: str) -> str:
    """Return a text in HTML with its invisible characters written out."""
    return "".join(escape(c) if c.isprintable() else f"<code>U+{ord(c):04X}</code>" for c in text)


def _said(sample: Sample, lang: str) -> Sample:
    known = sheets().get(sample.sheet)
    if known is None:
        return sample
    columns = [_column(known.columns, heading) for heading in sample.headings]
    headings = tuple(
        column.heading.say(lang) if column is not None and heading == column.id else heading
        for column, heading in zip(columns, sample.headings, strict=True)
    )
    rows = tuple(
        tuple(_translated(text, column, lang) for text, column in zip(row, columns, strict=True))
        for row in sample.rows
    )
    return sample._replace(headings=headings, rows=rows)


def _column(columns: Sequence[Column], heading: str) -> Column | None:
    return next((c for c in columns if heading in {c.id, c.he, c.en}), None)


def _translated(text: str, column: Column | None, lang: str) -> str:
    if column is None or not text:
        return text
    return next((name.say(lang) for name in _names(column) if name.he == text), text)


def _names(column: Column) -> Iterator[Text]:
    """Yield what a workbook in another language writes in another way."""
    yield column.heading
    if column.choices:
        yield from (Text(choice.he, choice.en) for choice in LISTS[column.choices].choices)
