"""Objects that belong to another one, and lists of them: found by name or by place."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from xlwings import base_classes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

T = TypeVar("T")


class Owned:
    """An object that belongs to another one and is there as long as that one is.

    Attributes:
        parent: Whose.
    """

    __slots__ = ("parent",)

    parent: Any

    def __init__(self, parent: Any) -> None:  # noqa: ANN401 - the engine's own
        """Take what it belongs to."""
        self.parent = parent

    def answer(self) -> None:
        """Raise when Excel takes no calls, or what it belongs to is gone."""
        self.parent.answer()

    @property
    def api(self) -> None:
        """Nothing: it has no face."""


class Listed(Owned, ABC, Generic[T]):
    """Objects of one kind that belong together, in order."""

    @abstractmethod
    def _all(self) -> Sequence[T]:
        """Return them."""

    def __iter__(self) -> Iterator[T]:
        """Go through them."""
        return iter(self._all())

    def __len__(self) -> int:
        """Count them."""
        return len(self._all())

    def __call__(self, key: str | int) -> T:
        """Return one by its name or its place."""
        found = self._find(key)
        if found is None:
            raise KeyError(key)
        return found

    def _find(self, key: object) -> T | None:
        for place, item in enumerate(self._all(), 1):
            if key == place or self._means(key, item):
                return item
        return None

    def _means(self, key: object, item: Any) -> bool:  # noqa: ANN401 - one of them
        return called(key, item.name)


class Collected(Listed[T], base_classes.Collection):
    """A list that can be asked whether something is in it."""

    def __contains__(self, key: object) -> bool:
        """Whether there is one of that name or place."""
        return self._find(key) is not None


def called(key: object, name: str) -> bool:
    """Whether a key is a name, in whatever case."""
    return isinstance(key, str) and key.lower() == name.lower()
