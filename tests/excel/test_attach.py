"""Finding the workbook that is meant among those that are open."""

from __future__ import annotations

import shutil

import pytest
import xlwings as xw

from crm_workbook import engines
from crm_workbook.cli import main
from crm_workbook.errors import CrmError
from crm_workbook.excel.attach import attach


@pytest.fixture
def in_memory(monkeypatch):
    """The in-memory program in LibreOffice's place, with nothing open."""
    engines.use_memory()
    monkeypatch.setattr(engines, "use_libreoffice", lambda **_: None)
    monkeypatch.setattr("sys.platform", "linux")


@pytest.mark.usefixtures("in_memory")
def test_a_file_that_is_there_is_that_file_and_no_other_of_its_name(shop_file, tmp_path):
    other = tmp_path / "other" / shop_file.name
    other.parent.mkdir()
    shutil.copyfile(shop_file, other)
    book = xw.Book(str(shop_file))
    assert attach(str(shop_file)).fullname == book.fullname
    assert attach(shop_file.name).fullname == book.fullname
    with pytest.raises(CrmError) as caught:
        attach(str(other))
    assert "is not open" in caught.value.say("en")
    assert shop_file.name in caught.value.say("he")


@pytest.mark.usefixtures("in_memory")
def test_a_job_on_an_open_workbook_says_that_it_is_not_saved(shop_file, capsys):
    before = shop_file.read_bytes()
    book = xw.Book(str(shop_file))
    page = book.sheets["פניות"]
    page.tables[0].data_body_range[0, :].delete("up")
    assert main(["--live", "draft", str(shop_file), "--lang", "en"]) == 0
    assert "which is not saved yet" in capsys.readouterr().out
    assert main(["--live", "undo", str(shop_file), "--lang", "he"]) == 0
    assert "לא נשמרה" in capsys.readouterr().out
    assert shop_file.read_bytes() == before


def test_no_office_is_a_sentence_that_says_how_to_start_one(shop_file, capsys):
    address = "socket,host=127.0.0.1,port=9"
    assert main([f"--live={address}", "check", str(shop_file), "--lang", "en"]) == 2
    assert f'soffice --accept="{address};urp' in capsys.readouterr().err


def test_another_computer_is_never_asked(shop_file, capsys):
    address = "socket,host=203.0.113.5,port=2002"
    assert main([f"--live={address}", "check", str(shop_file), "--lang", "en"]) == 2
    told = capsys.readouterr().err
    assert "on this computer" in told
    assert "--live=socket,host=127.0.0.1" in told
