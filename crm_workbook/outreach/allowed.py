"""What a template may say: the list of allowed words, checked on the parsed tree.

Jinja's sandbox stops a template from reaching into the program, not from eating time and memory:
nested loops, `'a' * 10**9` (folded while compiling), `replace` and `indent` without end. So
nothing is compiled before every node of its tree was found on this list, and what is not on it is
named with its line, which also tells an honest author of a misspelt field where it is.
"""

from __future__ import annotations

import difflib
import math
from typing import TYPE_CHECKING, Final

from jinja2 import nodes

from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    _Place = tuple[nodes.Node, frozenset[str], int]
    """A node, the loop variables known there, its depth."""
    _Children = Iterator[tuple[nodes.Node, frozenset[str]]]

_CALLS: Final = ("g", "plural")
DEEPEST: Final = 12
"""Levels of nesting. An honest template needs about six."""

NOT_ALLOWED = Text("{what} אסור בתבנית", "{what} is not allowed in a template")
UNKNOWN_NAME = Text(
    "השם {name} אינו מוכר; הקרוב ביותר: {nearest}", "{name} is unknown; the nearest is {nearest}"
)
UNKNOWN_FILTER = Text("המסנן {name} אינו מוכר; יש: {known}", "filter {name} is unknown: {known}")
FILTER_ARGUMENT = Text(
    "המסנן {name} מקבל ערכים קבועים בלבד", "filter {name} takes constant arguments only"
)
FILTER_COUNT = Text(
    "מספר הערכים שבסוגריים אחרי המסנן {name} שגוי",
    "filter {name} has the wrong number of arguments",
)
NOT_FINITE = Text("המספר גדול מדי", "the number is too large")
NO_ELSE = Text(
    "לתנאי בתוך סוגריים מסולסלים חסר else: {example}",
    "a condition inside braces needs its else: {example}",
)
ELSE_EXAMPLE: Final = '{{ c.city if c.city else "" }}'
GENDER_FORMS = Text(
    "g צריך ארבע צורות: זכר, נקבה, רבים וצורה ניטרלית שאינה ריקה",
    "g needs four forms: masculine, feminine, plural and a neutral one that is not empty",
)
PLURAL_FORMS = Text(
    "plural צריך מספר ואחריו שתיים או שלוש צורות קבועות",
    "plural needs a number and two or three constant forms",
)
LOOP = Text(
    "לולאה עוברת על רשימה אחת ({known}) ואין לולאה בתוך לולאה",
    "a loop goes over one list ({known}) and never stands in another",
)
TOO_DEEP = Text("התבנית מקוננת מדי", "the template is nested too deeply")


class Vocabulary:
    """The names and filters a template may use."""

    def __init__(
        self,
        records: Mapping[str, Collection[str]],
        lists: Collection[str],
        filters: Mapping[str, tuple[int, int]],
    ) -> None:
        """Take the fields of each record and those of them that are lists (`p.products`).

        `filters` tells of each how many arguments it takes, at least and at most.
        """
        self.records = records
        self.lists = lists
        self.filters = filters


class Refusal(Exception):  # noqa: N818 - it is a verdict on a template, turned into a CrmError
    """A node is not on the list."""

    def __init__(self, line: int | None, fault: Text, **values: object) -> None:
        """Remember the line inside the text, counted from 1, and the sentence."""
        super().__init__(fault.en)
        self.line = line or 1  # some nodes do not know theirs
        self.fault = fault
        self.values = values


def check(tree: nodes.Template, words: Vocabulary) -> None:
    """Return when every node of `tree` is on the list.

    Raises:
        Refusal: One is not.
    """
    waiting: list[_Place] = [(tree, frozenset(), 0)]
    while waiting:
        node, loops, depth = waiting.pop()
        if depth > DEEPEST:
            raise Refusal(node.lineno, TOO_DEEP)
        judge = _JUDGES.get(type(node))
        if judge is None:
            raise Refusal(node.lineno, NOT_ALLOWED, what=type(node).__name__.lower())
        inner = [(child, names, depth + 1) for child, names in judge(node, words, loops)]
        waiting.extend(reversed(inner))  # the first fault of the text is named, not the last


def _all(node: nodes.Node, _words: Vocabulary, loops: frozenset[str]) -> _Children:
    return ((child, loops) for child in node.iter_child_nodes())


def _name(node: nodes.Name, words: Vocabulary, loops: frozenset[str]) -> _Children:
    # A record by itself cannot be printed, so only a loop's variable may stand alone.
    if node.name not in loops:
        raise _unknown(node, node.name, (*words.records, *loops))
    return iter(())


def _field(
    node: nodes.Getattr | nodes.Getitem, words: Vocabulary, _loops: frozenset[str]
) -> _Children:
    _field_name(node, words)
    return iter(())


