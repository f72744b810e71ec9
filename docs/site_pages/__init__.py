"""The pages of the documentation's site, as Markdown for Sphinx, each language a site of its own.

Everything that the code declares becomes pages here: rules, columns, lists, commands, settings.
Pages written by hand come along as they are, with their links bent to the site's names. Both
languages have the same pages under the same names, so each leads to its twin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_pages import columns, commands, landing, lists, rules, settings, templates, written

if TYPE_CHECKING:
    from collections.abc import Mapping


def pages(lang: str) -> Mapping[str, str]:
    """Return every page of a language by its name, such as `rules/crm121`."""
    made: dict[str, str] = {}
    for part in (landing, written, rules, columns, lists, commands, settings, templates):
        made |= part.pages(lang)
    return made
