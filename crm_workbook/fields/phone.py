"""A telephone number. Meaning: E.164 text, `+972522345678`; short numbers as they are dialled.

| fault | meaning | safe cell |
|---|---|---|
| `lost-zero` | the leading zero is gone: `522345678`, `35551234` | yes |
| `float-phone` | a number where text belongs, or a `.0` left over; all digits are there | yes |
| `invisible-marks` | direction marks around the number, as copied from a phone's contacts | yes |
| `rounded-phone` | `5.2E+08`: the last digits are gone | no |
| `two-phones` | two numbers in one cell; the first is the value | no |
| `text-in-phone` | words beside the number, a name for one; the number is the value | no |
| `short-phone` | digits are missing, or the area code is | no |
| `long-phone` | too many digits | no |
| `missing-plus` | 11 to 15 digits that are not Israeli: from abroad, without its `+` | no |
| `unknown-area-code` | `01` or `06`, which no number in Israel begins with | no |
| `not-a-phone` | anything else | no |
| `error-cell` | an error value such as `#REF!` | no |

Israeli numbers: 05X, 07X and the areas 02, 03, 04, 08, 09 with seven digits behind them, 1-5XX to
1-9XX with six, `*2700`. Whether a range has been handed out to anybody is no matter of spelling;
public tables call numbers in use invalid. Numbers from abroad begin with `+` or `00`,
have 8 to 15 digits (ITU-T E.164) and stay as they are. An extension is left out.
"""

from __future__ import annotations

from crm_workbook.fields import Field, Parsed
from crm_workbook.fields.normal import marked
from crm_workbook.fields.pattern import pattern
from crm_workbook.fields.reading import EMPTY, ERROR_CELL, bare, cellwise, digits_of
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import CellError

if TYPE_CHECKING:
    from random import Random

    from crm_workbook.model import Cell

_LOCAL: Final = r"0(?:[57][0-9][- ]?[0-9]{3}[- ]?[0-9]{4}|[23489][- ]?[0-9]{3}[- ]?[0-9]{4})"
_CANONICAL: Final = r"\+972(?:[57][0-9]{8}|[23489][0-9]{7})"
_WITHIN: Final = r"[57][0-9]{8}|[23489][0-9]{7}"
"""An Israeli number as dialled from within, without its zero."""
_TOLL: Final = r"1[5-9][0-9]{8}"
_STAR: Final = r"\*[0-9]{3,5}"
_FLOATED: Final = r"\+?[0-9]{7,15}\.0+"
_SCIENTIFIC: Final = r"[0-9](?:\.([0-9]+))?e\+?([0-9]{1,2})"
_EXTENSION: Final = r"[ ,;]*(?:שלוחה|של'|שלו'|פנימי|extension|ext\.?|x|#|,,)[ .:]*[0-9]{1,6}$"
_LABEL: Final = (
    r"(?<!\w)(?:טלפון|טל'?|נייד|סלולרי|פלאפון|פקס|tel|phone|mobile|cell|fax|t|m)[.:]* ?"
    r"(?=[+*(0-9])"
)
_RUN: Final = r"(?:\+ ?)?(?:\* ?|\()?[0-9](?:[ .()*-]*[0-9])*\*?"
"""Digits with what people set between them. A slash, a comma or a letter ends a number."""
_AREA_SLASH: Final = r"^(0[0-9]{1,2})/(?=[0-9])"
_SET_BETWEEN: Final = str.maketrans("", "", " .()-")

_COUNTRY: Final = "972"
_E164: Final = range(8, 16)
_NEEDS_PLUS: Final = range(11, 16)
_WIDTHS: Final = {"5": 9, "7": 9, "2": 8, "3": 8, "4": 8, "8": 8, "9": 8}
"""How many digits follow the leading zero, by the first of them."""
_LONGEST_WITHIN: Final = max(_WIDTHS.values())
_SUBSCRIBER: Final = 7
_NO_PHONE: Final = Parsed(None, "not-a-phone")


def read(cell: Cell) -> Parsed:
    """Return the meaning of a phone cell; see the module's table of faults."""
    if not isinstance(cell, str):
        return _not_text(cell)
    if pattern(_LOCAL).fullmatch(cell):
        return Parsed("+972" + cell[1:].replace("-", "").replace(" ", ""))
    if pattern(_CANONICAL).fullmatch(cell):
        return Parsed(cell)
    text = bare(cell)
    if not text:
        return EMPTY
    found = _text(text)
    if not found.fault and marked(cell):
        return Parsed(found.value, "invisible-marks", write(found.value))
    return found


def _not_text(cell: Cell) -> Parsed:
    if cell is None:
        return EMPTY
    if isinstance(cell, CellError):
        return ERROR_CELL
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        digits = digits_of(cell)
        return _number(digits) if digits and digits.isdigit() else _NO_PHONE
    return _NO_PHONE


def _number(digits: str) -> Parsed:
    """Read digits that came out of a number: text belongs there, so it is never without fault."""
    found = _one(digits)
    if found.value is None or found.fault:
        return found
    return Parsed(found.value, "float-phone", write(found.value))


