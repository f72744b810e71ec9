"""What the generated pages are put together from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|{}#])")


def plain(text: str) -> str:
    """Return a text that Markdown shows as it is, in a paragraph or in a cell of a table."""
    return _SPECIAL.sub(r"\\\1", text)


def code(text: str) -> str:
    """Return a word as code; within a table a bar has to be escaped even there."""
    return f"`{text}`".replace("|", "\\|")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of cells that are Markdown already."""
    lines = (head, ["---"] * len(head), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def contents(pages: Iterable[str] | Mapping[str, str], caption: str = "") -> str:
    """Return the hidden list of the pages below this one, from which the sidebar is made.

    Args:
        pages: The names of the pages, perhaps with what the sidebar calls them.
        caption: What stands above them there.
    """
    titles = pages if isinstance(pages, Mapping) else dict.fromkeys(pages, "")
    lines = (f"{title} <{name}>" if title else name for name, title in titles.items())
    head = f":caption: {caption}\n" if caption else ""
    return f"```{{toctree}}\n:hidden:\n{head}\n" + "\n".join(lines) + "\n```"


def fields(said: Mapping[str, str]) -> str:
    """Return names and what stands beside them; what is empty is left out."""
    return "\n".join(f":{name}: {value}" for name, value in said.items() if value)


def page(*parts: str) -> str:
    """Return a page of its parts; empty ones are left out."""
    return "\n\n".join(part for part in parts if part) + "\n"
