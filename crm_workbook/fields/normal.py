"""Text made comparable: what people see as the same becomes the same.

Cells hold what keyboards, phones and other programs left in them: direction marks, vowel points,
hard blanks, four kinds of quote. They are folded here for matching only; the cell keeps its own
spelling unless a fix says otherwise.
"""

from __future__ import annotations

from crm_workbook.fields.pattern import pattern
from crm_workbook.lean import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def _span(first: int, last: int) -> Iterator[int]:
    return iter(range(first, last + 1))


_INVISIBLE: Final[dict[int, None]] = dict.fromkeys(
    [
        *_span(0x00, 0x08), *_span(0x0E, 0x1B), *_span(0x7F, 0x84), *_span(0x86, 0x9F),
        0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E,
        0x200B, 0x200E, 0x200F, *_span(0x202A, 0x202E), *_span(0x2060, 0x206F),
        0x3164, 0xFEFF, 0xFFA0, *_span(0xFFF9, 0xFFFB), *_span(0xE0000, 0xE007F),
    ]
)  # fmt: skip
"""Control, direction and zero-width characters. Line breaks and tabs are blanks, not marks."""

# The joiners are letters' glue in emoji, Arabic and Indic text and mean nothing anywhere else.
_JOINED: Final = "\u0600-\u06ff\u0900-\u0dff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
_STRAY_JOINER: Final = f"(?<![{_JOINED}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINED}])"

_NIQQUD: Final[dict[int, None]] = dict.fromkeys([*_span(0x0591, 0x05BD), *_span(0x05BF, 0x05C7)])
_QUOTES: Final[dict[int, str]] = {
    **dict.fromkeys(map(ord, "׳‘’‚‛′`´ʹʼʽ"), "'"),
    **dict.fromkeys(map(ord, "״“”„‟″«»ʺ"), '"'),
}
_DASHES: Final[dict[int, str]] = dict.fromkeys([0x05BE, *_span(0x2010, 0x2015), 0x2212], "-")
_FORMULAS: Final[dict[int, str]] = {0xFDFA: "صلعم", 0xFDFB: "جل جلاله"}
"""Signs that stand for whole sentences, up to 18 letters long, as they are abbreviated."""
_FOLD: Final[dict[int, str | None]] = {
    **_FORMULAS,
    **_INVISIBLE,
    **dict.fromkeys((0x200C, 0x200D)),
    **_NIQQUD,
    **_QUOTES,
    **_DASHES,
}
_FINALS: Final = str.maketrans("ךםןףץ", "כמנפצ")
_LONGEST: Final = 1_000
"""Texts up to this length are folded in their compatibility forms: a name, a heading. Whole pages
are compared as well, but nobody looks for ligatures there, and each may become four letters."""
# In UTF-8 every Hebrew letter begins with the byte that Western code pages show as a cross; in
# windows-1255 the letters take the places of a-grave to u-acute, never four in a row elsewhere.
# What UTF-8 cannot be at all becomes the sign of replacement, one for each letter.
SCRAMBLED: Final = "×[^\\s\\w]?.?×|[à-ú]{4}|[à-ú]{3} [à-ú]{3}|\ufffd{2}"
"""How Hebrew looks that was read in the wrong encoding."""
_ORDINARY: Final = r"[ -_a-~א-ת₪]*"
"""Hebrew letters and printable ASCII but the backtick: what nearly every cell is made of."""


def plain(text: str) -> str:
    """Return `text` as it is compared: folded in form, marks, vowel points, quotes, dashes, case.

    Blanks of every kind become one blank, at the ends none. Doing it twice changes nothing.
    """
    if pattern(_ORDINARY).fullmatch(text) is None:
        text = _folded(text)
    return " ".join(text.lower().replace("''", '"').split())


def _folded(text: str) -> str:
    from unicodedata import normalize  # brings large tables along, and cells are mostly ordinary

    # Compatibility forms, case and marks can each uncover one another (a mark between a letter
    # and its accent, an accent that only the lower case has), so this goes on until it is still.
    for _ in range(4):
        before = text
        form: Literal["NFKC", "NFC"] = "NFKC" if len(text) <= _LONGEST else "NFC"
        text = normalize(form, text.translate(_FOLD)).casefold()
        if text == before:
            break
    return text


def heading_key(text: str) -> str:
    """Return the letters and digits of `text`, folded: what headings and choices are matched by.

    `דוא"ל`, `דוא״ל` and `דואל` have one key, so have `First name` and `first_name`. A heading of
    signs only, such as `%` or `#`, is its own key.
    """
    folded = plain(text)
    return "".join(filter(str.isalnum, folded)).translate(_FINALS) or folded


def heading_keys(texts: Sequence[str]) -> list[str]:
    """Return the `heading_key` of each text; hundreds at once take half the time."""
    joined = "\n".join(texts)
    together = joined.count("\n") == len(texts) - 1
    if not together or pattern(_ORDINARY).fullmatch(joined.replace("\n", "")) is None:
        return [heading_key(text) for text in texts]
    folded = joined.lower()
    signs = {ord(sign): "" for sign in set(folded) if not sign.isalnum() and sign != "\n"}
    keys = folded.translate({**_FINALS, **signs}).split("\n")
    return [key or heading_key(text) for key, text in zip(keys, texts, strict=True)]


def visible(text: str) -> str:
    """Return `text` without invisible marks and without blanks at its ends, otherwise unchanged.

    This is a safe change: nobody sees a difference and no information is lost. Joiners that glue
    an emoji or Arabic letters together stay.
    """
    if not text.isascii() or not text.isprintable():
        text = text.translate(_INVISIBLE)
        if _joined(text):
            text = pattern(_STRAY_JOINER).sub("", text)
    return text.strip()


def marked(text: str) -> bool:
    """Return whether `text` holds an invisible mark."""
    if text.isascii() and text.isprintable():
        return False
    if text.translate(_INVISIBLE) != text:
        return True
    return _joined(text) and pattern(_STRAY_JOINER).search(text) is not None


def scrambled(text: str) -> bool:
    """Return whether `text` is Hebrew that was read in the wrong encoding.

    Its hard blanks and control characters are halves of letters: without them nothing can put it
    right again, so it is no text to tidy.
    """
    return not text.isascii() and pattern(SCRAMBLED).search(text) is not None


def _joined(text: str) -> bool:
    return "\u200c" in text or "\u200d" in text


def tidy(text: str) -> str:
    """Return `text` without invisible marks and odd blanks; line breaks stay.

    Hard and thin blanks become ordinary ones, runs of blanks become one, ends are trimmed.
    """
    lines = [" ".join(line.split()) for line in visible(text).splitlines()]
    return "\n".join(lines).strip()


def ascii_digits(text: str) -> str:
    """Return `text` with the digits of every script, such as Arabic, written 0 to 9."""
    return text if text.isascii() else pattern(r"\d").sub(lambda digit: str(int(digit[0])), text)


def slug(heading: str) -> str:
    """Return the id of a column that the user added: its heading as an identifier.

    Quotes, vowel points and marks go, blanks and signs become `_`, Latin letters are lower case.
    The result can stand in a template as a name; a heading of signs only is `column`.
    """
    folded = plain(heading).replace("'", "").replace('"', "")
    name = "_".join(pattern(r"[^\W_]+").findall(folded))
    if pattern(_ORDINARY).fullmatch(name) is None or not f"a{name}".isidentifier():
        from unicodedata import normalize

        name = "".join(c for c in normalize("NFKC", name) if f"a{c}".isidentifier())
    if not name:
        return "column"
    return name if name.isidentifier() else f"_{name}"
