"""The lists behind the dropdowns, and what a workbook adds to them.

A value is stored in a cell in the workbook's language and means its id. A list is open when the
tool attaches no behaviour to its single values, so that the user may add her own below the
built-in ones in the lists sheet; such a value's id is its own text.
"""

from __future__ import annotations

from crm_workbook.fields.choice import name_of
from crm_workbook.fields.normal import heading_key
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import Choice
from crm_workbook.schema.choices import SPECS, ListSpec

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crm_workbook.model import Table

__all__ = ["LISTS", "ListSpec", "builtin_lists", "choice_name", "names_of", "workbook_lists"]

LISTS: Final[dict[str, ListSpec]] = {spec.id: spec for spec in SPECS}
"""Every list of the schema by its id."""


def builtin_lists() -> dict[str, tuple[Choice, ...]]:
    """Return every list with the built-in values only."""
    return {spec.id: spec.choices for spec in SPECS}


def workbook_lists(table: Table | None) -> Mapping[str, tuple[Choice, ...]]:
    """Return every list with what a workbook's lists sheet adds to the open ones.

    Args:
        table: The lists sheet as read, or None when the workbook has none.

    Returns:
        List id to its values: the built-in ones first, then the user's own in her order. A value
        that a built-in one already answers to adds nothing, and neither does a closed list.
    """
    lists = builtin_lists()
    if table is not None:
        for spec in SPECS:
            if spec.open and spec.id in table.columns:
                lists[spec.id] = (*spec.choices, *_added(spec, table))
    return lists


def names_of(choice: Choice) -> tuple[str, ...]:
    """Return everything a value may be called: its id, its names and its synonyms."""
    return (choice.id, choice.he, choice.en, *choice.synonyms)


def choice_name(
    lists: Mapping[str, tuple[Choice, ...]], list_id: str, value: str, lang: str
) -> str:
    """Return what a list's value is called in a language; what the list does not know stays."""
    found = next((choice for choice in lists.get(list_id, ()) if choice.id == value), None)
    return value if found is None else name_of(found, lang)


def _added(spec: ListSpec, table: Table) -> Iterator[Choice]:
    known = {heading_key(name) for choice in spec.choices for name in names_of(choice)}
    for value in table.columns[spec.id]:
        if isinstance(value, float) and value.is_integer():
            text = str(int(value))
        elif isinstance(value, str):
            text = value.strip()
        else:
            continue
        key = heading_key(text)
        if key and key not in known:
            known.add(key)
            yield Choice(text, text, text)
