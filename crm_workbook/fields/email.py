"""An e-mail address. Meaning: the address in lower case.

| fault | meaning | safe cell |
|---|---|---|
| `spaced-email` | blanks in or around it, a dot or comma behind it, `mailto:` before it | yes |
| `invisible-marks` | direction marks around or inside it | yes |
| `named-email` | words beside the address: `Dana <dana@example.com>`; it is the value | no |
| `two-emails` | two addresses in one cell; the first is the value | no |
| `domain-typo` | a slip in a well-known domain: `gmial.com`; `likely` says what was meant | no |
| `mixed-script-email` | a letter that only looks Latin, such as a Cyrillic `а` | no |
| `bad-email` | anything else | no |
| `error-cell` | an error value such as `#REF!` | no |

Upper case is no fault. Addresses are checked by form (the dot-atom of RFC 5322 within the lengths
of RFC 5321), never by asking the network.
"""

from __future__ import annotations

from crm_workbook.fields import Field, Parsed
from crm_workbook.fields.normal import marked, visible
from crm_workbook.fields.pattern import pattern
from crm_workbook.fields.reading import EMPTY, ERROR_CELL, cellwise, same
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import CellError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from random import Random

    from crm_workbook.model import Cell

_LOCAL: Final = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_ASCII: Final = (
    rf"({_LOCAL})@((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:[a-z]{{2,63}}|xn--[a-z0-9-]+))"
)
_WIDE: Final = rf"({_LOCAL})@((?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W_](?:[\w-]*[^\W_])?)"
_APART: Final = r"[\s<>()\[\],;:\"|/]+"
_TORN: Final = r"(?a)[\w.-]+ [^ <]+@[^ >]+|[^ <]+@[^ >]+ [\w.-]+"
"""An address beside a Latin word with a mere blank between: a part of it may be missing."""
_AROUND: Final = " \t\r\n.,;'\""
_LOOKALIKE: Final = r"[a-z]"

_LONGEST: Final = 254
_LONGEST_LOCAL: Final = 64
_LONGEST_LABEL: Final = 63
_LOOKED_AT: Final = 1000
_SHORT: Final = 63
"""An address of this length has no part that is too long."""

_SLIPS: Final = {
    "gmail.com": (
        "gmial.com", "gmai.com", "gmal.com", "gamil.com", "gmaill.com", "gnail.com", "gmail.co",
        "gmail.con", "gmail.cm", "gmail.om", "gmail.comm", "gmail.co.il", "gmeil.com",
        "gimail.com", "gmil.com", "gmsil.com", "gmail.cim", "gmail.vom", "ggmail.com",
    ),
    "hotmail.com": (
        "hotmial.com", "hotmai.com", "hotmal.com", "hotmil.com", "hotamil.com", "hotmail.con",
        "hotmail.co", "hotmaill.com", "hormail.com",
    ),
    "yahoo.com": ("yaho.com", "yahooo.com", "yhoo.com", "yahoo.con", "yahoo.co", "yaoo.com"),
    "outlook.com": ("outlok.com", "outloo.com", "outlook.con", "outlook.co", "outllok.com"),
    "icloud.com": ("iclud.com", "icloud.con", "icloud.co", "iclould.com", "icoud.com"),
    "walla.co.il": ("wala.co.il", "walla.co", "walla.coil", "walla.il", "wall.co.il"),
    "walla.com": ("walla.con", "wala.com"),
    "bezeqint.net": ("bezeqint.net.il", "bezekint.net", "bezeqint.com"),
    "netvision.net.il": ("netvision.co.il", "netvison.net.il", "netvision.net"),
    "012.net.il": ("012.co.il", "012.net"),
}  # fmt: skip
_MEANT: Final = {slip: domain for domain, slips in _SLIPS.items() for slip in slips}


def read(cell: Cell) -> Parsed:
    """Return the meaning of an address cell; see the module's table of faults."""
    if not isinstance(cell, str):
        if isinstance(cell, CellError):
            return ERROR_CELL
        return EMPTY if cell is None else Parsed(None, "bad-email")
    found = None if cell.startswith("'") else _address(cell.lower())
    if found is None:
        return _untidy(cell)
    return Parsed(found, "domain-typo") if likely(found) else Parsed(found)


def _unusual(texts: Iterable[str]) -> Iterator[str]:
    """Yield all but the short addresses in lower case without a slip in the domain."""
    match = pattern(_ASCII).fullmatch
    for text in texts:
        parts = match(text) if len(text) <= _SHORT else None
        if parts is None or text[0] == "'" or parts[2] in _MEANT:
            yield text


def likely(address: str) -> str | None:
    """Return the address that was probably meant by one with a slip in a well-known domain."""
    local, _, domain = address.rpartition("@")
    meant = _MEANT.get(domain)
    return f"{local}@{meant}" if meant else None


def _address(text: str) -> str | None:
    """Return `text`, in lower case, if it is an address as it stands."""
    if len(text) > _LONGEST:
        return None
    parts = pattern(_ASCII).fullmatch(text) or pattern(_WIDE).fullmatch(text)
    if parts is None or len(parts[1]) > _LONGEST_LOCAL:
        return None
    labels = parts[2].split(".")
    if any(len(label) > _LONGEST_LABEL for label in labels) or _mixed(parts[2]):
        return None
    return text


def _mixed(domain: str) -> bool:
    """Return whether a label of the domain has Latin letters among those of another script."""
    return not domain.isascii() and any(
        not label.isascii() and pattern(_LOOKALIKE).search(label) for label in domain.split(".")
    )


def _untidy(cell: str) -> Parsed:
    shown = visible(cell[:_LOOKED_AT]).lower()
    if not shown:
        return EMPTY
    text = shown.strip(_AROUND).removeprefix("mailto:").strip("<>").strip(_AROUND)
    # A blank beside the @ or a dot is a slip; any other may part two words.
    text = pattern(r"\s*([@.])\s*").sub(r"\1", text)
    fault = "invisible-marks" if marked(cell) and text == shown else "spaced-email"
    address = _address(text)
    if address is None:
        return _among(text)
    return Parsed(address, "domain-typo") if likely(address) else Parsed(address, fault, address)


def _among(text: str) -> Parsed:
    written = [part.strip(_AROUND) for part in pattern(_APART).split(text) if "@" in part]
    found = dict.fromkeys(address for part in written if (address := _address(part)))
    if not found:
        foreign = any(not part.isascii() and pattern(_LOOKALIKE).search(part) for part in written)
        return Parsed(None, "mixed-script-email" if foreign else "bad-email")
    if len(found) == 1 and pattern(_TORN).fullmatch(text):
        return Parsed(None, "bad-email")
    return Parsed(next(iter(found)), "two-emails" if len(found) > 1 else "named-email")


def _sample(random: Random) -> Cell:
    name = random.choice(("dana", "noam", "yael", "amir", "maya", "omer", "tamar", "eitan"))
    return f"{name}{random.randrange(1000)}@example.com"


FIELD: Final = Field(
    "email",
    frozenset(),
    cellwise(read),
    same,
    _sample,
    number_format="@",
    width=26,
    ltr=True,
    unusual=_unusual,
)
