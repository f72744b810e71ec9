"""Exports of well-known programs whose headings mean something other than they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.fields.normal import heading_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Profile(NamedTuple):
    """One program's export."""

    name: str
    signature: tuple[str, ...]
    """Headings that together occur in no other export."""
    targets: Mapping[str, str]
    """Heading to `sheet.column`, empty when the column is to be left alone."""
    skip: Mapping[str, tuple[str, ...]] = {}
    """Heading to the values of rows that are no sale, such as cancelled orders."""


PROFILES: Final = (
    # One row a line of an order, the order's totals on its first row only. `Name` is the order's
    # number, `Id` the order's own, and consent to Shopify's mail is not consent under Israeli law.
    Profile(
        "Shopify",
        ("Lineitem name", "Financial Status", "Created at"),
        {
            "Name": "purchases.doc_no",
            "Created at": "purchases.date",
            "Paid at": "",
            "Email": "customers.email",
            "Billing Name": "customers.display_name",
            "Billing Phone": "customers.phone",
            "Phone": "customers.phone2",
            "Billing Street": "customers.street",
            "Total": "purchases.amount",
            "Discount Amount": "",
            "Lineitem discount": "",
            "Id": "",
            "Tags": "",
            "Source": "",
            "Employee": "",
        },
        {"Financial Status": ("voided", "refunded", "pending", "expired", "authorized")},
    ),
    Profile(
        "WooCommerce",
        ("order_id", "order_total", "billing_first_name"),
        {
            "order_number": "purchases.doc_no",
            "order_id": "",
            "order_date": "purchases.date",
            "order_total": "purchases.amount",
            "customer_id": "",  # 0 for every guest
            "customer_email": "",
            "billing_email": "customers.email",
            "status": "",
        },
        {"status": ("cancelled", "failed", "pending", "refunded", "trash", "wc-cancelled",
                    "wc-failed", "wc-pending", "wc-refunded", "draft", "checkout-draft")},
    ),
    Profile(
        "Google",
        ("First Name", "Last Name", "E-mail 1 - Value"),
        {"Phone 1 - Value": "customers.phone", "Phone 2 - Value": "customers.phone2",
         "Birthday": "customers.birth_date", "Organization Name": ""},
    ),
    Profile(
        "Outlook",
        ("First Name", "Last Name", "E-mail Address", "Business Phone"),
        {"Mobile Phone": "customers.phone", "Business Phone": "customers.phone2",
         "Primary Phone": "", "Home Phone": "", "Company": "",
         "Birthday": "customers.birth_date"},
    ),
)  # fmt: skip


def profile_of(headings: Iterable[str]) -> Profile | None:
    """Return the program that writes these headings, or None."""
    keys = {heading_key(heading) for heading in headings}
    return next(
        (p for p in PROFILES if keys.issuperset(map(heading_key, p.signature))),
        None,
    )
