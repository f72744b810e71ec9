"""Templates to text, safely: parsed, checked against the allowed list, compiled, filled in.

The engine is Jinja's immutable sandbox, emptied of everything it brings: no globals, no tests, no
loader, only the filters below. Text is never a template twice, so data cannot become code.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2 import Template as Compiled
from jinja2.sandbox import ImmutableSandboxedEnvironment

from crm_workbook.outreach import language
from crm_workbook.outreach.allowed import Refusal, Vocabulary, check
from crm_workbook.outreach.template import LARGEST, bad
from crm_workbook.outreach.values import Blank, MissingValueError
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from crm_workbook.outreach.template import Version
    from crm_workbook.outreach.values import Record

LONGEST_TEXT: Final = 8_000
"""Characters a message may have; far below what an Excel cell holds."""
LONGEST_SUBJECT: Final = 200

TOO_LONG = Text("התבנית ארוכה מדי", "the template is too long")
SYNTAX = Text("התחביר שגוי ({detail})", "the syntax is wrong ({detail})")

_ARGUMENTS: Final = {"default": (1, 1), "truncate": (0, 1)}
"""How many arguments a filter takes, at least and at most; none when it is not here."""


_UNFIT: Final = (
    TypeError,
    ValueError,
    AttributeError,
    ArithmeticError,
    LookupError,
    TemplateError,
)
"""What filling in can still meet. The tree was checked, so what is left is a value of the wrong
kind in a cell: a name where the template counts days."""


class Filled(NamedTuple):
    """A message, or why there is none."""

    text: str = ""
    missing: str = ""
    """The field that had to be printed and is empty: `c.first_name`."""
    fault: str = ""
    """`too-long`, or `unfit` when a value is of the wrong kind for what is done with it."""


class Words:
    """One text of a template, checked and compiled, ready to be filled in."""

    def __init__(self, compiled: Compiled, longest: int) -> None:
        """Hold the compiled text; `longest` is how many characters it may become."""
        self._compiled = compiled
        self._longest = longest

    def fill(self, gender: str, records: Mapping[str, Record]) -> Filled:
        """Return the text for one person. A fault in the data is part of the answer."""
        forms: dict[str, object] = {"g": partial(language.gendered, gender), "plural": _plural}
        pieces = []
        length = 0
        try:
            for piece in self._compiled.generate(**records, **forms):
                pieces.append(piece)
                length += len(piece)
                if length > self._longest:
                    return Filled(fault="too-long")
        except MissingValueError as missing:
            return Filled(missing=missing.name)
        except _UNFIT:
            return Filled(fault="unfit")
        return Filled(language.tidy("".join(pieces)))


class Environment:
    """The engine for one language and one way of writing values."""

    def __init__(
        self,
        lang: str,
        currency: str,
        records: Mapping[str, frozenset[str]],
        lists: frozenset[str] = frozenset(),
        *,
        isolates: bool = False,
    ) -> None:
        """Know the names a template may use; `isolates` protects the text's direction."""
        self._engine = ImmutableSandboxedEnvironment(
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=partial(_written, lang=lang, isolates=isolates),
        )
        self._engine.globals.clear()
        self._engine.tests.clear()
        self._engine.filters = _filters(lang, currency)
        filters = {name: _ARGUMENTS.get(name, (0, 0)) for name in self._engine.filters}
        self._vocabulary = Vocabulary(records, lists, filters)

    def body(self, version: Version) -> Words:
        """Return the text of a template, ready to be filled in.

        Raises:
            CrmError: It says something that is not allowed; names the file and the line.
        """
        return self._compile(version.body, version.file, version.body_line, LONGEST_TEXT)

    def subject(self, version: Version) -> Words:
        """Return the subject of a template, ready to be filled in.

        Raises:
            CrmError: It says something that is not allowed; names the file and the line.
        """
        return self._compile(version.subject, version.file, version.subject_line, LONGEST_SUBJECT)

    def _compile(self, source: str, file: str, first_line: int, longest: int) -> Words:
        if len(source) > LARGEST:
            raise bad(file, first_line, TOO_LONG)
        try:
            tree = self._engine.parse(source)
            check(tree, self._vocabulary)
            code = self._engine.compile(tree)
        except Refusal as refusal:
            line = first_line + refusal.line - 1
            raise bad(file, line, refusal.fault, **refusal.values) from None
        except TemplateSyntaxError as error:
            line = first_line + error.lineno - 1
            raise bad(file, line, SYNTAX, detail=error.message) from None
        except (RecursionError, ValueError, ArithmeticError, MemoryError, SyntaxError) as error:
            # Python's own parser gives up: brackets a thousand deep, a number of 20,000 digits.
            raise bad(file, first_line, SYNTAX, detail=type(error).__name__) from None
        return Words(Compiled.from_code(self._engine, code, {}), longest)


def _written(value: object, *, lang: str, isolates: bool) -> object:
    """Return a value as it is printed."""
    if isinstance(value, Blank):
        str(value)
    if isinstance(value, bool):
        raise TypeError
    if isinstance(value, float | int):
        return language.number(value)
    if isinstance(value, date):
        return language.full_date(value, lang)
    if isinstance(value, tuple):
        return language.listing(value, lang)
    return language.isolated(value, lang) if isolates and isinstance(value, str) else value


def _plural(count: object, *forms: str) -> str:
    if isinstance(count, Blank):
        str(count)
    if isinstance(count, bool) or not isinstance(count, float | int):
        raise TypeError
    return language.counted(count, *forms)


def _filters(lang: str, currency: str) -> dict[str, Callable[..., object]]:
    """Return the filters: short, total, and none that can make much of little."""
    own: dict[str, Callable[..., object]] = {
        "money": lambda value: language.money(value, currency, lang),
        "days": lambda value: language.days(value, lang),
        "date": lambda value: language.full_date(value, lang),
        "day_month": lambda value: language.day_month(value, lang),
        "number": language.number,
        "round": lambda value: language.number(round(value)),
        "phone": language.phone,
        "list": lambda value: language.listing(value, lang),
        "first": lambda value: value[0],
        "count": lambda value: float(len(value)),
        "first_word": lambda value: value.split()[0],
        "upper": lambda value: value.upper(),
        "lower": lambda value: value.lower(),
        "title": lambda value: value.title(),
        "truncate": language.shortened,
    }
    passing: dict[str, Callable[..., object]] = {
        name: partial(_unless_blank, made) for name, made in own.items()
    }
    passing["default"] = lambda value, other: other if isinstance(value, Blank) else value
    return passing


def _unless_blank(made: Callable[..., object], value: object, *arguments: object) -> object:
    """Let a gap pass through a filter, so that it is named when it is printed."""
    return value if isinstance(value, Blank) else made(value, *arguments)
