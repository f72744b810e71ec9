"""What the command says of what it did, or did not do, is so."""

from __future__ import annotations

import os
import sys

import pytest
from openpyxl import load_workbook

from crm_workbook.cli import main
from crm_workbook.text import Text

HEAD = "Date,Customer,Amount,Invoice\n"


@pytest.fixture
def shop(tmp_path, capsys):
    path = tmp_path / "shop.xlsx"
    assert main(["new", str(path), "--lang", "en"]) == 0
    capsys.readouterr()
    return path


def sales(shop, *rows):
    path = shop.with_name("sales.csv")
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("more", [[], ["--dry-run"]])
def test_refusing_every_row_is_not_being_up_to_date(shop, capsys, more):
    code = main(["import", str(shop), sales(shop, "yesterday,Dana,10,1"), *more])
    told = capsys.readouterr().out
    assert code == 1
    assert "refused 1" in told
    assert "up to date" not in told
    assert "Nothing was written." in told


def test_what_is_there_already_is_up_to_date(shop, capsys):
    source = sales(shop, "2025-03-15,Dana,10,1")
    main(["import", str(shop), source])
    capsys.readouterr()
    assert main(["import", str(shop), source]) == 0
    assert "Nothing to change: already up to date." in capsys.readouterr().out


def test_only_what_was_undone_is_said_to_be_taken_back(shop, capsys):
    main(["import", str(shop), sales(shop, "2025-03-15,Dana,10,1")])
    main(["undo", str(shop)])
    capsys.readouterr()
    main(["undo", str(shop), "--list"])
    lines = capsys.readouterr().out.splitlines()
    marked = {line.split("  ")[2].split(":")[0]: "(taken back)" in line for line in lines}
    assert marked == {"import": True, "undo": False}


def typed(shop, *cells):
    book = load_workbook(shop)
    for column, value in cells:
        sheet = book["Customers"]
        place = [cell.value for cell in sheet[1]].index(column) + 1
        sheet.cell(2, place).value = value
    book.save(shop)


@pytest.mark.parametrize(
    ("cells", "said", "unsaid"),
    [
        ([("Notes", "mine")], "what the action added holds something typed since: customers!",
         "that the action wrote"),
        ([("Name", "Dina")], "cells that the action wrote were changed since: customers!",
         "typed since"),
        ([("Notes", "mine"), ("Name", "Dina")],
         "changed since, and what it added holds something typed since: customers!",
         "rows that"),
    ],
)  # fmt: skip
def test_undo_says_what_stands_in_its_way(shop, capsys, cells, said, unsaid):
    main(["import", str(shop), sales(shop, "2025-03-15,Dana,10,1")])
    typed(shop, *cells)
    capsys.readouterr()
    before = shop.read_bytes()
    assert main(["undo", str(shop)]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert unsaid not in told
    assert shop.read_bytes() == before


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such file names")
def test_a_file_name_that_is_no_text_is_shown_byte_by_byte(tmp_path, capsys):
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.xlsx")
    assert main(["new", path, "--lang", "en"]) == 0
    source = tmp_path / "sales.csv"
    source.write_text(HEAD + "2025-03-15,Dana,10,1\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["import", path, str(source)]) == 0
    assert "caf\\xe9.xlsx" in capsys.readouterr().out
    os.remove(path)
    assert main(["undo", path]) == 2
    assert "caf\\xe9.xlsx" in capsys.readouterr().err


def test_the_help_tells_which_dates_the_option_is_about(capsys):
    for lang, word in Text("נקודות", "dots")._asdict().items():
        main(["import", "--help", "--lang", lang])
        assert word in " ".join(capsys.readouterr().out.split())
