"""SMS: the text, what it will cost in parts, and a link that opens it on a phone.

Lengths by 3GPP TS 23.038 and 23.040: 160 characters of the GSM alphabet, or 153 a part when there
are several; 70 or 67 UTF-16 units as soon as one character is not in that alphabet, as in every
Hebrew message. A character never breaks over two parts.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from crm_workbook.fields.link import LONGEST
from crm_workbook.outreach.channels import Channel, Handed, Message
from crm_workbook.schema.addresses import mobile
from crm_workbook.text import Text

_GSM: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_ESCAPED: Final = frozenset("\f^{}\\[~]|€")
"""Characters of the extension table: an escape before each makes two."""

PARTS = Text("{parts} חלקי מסרון", "{parts} SMS parts")


def parts(text: str) -> int:
    """Return in how many parts a message is sent and billed; 0 for an empty one."""
    if all(character in _GSM or character in _GSM_ESCAPED for character in text):
        sizes = [2 if character in _GSM_ESCAPED else 1 for character in text]
        return _packed(sizes, single=160, several=153)
    sizes = [2 if ord(character) > 0xFFFF else 1 for character in text]  # noqa: PLR2004 - the end of the basic plane, where UTF-16 takes two units
    return _packed(sizes, single=70, several=67)


def _packed(sizes: list[int], *, single: int, several: int) -> int:
    if sum(sizes) <= single:
        return int(bool(sizes))
    count, room = 1, several
    for size in sizes:
        if size > room:
            count, room = count + 1, several
        room -= size
    return count


def _hand(message: Message) -> Handed:
    count = parts(message.text)
    notes = ((PARTS, {"parts": count}),) if count > 1 else ()
    link = f"sms:{message.to}?body={quote(message.text, safe='')}"
    return Handed(link if len(link) <= LONGEST else "", notes)


CHANNEL = Channel(
    id="sms",
    title=Text("מסרון", "SMS"),
    address=mobile,
    no_address=Text("אין מספר נייד תקין", "no valid mobile number"),
    hand=_hand,
    # One invisible mark turns an English SMS into the dear alphabet, and old phones show a box.
    isolates=False,
)
