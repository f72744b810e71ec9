"""What our modules use of `typing`, without loading it.

Importing `typing` and letting it make our records would be a third of the start of `crm check`,
for what only type checkers read. Those see the real `typing` here. Whatever `crm check` loads
takes these names from here, and a test holds that.
"""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Final, Literal, NamedTuple, Protocol, cast, overload
else:
    from collections import namedtuple
    from functools import cache
    from types import FunctionType

    class Final:
        """Stands where an annotation is evaluated."""

        def __class_getitem__(cls, _item: object) -> type:
            """Return the class itself."""
            return cls

    Literal = Final

    class Protocol:
        """What a class has to offer; written down for type checkers."""

    class _Record(tuple):
        """The methods of a named tuple, once for all records."""

        __slots__ = ()

        @classmethod
        def _make(cls, values: object) -> object:
            return cls(*values)

        def _replace(self, /, **changes: object) -> object:
            values = map(changes.pop, self._fields, self)
            made = tuple.__new__(type(self), values)
            if changes:
                raise ValueError(f"Got unexpected field names: {list(changes)!r}")
            return made

        def _asdict(self) -> dict[str, object]:
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            said = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
            return f"{type(self).__name__}({said})"

        def __getnewargs__(self) -> tuple[object, ...]:
            return tuple(self)

    @cache
    def _template(count: int) -> type:
        """Return a named tuple with so many fields, whose constructor and getters are reused.

        Compiling a constructor of its own for each of our records would take as long as reading a
        small workbook; those of equally many fields differ in nothing but the names.
        """
        return namedtuple("_Template", [f"field{n}" for n in range(count)])  # noqa: PYI024

    class _Maker(type):
        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, object]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            # Strings, as every module with records postpones its annotations.
            fields = tuple(body["__annotations__"])
            defaults = {field: body.pop(field) for field in fields if field in body}
            template = _template(len(fields))
            code = template.__new__.__code__.replace(co_varnames=("_cls", *fields))
            new = FunctionType(code, template.__new__.__globals__, "__new__")
            new.__qualname__, new.__defaults__ = f"{name}.__new__", tuple(defaults.values())
            getters = {field: vars(template)[f"field{n}"] for n, field in enumerate(fields)}
            named = {"__new__": new, "_fields": fields, "_field_defaults": defaults}
            slots = {"__slots__": (), "__match_args__": fields}
            return type(name, (_Record,), {**getters, **named, **slots, **body})

    class NamedTuple(metaclass=_Maker):
        """A record: fields with annotations, those with defaults last, and methods."""

    def cast(_kind: object, value: object) -> object:
        """Return the value as it is."""
        return value

    def overload(function: object) -> object:
        """Return a signature, which the function itself replaces."""
        return function


__all__ = ["TYPE_CHECKING", "Final", "Literal", "NamedTuple", "Protocol", "cast", "overload"]
