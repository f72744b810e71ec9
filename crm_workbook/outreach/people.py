"""Whom one writes to: the rows of the customers sheet, who belongs to whom, who shares a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.outreach.channels import channel, names
from crm_workbook.schema.columns import keys_in
from crm_workbook.schema.typed import typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from crm_workbook.model import Book, Cell

_SPEAKERS: Final = ("decides", "contact", "member", "payer")
"""Who in a household or a business is written to first; roles of the user's own come last."""


class Person(NamedTuple):
    """A customer: a person, a household or an account."""

    id: str
    values: Mapping[str, Cell]
    """What her row says, understood; by column id, the user's own columns too."""
    top: str
    """The household or account she belongs to, else herself."""

    def text(self, column: str) -> str:
        """Return a value as text, '' when there is none."""
        value = self.values.get(column)
        return value if isinstance(value, str) else ""

    @property
    def addresses(self) -> frozenset[str]:
        """Every address by which a channel may reach her."""
        return frozenset(filter(None, (channel(name).address(self.values) for name in names())))


class People:
    """All customers of a workbook."""

    def __init__(self, people: Iterable[Person], nameless: int = 0) -> None:
        """Hold the people; `nameless` counts rows without an id, which cannot be written to."""
        self._by_id: dict[str, Person] = {}
        self._members: dict[str, list[Person]] = {}
        for person in people:
            if person.id not in self._by_id:
                self._by_id[person.id] = person
                if person.top != person.id:
                    self._members.setdefault(person.top, []).append(person)
        self.nameless = nameless

    def __iter__(self) -> Iterator[Person]:
        """Yield every customer once, in the order of the sheet."""
        return iter(self._by_id.values())

    def get(self, customer_id: str) -> Person | None:
        """Return the customer of this id, if there is one."""
        return self._by_id.get(customer_id)

    def recipients(self, person: Person) -> tuple[Person, ...]:
        """Return who may be written to on behalf of a customer, the first choice first.

        A person speaks for herself, a household or an account through its members too.
        """
        ranks = {role: rank for rank, role in enumerate(_SPEAKERS)}
        members = sorted(
            self._members.get(person.id, ()),
            key=lambda member: ranks.get(member.text("role"), len(ranks)),
        )
        return (person, *members)


def people(book: Book) -> People:
    """Return the customers of a book; nobody when it has no such sheet."""
    table = typed(book, "customers")
    if table is None:
        return People(())
    columns = [placed.column.id for placed in table.table.placed]
    ids = keys_in(table, "customer_id")
    parents = keys_in(table, "parent_id")
    known = set(ids)
    rows = zip(*(table.values(column) for column in columns), strict=True)
    found = []
    for own, parent, row in zip(ids, parents, rows, strict=True):
        if own:
            values = dict(zip(columns, row, strict=True))
            found.append(Person(own, values, parent if parent in known else own))
    return People(found, nameless=ids.count(""))
