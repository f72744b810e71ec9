"""Nobody reads the answer any more: the work was done all the same, and the exit code says so."""

from __future__ import annotations

import subprocess
import sys

import pytest

import crm_workbook
from crm_workbook.build.workbook import build

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes break differently there")


def unread(*arguments):
    """Run a command whose reader has gone before the first word."""
    process = subprocess.Popen(
        [sys.executable, "-m", "crm_workbook", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.close()
    said = process.stderr.read().decode()
    process.stderr.close()
    return process.wait(timeout=60), said


@pytest.fixture
def shop(tmp_path):
    path = tmp_path / "shop.xlsx"
    rows = {"customers": [{"customer_id": "C-1", "display_name": "Ann"}]}
    path.write_bytes(build("en", rows=rows))
    return path


def test_a_write_that_was_done_is_no_failure(shop):
    before = shop.read_bytes()
    assert unread("refresh", shop, "--as-of", "2026-01-15") == (0, "")
    assert shop.read_bytes() != before
    assert unread("undo", shop) == (0, "")
    assert shop.read_bytes() == before


def test_an_export_nobody_reads(shop):
    assert unread("export", shop, "customers", "--output", "-") == (0, "")


def test_what_could_not_be_done_still_is_a_failure(shop):
    code, said = unread("undo", shop)
    assert code == 2
    assert "no job to take back" in said


def test_findings_are_still_told_by_the_exit_code(shop):
    rows = {"customers": [{"customer_id": "C-1"}, {"customer_id": "C-1"}]}
    shop.write_bytes(build("en", rows=rows))
    assert crm_workbook.check(str(shop)).failed
    assert unread("check", shop) == (1, "")
