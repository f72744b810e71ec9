"""E-mail: an .eml file that opens as an unsent draft, and a mailto link for short ones."""

from __future__ import annotations

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from crm_workbook.errors import CrmError, Problem
from crm_workbook.fields.link import LONGEST
from crm_workbook.outreach.channels import Channel, Handed, Message
from crm_workbook.outreach.language import FIRST_STRONG_ISOLATE, POP_ISOLATE
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

_LOCAL: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}")
_DOMAIN: Final = re.compile(
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}"
)
_NOT_IN_A_HEADER: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

BAD_HEADER: Final = Problem(
    "bad-mail-header",
    Text(
        "לא הוכנה טיוטת דואר: בשדה {field} יש תו שאסור בכותרת של הודעה.",
        "No mail draft was made: {field} holds a character that a mail header must not.",
    ),
    Text("להקליד את השדה מחדש ביד.", "Type the field again by hand."),
)


def address(customer: Mapping[str, object]) -> str:
    """Return a customer's e-mail address when it is one and only one, in ASCII; else ''."""
    value = customer.get("email")
    local, at, domain = value.strip().rpartition("@") if isinstance(value, str) else ("", "", "")
    try:
        domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    dots = local.startswith(".") or local.endswith(".") or ".." in local
    fits = at and _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(domain) and not dots
    return f"{local}@{domain}" if fits else ""


def eml(message: Message) -> bytes:
    """Return the message as a file that mail programs open as a draft: plain text and HTML.

    The same message gives the same bytes: no date, no random boundary; the program that sends it
    adds its own.

    Raises:
        CrmError: The subject, the sender or the address could smuggle in a header of its own.
    """
    for field, value in (
        ("subject", message.subject),
        ("sender", message.sender),
        ("sender_email", message.sender_email),
        ("to", message.to),
    ):
        # The library refuses line ends, but lets NUL and most other control characters through.
        if _NOT_IN_A_HEADER.search(value):
            raise CrmError(BAD_HEADER, field=field)
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = message.subject
    sender = address({"email": message.sender_email})
    if sender:
        mail["From"] = _one(sender, message.sender)
    # Built from a checked address: a header made from a string may hold two.
    mail["To"] = _one(message.to)
    mail["X-Unsent"] = "1"
    if message.advertising and sender:
        mail["List-Unsubscribe"] = f"<mailto:{sender}?subject=unsubscribe>"
    mail.set_content(message.text, cte="base64")
    mail.add_alternative(_html(message), subtype="html", cte="base64")
    mail.set_boundary(f"=_{message.id}")
    return mail.as_bytes()


def _one(checked: str, name: str = "") -> Address:
    if not checked or address({"email": checked}) != checked:
        raise CrmError(BAD_HEADER, field="to")
    local, _, domain = checked.rpartition("@")
    return Address(name, local, domain)


def _html(message: Message) -> str:
    direction = "rtl" if message.lang in ("he", "ar") else "ltr"
    text = escape(message.text)
    text = text.replace(FIRST_STRONG_ISOLATE, "<bdi>").replace(POP_ISOLATE, "</bdi>")
    paragraphs = "\n".join(
        f"<p>{'<br>'.join(paragraph.splitlines())}</p>" for paragraph in text.split("\n\n")
    )
    style = "font-family:Arial,sans-serif;font-size:16px;line-height:1.5"
    return (
        f'<!doctype html>\n<html lang="{escape(message.lang)}" dir="{direction}">\n'
        f'<head><meta charset="utf-8"></head>\n<body>\n'
        f'<div dir="{direction}" style="{style}">\n{paragraphs}\n</div>\n</body>\n</html>\n'
    )


def _hand(message: Message) -> Handed:
    body = quote(message.text.replace("\n", "\r\n"), safe="")
    link = f"mailto:{quote(message.to, safe='@')}?subject={quote(message.subject, safe='')}"
    # Too long is no loss here: the .eml file holds the whole.
    link = f"{link}&body={body}"
    return Handed(link if len(link) <= LONGEST else "")


CHANNEL = Channel(
    id="email",
    title=Text('דוא"ל', "E-mail"),
    address=address,
    no_address=Text('אין כתובת דוא"ל תקינה', "no valid e-mail address"),
    hand=_hand,
    file=eml,
    extension=".eml",
)
