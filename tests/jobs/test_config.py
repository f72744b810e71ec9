"""`crm config` and `crm check` with a crm.toml on the disk, whatever lies there by that name."""

from __future__ import annotations

import json
import os

import pytest

from crm_workbook.build.workbook import build
from crm_workbook.cli import main

ROWS = [{"customer_id": "C-0001", "display_name": "דנה כהן", "phone": "050-12"}]


@pytest.fixture
def shop(tmp_path):
    path = tmp_path / "לקוחות שלי" / "shop.xlsx"
    path.parent.mkdir()
    path.write_bytes(build("he", rows={"customers": ROWS}))
    return path


def crm(capsys, *words):
    code = main([*map(str, words), "--lang", "en"])
    told = capsys.readouterr()
    return code, told.out.replace("\u200e", ""), told.err.replace("\u200e", "")


def beside(shop, content):
    (shop.parent / "crm.toml").write_bytes(content)


@pytest.mark.parametrize("job", ["check", "config"])
@pytest.mark.parametrize(
    "content",
    [b"[check", '[check]\nignore = "דנה"'.encode("cp1255"), "[check]".encode("utf-16"),
     b"[check]\nnosuch = 1", b"x = " + b"[" * 50_000, b"\x00"],
)  # fmt: skip
def test_a_damaged_file_is_a_sentence(shop, capsys, job, content):
    beside(shop, content)
    code, out, err = crm(capsys, job, shop)
    assert code == 2
    assert "crm.toml" in out + err
    assert "Traceback" not in out + err


@pytest.mark.parametrize("job", ["check", "config"])
def test_a_file_of_ten_megabytes_is_refused_at_once(shop, capsys, job):
    beside(shop, b"#" * 10_000_000)
    code, _, err = crm(capsys, job, shop)
    assert (code, "too large" in err) == (2, True)


@pytest.mark.parametrize("job", ["check", "config"])
def test_what_is_called_so_and_is_no_file_is_not_passed_by(shop, capsys, job):
    path = shop.parent / "crm.toml"
    path.mkdir()
    code, _, err = crm(capsys, job, shop)
    assert (code, "no plain file" in err) == (2, True)
    path.rmdir()
    path.symlink_to("nowhere.toml")
    code, _, err = crm(capsys, job, shop)
    assert (code, "crm.toml" in err) == (2, True)


def test_a_link_is_followed_and_its_paths_count_from_where_it_lies(shop, capsys, tmp_path):
    (tmp_path / "real.toml").write_text('check.ignore = "CRM121"', encoding="utf-8")
    (shop.parent / "crm.toml").symlink_to(tmp_path / "real.toml")
    code, out, _ = crm(capsys, "config", shop)
    assert code == 0
    assert f"ignore = CRM121  ({shop.parent / 'crm.toml'})" in out


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_file_that_may_not_be_read_is_said(shop, capsys):
    beside(shop, b"")
    (shop.parent / "crm.toml").chmod(0)
    code, _, err = crm(capsys, "check", shop)
    assert (code, "permission" in err) == (2, True)


def test_a_baseline_of_the_configuration_is_used_and_can_be_written_first(shop, capsys):
    beside(shop, b'[check]\nbaseline = "known.json"')
    code, _, err = crm(capsys, "check", shop)
    assert (code, "known.json" in err) == (2, True), "a missing baseline is never passed by"
    known = shop.parent / "known.json"
    assert crm(capsys, "check", shop, "--write-baseline", known)[0] == 0
    before = known.read_bytes()
    code, out, _ = crm(capsys, "check", shop)
    assert (code, f"1 finding is known from {known}" in out) == (0, True)
    assert crm(capsys, "check", shop, "--write-baseline", known)[0] == 0
    assert known.read_bytes() == before
    _, out, _ = crm(capsys, "config", shop)
    assert f"baseline = {known}  ({shop.parent / 'crm.toml'})" in out


def test_a_format_of_the_configuration_holds_until_another_is_typed(shop, capsys):
    beside(shop, b'[check]\nformat = "json"')
    _, out, _ = crm(capsys, "check", shop)
    assert json.loads(out)["files"][0]["settings"][0]["name"] == "format"
    _, out, _ = crm(capsys, "check", shop, "--format", "csv")
    assert out.startswith("\ufeff")


def test_a_relative_workbook_in_another_folder_finds_its_own(shop, capsys, monkeypatch):
    beside(shop, b'check.ignore = "CRM121"')
    monkeypatch.chdir(shop.parent.parent)
    code, out, _ = crm(capsys, "check", os.path.join(shop.parent.name, shop.name))
    assert (code, "settings from" in out) == (0, True)


def test_each_severity_is_told_with_who_gave_it(shop, capsys):
    beside(shop, b'check.severity = { CRM601 = "info", CRM301 = "warning" }')
    _, out, _ = crm(capsys, "config", shop, "--severity", "CRM301=info")
    assert "severity = CRM301=info  (command line)\n" in out
    assert f"severity = CRM601=info  ({shop.parent / 'crm.toml'})\n" in out


def test_what_nobody_decided_is_told_as_it_counts(shop, capsys):
    _, out, _ = crm(capsys, "config", shop)
    assert "select = ALL  (default)" in out
    assert "removal_phrase = (empty)  (default)" in out
    assert "cap_email = 4  (" in out, "a whole number is written as one"
