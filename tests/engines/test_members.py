"""xlwings promises nothing about its abstract classes: what they ask for is compared with ours."""

from __future__ import annotations

import ast
import importlib
import os
import subprocess
import sys

import pytest
import xlwings as xw
from xlwings import base_classes

from crm_workbook import engines
from crm_workbook.engines.errors import NotSupported
from crm_workbook.engines.members import covered_by, members_of
from crm_workbook.engines.memory.gaps import GAPS

PACKAGE = "crm_workbook.engines"
MODULES = {
    "Apps": "apps",
    "App": "app",
    "Books": "books",
    "Book": "book",
    "Sheets": "sheets",
    "Sheet": "sheet",
    "Range": "range",
    "Font": "fonts",
    "AutoFilter": "autofilter",
    "Note": "notes",
    "Names": "names",
    "Name": "names",
    "Shape": "shapes",
    "Tables": "tables",
    "Table": "table",
}
SHARED = ("TableRows", "TableRow", "TableColumns", "TableColumn")


def filled_in(engine):
    """Return our classes by the name of the abstract class each of them fills in."""
    ours = {
        title: getattr(importlib.import_module(f"{PACKAGE}.{engine}.{module}"), title)
        for title, module in MODULES.items()
    }
    parts = importlib.import_module(f"{PACKAGE}.shared.table_parts")
    ours.update((title, getattr(parts, title)) for title in SHARED)
    ours["Collection"] = ours["Tables"]
    if engine == "memory":
        panes = importlib.import_module(f"{PACKAGE}.memory.panes")
        ours["FreezePanes"] = panes.FreezePanes
    return ours


OURS = {engine: filled_in(engine) for engine in ("memory", "libreoffice")}
# Classes reached only through members that are refused.
LEFT_OUT = {
    "Border",
    "Borders",
    "Characters",
    "Chart",
    "ChartAxis",
    "ChartLegend",
    "ChartSeries",
    "ChartSeriesCollection",
    "Charts",
    "Comment",
    "CommentReply",
    "ConditionalFormat",
    "ConditionalFormats",
    "DataValidation",
    "PageSetup",
    "Picture",
    "Pictures",
    "PivotField",
    "PivotFields",
    "PivotTable",
    "PivotTables",
    "PivotValueField",
    "PivotValueFields",
}


@pytest.mark.parametrize("engine", OURS)
def test_every_class_of_xlwings_is_filled_in_or_left_out(engine):
    theirs = {
        name
        for name, item in vars(base_classes).items()
        if isinstance(item, type) and item.__module__ == base_classes.__name__ and name[0] != "_"
    }
    assert theirs - set(OURS[engine]) <= LEFT_OUT | {"FreezePanes"}
    assert set(OURS[engine]) <= theirs


@pytest.mark.parametrize(
    ("engine", "title"), [(engine, title) for engine, classes in OURS.items() for title in classes]
)
def test_every_member_is_filled_in_or_a_gap_with_a_reason(engine, title):
    base = getattr(base_classes, title)
    gaps = importlib.import_module(f"{PACKAGE}.{engine}.gaps").GAPS
    missing = set(members_of(base)) - covered_by(OURS[engine][title], base)
    assert missing == {
        key.partition(".")[2]
        for key in gaps
        if key.startswith(f"{title}.") and key.partition(".")[2] in members_of(base)
    }


def test_every_gap_names_its_member_and_its_reason():
    engines.use_memory()
    sheet = xw.Book().sheets[0]
    for key, reason in GAPS.items():
        title, _, name = key.partition(".")
        if title not in {"Range", "Sheet"}:
            continue
        impl = sheet.impl if title == "Sheet" else sheet["A1"].impl
        with pytest.raises(NotSupported, match=key.replace(".", r"\.")) as refused:
            getattr(impl, name)()
        assert reason in str(refused.value)


def test_the_package_loads_nothing_until_it_is_used():
    code = (
        "import sys, crm_workbook.engines as e;"
        "print([m for m in ('xlwings', 'openpyxl', 'uno', 'pandas', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_package_stands_alone_and_uses_nothing_under_another_licence():
    folder = os.path.dirname(engines.__file__)
    for root, _, files in os.walk(folder):
        for file in files:
            if not file.endswith(".py"):
                continue
            with open(os.path.join(root, file), encoding="utf-8") as source:
                tree = ast.parse(source.read())
            for node in ast.walk(tree):
                found = []
                if isinstance(node, ast.Import):
                    found = [alias.name for alias in node.names]
                elif isinstance(node, ast.ImportFrom):
                    found = [node.module or "", *(f"{node.module}.{a.name}" for a in node.names)]
                for module in found:
                    assert not module.startswith("xlwings.pro"), file
                    own = module.startswith("crm_workbook.engines")
                    assert own or not module.startswith("crm_workbook."), file
