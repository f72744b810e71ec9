"""Which cells of a customer's row a channel reaches her by."""

from __future__ import annotations

from crm_workbook.fields import phone
from crm_workbook.lean import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

COLUMNS: Final = ("phone", "phone2", "email")
"""Where addresses stand in the customers sheet."""


def mobile(customer: Mapping[str, object]) -> str:
    """Return the first number of a customer that can get a message, in E.164; '' for none.

    Foreign numbers count: which of them are mobile shows no simple rule.
    """
    for column in ("phone", "phone2"):
        number = customer.get(column)
        if not isinstance(number, str) or not number.startswith("+") or not number[1:].isdigit():
            continue
        if phone.mobile(number) or not number.startswith("+972"):
            return number
    return ""


def _first(*columns: str) -> Callable[[Mapping[str, object]], str]:
    def find(customer: Mapping[str, object]) -> str:
        found = (customer.get(column) for column in columns)
        return next((value for value in found if isinstance(value, str)), "")

    return find


_WAYS: Final = {
    "sms": mobile,
    "whatsapp": mobile,
    "call": _first("phone", "phone2"),
    "email": _first("email"),
}
CHANNELS: Final = frozenset(_WAYS)
"""The channels that need an address of the customers sheet."""


def address(channel: str, customer: Mapping[str, object]) -> str:
    """Return by which of her addresses a channel reaches a customer, '' when by none.

    Args:
        channel: The channel's id.
        customer: Her understood values by column id.
    """
    way = _WAYS.get(channel)
    return way(customer) if way else ""


def addresses(customer: Mapping[str, object]) -> frozenset[str]:
    """Return every address of a customer, whatever it can be used for."""
    found = map(customer.get, COLUMNS)
    return frozenset(value for value in found if isinstance(value, str))
