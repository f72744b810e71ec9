"""The office process: one of our own, or one that runs already."""

from __future__ import annotations

import contextlib
import glob
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from typing import TYPE_CHECKING, Final

from crm_workbook.engines.errors import EngineError
from crm_workbook.engines.libreoffice import bridge, keeper
from crm_workbook.engines.libreoffice.accept import uno_url

if TYPE_CHECKING:
    from crm_workbook.engines.libreoffice.bridge import Uno

_PLACES: Final = (
    "/usr/lib*/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_START_SECONDS: Final = 90.0  # a first start sets up a profile; on a busy machine that takes long
_CONNECT_SECONDS: Final = 5.0
PROFILE_PREFIX: Final = "xlwings-office-"

# What a private profile starts with: no questions, no updates of links, nothing saved by itself.
_SETTINGS: Final = {
    "/org.openoffice.Setup/L10N": ("ooSetupSystemLocale", "en-US"),
    "/org.openoffice.Office.Recovery/AutoSave": ("Enabled", "false"),
    "/org.openoffice.Office.Recovery/RecoveryInfo": ("Enabled", "false"),
    "/org.openoffice.Office.Calc/Content/Update": ("Link", "2"),
    "/org.openoffice.Office.Common/Save/Document": ("WarnAlienFormat", "false"),
}
_ITEM: Final = '<item oor:path="{}"><prop oor:name="{}"><value>{}</value></prop></item>'
_PROFILE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">{}</oor:items>
"""


class NoOffice(EngineError):  # noqa: N818 - it is no fault of anybody
    """LibreOffice is not installed, did not start, or is not reached."""


class Office:
    """A connection to an office.

    Attributes:
        context: UNO's component context on the other side.
        desktop: The office's list of documents.
        pid: The process that keeps our own office running; for another one a number made of its
            address.
        own: Whether it was started here, and ends here.
    """

    def __init__(
        self, context: Uno, pid: int, process: subprocess.Popen[bytes] | None = None
    ) -> None:
        """Take the connection, and the process when it is our own."""
        self.context = context
        self.desktop = self.service("com.sun.star.frame.Desktop")
        self.pid = pid
        self.own = process is not None
        self._process = process

    def service(self, name: str) -> Uno:
        """Make a service of the office."""
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def seen(self) -> bool:
        """Whether a person sees a window of the office."""
        frames = self.desktop.getFrames()
        windows = (frames.getByIndex(index).ContainerWindow for index in range(frames.Count))
        return not self.own and any(window.isVisible() for window in windows if window)

    def end(self) -> None:
        """End our own office at once, with all it has open; leave another one alone."""
        if self._process is not None:
            _stop(self._process)
            self._process = None


def connect(address: str) -> Office:
    """Connect to a running office.

    Args:
        address: As in `accept`.

    Raises:
        BadAddress: It is not on this computer.
        NoOffice: Nobody answers there.
    """
    url = uno_url(address)
    until = time.monotonic() + _CONNECT_SECONDS
    while True:
        context = _resolve(url)
        if context is not None:
            return Office(context, zlib.crc32(url.encode()))
        if time.monotonic() > until:
            raise NoOffice(
                f"No LibreOffice answers at {address}. It answers when it was started so: "
                f'soffice --calc --accept="{address.partition(";")[0]};urp;"'
            )
        time.sleep(0.2)


def start(pipe: str | None = None) -> Office:
    """Start an office of our own: unseen, with a profile of its own, reached over a pipe only.

    It ends when `Office.end` is called, and also when this process ends in whatever way.

    Args:
        pipe: The name of the pipe. Who knows it may use the office; None makes one up.

    Raises:
        NoOffice: It is not installed, or does not start.
    """
    program = _program()
    bridge.load()
    folder = tempfile.mkdtemp(prefix=PROFILE_PREFIX)
    _set_up(folder)
    pipe = pipe or f"xlwings{secrets.token_hex(12)}"
    process = subprocess.Popen(  # noqa: S603 - a program that was looked for
        [
            *(sys.executable, "-I", "-S", str(keeper.__file__), folder, program),
            f"-env:UserInstallation={bridge.to_url(folder)}",
            *("--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard"),
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = uno_url(f"pipe,name={pipe}")
    until = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        context = _resolve(url)
        if context is not None:
            return Office(context, process.pid, process)
        time.sleep(0.1)
    _stop(process)
    raise NoOffice(f"{program} did not start within {_START_SECONDS:.0f} seconds.")


def _set_up(folder: str) -> None:
    os.makedirs(os.path.join(folder, "user"))
    items = (_ITEM.format(path, *setting) for path, setting in _SETTINGS.items())
    name = os.path.join(folder, "user", "registrymodifications.xcu")
    with open(name, "w", encoding="utf-8") as settings:
        settings.write(_PROFILE.format("".join(items)))


def _resolve(url: str) -> Uno | None:
    local = bridge.load().getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    try:
        return resolver.resolve(url)
    except bridge.fault():
        return None


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Close the pipe, which tells the keeper to end the office and to clean up."""
    if process.stdin is not None:
        process.stdin.close()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(10)
    if process.poll() is None:
        process.terminate()
        process.wait(10)


def _program() -> str:
    if os.name != "posix":
        raise NoOffice(
            "An office is started here on Linux and Mac only; elsewhere start it with --accept "
            "and give its address."
        )
    found = shutil.which("soffice") or shutil.which("libreoffice")
    found = found or next((path for place in _PLACES for path in glob.glob(place)), None)
    if found is None:
        raise NoOffice(
            "LibreOffice was not found. On Debian and Ubuntu: "
            "apt install libreoffice-calc-nogui python3-uno"
        )
    return found
