"""WhatsApp: a link that opens a chat with the text already in it. The person presses send."""

from __future__ import annotations

from urllib.parse import quote

from crm_workbook.fields.link import LONGEST
from crm_workbook.outreach.channels import LINK_TOO_LONG, Channel, Handed, Message
from crm_workbook.schema.addresses import mobile
from crm_workbook.text import Text


def _hand(message: Message) -> Handed:
    # A Hebrew letter costs six characters of a link, so about 330 letters fit.
    link = f"https://wa.me/{message.to[1:]}?text={quote(message.text, safe='')}"
    if len(link) > LONGEST:
        return Handed(notes=((LINK_TOO_LONG, {}),))
    return Handed(link)


CHANNEL = Channel(
    id="whatsapp",
    title=Text("וואטסאפ", "WhatsApp"),
    address=mobile,
    no_address=Text("אין מספר נייד תקין", "no valid mobile number"),
    hand=_hand,
)