def _text(text: str) -> Parsed:
    if pattern(_FLOATED).fullmatch(text):
        return _number(text.partition(".")[0])
    scientific = pattern(_SCIENTIFIC).fullmatch(text)
    if scientific:
        if len(scientific[1] or "") < int(scientific[2]) or int(scientific[2]) > _E164[-1]:
            return Parsed(None, "rounded-phone")
        return _number(str(int(float(text))))
    text = pattern(_LABEL).sub("", pattern(_EXTENSION).sub("", text), count=1)
    return _written(pattern(_AREA_SLASH).sub(r"\1-", text))


def _written(text: str) -> Parsed:
    runs = pattern(_RUN).findall(text)
    if runs == [text]:
        whole = _one(text)
        return whole if whole.value else _several(_split(text)) or whole
    found = [number for run in runs for number in (_split(run) or [_one(run)])]
    good = [number for number in found if number.value]
    if good:
        return _several(good) or Parsed(good[0].value, "text-in-phone")
    return found[0] if found else _NO_PHONE


def _several(numbers: list[Parsed]) -> Parsed | None:
    """Return the first of two or more different numbers as `two-phones`, None for a single one."""
    if len({number.value for number in numbers}) > 1:
        return Parsed(numbers[0].value, "two-phones")
    return numbers[0] if len(numbers) > 1 else None


def _split(run: str) -> list[Parsed]:
    """Return the numbers of a run that blanks part into whole numbers, empty when they do not."""
    whole = _one(run)
    if whole.value:
        return [whole]
    numbers = []
    held = ""
    for part in run.split(" "):
        held += part
        number = _one(held)
        if number.value and not number.fault:
            numbers.append(number)
            held = ""
    return [] if held else numbers


def _one(written: str) -> Parsed:
    """Read a single number, anything but digits in it set there for the eye only."""
    number = written.translate(_SET_BETWEEN)
    if number.endswith("*"):  # a star typed first, seen last, in a line that runs right to left
        number = f"*{number[:-1]}"
    if "*" in number:
        return Parsed(number) if pattern(_STAR).fullmatch(number) else _NO_PHONE
    if number.startswith("00"):
        number = f"+{number[2:]}"
    if number.startswith("+"):
        return _abroad(number)
    if number.startswith("0"):
        return _within(number[1:])
    if pattern(_TOLL).fullmatch(number):
        return Parsed(number)
    return _no_prefix(number)


def _abroad(number: str) -> Parsed:
    """Read a number with its country."""
    digits = number[1:]
    if digits.startswith(_COUNTRY):
        return _country(digits)
    if not digits or digits.startswith("0"):
        return _NO_PHONE
    if len(digits) in _E164:
        return Parsed(number)
    return Parsed(None, "short-phone" if len(digits) < _E164[0] else "long-phone")


def _country(digits: str) -> Parsed:
    """Read 972 and the rest. The zero that many leave standing is dropped: +972-(0)52."""
    rest = digits.removeprefix(_COUNTRY).removeprefix("0")
    return Parsed(rest) if pattern(_TOLL).fullmatch(rest) else _within(rest)


def _within(rest: str) -> Parsed:
    """Read what follows the leading zero."""
    if pattern(_WITHIN).fullmatch(rest):
        return Parsed(f"+{_COUNTRY}{rest}")
    expected = _WIDTHS.get(rest[:1])
    if expected is None:
        return Parsed(None, "unknown-area-code" if rest[:1] in {"1", "6"} else "not-a-phone")
    return Parsed(None, "short-phone" if len(rest) < expected else "long-phone")


def _no_prefix(number: str) -> Parsed:
    """Read digits that begin neither with a zero nor with a plus."""
    if pattern(_WITHIN).fullmatch(number):
        value = f"+{_COUNTRY}{number}"
        return Parsed(value, "lost-zero", write(value))
    if number.startswith(_COUNTRY) and len(number) > len(_COUNTRY) + _SUBSCRIBER:
        return _country(number)
    if len(number) < _LONGEST_WITHIN:
        return Parsed(None, "short-phone")
    return Parsed(None, "missing-plus" if len(number) in _NEEDS_PLUS else "long-phone")


def write(value: Cell) -> Cell:
    """Return a number as people here write it: `052-2345678`, `1-700-123456`, `+4420...`."""
    number = str(value)
    if number.startswith(f"+{_COUNTRY}"):
        rest = number[1 + len(_COUNTRY) :]
        if pattern(_WITHIN).fullmatch(rest):
            return f"0{rest[:-_SUBSCRIBER]}-{rest[-_SUBSCRIBER:]}"
    elif pattern(_TOLL).fullmatch(number):
        return f"{number[0]}-{number[1:4]}-{number[4:]}"
    return value


def mobile(value: str) -> bool:
    """Return whether a number, in its canonical form, is an Israeli mobile."""
    return value.startswith("+9725") and len(value) == len("+972522345678")


def _sample(random: Random) -> Cell:
    return f"+97250555{random.randrange(10_000):04}"


FIELD: Final = Field(
    "phone", frozenset(), cellwise(read), write, _sample, number_format="@", width=15, ltr=True
)
