"""What is declared once is everywhere: every function is called, described and documented."""

from __future__ import annotations

import json
import re
import runpy
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from crm_workbook.functions import descriptions, functions
from crm_workbook.text import LANGUAGES, Text

DOCS = Path(__file__).resolve().parents[2] / "docs"
MAKER = runpy.run_path(str(DOCS / "make_functions.py"))
EXAMPLES = [(f.name, example) for f in functions() for example in f.examples]
VBA_WORDS = {
    "and", "as", "boolean", "byref", "byte", "byval", "call", "case", "const", "currency", "date",
    "declare", "dim", "do", "double", "each", "else", "end", "enum", "erase", "error", "event",
    "exit", "false", "for", "friend", "function", "get", "global", "goto", "if", "in", "input",
    "integer", "is", "let", "like", "long", "loop", "lset", "me", "mod", "new", "next", "not",
    "nothing", "null", "object", "on", "open", "option", "optional", "or", "print", "private",
    "property", "public", "put", "redim", "rem", "resume", "return", "rset", "select", "set",
    "single", "static", "stop", "string", "sub", "then", "to", "true", "type", "until", "variant",
    "wend", "while", "with", "write", "xor",
}  # fmt: skip


def as_cells(excel, value):
    if isinstance(value, date) and not isinstance(value, datetime):
        return excel.date(value.year, value.month, value.day)
    return value


def said(result, lang):
    rows = result if isinstance(result, tuple) and not isinstance(result, Text) else ((result,),)
    return [[cell.say(lang) if isinstance(cell, Text) else cell for cell in row] for row in rows]


def collapsed(rows):
    """What the COM server makes of rows: a cell of one cell, a row of one row."""
    if len(rows) == 1:
        return rows[0][0] if len(rows[0]) == 1 else rows[0]
    return rows


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_every_example_gives_what_the_page_says(excel, name, example, lang):
    given = [as_cells(excel, argument) for argument in example.arguments]
    assert excel(name, *given, lang=lang) == collapsed(said(example.result, lang))


def test_a_function_costs_one_file():
    files = {p.stem for p in (Path(sys.modules["crm_workbook"].__file__).parent
                              / "functions" / "worksheet").glob("[a-z]*.py")}  # fmt: skip
    assert {f.name for f in functions()} == {f"CRM_{name.upper()}" for name in files}
    assert {"CRM_SCORE", "CRM_SEGMENT", "CRM_PHONE", "CRM_WHATSAPP", "CRM_TARGET_STATUS",
            "CRM_DRAFT"} <= {f.name for f in functions()}  # fmt: skip


@pytest.mark.parametrize("function", functions(), ids=lambda f: f.name)
def test_a_declaration_is_fit_for_vba_and_for_the_wizard(function):
    names = [argument.name for argument in function.arguments]
    assert len(set(names)) == len(names) <= 60
    for name in names:
        assert re.fullmatch("[a-z][a-z_0-9]{0,60}", name)
        assert name not in VBA_WORDS
    optional = [argument.optional for argument in function.arguments]
    assert optional == sorted(optional), "Excel wants optional arguments last"
    assert any(argument.each for argument in function.arguments)
    assert function.examples


@pytest.mark.parametrize("lang", LANGUAGES)
def test_descriptions_are_as_excel_and_xlwings_want_them(lang):
    rows = descriptions(lang)
    keys = [key for key, _ in rows]
    assert len({key.upper() for key in keys}) == len(keys)
    for key, text in rows:
        assert key == key.upper()
        assert key.isascii()
        assert 1 <= len(text) <= 255  # [MS-XLSB] 2.5.3: the same bounds for every file format
        assert "%" not in text, "xlwings would take it for a variable of the system"
        assert not text.startswith(("=", "'", "+", "-", "@"))
    assert dict(rows)["CRM LANGUAGE"] == lang
    for function in functions():
        assert dict(rows)[function.name] == function.help.say(lang)
        for place, argument in enumerate(function.arguments, start=1):
            assert dict(rows)[f"{function.name} {place}"] == argument.help.say(lang)


@pytest.mark.parametrize(("lang", "name"), MAKER["PAGES"].items())
def test_the_pages_are_what_the_declarations_say_now(lang, name):
    page = (DOCS / name).read_text("utf-8")
    assert page == MAKER["made"](lang)
    for function in functions():
        assert f"## {function.name}" in page
        assert page.count(f"={function.name}(") >= len(function.examples)


def test_nothing_heavy_is_loaded_before_it_is_needed():
    code = """
import json, sys
heavy = {"xlwings", "pandas", "numpy", "jinja2", "openpyxl"}
def loaded(): return sorted(heavy & sys.modules.keys())
from crm_workbook.functions import descriptions, functions, vba
from crm_workbook.functions.calling import call
vba(), descriptions("he")
seen = [loaded()]
own = {f.name: f for f in functions()}
call(own["CRM_PHONE"], ["0521234567"], "he")
call(own["CRM_WHATSAPP"], ["0521234567", "hi"], "he")
seen.append(loaded())
call(own["CRM_DRAFT"], ["{{ c.a }}", "a", "b"], "he")
seen.append(loaded())
call(own["CRM_SCORE"], [1.0, [[1.0], [2.0]]], "he")
seen.append(loaded())
print(json.dumps(seen))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [[], [], ["jinja2"], ["jinja2", "numpy"]]
