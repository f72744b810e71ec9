"""A computer, or the place of a workbook, with one thing wrong: named, with what to do."""

from __future__ import annotations

import os
import shutil
import struct
from pathlib import Path

import pytest

from crm_workbook.checkup.checks.place import LIMIT
from crm_workbook.checkup.computer import this_computer
from crm_workbook.runner.looking import look_at

DAY = 24 * 3600


def the(answers, name):
    """Return both sentences of the one answer of this name, in English."""
    (found,) = [a for a in answers if a.id == name]
    assert found.state in {"fault", "warning"}
    assert not any("{" in sentence for sentence in (*found.say("en"), *found.say("he")))
    assert all(any("א" <= sign <= "ת" for sign in sentence) for sentence in found.say("he"))
    return found.say("en")


def pressing(answers):
    return [a.id for a in answers if a.state in {"fault", "warning"}]


def put(path, content=b""):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def move(shop, *folders, name="shop.xlsm"):
    target = shop.parent.joinpath(*folders)
    target.mkdir(parents=True, exist_ok=True)
    return Path(shutil.move(shop, target / name))


def test_windows_without_excel(windows, asked):
    answers = asked(windows._replace(registry=lambda *_: None))
    assert "No installed Excel" in the(answers, "excel-missing")[0]


def test_a_mac_without_excel(mac, asked):
    (Path(mac.home) / "Applications" / "Microsoft Excel.app").rmdir()
    assert "Install Excel" in the(asked(mac), "excel-missing")[1]


@pytest.mark.parametrize(
    ("value", "policy", "name", "remedy"),
    [
        (4, False, "macros-disabled", "Trust Center"),
        (3, False, "signed-macros-only", "Trust Center"),
        (4, True, "macros-disabled", "whoever runs your computers"),
    ],
)
def test_excel_is_set_to_run_no_macros(windows, asked, value, policy, name, remedy):
    def registry(key, wanted):
        if "CurVer" in key:
            return "Excel.Application.16"
        return value if wanted == "VBAWarnings" and policy == ("Policies" in key) else None

    assert remedy in the(asked(windows._replace(registry=registry)), name)[1]


def test_asking_before_running_macros_is_in_order(windows, asked):
    registry = lambda key, name: 2 if name == "VBAWarnings" else "16"  # noqa: ARG005, E731 - as winreg
    assert pressing(asked(windows._replace(registry=registry))) == []


@pytest.mark.parametrize("path", ["with%sign", "with^sign"])
def test_an_interpreter_that_cmd_cannot_start(windows, asked, tmp_path, path):
    python = put(tmp_path / "home" / path / "python.exe")
    what, _ = the(asked(windows._replace(executable=str(python))), "interpreter-path")
    assert path in what
    assert windows.home not in what


def test_blanks_in_the_path_matter_on_a_mac_only(windows, mac, asked, tmp_path):
    python = str(put(tmp_path / "home" / "My Tools" / "python"))
    assert pressing(asked(windows._replace(executable=python))) == []
    assert pressing(asked(mac._replace(executable=python))) == ["interpreter-path"]


def test_hebrew_in_the_path_is_said_to_be_untried(windows, asked, tmp_path):
    python = put(tmp_path / "home" / "כלים" / "python.exe")
    what, _ = the(asked(windows._replace(executable=str(python))), "interpreter-path-letters")
    assert "has not been tried" in what


def test_an_interpreter_that_is_gone(windows, asked, tmp_path):
    gone = str(tmp_path / "gone" / "python.exe")
    assert pressing(asked(windows._replace(executable=gone))) == ["interpreter-unknown"]


def test_libraries_missing_and_old(windows, asked):
    known = {"crm-workbook": "0.1", "openpyxl": "3.0.10", "tzdata": "1"}.get
    answers = asked(windows._replace(version=known))
    what, do = the(answers, "package-missing")
    assert what.endswith(": xlwings pywin32.")
    assert "pip install --upgrade xlwings pywin32" in do
    assert "openpyxl 3.0.10 < 3.1.5" in the(answers, "package-old")[0]


def test_libraries_of_other_systems_are_not_asked_for(mac, asked):
    known = {"crm-workbook": "0.1", "openpyxl": "3.1.5", "xlwings": "0.37.8"}.get
    what, _ = the(asked(mac._replace(version=known)), "package-missing")
    assert what.endswith(": appscript.")


def test_a_source_tree_that_is_not_installed(windows, asked):
    answers = asked(windows._replace(requires=lambda _: ()))
    assert "packages" in [a.id for a in answers if a.state == "skipped"]


