from __future__ import annotations

from pathlib import Path

import pytest

from crm_workbook.rules import example
from crm_workbook.rules.page import samples

CLEAN = Path(__file__).with_name("clean.md").read_text(encoding="utf-8")


@pytest.fixture
def clean():
    """A workbook as a careful owner keeps it, with odd things that are no faults."""
    return example.book(samples(CLEAN))
