"""One sentence in the product's languages.

Hebrew and English stand side by side where the thing they name is declared, so neither can be
forgotten. A further language is one catalogue keyed by the English sentence (`add_catalogue`).
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LANGUAGES: Final = ("he", "en")

_catalogues: dict[str, Mapping[str, str]] = {}


class Text(NamedTuple):
    """A sentence with `{named}` gaps, in Hebrew and in English."""

    he: str
    en: str

    def say(self, lang: str, /, **values: object) -> str:
        """Return the sentence in `lang`, its gaps filled from `values`.

        A language without a catalogue, or a sentence its catalogue lacks, falls back to English:
        a sentence the reader half understands is better than none.
        """
        if lang == "he":
            sentence = self.he
        elif lang == "en":
            sentence = self.en
        else:
            sentence = _catalogues.get(lang, {}).get(self.en, self.en)
        if not values:
            return sentence
        # A gap may be filled by a sentence, which then speaks the same language.
        return sentence.format_map(
            {
                name: value.say(lang) if isinstance(value, (Text, Counted)) else value
                for name, value in values.items()
            }
        )


class Counted(NamedTuple):
    """A sentence about a number of things, worded differently of a single one.

    `{count}` is the gap for the number; `{count:,}` groups its thousands. It is said of a number
    at once, `ROWS.say(lang, count=5)`, or put into the gap of another sentence, `ROWS.of(5)`.
    """

    one: Text
    many: Text
    number: int = 0

    def of(self, count: int) -> Counted:
        """Return the sentence about this many."""
        return self._replace(number=count)

    def say(self, lang: str, /, **values: object) -> str:
        """Return the sentence in `lang`, its gaps filled from `values`."""
        values = {"count": self.number, **values}
        return (self.one if values["count"] == 1 else self.many).say(lang, **values)


def quoted(word: str) -> str:
    """Return a word as it is typed in a command: with a blank in it, in quotation marks."""
    return f'"{word}"' if " " in word else word


def first_of(things: Sequence[object], limit: int = 5) -> str:
    """Return the first few things as a sentence names them, with the number of the others."""
    more = f" (+{len(things) - limit})" if len(things) > limit else ""
    return ", ".join(map(str, things[:limit])) + more


def add_catalogue(lang: str, sentences: Mapping[str, str]) -> None:
    """Register a further language as a mapping from the English sentence to its own."""
    _catalogues[lang] = sentences
