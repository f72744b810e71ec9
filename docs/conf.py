"""How Sphinx builds the site; `make_site.py` calls it, once for each language."""
# ruff: noqa: INP001 - Sphinx reads it as a file, by its name

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, Final

HERE: Final = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

from site_pages.mirror import mirrored  # noqa: E402 - it lies in this folder

from crm_workbook.text import Text  # noqa: E402
from crm_workbook.version import __version__  # noqa: E402

if TYPE_CHECKING:
    from sphinx.application import Sphinx

language = "he" if tags.has("he") else "en"  # type: ignore[name-defined] # noqa: F821 - Sphinx's

project = "crm-workbook"
author = "The crm-workbook authors"
version = release = __version__
extensions = ["myst_parser"]
myst_enable_extensions = ["attrs_block", "colon_fence", "fieldlist"]
myst_heading_anchors = 3
highlight_language = "text"
smartquotes = False  # what a message quotes, and options with their two dashes, stay as typed
option_emphasise_placeholders = True

html_theme = "furo"
html_title = project
html_baseurl = ""
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
html_show_sphinx = False
html_static_path = ["_static"]
templates_path = ["_templates"]
html_css_files = ["site.css"]
html_theme_options: dict[str, list[str]] = {"top_of_page_buttons": []}
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/search.html",
        "sidebar/languages.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}

DIRECTIONS: Final = {"en": "ltr", "he": "rtl"}
NAMES: Final = {"en": "English", "he": "עברית"}
LANGUAGES: Final = Text("שפות", "Languages")
MIRRORED: Final = ("styles/furo.css", "styles/furo-extensions.css")


def prune(_app: Sphinx, _page: str, _template: str, context: dict[str, Any], _: object) -> None:
    """Let the sidebar open where the reader is: all of it on every page would be megabytes."""
    whole = context.get("toctree")
    if whole is not None:
        context["toctree"] = lambda **wanted: whole(**wanted | {"collapse": True})


def twins(
    _app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], _doctree: object
) -> str:
    """Give a page its direction and its twin in the other language."""
    spoken = (context.get("meta") or {}).get("spoken", language)
    up = "../" * (pagename.count("/") + 1)
    context |= {
        "direction": DIRECTIONS[language],
        "spoken": spoken,
        "spoken_direction": DIRECTIONS[spoken],
        "languages": LANGUAGES.say(language),
        "twins": [(each, name, f"{up}{each}/{pagename}.html") for each, name in NAMES.items()],
        "page_template": templatename,
    }
    return "directed.html"


def turn_around(app: Sphinx, failed: Exception | None) -> None:
    """Mirror the theme's stylesheets for a language written from right to left."""
    if failed is not None or DIRECTIONS[language] != "rtl":
        return
    for name in MIRRORED:
        path = os.path.join(app.outdir, "_static", *name.split("/"))
        with open(path, encoding="utf-8") as file:
            css = file.read()
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(mirrored(css))


def setup(app: Sphinx) -> None:
    """Hang these on Sphinx; the theme, which draws the sidebar in between, is at 500."""
    app.connect("html-page-context", prune, priority=400)
    app.connect("html-page-context", twins, priority=900)
    app.connect("build-finished", turn_around)
