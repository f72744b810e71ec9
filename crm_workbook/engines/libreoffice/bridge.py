"""UNO: finding its Python modules, making its structures, and turning its faults into Excel's.

UNO has no types that Python could check; `Uno` stands for everything that comes from there.
"""

from __future__ import annotations

import functools
import glob
import importlib
import inspect
import os
import sys
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from crm_workbook.engines.errors import RPC_E_DISCONNECTED, EngineError, ExcelError
from crm_workbook.engines.members import wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

Uno: TypeAlias = Any
"""An object, a structure or a value of UNO."""

T = TypeVar("T")

_DEBIAN: Final = "/usr/lib/python3/dist-packages"
_GONE: Final = ("DisposedException", "is not alive", "bridge", "disposed")


class NoBridge(EngineError):  # noqa: N818 - it is no fault of anybody
    """LibreOffice's Python modules are not to be found, or belong to another Python."""


def folders() -> Iterator[str]:
    """Go through the folders that may hold LibreOffice's modules for this very Python.

    The compiled half of them fits one minor version only, so that a folder all versions share is
    offered when the system's own Python is of this one.
    """
    own = f"python{sys.version_info.major}.{sys.version_info.minor}"
    if os.path.realpath("/usr/bin/python3").endswith(own):
        yield _DEBIAN
    yield from glob.glob(f"/usr/lib*/{own}/site-packages")
    for program in glob.glob("/usr/lib*/libreoffice/program"):
        yield program
    # The builds of The Document Foundation bring their own Python, and run inside it only.
    for program in glob.glob("/opt/libreoffice*/program"):
        if glob.glob(f"{program}/python-core-{own.removeprefix('python')}*"):
            yield program


@functools.cache
def load() -> ModuleType:
    """Return the module `uno`.

    Raises:
        NoBridge: There is none for this Python.
    """
    reasons = []
    for folder in (None, *folders()):
        if folder is not None and not os.path.exists(os.path.join(folder, "uno.py")):
            continue
        if folder is not None:
            sys.path.append(folder)
        try:
            return importlib.import_module("uno")
        except ImportError as error:
            sys.modules.pop("uno", None)
            reasons.append(str(error))
        finally:
            # A distribution's folder holds many packages that are not meant for us.
            if folder is not None:
                sys.path.remove(folder)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    raise NoBridge(
        f"LibreOffice's Python modules were not found for Python {version} "
        f"({'; '.join(dict.fromkeys(reasons))}). On Debian and Ubuntu the package is python3-uno; "
        "it fits the system's own version of Python."
    )


def struct(name: str, **values: Any) -> Uno:  # noqa: ANN401 - as UNO has it
    """Make a structure; its name counts from `com.sun.star`."""
    made = load().createUnoStruct(f"com.sun.star.{name}")
    for key, value in values.items():
        setattr(made, key, value)
    return made


def enum(name: str, value: str) -> Uno:
    """Return a value of an enumeration."""
    return load().Enum(f"com.sun.star.{name}", value)


def constant(name: str) -> Any:  # noqa: ANN401 - a number or a text
    """Return a constant."""
    return load().getConstantByName(f"com.sun.star.{name}")


def properties(**values: Any) -> tuple[Uno, ...]:  # noqa: ANN401 - as UNO has it
    """Make the list of named values that many calls take."""
    return tuple(struct("beans.PropertyValue", Name=k, Value=v) for k, v in values.items())


def typed_any(kind: str, value: Any) -> Uno:  # noqa: ANN401 - as UNO has it
    """Make a value whose type UNO could not tell, such as a list of structures."""
    return load().Any(kind, value)


def invoke(target: Uno, method: str, *arguments: Any) -> Any:  # noqa: ANN401 - as UNO has it
    """Call a method with values made by `typed_any`."""
    return load().invoke(target, method, arguments)


def to_url(path: str) -> str:
    """Return the address of a file."""
    return str(load().systemPathToFileUrl(os.path.abspath(path)))


def to_path(url: str) -> str:
    """Return the file behind an address, or the address when it lies elsewhere."""
    return str(load().fileUrlToSystemPath(url)) if url.startswith("file:") else url


def elements(container: Uno) -> Iterator[Uno]:
    """Go through a container of UNO's."""
    listing = container.createEnumeration()
    while listing.hasMoreElements():
        yield listing.nextElement()


def fault() -> type[Exception]:
    """Return the class of all exceptions of UNO."""
    found: type[Exception] = load().getClass("com.sun.star.uno.Exception")
    return found


class Calls:
    """Which call of a program is being answered.

    What it is made of asks the same objects over and over whether they are still there; once for
    each call is enough, and takes a third of the time.

    Attributes:
        number: Counts the calls that came from outside.
        depth: How many of ours are inside one another; 0 between calls.
    """

    def __init__(self) -> None:
        """Start between calls."""
        self.number = 0
        self.depth = 0

    def answered(self, number: int) -> bool:
        """Whether an object that answered in the call of that number has answered in this one."""
        return bool(self.depth) and number == self.number


calls: Final = Calls()


def translated(cls: type[T]) -> type[T]:
    """Decorate a class so that what UNO raises comes out as Excel's error.

    It goes outside `members.fills`, which has put every public member into the class itself.
    """
    for name, member in list(vars(cls).items()):
        if name.startswith("_") and name not in {"__call__", "__len__", "__iter__"}:
            continue
        if isinstance(member, property):
            setattr(cls, name, wrapped(member, _spoken))
        elif inspect.isfunction(member):
            setattr(cls, name, _spoken(member))
    return cls


def as_excel_error(error: Exception) -> ExcelError:
    """Return Excel's error for one of UNO's: the object is gone, or the call was refused."""
    words = getattr(error, "Message", "") or type(error).__name__.rpartition(".")[2]
    if any(mark in f"{type(error).__name__} {words}" for mark in _GONE):
        return ExcelError(
            "LibreOffice has closed the document, or was closed itself.",
            hresult=RPC_E_DISCONNECTED,
            strerror="The object invoked has disconnected from its clients.",
        )
    return ExcelError(f"LibreOffice: {words}")


def _spoken(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def call(*args: Any, **named: Any) -> Any:  # noqa: ANN401 - as the function
        calls.number += not calls.depth
        calls.depth += 1
        try:
            return function(*args, **named)
        except fault() as error:
            raise as_excel_error(error) from error
        finally:
            calls.depth -= 1

    return call
