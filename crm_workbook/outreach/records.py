"""What templates may speak of: the customer, her figures, her last purchase and the business."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook import schema
from crm_workbook.outreach import language
from crm_workbook.outreach.values import Record
from crm_workbook.schema.columns import day, keys_in
from crm_workbook.schema.settings import SETTINGS
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from crm_workbook.model import Book, Cell
    from crm_workbook.outreach.figures import Figures
    from crm_workbook.outreach.people import Person

LISTS: Final = frozenset({"p.products"})

REMOVAL: Final = Text(
    'להסרה מרשימת הדיוור יש להשיב "הסר"', 'To stop these messages, reply "remove"'
)
"""How to be removed, where the settings do not say it."""

_DERIVED: Final = {
    "c.name": Text("שם", "Name"),
    "b.signature": Text("שם העסק", "Business name"),
    "b.removal": Text("נוסח ההסרה", "How to be removed"),
    "p.date": Text("תאריך הקנייה האחרונה", "Date of the last purchase"),
    "p.amount": Text("סכום הקנייה האחרונה", "Amount of the last purchase"),
    "p.product": Text("מוצר בקנייה האחרונה", "Product of the last purchase"),
    "p.products": Text("מוצרים בקנייה האחרונה", "Products of the last purchase"),
}
"""Fields that no single cell holds, with what to call them."""


class Purchase(NamedTuple):
    """What somebody bought on the last day she bought."""

    day: date
    amount: float
    products: tuple[str, ...]


def fields(book: Book) -> dict[str, dict[str, Text]]:
    """Return every field a template may name, by record, with its heading."""
    customers = book.tables.get("customers")
    own = [placed.column for placed in customers.placed if placed.own] if customers else []
    found: dict[str, dict[str, Text]] = {
        "c": {c.id: c.heading for c in (*schema.sheet("customers").columns, *own)},
        "m": {c.id: c.heading for c in schema.sheet("metrics").columns},
        "b": {s.id: Text(s.he, s.en) for s in SETTINGS if not s.log},
        "p": {},
    }
    for name, label in _DERIVED.items():
        record, _, field = name.partition(".")
        found[record][field] = label
    return found


def customer(person: Person) -> Record:
    """Return what may be said of a customer; `c.name` is how to greet her.

    A full name is not taken apart: whether the family name stands first nobody knows.
    """
    name = person.values.get("first_name") or person.values.get("display_name")
    return Record("c", {**person.values, "name": name})


def figures(found: Figures | None) -> Record:
    """Return a customer's figures, days counted to the day the drafts are made for."""
    if found is None:
        return Record("m", {})
    return Record("m", {**found.values, "days_since_last": found.days})


def purchase(found: Purchase | None) -> Record:
    """Return a customer's last purchase."""
    if found is None:
        return Record("p", {})
    return Record(
        "p",
        {
            "date": found.day,
            "amount": found.amount,
            "products": found.products,
            # Of several things none is *the* thing that was bought.
            "product": found.products[0] if len(found.products) == 1 else None,
        },
    )


def business(settings: Mapping[str, Cell], channel: str, lang: str) -> Record:
    """Return what may be said of the business in a message on a channel.

    `b.signature` is what the law wants of a sender: the name and ways to reach her, in e-mail her
    address too; `b.removal` is how to be removed.
    """
    name = settings.get("business_name")
    phone = settings.get("business_phone")
    parts = [
        name,
        settings.get("business_address") if channel == "email" else None,
        language.phone(phone) if isinstance(phone, str) else None,
    ]
    signature = ", ".join(str(part) for part in parts if part) if name else None
    removal = settings.get("removal_phrase") or REMOVAL.say(language.known(lang))
    return Record("b", {**settings, "signature": signature, "removal": removal})


def last_purchases(book: Book, people: Mapping[str, str], as_of: date) -> dict[str, Purchase]:
    """Return the last purchase of every customer, and of her household or account.

    Args:
        book: The workbook.
        people: Customer id to the id of her household or account, or her own.
        as_of: Later purchases are not known yet.
    """
    table = typed(book, "purchases")
    if table is None:
        return {}
    named = _product_names(book)
    found: dict[str, tuple[date, list[float], dict[str, None]]] = {}
    rows = zip(
        keys_in(table, "customer_id"),
        table.values("date"),
        table.values("amount"),
        table.values("doc_type"),
        table.values("description"),
        keys_in(table, "product_id"),
        strict=True,
    )
    for who, moment, amount, kind, description, product in rows:
        when = day(moment)
        sold = kind in (None, "sale") and isinstance(amount, float) and amount > 0
        if not sold or when is None or when > as_of or not who:
            continue
        for owner in {who, people.get(who, who)}:
            known = found.get(owner)
            if known is None or known[0] < when:
                known = found[owner] = (when, [], {})
            if known[0] == when:
                known[1].append(amount)
                thing = named.get(product) or description
                if isinstance(thing, str) and thing.strip():
                    known[2][thing.strip()] = None
    return {
        owner: Purchase(when, sum(amounts), tuple(things))
        for owner, (when, amounts, things) in found.items()
    }


def _product_names(book: Book) -> dict[str, str]:
    table = typed(book, "products")
    if table is None:
        return {}
    names = zip(keys_in(table, "product_id"), table.values("name"), strict=True)
    return {key: name for key, name in names if key and isinstance(name, str)}
