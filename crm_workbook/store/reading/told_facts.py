"""What the package says beyond its values, as the process behind the second wall has told it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, Literal

from crm_workbook.errors import CrmError
from crm_workbook.model import Tab, TableFacts, Validation
from crm_workbook.store.reading.wire import expected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from crm_workbook.model import Facts
    from crm_workbook.store.reading.wire import Line

Refusal = tuple[str, dict[str, Any]]
"""The code of a problem and the values in its sentences."""

_STATES: Final = frozenset({"visible", "hidden", "veryHidden"})
_EARLY: Final = 1900
_LATE: Final = 1904


class ToldFacts:
    """`model.Facts` out of an answer."""

    __slots__ = ("_external", "_refused", "_tabs", "epoch", "macros", "names", "titles")

    def __init__(self, line: Line, refused: Callable[[Any], CrmError]) -> None:
        """Take what `facts_line` said.

        Args:
            line: What came.
            refused: Makes an error of a refusal.

        Raises:
            Garbled: It is not that.
        """
        self._refused = refused
        expected(self._take, line)

    def _take(self, line: Line) -> None:
        self.titles = tuple(_all(str, line["titles"]))
        self.names: Mapping[str, str] = _texts(line["names"])
        self.epoch: Literal[1900, 1904] = _LATE if _is(int, line["epoch"]) == _LATE else _EARLY
        self.macros = bool(_is(bool, line["macros"]))
        self._external = self._or_refused(line["external"], lambda told: tuple(_all(str, told)))
        told = [self._or_refused(tab, _tab) for tab in line["tabs"]]
        self._tabs = dict(zip(self.titles, told, strict=True))

    def _or_refused(self, told: Any, take: Callable[[Any], Any]) -> Any:  # noqa: ANN401
        if type(told) is dict and "refused" in told:
            return self._refused(told["refused"])
        return take(told)

    @property
    def external(self) -> tuple[str, ...]:
        """Links to other workbooks, DDE servers and connections, as they name themselves.

        Raises:
            CrmError: A part that names them is damaged.
        """
        if isinstance(self._external, CrmError):
            raise self._external
        found: tuple[str, ...] = self._external
        return found

    def tab(self, title: str) -> Tab:
        """Return what is known about one tab.

        Raises:
            KeyError: There is none of this title.
            CrmError: Its part is damaged in a place that reading its values did not touch.
        """
        found: Tab | CrmError = self._tabs[title]
        if isinstance(found, CrmError):
            raise found
        return found


def facts_line(facts: Facts) -> Line:
    """Return everything `facts` knows, refusals in the place of what it cannot tell."""
    return {
        "titles": facts.titles,
        "names": dict(facts.names),
        "epoch": facts.epoch,
        "macros": facts.macros,
        "external": _or_refusal(lambda: facts.external),
        "tabs": [_or_refusal(partial(_told, facts, title)) for title in facts.titles],
    }


def refusal(error: CrmError) -> Line:
    """Return a refusal as it is sent: only its code and values, its sentences are known here."""
    values = {k: v if type(v) is int else str(v) for k, v in error.values.items()}
    return {"refused": [error.code, values]}


def refusal_of(told: Any) -> Refusal:  # noqa: ANN401 - what came
    """Return a refusal that came.

    Raises:
        Garbled: It is none.
    """
    found: Refusal = expected(_refusal, told)
    return found


def tables_of(told: Any) -> tuple[TableFacts, ...]:  # noqa: ANN401 - what came
    """Return the Excel tables of a tab out of what `told_tables` made of them.

    Raises:
        Garbled: They are none.
    """
    found: tuple[TableFacts, ...] = expected(_tables, told)
    return found


def told_tables(tables: tuple[TableFacts, ...]) -> list[Line]:
    """Return the Excel tables of a tab as they are sent."""
    return [{**each._asdict(), "calculated": list(each.calculated.items())} for each in tables]


def _refusal(told: Any) -> Refusal:  # noqa: ANN401
    code, values = told
    if not {int, str}.issuperset(map(type, values.values())):
        raise TypeError(values)
    return _is(str, code), {_is(str, name): value for name, value in values.items()}


def _or_refusal(look: Callable[[], Any]) -> Any:  # noqa: ANN401
    try:
        return look()
    except CrmError as error:
        return refusal(error)


def _told(facts: Facts, title: str) -> Line:
    tab = facts.tab(title)
    return {**tab._asdict(), "tables": told_tables(tab.tables)}


def _tab(told: Line) -> Tab:
    """Return a tab out of what `_told` made of it; a field too many or too few is refused."""
    found = dict(told)
    if found["state"] not in _STATES:
        raise ValueError(found["state"])
    example = Tab("")._asdict()
    for name, value in found.items():
        if name == "tables":
            found[name] = _tables(value)
        elif name == "validations":
            found[name] = tuple(Validation(*_all(str, each)) for each in value)
        elif name in {"hidden_rows", "hidden_columns"}:
            found[name] = tuple(_all(int, value))
        elif type(example[name]) is tuple:
            found[name] = tuple(_all(str, value))
        elif type(example[name]) is dict:
            found[name] = _texts(value)
        else:
            _is(type(example[name]), value)
    if found.keys() != example.keys():
        raise ValueError(found.keys())
    return Tab(**found)


def _tables(told: Any) -> tuple[TableFacts, ...]:  # noqa: ANN401
    return tuple(map(_table, told))


def _table(told: Line) -> TableFacts:
    calculated = {_is(int, column): _is(str, formula) for column, formula in told["calculated"]}
    found = TableFacts(**{**told, "calculated": calculated})
    for value, example in zip(found, TableFacts("", ""), strict=True):
        _is(type(example), value)
    return found


def _texts(told: Any) -> dict[str, str]:  # noqa: ANN401
    return dict(zip(_all(str, told.keys()), _all(str, told.values()), strict=True))


def _all(kind: type, values: Any) -> Iterator[Any]:  # noqa: ANN401
    return (_is(kind, value) for value in values)


def _is(kind: type, value: Any) -> Any:  # noqa: ANN401
    if type(value) is not kind:
        raise TypeError(value)
    return value
