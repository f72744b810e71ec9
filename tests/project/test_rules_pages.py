"""The pages of all rules in docs are what the rules say now."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
MAKER = runpy.run_path(str(DOCS / "make_rules.py"))


@pytest.mark.parametrize(("lang", "name"), MAKER["PAGES"].items())
def test_the_page_is_what_the_rules_say_now(lang, name):
    assert (DOCS / name).read_text("utf-8") == MAKER["made"](lang)
