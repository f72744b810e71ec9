"""The sheet xlwings.conf: ours is kept up to date, that of others only grows."""

from __future__ import annotations

import openpyxl
import pytest

from crm_workbook.errors import CrmError
from crm_workbook.store.macros import with_macros

PYTHON = r"C:\Program Files\crm\python.exe"


@pytest.fixture
def on_windows(wanted):
    """What is added on a computer with Windows."""
    mark, *others = wanted.settings
    return wanted._replace(settings=(mark, ("INTERPRETER_WIN", PYTHON), *others))


def rows(path) -> dict[str, object]:
    page = openpyxl.load_workbook(path)["xlwings.conf"]
    found = [(row[0].value, row[1].value) for row in page.iter_rows(max_col=2)]
    keys = [key for key, _ in found if key]
    assert len({key.upper() for key in keys}) == len(keys)  # xlwings fails on a key given twice
    return dict(found)


def give(path, macros):
    data = b"".join(with_macros(path.read_bytes(), macros).pieces())
    path.write_bytes(data)
    return rows(path)


def conf(path, *lines, styled=False):
    book = openpyxl.load_workbook(path)
    page = book.create_sheet("xlwings.conf")
    for line in lines:
        page.append(line)
    if styled:
        page["B1"].font = openpyxl.styles.Font(bold=True)
    book.save(path)
    return path


def test_a_new_sheet_is_hidden_and_says_all(plain, on_windows):
    assert give(plain, on_windows) == {key: value or None for key, value in on_windows.settings}
    assert openpyxl.load_workbook(plain)["xlwings.conf"].sheet_state == "hidden"


def test_ours_follows_the_computer_and_keeps_the_user_s_rows(plain, on_windows):
    give(plain, on_windows)
    book = openpyxl.load_workbook(plain, keep_vba=True)
    page = book["xlwings.conf"]
    page.append(["PYTHONPATH", r"D:\mine", "a remark"])
    page["C1"] = "another"
    book.save(plain)
    moved = tuple(
        (k, r"D:\py.exe" if k == "INTERPRETER_WIN" else v) for k, v in on_windows.settings
    )
    found = give(plain, on_windows._replace(settings=(*moved, ("CRM_NEW", "חדש"))))
    assert found["INTERPRETER_WIN"] == r"D:\py.exe"
    assert found["PYTHONPATH"] == r"D:\mine"
    assert found["CRM_NEW"] == "חדש"
    page = openpyxl.load_workbook(plain)["xlwings.conf"]
    assert page["C1"].value == "another"
    assert [c.value for c in page["C"] if c.value] == ["another", "a remark"]


def test_a_sheet_of_somebody_else_only_grows(plain, on_windows):
    conf(plain, ["interpreter_win", PYTHON.lower(), "mine"], ["SHOW CONSOLE", True], styled=True)
    found = give(plain, on_windows)
    assert found["interpreter_win"] == PYTHON.lower()
    assert found["SHOW CONSOLE"] is True
    assert "ADD_WORKBOOK_TO_PYTHONPATH" not in found
    assert {k for k, _ in on_windows.settings if k.startswith("CRM")} <= set(found)
    page = openpyxl.load_workbook(plain)["xlwings.conf"]
    assert page["B1"].font.bold
    assert page["C1"].value == "mine"
    once = plain.read_bytes()
    give(plain, on_windows)
    assert plain.read_bytes() == once


def test_another_python_is_said(plain, on_windows):
    conf(plain, ["Interpreter_Win", r"C:\other\python.exe"])
    before = plain.read_bytes()
    with pytest.raises(CrmError) as caught:
        with_macros(before, on_windows)
    assert caught.value.problem.code == "other-python"
    for lang in ("he", "en"):
        said = caught.value.say(lang)
        assert r"C:\other\python.exe" in said
        assert PYTHON in said


@pytest.mark.parametrize("below", [["", "", "note"], [None, 5]])
def test_what_stands_below_the_settings_is_not_written_over(plain, on_windows, below):
    conf(plain, ["PYTHONPATH", "x"], [], below)
    with pytest.raises(CrmError) as caught:
        with_macros(plain.read_bytes(), on_windows)
    assert caught.value.problem.code == "settings-no-room"


def test_an_empty_sheet_of_that_name_is_filled(plain, on_windows):
    assert give(conf(plain), on_windows) == dict(on_windows.settings)
