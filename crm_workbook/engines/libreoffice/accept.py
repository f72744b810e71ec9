"""Where an office may be reached: on this computer only.

Whoever reaches an office's port may read and write every file its user may, with no password. So
an address that names another computer is refused, as is one on which others would be let in.
"""

from __future__ import annotations

import ipaddress
import re
from typing import Final

from crm_workbook.engines.errors import EngineError

_PIPE: Final = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_MAX_PORT: Final = 65_535


class BadAddress(EngineError):  # noqa: N818 - it says what is bad
    """An address that is not understood, or not on this computer."""


def uno_url(address: str) -> str:
    """Return what UNO connects to.

    Args:
        address: As given to `soffice --accept`: `pipe,name=NAME` or
            `socket,host=127.0.0.1,port=2002`, with or without what follows the first semicolon.

    Raises:
        BadAddress: It is none, or another computer's.
    """
    text = address.strip().removeprefix("uno:").partition(";")[0]
    kind, _, rest = text.partition(",")
    pairs = [part.partition("=") for part in rest.split(",") if part]
    given = {key.strip().lower(): value.strip() for key, _, value in pairs}
    if kind == "pipe" and set(given) == {"name"} and _PIPE.fullmatch(given["name"]):
        return _resolved(f"pipe,name={given['name']}")
    if kind == "socket" and {"host", "port"} <= set(given) <= {"host", "port", "tcpnodelay"}:
        host = _loopback(given["host"])
        if given["port"].isdecimal() and 0 < int(given["port"]) <= _MAX_PORT:
            return _resolved(f"socket,host={host},port={int(given['port'])},tcpNoDelay=1")
    raise BadAddress(
        f"{address!r} is no address of an office on this computer. Two that are: "
        "socket,host=127.0.0.1,port=2002 and pipe,name=office"
    )


def _loopback(host: str) -> str:
    """Return the address of this computer a host means.

    The name `localhost` is not looked up: a name server could answer with another computer.
    """
    if host.lower() == "localhost":
        return "127.0.0.1"
    try:
        if ipaddress.ip_address(host.strip("[]")).is_loopback:
            return host
    except ValueError:
        pass
    raise BadAddress(
        f"{host!r} is not this computer. An office is reached at 127.0.0.1 or over a pipe only: "
        "its port asks for no password."
    )


def _resolved(way: str) -> str:
    return f"uno:{way};urp;StarOffice.ComponentContext"
