"""Filling in the abstract classes of xlwings.

xlwings' `base_classes` promise nothing: members come and go between its versions. `fills` makes of
a class of ours one in which every member of the abstract class either is ours or is refused by its
name, and in which none answers while the application cannot.
"""

from __future__ import annotations

import functools
import inspect
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from crm_workbook.engines.errors import NotSupported

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Answering(Protocol):
    """An object of an engine."""

    def answer(self) -> None:
        """Raise when Excel would not answer: it is busy, or the object is gone."""


T = TypeVar("T", bound=Answering)

# What subclasses of the abstract classes may share with them: it raises nothing and asks nothing.
_HARMLESS = frozenset({"expand", "max_cells_per_read", "max_cells_per_write"})


F = TypeVar("F", bound="Callable[..., Any]")


def internal(function: F) -> F:
    """Keep a member from being guarded, since it is for members that have asked already.

    Below `property` it stands for the property.
    """
    function.asked = True  # type: ignore[attr-defined]
    return function


def members_of(base: type) -> list[str]:
    """Return the members an abstract class asks an engine to fill in.

    Asynchronous ones are left out: they belong to xlwings Lite alone, where no engine is used.
    """
    return [
        name
        for name, member in vars(base).items()
        if _public(name) and not inspect.iscoroutinefunction(member)
    ]


def covered_by(cls: type, base: type) -> frozenset[str]:
    """Return the members of an abstract class that a class fills in with something of its own."""
    refused: frozenset[str] = getattr(cls, "refused", frozenset())
    return frozenset(
        name
        for name in members_of(base)
        if name not in refused
        and (name in _HARMLESS or getattr(cls, name, None) is not getattr(base, name))
    )


def fills(base: type, reasons: Mapping[str, str]) -> Callable[[type[T]], type[T]]:
    """Make the decorator for a class that fills in an abstract class.

    Args:
        base: The abstract class.
        reasons: Why a member is not offered, by `Class.member`.

    Returns:
        The decorator.
    """

    def decorate(cls: type[T]) -> type[T]:
        ours = covered_by(cls, base)
        title = base.__name__
        theirs = frozenset(members_of(base)) - ours
        for name in theirs | {_member(key) for key in reasons if key.startswith(f"{title}.")}:
            full = f"{title}.{name}"
            setattr(cls, name, _refusal(full, reasons.get(full), vars(base).get(name)))
        cls.refused = theirs  # type: ignore[attr-defined]
        for owner in cls.__mro__[: cls.__mro__.index(base)] if base in cls.__mro__ else (cls,):
            for name, member in list(vars(owner).items()):
                asks = _public(name) and name not in theirs and name not in {"answer", "refused"}
                if asks and inspect.getattr_static(cls, name) is member:  # nothing overrides it
                    _guard(cls, name, member)
        return cls

    return decorate


def _member(full: str) -> str:
    return full.partition(".")[2]


def _public(name: str) -> bool:
    return not name.startswith("_") or name in {"__call__", "__len__", "__iter__", "__contains__"}


def _refusal(full: str, reason: str | None, member: object) -> Any:  # noqa: ANN401 - a property or a method
    def refuse(_self: object, *_args: object, **_named: object) -> Any:  # noqa: ANN401 - it never returns
        raise NotSupported(full, reason) if reason else NotSupported(full)

    if inspect.isfunction(member):
        return refuse
    return property(refuse, refuse)


def _guard(cls: type, name: str, member: object) -> None:
    """Put the question whether Excel answers in front of a property or a method."""
    if isinstance(member, property):
        if hasattr(member.fget, "asked"):
            return
        setattr(cls, name, wrapped(member, _asked))
    elif inspect.isfunction(member):
        setattr(cls, name, member if hasattr(member, "asked") else _asked(member))


def wrapped(
    member: property, wrap: Callable[[Callable[..., Any]], Callable[..., Any]]
) -> property:
    """Return a property whose functions have something around them."""
    fget, fset = member.fget and wrap(member.fget), member.fset and wrap(member.fset)
    return property(fget, fset, member.fdel, member.__doc__)


def _asked(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def call(self: Answering, *args: object, **named: object) -> Any:  # noqa: ANN401 - as the function
        self.answer()
        return function(self, *args, **named)

    call.asked = True  # type: ignore[attr-defined]
    return call