def _filter(node: nodes.Filter, words: Vocabulary, loops: frozenset[str]) -> _Children:
    if node.name not in words.filters or node.node is None:
        known = ", ".join(sorted(words.filters))
        raise Refusal(node.lineno, UNKNOWN_FILTER, name=node.name, known=known)
    if node.kwargs or node.dyn_args or node.dyn_kwargs or not _constants(node.args):
        raise Refusal(node.lineno, FILTER_ARGUMENT, name=node.name)
    least, most = words.filters[node.name]
    if not least <= len(node.args) <= most:
        raise Refusal(node.lineno, FILTER_COUNT, name=node.name)
    return ((child, loops) for child in (node.node, *node.args))


def _call(node: nodes.Call, _words: Vocabulary, loops: frozenset[str]) -> _Children:
    called = node.node.name if isinstance(node.node, nodes.Name) else ""
    if called not in _CALLS:
        raise Refusal(node.lineno, NOT_ALLOWED, what=f"{called or '?'}()")
    plain = not (node.kwargs or node.dyn_args or node.dyn_kwargs)
    if called == "g":
        forms = [form.value for form in node.args if isinstance(form, nodes.Const)]
        texts = len(node.args) == len(forms) == 4 and all(isinstance(f, str) for f in forms)  # noqa: PLR2004 - the four forms
        if not (plain and texts and forms[3].strip()):
            raise Refusal(node.lineno, GENDER_FORMS)
        return iter(())
    forms = [form.value for form in node.args[1:] if isinstance(form, nodes.Const)]
    texts = len(node.args) - 1 == len(forms) in (2, 3) and all(isinstance(f, str) for f in forms)
    if not (plain and texts):
        raise Refusal(node.lineno, PLURAL_FORMS)
    return ((child, loops) for child in node.args)


def _condition(node: nodes.CondExpr, _words: Vocabulary, loops: frozenset[str]) -> _Children:
    if node.expr2 is None:  # Jinja would make an undefined value of it, for want of a better one
        raise Refusal(node.lineno, NO_ELSE, example=ELSE_EXAMPLE)
    return ((child, loops) for child in node.iter_child_nodes())


def _loop(node: nodes.For, words: Vocabulary, loops: frozenset[str]) -> _Children:
    target = node.target.name if isinstance(node.target, nodes.Name) else ""
    fits = (
        target
        and target not in (*words.records, *_CALLS)
        and not loops
        and not node.else_
        and node.test is None
        and not node.recursive
        and isinstance(node.iter, nodes.Getattr | nodes.Getitem)
        and _field_name(node.iter, words) in words.lists
    )
    if not fits:
        raise Refusal(node.lineno, LOOP, known=", ".join(sorted(words.lists)))
    return ((child, frozenset({target})) for child in node.body)


def _constant(node: nodes.Const, _words: Vocabulary, _loops: frozenset[str]) -> _Children:
    if not isinstance(node.value, str | int | float | bool | None):
        raise Refusal(node.lineno, NOT_ALLOWED, what="const")
    if isinstance(node.value, int | float) and not _finite(node.value):
        raise Refusal(node.lineno, NOT_FINITE)  # `1e400` is infinity, and compiles to a bare name
    return iter(())


def _finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number beyond what a cell, or any price, can be
        return False


def _field_name(node: nodes.Getattr | nodes.Getitem, words: Vocabulary) -> str:
    """Return a field as the lists know it, `p.products`, when the record has it."""
    root = node.node.name if isinstance(node.node, nodes.Name) else ""
    if root not in words.records:
        raise _unknown(node, root or "?", words.records)
    if isinstance(node, nodes.Getattr):
        field = node.attr
    elif isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
        field = node.arg.value
    else:
        raise Refusal(node.lineno, NOT_ALLOWED, what=f"{root}[...]")
    if field.startswith("_") or field not in words.records[root]:
        raise _unknown(node, f"{root}.{field}", [f"{root}.{n}" for n in words.records[root]])
    return f"{root}.{field}"


def _constants(arguments: list[nodes.Expr]) -> bool:
    return all(isinstance(argument, nodes.Const) for argument in arguments)


def _unknown(node: nodes.Node, name: str, known: Collection[str]) -> Refusal:
    nearest = difflib.get_close_matches(name[:100], known, n=1, cutoff=0.0)
    return Refusal(node.lineno, UNKNOWN_NAME, name=name[:100], nearest="".join(nearest))


_JUDGES: Final[Mapping[type[nodes.Node], Callable[..., _Children]]] = {
    **dict.fromkeys(
        (
            nodes.Template, nodes.Output, nodes.TemplateData, nodes.If,
            nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand,
        ),
        _all,
    ),
    nodes.Name: _name,
    nodes.Getattr: _field,
    nodes.Getitem: _field,
    nodes.Const: _constant,
    nodes.Filter: _filter,
    nodes.Call: _call,
    nodes.CondExpr: _condition,
    nodes.For: _loop,
}  # fmt: skip