def test_a_mac_that_may_not_start_python(mac, asked):
    folder = Path(mac.home) / "Library" / "Application Scripts" / "com.microsoft.Excel"
    script = folder / "xlwings-0.37.8.applescript"
    script.rename(folder / "xlwings-0.30.1.applescript")
    what, do = the(asked(mac), "runpython-other-version")
    assert "0.30.1" in what
    assert "runpython install" in do
    shutil.rmtree(folder)
    assert "runpython install" in the(asked(mac), "runpython-missing")[1]


def test_settings_of_xlwings_outside_the_workbook(windows, shop, asked):
    rows = b'"INTERPRETER_WIN","C:\\old\\python.exe"\n"CONDA ENV","base"\n"PYTHONPATH",""\n'
    put(Path(windows.home) / ".xlwings" / "xlwings.conf", rows)
    what, _ = the(asked(windows, shop), "xlwings-settings-file")
    # The workbook names its interpreter itself, and an empty value says nothing.
    assert what.endswith(": CONDA ENV.")
    assert "~" in what
    assert the(asked(windows), "xlwings-settings-file")[0].endswith("CONDA ENV, INTERPRETER_WIN.")


def test_settings_beside_the_workbook(windows, shop, asked):
    put(shop.parent / "xlwings.conf", b'"PYTHONPATH","C:\\mine"\n')
    assert "PYTHONPATH" in the(asked(windows, shop), "xlwings-settings-file")[0]


def test_the_add_in_of_xlwings(windows, mac, asked):
    put(Path(windows.env["APPDATA"]) / "Microsoft" / "Excel" / "XLSTART" / "xlwings.xlam")
    assert "addin remove" in the(asked(windows), "xlwings-add-in")[1]
    assert pressing(asked(mac)) == []


def test_a_folder_that_cannot_be_written_to(windows, asked, monkeypatch):
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path != windows.temp and real(path, mode))
    assert "Temp" in the(asked(windows), "folder-unwritable")[0]


@pytest.mark.parametrize(
    "stream",
    [
        b"[ZoneTransfer]\r\nZoneId=3\r\nHostUrl=https://example.com/shop.xlsm\r\n",
        b"[ZoneTransfer]\r\nZoneId = 4",
        "[ZoneTransfer]\r\nZoneId=3".encode("utf-16"),
    ],
)
def test_the_mark_of_the_web(windows, shop, asked, stream):
    asks = []
    marked = windows._replace(stream=lambda path, name: asks.append((path, name)) or stream)
    answers = asked(marked, shop)
    assert answers[0].id == "mark-of-the-web"
    what, do = the(answers, "mark-of-the-web")
    assert "blocks its macros" in what
    assert "tick Unblock" in do
    assert asks == [(str(shop), "Zone.Identifier")]


@pytest.mark.parametrize("stream", [None, b"", b"[ZoneTransfer]\r\nZoneId=1\r\n", b"garbage"])
def test_no_mark_of_the_web(windows, shop, asked, stream):
    assert pressing(asked(windows._replace(stream=lambda *_: stream), shop)) == []


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="a file system attribute of Linux")
def test_the_mark_as_samba_and_ntfs_3g_show_it(shop):
    try:
        os.setxattr(shop, "user.Zone.Identifier", b"[ZoneTransfer]\r\nZoneId=3\r\n")
    except OSError:
        pytest.skip("this file system keeps no such attributes")
    stream = this_computer().stream(str(shop), "Zone.Identifier")
    assert b"ZoneId=3" in stream


@pytest.mark.parametrize(
    ("folder", "name", "service"),
    [
        ("OneDrive", "cloud-autosave", "OneDrive"),
        ("OneDrive - Flowers Ltd", "cloud-autosave", "OneDrive"),
        ("Dropbox (Personal)", "cloud-folder", "Dropbox"),
        ("Google Drive", "cloud-folder", "Google Drive"),
        ("com~apple~CloudDocs", "cloud-folder", "iCloud"),
    ],
)
def test_a_folder_of_a_cloud_service(windows, shop, asked, folder, name, service):
    answers = asked(windows, move(shop, folder, "work"))
    assert service in the(answers, name)[0]
    assert pressing(answers) == [name]


def test_a_cloud_folder_known_by_its_variable(windows, shop, asked):
    env = {**windows.env, "OneDriveCommercial": str(shop.parent)}
    assert pressing(asked(windows._replace(env=env), shop)) == ["cloud-autosave"]
    env["OneDriveCommercial"] = str(shop.parent) + "-other"
    assert pressing(asked(windows._replace(env=env), shop)) == []


