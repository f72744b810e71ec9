"""The office process: its end, its death, and one that somebody else started."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import time

import pytest
import xlwings as xw

from crm_workbook import engines
from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.libreoffice import bridge, office
from crm_workbook.engines.libreoffice.accept import BadAddress

pytestmark = pytest.mark.office

STARTS_AND_WAITS = """
import sys, time
from crm_workbook import engines
import xlwings as xw
engines.use_libreoffice()
app = xw.App(add_book=True)
print(app.pid, flush=True)
time.sleep(60)
"""


def children(pid):
    """Return the processes a process has started, and theirs."""
    found = []
    for task in os.listdir("/proc"):
        try:
            with open(f"/proc/{task}/stat", encoding="utf-8") as stat:
                parent = int(stat.read().rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            continue
        if parent == pid:
            found += [int(task), *children(int(task))]
    return found


def alive(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def gone(pids, seconds=10.0):
    """Whether all of them have ended, at the latest after some seconds."""
    until = time.monotonic() + seconds
    while any(map(alive, pids)) and time.monotonic() < until:
        time.sleep(0.05)
    return not any(map(alive, pids))


def profiles(folder):
    return [name for name in os.listdir(folder) if name.startswith(office.PROFILE_PREFIX)]


linux = pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="looks into /proc")


@linux
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT])
def test_the_office_ends_with_the_process_that_started_it(ending, tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", STARTS_AND_WAITS],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "TMPDIR": str(tmp_path)},  # others may be starting offices as well
    ) as process:
        keeper = int(process.stdout.readline())
        started = [keeper, *children(keeper)]
        assert len(started) > 1
        assert all(map(alive, started))
        assert profiles(tmp_path)
        process.send_signal(ending)
    assert gone(started)
    assert not profiles(tmp_path)


@linux
def test_an_office_that_died_is_said_so_and_another_can_be_started():
    engines.use_libreoffice()
    app = xw.App(add_book=True)
    try:
        cell = app.books[0].sheets[0]["A1"]
        started = children(app.pid)
        for pid in started:
            os.kill(pid, signal.SIGKILL)
        assert gone([app.pid, *started])
        with pytest.raises(ExcelError) as refused:
            cell.value = 1
        assert refused.value.hresult & 0xFFFFFFFF == 0x80010108
    finally:
        app.kill()
    with xw.App(add_book=True) as again:
        again.books[0].sheets[0]["A1"].value = 5
        assert again.books[0].sheets[0]["A1"].value == 5
    assert len(xw.apps) == 0


@pytest.fixture
def running():
    """An office somebody else started; its address, its process and its desktop."""
    name = f"crmtest{secrets.token_hex(6)}"
    own = office.start(name)
    yield f"pipe,name={name}", own
    own.end()


def test_a_running_office_is_used_and_left_running(running, tmp_path):
    address, own = running
    document = own.desktop.loadComponentFromURL(
        "private:factory/scalc", "_blank", 0, bridge.properties(Hidden=True)
    )
    document.storeAsURL(
        bridge.to_url(str(tmp_path / "mine.ods")), bridge.properties(FilterName="calc8")
    )
    engines.use_libreoffice(address=address)
    assert len(xw.apps) == 1
    # a document its user has open is found, not opened twice
    book = xw.Book(tmp_path / "mine.ods")
    assert len(xw.books) == 1
    assert xw.books["mine.ods"] == book
    book.sheets[0]["A1"].value = "שלום"
    assert document.Sheets.getByIndex(0).getCellByPosition(0, 0).String == "שלום"
    ours = xw.Book()
    assert xw.App() == xw.apps.active  # there is no second one at an address
    assert len(xw.books) == 3
    app = xw.apps.active
    app.screen_updating = False
    app.quit()
    assert len(xw.apps) == 0
    with pytest.raises(ExcelError):
        _ = ours.name
    # what its user has open is still open, as it was, and drawn again
    assert document.Sheets.getByIndex(0).getCellByPosition(0, 0).String == "שלום"
    assert not document.hasControllersLocked()
    assert len(list(bridge.elements(own.desktop.Components))) == 1


def test_an_office_on_another_computer_is_not_asked():
    with pytest.raises(BadAddress):
        engines.use_libreoffice(address="socket,host=192.0.2.1,port=2002")


def test_an_address_where_nobody_answers_is_said_so(monkeypatch):
    monkeypatch.setattr(office, "_CONNECT_SECONDS", 0.1)
    with pytest.raises(office.NoOffice, match="--accept"):
        engines.use_libreoffice(address="pipe,name=nobody-is-here")


def test_a_missing_office_is_said_so(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(office, "_PLACES", ())
    with pytest.raises(office.NoOffice, match="libreoffice-calc-nogui"):
        office.start()


def test_missing_modules_are_said_so(monkeypatch):
    monkeypatch.setattr(bridge, "folders", lambda: iter(["/nowhere"]))
    monkeypatch.setitem(sys.modules, "uno", None)
    with pytest.raises(bridge.NoBridge, match="python3-uno"):
        bridge.load.__wrapped__()
