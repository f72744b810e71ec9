"""Our records behave as those of `typing` do, which they stand in for."""

from __future__ import annotations

import copy
import inspect
from typing import NamedTuple as Real

import pytest

from crm_workbook.lean import NamedTuple as Ours


class Plain(Ours):
    """A record."""

    name: str
    size: int = 3
    tags: tuple[str, ...] = ()

    @property
    def long(self) -> bool:
        return self.size > 2


class Other(Ours):
    first: str
    second: int
    third: int


class Twin(Real):
    """A record."""

    name: str
    size: int = 3
    tags: tuple[str, ...] = ()


def test_fields_defaults_and_methods():
    assert Plain("a") == Plain(name="a", size=3, tags=()) == Twin("a") == ("a", 3, ())
    assert (Plain("a").long, Plain("a", 1).long) == (True, False)
    assert (Plain("a", 5).name, Plain("a", 5).size) == ("a", 5)
    assert (Other(1, 2, 3).first, Other(1, 2, 3).third) == (1, 3)


@pytest.mark.parametrize("ask", [
    lambda kind: kind._fields, lambda kind: kind._field_defaults, lambda kind: kind.__doc__,
    lambda kind: kind.__match_args__, lambda kind: kind("a")._asdict(),
    lambda kind: kind("a")._replace(size=9), lambda kind: kind._make(("a", 1, ())),
    lambda kind: list(inspect.signature(kind).parameters),
    lambda kind: repr(kind("a", 2)).partition("(")[2], lambda kind: hash(kind("a")),
])  # fmt: skip
def test_same_answers_as_typing(ask):
    assert ask(Plain) == ask(Twin)


@pytest.mark.parametrize("wrong", [
    lambda kind: kind(), lambda kind: kind("a", 1, (), 4), lambda kind: kind("a", colour=1),
    lambda kind: kind("a")._replace(colour=1), lambda kind: setattr(kind("a"), "name", "b"),
    lambda kind: setattr(kind("a"), "colour", "b"),
])  # fmt: skip
def test_same_refusals_as_typing(wrong):
    with pytest.raises(Exception) as theirs:  # noqa: PT011 - whatever it is
        wrong(Twin)
    with pytest.raises(type(theirs.value)):
        wrong(Plain)


def test_a_missing_field_is_named():
    with pytest.raises(TypeError, match=r"Other\.__new__\(\) missing .*'third'"):
        Other(1, 2)


def test_copies_are_of_the_same_kind():
    record = Plain("a", 7, ("x",))
    assert copy.deepcopy(record) == copy.copy(record) == record
    assert type(copy.copy(record)) is Plain


def test_records_match_patterns():
    match Plain("a", 7):
        case Plain(name, size=7):
            assert name == "a"
        case _:
            pytest.fail("it did not match")
