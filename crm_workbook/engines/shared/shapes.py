"""The shapes of a sheet, with the macro a click runs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, TypeVar

from xlwings import base_classes

from crm_workbook.engines import com
from crm_workbook.engines.shared.owned import Collected, Owned

S = TypeVar("S", bound=Any)


class AnyShape(Owned, base_classes.Shape, ABC):
    """A shape.

    Attributes:
        index: Its place, from 1.
    """

    __slots__ = ("index",)

    index: int

    def __init__(self, sheet: Any, shape: Any, index: int) -> None:  # noqa: ANN401 - the engine's own
        """Take the sheet, what the engine has of the shape, and its place from 1."""
        super().__init__(sheet)
        self._shape = shape
        self.index = index

    @property
    @abstractmethod
    def macro(self) -> str:
        """The macro a click runs, or an empty text."""

    @property
    def api(self) -> com.Shape:  # type: ignore[override]
        """The face of the shape."""
        return com.Shape(self)


class AnyShapes(Collected[S]):
    """The shapes of a sheet."""

    def _means(self, key: object, item: Any) -> bool:  # noqa: ANN401 - a shape
        """Whether a key is the name of a shape, to the letter."""
        return bool(key == item.name)
