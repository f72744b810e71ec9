"""What differs between languages when a sentence is filled in: gender, number, money, direction.

Hebrew addresses a man, a woman and a group in different words, and does not know how to address
somebody whose gender nobody wrote down; hence a fourth, neutral form that is never left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

GENDERS: Final = ("male", "female", "plural")
"""The forms of address in the order of the arguments of `g`; whatever else is neutral."""

_MONTHS: Final = {
    "he": (
        "בינואר", "בפברואר", "במרץ", "באפריל", "במאי", "ביוני",
        "ביולי", "באוגוסט", "בספטמבר", "באוקטובר", "בנובמבר", "בדצמבר",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_DAYS: Final = {"he": ("יום אחד", "יומיים", "# ימים"), "en": ("one day", "# days")}
_AND: Final = {"he": " ו", "en": " and "}
_SYMBOLS: Final = {"ILS": "₪", "USD": "$", "EUR": "€", "GBP": "£"}

FIRST_STRONG_ISOLATE: Final = "\u2068"
POP_ISOLATE: Final = "\u2069"
_BIDI_CONTROLS: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufff9-\uffff]"
)
_BLANKS: Final = re.compile(r"\s+")
_RTL_LETTER: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LTR_LETTER: Final = re.compile("[A-Za-z\u00c0-\u058f]|^\\+[0-9]")


def known(lang: str) -> str:
    """Return the language whose rules apply: Hebrew's own, English's for all others."""
    return "he" if lang == "he" else "en"


def gendered(gender: str, masculine: str, feminine: str, plural: str, neutral: str) -> str:
    """Return the form by which a person is addressed; the neutral one when it is not known."""
    forms = dict(zip(GENDERS, (masculine, feminine, plural), strict=True))
    return forms.get(gender, neutral)


def counted(count: float, *forms: str) -> str:
    """Return the form for a count, `#` in it replaced by the number.

    Two forms are one and many, three are one, two and many: Hebrew has a dual.
    """
    place = int(count) - 1 if count in (1, 2) and count <= len(forms) - 1 else -1
    return forms[place].replace("#", number(count))


def days(count: float, lang: str) -> str:
    """Return a number of days in words: `יומיים`, `94 ימים`, `one day`."""
    return counted(round(count), *_DAYS[known(lang)])


def number(value: float) -> str:
    """Return a number with thousands set apart and no needless decimals: `1,234.5`."""
    text = f"{value:,.2f}"
    return text.rstrip("0").rstrip(".")


def money(value: float, currency: str, lang: str) -> str:
    """Return an amount with its currency: `1,234.50 ₪` in Hebrew, `₪1,234.50` in English.

    Own code, because the well-known library puts invisible marks around the sign, which double
    the price of an SMS and break every comparison.
    """
    amount = f"{abs(value):,.0f}" if round(value, 2) == round(value) else f"{abs(value):,.2f}"
    minus = "-" if value < 0 and amount.strip("0.,") else ""
    sign = _SYMBOLS.get(currency, currency)
    if lang == "he":
        return f"{minus}{amount} {sign}"
    return f"{minus}{sign}{amount}" if len(sign) == 1 else f"{minus}{sign} {amount}"


def day_month(day: date, lang: str) -> str:
    """Return a day without its year: `3 במרץ`, `3 March`."""
    return f"{day.day} {_MONTHS[known(lang)][day.month - 1]}"


def full_date(day: date, lang: str) -> str:
    """Return a day with its year: `3 במרץ 2026`, `3 March 2026`."""
    return f"{day_month(day, lang)} {day.year}"


def listing(items: tuple[str, ...], lang: str) -> str:
    """Return the items as one phrase: `עוגה, לחם וקפה`, `cake, bread and coffee`."""
    if len(items) < 2:  # noqa: PLR2004 - a single thing needs no "and"
        return "".join(items)
    # The Hebrew "and" is a prefix; before anything but a Hebrew word it takes a hyphen.
    hyphen = "-" if known(lang) == "he" and not _RTL_LETTER.match(items[-1]) else ""
    return f"{', '.join(items[:-1])}{_AND[known(lang)]}{hyphen}{items[-1]}"


def plain(text: str) -> str:
    """Return text from a cell as one clean line.

    Direction marks in data could turn the rest of the message round, and other invisible
    characters cost space or break a mail header; blanks and line ends become one blank.
    """
    return _BLANKS.sub(" ", _UNPRINTABLE.sub(" ", unmarked(text))).strip()


def unmarked(text: str) -> str:
    """Return a text without direction marks, its lines as they are."""
    return _BIDI_CONTROLS.sub("", text)


def isolated(value: str, lang: str) -> str:
    """Wrap a value whose direction is not the text's in isolates, so it cannot disturb it."""
    other = _LTR_LETTER if lang in ("he", "ar") else _RTL_LETTER
    return f"{FIRST_STRONG_ISOLATE}{value}{POP_ISOLATE}" if other.search(value) else value


def tidy(text: str) -> str:
    """Return a finished message: no invisible clutter, no trailing blanks, no gaping holes."""
    text = _UNPRINTABLE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = [re.sub(r"[ \t\xa0]+", " ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def phone(value: str) -> str:
    """Return a phone as people here dial it: `+972521234567` is `052-1234567`."""
    if not value.startswith("+972"):
        return value
    rest = value[4:]
    area = 2 if rest[:1] in ("5", "7") else 1
    return f"0{rest[:area]}-{rest[area:]}"


def shortened(value: str, longest: float = 40) -> str:
    """Return a text cut at a blank before `longest` characters, with an ellipsis if it was cut."""
    if len(value) <= longest:
        return value
    cut = value[: max(int(longest) - 1, 1)]
    return f"{cut.rsplit(' ', 1)[0]}…"
