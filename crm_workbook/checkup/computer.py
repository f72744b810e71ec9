"""The computer as the checks see it; a test hands them another one."""

from __future__ import annotations

import getpass
import os
import platform
import re
import socket
import sys
import tempfile
import time
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, requires, version
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.crash import folder as log_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

WINDOWS: Final = "win32"
MAC: Final = "darwin"
_SMALL: Final = 4096
_SOMEBODYS_HOME: Final = re.compile(r"^(?:[A-Za-z]:\\Users\\|/Users/|/home/)[^\\/]+")


class Computer(NamedTuple):
    """What the checks ask of a computer; nothing of it is ever changed."""

    platform: str
    """As `sys.platform` names it."""
    system: str
    python: str
    bits: int
    executable: str
    home: str
    temp: str
    log: str
    """The folder of the program's own log."""
    env: Mapping[str, str]
    user: str
    host: str
    now: float
    """Seconds since 1970."""
    version: Callable[[str], str | None]
    """The installed version of a distribution."""
    requires: Callable[[str], Sequence[str]]
    """What a distribution requires, as its metadata says."""
    registry: Callable[[str, str], object]
    """A value of the registry by its key and its name, None when there is none."""
    stream: Callable[[str, str], bytes | None]
    """The beginning of a stream beside a file's content, by the file's path and its name."""
    attributes: Callable[[str], int]
    """The attributes Windows keeps of a file, 0 elsewhere."""

    @property
    def has_excel(self) -> bool:
        """Whether there is an Excel for this system."""
        return self.platform in {WINDOWS, MAC}

    def short(self, path: str) -> str:
        """Return a path without the name of a user: `~` for a home folder, whosesoever it is."""
        for home in {self.home, os.path.realpath(self.home)}:
            if path == home or path.startswith(home.rstrip("/\\") + os.sep):
                return "~" + path[len(home.rstrip("/\\")) :]
        return _SOMEBODYS_HOME.sub("~", path)


def this_computer() -> Computer:
    """Return the computer this runs on."""
    return Computer(
        platform=sys.platform,
        system=f"{platform.system()} {platform.release()}".strip(),
        python=platform.python_version(),
        bits=64 if sys.maxsize > 1 << 32 else 32,
        executable=sys.executable or "",
        home=os.path.expanduser("~"),
        temp=tempfile.gettempdir(),
        log=log_folder(),
        env=os.environ,
        user=_user(),
        host=socket.gethostname(),
        now=time.time(),
        version=_version,
        requires=_requires,
        registry=_registry,
        stream=_stream,
        attributes=_attributes,
    )


def _user() -> str:
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return ""


def _version(name: str) -> str | None:
    with suppress(PackageNotFoundError):
        return version(name)
    return None


def _requires(name: str) -> Sequence[str]:
    with suppress(PackageNotFoundError):
        return requires(name) or ()
    return ()


def _registry(key: str, name: str) -> object:
    with suppress(ImportError, OSError):
        import winreg  # only Windows has it

        root, _, path = key.partition("\\")
        opened = winreg.OpenKey(getattr(winreg, root), path)  # type: ignore[attr-defined,unused-ignore]
        with opened:
            found: object = winreg.QueryValueEx(opened, name)[0]  # type: ignore[attr-defined,unused-ignore]
            return found
    return None


def _stream(path: str, name: str) -> bytes | None:
    """Return a stream of NTFS; elsewhere the attribute by which Samba and ntfs-3g show it."""
    if sys.platform == WINDOWS:
        with suppress(OSError), open(f"{path}:{name}", "rb") as stream:
            return stream.read(_SMALL)
    elif hasattr(os, "getxattr"):
        with suppress(OSError):
            return os.getxattr(path, f"user.{name}")[:_SMALL]
    return None


def _attributes(path: str) -> int:
    with suppress(OSError):
        return int(getattr(os.stat(path), "st_file_attributes", 0))
    return 0