def test_a_file_that_is_in_the_cloud_only(windows, mac, shop, asked):
    recall = windows._replace(attributes=lambda _: 0x400020)
    assert "but a placeholder" in the(asked(recall, shop), "cloud-only")[0]
    shop.rename(shop.with_name(".shop.xlsm.icloud"))
    assert "Download Now" in the(asked(mac, shop), "cloud-only")[1]


def test_a_path_too_long_for_excel(windows, shop, asked):
    long = move(shop, *["a" * 60] * 4)
    assert len(str(long)) > LIMIT
    assert str(LIMIT) in the(asked(windows, long), "path-too-long")[0]


def test_brackets_in_the_name(windows, shop, asked):
    answers = asked(windows, move(shop, name="shop[1].xlsm"))
    assert "shop[1].xlsm" in the(answers, "brackets-in-name")[0]


def test_signs_that_break_the_command_line(windows, mac, shop, asked):
    odd = move(shop, "50% off; new")
    assert "; %" in the(asked(windows, odd), "signs-in-path")[0]
    assert the(asked(mac, odd), "signs-in-path")[0].count("%") == 0


@pytest.mark.parametrize("folders", [("Content.Outlook", "AB12"), ("..", "Temp", "shop.zip")])
def test_opened_from_a_mail_or_a_zip(windows, shop, asked, folders):
    target = move(shop, *folders).resolve()
    assert "Protected View" in the(asked(windows, target), "temporary-place")[0]


def test_two_workbooks_of_one_name(windows, shop, asked):
    put(Path(windows.home) / "Downloads" / "shop.xlsm", b"another")
    what, _ = the(asked(windows, shop), "same-name-twice")
    assert "~" in what
    assert "Downloads" in what


def excels_mark(name):
    letters = name.encode("utf-16-le")
    head = bytes([len(name)]) + b"?" * len(name)
    return head.ljust(55) + struct.pack("<H", len(name)) + letters.ljust(108, b" \0"[:1])


def test_open_in_excel_by_somebody(windows, shop, asked):
    put(shop.with_name("~$shop.xlsm"), excels_mark("דנה"))
    elsewhere = windows._replace(platform="linux")
    (answer,) = [a for a in asked(elsewhere, shop) if a.id == "open-elsewhere"]
    assert "by דנה" in answer.say("en")[0]
    assert "דנה" not in answer.say("en", mailed=True)[0]


def test_open_in_libreoffice_by_somebody(windows, shop, asked):
    mark = shop.with_name(".~lock.shop.xlsm#")
    put(mark, b",dana,till,22.11.2026 06:00,file:///home/dana;")
    now = windows._replace(now=mark.stat().st_mtime + 60)
    assert "LibreOffice, by dana" in the(asked(now, shop), "open-elsewhere")[0]


def test_a_mark_that_was_left_over(windows, shop, asked):
    mark = put(shop.with_name(".~lock.shop.xlsm#"), b"garbage")
    later = windows._replace(now=mark.stat().st_mtime + 2 * DAY)
    what, do = the(asked(later, shop), "stale-lock")
    assert ".~lock.shop.xlsm#" in what
    assert "delete" in do
    assert mark.exists()


def test_on_windows_a_mark_that_can_be_opened_is_left_over(windows, shop, asked):
    # While Excel lives it holds its mark open and lets nobody write to it.
    put(shop.with_name("~$shop.xlsm"), excels_mark("dana"))
    assert "crash of Excel" in the(asked(windows, shop), "stale-lock")[0]


def test_a_read_only_file(windows, shop, asked):
    shop.chmod(0o444)
    assert "cannot be saved" in the(asked(windows, shop), "read-only")[0]


def test_a_read_only_folder(windows, shop, asked, monkeypatch):
    real = os.access
    closed = str(shop.parent)
    monkeypatch.setattr(os, "access", lambda path, mode: path != closed and real(path, mode))
    what, _ = the(asked(windows, shop), "read-only-folder")
    assert windows.home not in what


def test_nothing_is_fetched_from_the_cloud(shop, monkeypatch):
    class Stat:
        st_mode = shop.stat().st_mode
        st_file_attributes = 0x400000

    monkeypatch.setattr(os, "stat", lambda *_, **__: Stat)
    patient = look_at(str(shop))
    assert patient.error.code == "not-downloaded"
    assert patient.data == b""
