"""What our modules use of `typing`, without loading it.

Importing `typing` and letting it make our records would be a third of the start of `crm check`,
for what only type checkers read. Those see the real `typing` here. Whatever `crm check` loads
takes these names from here, and a test holds that.
"""

from __future__ import annotations

from collections import namedtuple

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Final, Literal, NamedTuple, Protocol, cast, overload
else:

    class Final:
        """Stands where an annotation is evaluated."""

        def __class_getitem__(cls, _item: object) -> type:
            """Return the class itself."""
            return cls

    Literal = Final

    class Protocol:
        """What a class has to offer; written down for type checkers."""

    class _Maker(type):
        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, object]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            # Strings, as every module with records postpones its annotations.
            annotations = body["__annotations__"]
            defaults = [body.pop(field) for field in annotations if field in body]
            made = namedtuple(name, annotations, defaults=defaults, module=body["__module__"])  # noqa: PYI024 - what `typing` calls, too
            for key, value in body.items():
                setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Maker):
        """A record: fields with annotations, those with defaults last, and methods."""

    def cast(_kind: object, value: object) -> object:
        """Return the value as it is."""
        return value

    def overload(function: object) -> object:
        """Return a signature, which the function itself replaces."""
        return function


__all__ = ["TYPE_CHECKING", "Final", "Literal", "NamedTuple", "Protocol", "cast", "overload"]
