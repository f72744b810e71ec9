"""Channels: how a finished message reaches a person's hand, one module each.

A module `channels/<name>.py` defines `CHANNEL`; a new channel is one new file. None of them sends:
they make a link that opens a draft, a text to copy, a file to open.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from crm_workbook.modules import modules_in
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LINK_TOO_LONG = Text(
    "הנוסח ארוך מדי לקישור, יש להעתיק אותו ביד",
    "the text is too long for a link, copy it by hand",
)


class Message(NamedTuple):
    """One finished message to one address."""

    id: str
    to: str
    """A phone in E.164 or an e-mail address, as the channel asks."""
    lang: str
    subject: str
    text: str
    sender: str = ""
    """The business's name."""
    sender_email: str = ""
    advertising: bool = False


class Handed(NamedTuple):
    """What a person gets of a message besides its text."""

    link: str = ""
    notes: tuple[tuple[Text, Mapping[str, object]], ...] = ()
    """What she should know: that the link would be too long, how many SMS it costs."""


class Channel(NamedTuple):
    """A way to reach a customer."""

    id: str
    title: Text
    address: Callable[[Mapping[str, object]], str]
    """Return a customer's address on this channel from her typed values, '' when she has none."""
    no_address: Text
    hand: Callable[[Message], Handed]
    file: Callable[[Message], bytes] | None = None
    """Make a file of the message, for channels that have one."""
    extension: str = ""
    isolates: bool = True
    """Whether invisible marks may guard the direction of foreign words."""


@cache
def names() -> tuple[str, ...]:
    """Return the ids of all channels in alphabetical order."""
    return tuple(modules_in(__path__))


def channel(name: str) -> Channel:
    """Return the channel of this id.

    Raises:
        KeyError: There is none.
    """
    if name not in names():
        raise KeyError(name)
    found: Channel = import_module(f"{__name__}.{name}").CHANNEL
    return found
