"""What a package says about macros: all that decides whether buttons can work."""

from __future__ import annotations

from typing import NamedTuple


class Document(NamedTuple):
    """A sheet as VBA knows it."""

    title: str
    kind: str
    """`worksheet`, `chartsheet`, ..."""
    code_name: str
    """Empty where it has none."""


class Shape(NamedTuple):
    """A drawn object that runs a macro."""

    title: str
    """The tab it stands on."""
    macro: str
    """As it is written: `[0]!CrmRefresh` is a macro of the workbook itself."""


class Anatomy(NamedTuple):
    """The parts of a workbook that have to do with macros."""

    content_type: str
    """Of the workbook part, as the package declares it; empty when it does not."""
    code_name: str
    """Of the workbook itself, empty where it has none."""
    documents: tuple[Document, ...]
    project: bytes | None
    """The VBA project."""
    signed: bool
    """Whether the project is signed."""
    ribbons: tuple[bytes, ...]
    shapes: tuple[Shape, ...]
    settings: tuple[tuple[str, str], ...] | None
    """The rows of the sheet `xlwings.conf` with blank ones, None when there is no such sheet."""
