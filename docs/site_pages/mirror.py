"""Turn a stylesheet around, for a language that is written from right to left.

The theme knows left and right only. Exchanging them in every declaration mirrors all of it, also
what a later version of the theme adds, where a list of corrections would be out of date.
"""

from __future__ import annotations

import re
from typing import Final

_BLOCK: Final = re.compile(r"\{([^{}]*)\}")
_SIDE: Final = re.compile(r"(?<![a-z])(left|right)(?![a-z])")
_WORDS: Final = re.compile(r"(?:[^\s()]|\([^()]*(?:\([^()]*\)[^()]*)*\))+")
_OTHER: Final = {"left": "right", "right": "left"}
_SIDED_VALUES: Final = ("text-align", "float", "clear", "transition")
_AROUND: Final = ("margin", "padding", "border-color", "border-style", "border-width", "inset")
"""Properties whose four values go round from the top: top, right, bottom, left."""
_FOUR: Final = 4


def mirrored(css: str) -> str:
    """Return a stylesheet with left and right exchanged."""
    return _BLOCK.sub(lambda block: f"{{{_block(block[1])}}}", css)


def _block(declarations: str) -> str:
    return ";".join(_declaration(each) for each in re.split(r";(?![^(]*\))", declarations))


def _declaration(text: str) -> str:
    name, colon, value = text.partition(":")
    bare = name.strip()
    if not colon or bare.startswith("--"):
        return text
    name = _SIDE.sub(lambda side: _OTHER[side[1]], name)
    if bare in _SIDED_VALUES:
        value = _SIDE.sub(lambda side: _OTHER[side[1]], value)
    words = _WORDS.findall(value)
    if len(words) == _FOUR and "/" not in value:
        top, right, bottom, left = words
        if bare in _AROUND:
            value = f"{top} {left} {bottom} {right}"
        elif bare == "border-radius":  # from the upper left corner on
            value = f"{right} {top} {left} {bottom}"
    return f"{name}{colon}{value}"
