"""A VBA project: its modules, its references, and the text that lists them."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from crm_workbook.vba.compound import Tree, read_compound, write_compound
from crm_workbook.vba.compression import BadStreamError, compress, decompress
from crm_workbook.vba.records import Listed, directory, names_in, opening, read_directory
from crm_workbook.vba.veiled import NO_PASSWORD, UNPROTECTED, VISIBLE, unveil, veil

Kind = Literal["standard", "class", "document"]

SOURCE_ONLY: Final = bytes.fromhex("cc61ffff000000")
"""The `_VBA_PROJECT` stream of a project without compiled code (MS-OVBA 2.3.4.1)."""
WORKBOOK: Final = "0{00020819-0000-0000-C000-000000000046}"
WORKSHEET: Final = "0{00020820-0000-0000-C000-000000000046}"
CLASS: Final = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"
CHART_SHEET: Final = "0{00020821-0000-0000-C000-000000000046}"

_LABEL: Final = {
    "standard": "Module={}",
    "class": "Class={}",
    "document": "Document={}/&H00000000",
}
_DOCUMENT: Final = re.compile(r"^Document=([^/\r\n]+)", re.MULTILINE)
_WINDOWS: Final = "[Workspace]"
"""The heading of the last lines, one for the window of each module."""
_LISTED: Final = re.compile(r"(?:Module|Class|Document|BaseClass|Package)=", re.IGNORECASE)
_BASE: Final = re.compile(rb'^Attribute VB_Base = "([^"\r\n]*)"', re.MULTILINE)
_NO_CODE: Final = re.compile(rb"\s*(?:Attribute VB_|Option Explicit\b|$)", re.IGNORECASE)
_COMPILED: Final = re.compile(r"__SRP_", re.IGNORECASE)
_LARGEST: Final = 1 << 24
"""Bytes of code a project may have altogether; the largest ones known have a third of it."""


class Module(NamedTuple):
    """One module of code."""

    name: str
    source: bytes
    """Its text in the project's code page, beginning with its attributes; lines end in CRLF."""
    kind: Kind = "standard"

    @property
    def base(self) -> str:
        """The class that a document is an instance of, such as `WORKSHEET`."""
        found = _BASE.search(self.source)
        return found[1].decode("ascii", "replace") if found else ""

    @property
    def blank(self) -> bool:
        """Whether it has attributes only, so that nothing is lost without it."""
        return all(map(_NO_CODE.match, self.source.splitlines()))


class Project(NamedTuple):
    """A VBA project, as it was read or newly made."""

    codec: str
    """Python's name of its code page."""
    head: bytes
    """The records before the list of modules: names, versions, references."""
    modules: tuple[Module, ...]
    listed: tuple[Listed, ...]
    """How the directory lists the modules, in the same order."""
    text: str
    """The PROJECT stream, each byte a character."""
    rest: Tree
    """Storages and streams that are not ours to know, such as those of forms."""

    @property
    def protected(self) -> bool:
        """Whether it is locked for viewing or has a password."""
        lines = dict(re.findall(r'^(CMG|DPB)="([0-9A-Fa-f]*)"', self.text, re.MULTILINE))
        if len(lines) < 2:  # noqa: PLR2004 - both are always there
            return True
        return unveil(lines["CMG"]) != UNPROTECTED or unveil(lines["DPB"]) != NO_PASSWORD

    @property
    def names(self) -> set[str]:
        """Its own name and those of the libraries and projects it refers to, in small letters.

        VBA lets no module have one of them.
        """
        return {name.lower() for name in names_in(self.head, self.codec)}

    def module(self, name: str) -> Module | None:
        """Return a module by its name; VBA takes capital and small letters for the same."""
        return next((m for m in self.modules if m.name.lower() == name.lower()), None)

    def with_modules(self, added: tuple[Module, ...]) -> Project:
        """Return the project with these modules: replaced where one has the name, else added."""
        modules, listed, text = list(self.modules), list(self.listed), self.text
        places = {m.name.lower(): place for place, m in enumerate(modules)}
        for module in added:
            place = places.get(module.name.lower())
            if place is not None:
                modules[place] = module._replace(name=modules[place].name)
                continue
            modules.append(module)
            listed.append(Listed.of(module.name, self.codec, procedural=module.kind == "standard"))
            text = _list(text, module, self.codec)
        return self._replace(modules=tuple(modules), listed=tuple(listed), text=text)

    def without(self, name: str) -> Project:
        """Return the project without the module of this name."""
        kept = [n for n, m in enumerate(self.modules) if m.name.lower() != name.lower()]
        gone = name.encode(self.codec, "replace").decode("latin-1").lower()
        lines = _lines(self.text)
        windows = lines.index(_WINDOWS) if _WINDOWS in lines else len(lines)
        text = [
            line
            for number, line in enumerate(lines)
            if gone != (_window(line) if number > windows else _listed(line))
        ]
        return self._replace(
            modules=tuple(self.modules[n] for n in kept),
            listed=tuple(self.listed[n] for n in kept),
            text=_joined(text),
        )

    def packed(self) -> bytes:
        """Return the `vbaProject.bin` of this project; the same bytes for the same project.

        Raises:
            BadStreamError: It is larger than what is written here.
        """
        streams: Tree = {
            "_VBA_PROJECT": SOURCE_ONLY,
            "dir": compress(directory(self.head, self.listed)),
        }
        for listed, module in zip(self.listed, self.modules, strict=True):
            streams[listed.stream] = compress(module.source)
        names = b"".join(
            m.name.encode(self.codec) + b"\0" + m.name.encode("utf-16-le") + b"\0\0"
            for m in self.modules
        )
        text = self.text.encode("latin-1")
        return write_compound(
            {**self.rest, "PROJECT": text, "PROJECTwm": names + b"\0\0", "VBA": streams}
        )


def source(name: str, body: str, kind: Kind = "standard", base: str = "") -> bytes:
    """Return the source of a module: attributes before the body, all in ASCII, lines in CRLF.

    Args:
        name: The module's name.
        body: Its code, without attributes.
        kind: What kind of module.
        base: For a document, the class it is an instance of, such as `WORKSHEET`.

    Raises:
        UnicodeEncodeError: The body has letters beyond ASCII, which other code pages would garble.
    """
    lines = [f'Attribute VB_Name = "{name}"']
    if kind != "standard":
        document = kind == "document"
        lines += [f'Attribute VB_Base = "{base}"'] if base else []
        lines += [
            "Attribute VB_GlobalNameSpace = False",
            "Attribute VB_Creatable = False",
            f"Attribute VB_PredeclaredId = {document}",
            f"Attribute VB_Exposed = {document}",
            "Attribute VB_TemplateDerived = False",
            f"Attribute VB_Customizable = {document}",
        ]
    lines += body.strip("\r\n").splitlines()
    return ("\r\n".join(lines) + "\r\n").encode("ascii")


def new_project(name: str = "VBAProject") -> Project:
    """Return a project without modules; the same for the same name."""
    identity = "{" + str(uuid5(NAMESPACE_URL, name)).upper() + "}"
    lines = [
        f'ID="{identity}"',
        f'Name="{name}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        f'CMG="{veil(identity, UNPROTECTED)}"',
        f'DPB="{veil(identity, NO_PASSWORD)}"',
        f'GC="{veil(identity, VISIBLE)}"',
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        _WINDOWS,
        "",
    ]
    return Project("cp1252", opening(name), (), (), "\r\n".join(lines), {})


def read_project(data: bytes) -> Project:
    """Read a `vbaProject.bin`, whoever wrote it; its compiled code is left out.

    Raises:
        BadStreamError: It is damaged, or in a code page that is not known.
    """
    tree = read_compound(data)
    streams, text = _pop(tree, "VBA"), _pop(tree, "PROJECT")
    _pop(tree, "PROJECTwm", needed=False)
    if not isinstance(streams, dict) or not isinstance(text, bytes):
        raise BadStreamError("no project")
    by_name = {name.lower(): content for name, content in streams.items()}
    packed = by_name.get("dir")
    if not isinstance(packed, bytes):
        raise BadStreamError("no directory of modules")
    codec, head, listed = read_directory(decompress(packed))
    documents = {name.lower() for name in _DOCUMENT.findall(text.decode(codec, "replace"))}
    modules = []
    room = _LARGEST
    for entry in listed:
        stream = by_name.get(entry.stream.lower())
        if not isinstance(stream, bytes):
            raise BadStreamError("a module is missing")
        kind: Kind = "standard" if entry.procedural else "class"
        if entry.name.lower() in documents:
            kind = "document"
        modules.append(Module(entry.name, decompress(stream[entry.offset :], room), kind))
        room -= len(modules[-1].source)
    listed = tuple(entry.source_only() for entry in listed)
    rest = {name: content for name, content in tree.items() if not _COMPILED.match(name)}
    return Project(codec, head, tuple(modules), listed, text.decode("latin-1"), rest)


def _pop(tree: Tree, name: str, *, needed: bool = True) -> bytes | Tree | None:
    found = next((key for key in tree if key.lower() == name.lower()), None)
    if found is None and needed:
        raise BadStreamError("no project")
    return tree.pop(found) if found is not None else None


def _lines(text: str) -> list[str]:
    """Return the lines of a PROJECT text. Its letters are bytes, and only CR LF ends a line."""
    return text.rstrip("\r\n").replace("\r\n", "\n").split("\n")


def _joined(lines: list[str]) -> str:
    return "\r\n".join([*lines, ""])


def _listed(line: str) -> str:
    """Return the module that a line lists, in small letters; '' for any other line."""
    found = _LISTED.match(line)
    return line[found.end() :].partition("/")[0].lower() if found else ""


def _window(line: str) -> str:
    return line.partition("=")[0].lower()


def _list(text: str, module: Module, codec: str) -> str:
    """Return the PROJECT text with a line for a new module, and one for its window."""
    name = module.name.encode(codec).decode("latin-1")
    lines = _lines(text)
    last = max((n for n, line in enumerate(lines) if _listed(line)), default=0)
    lines.insert(last + 1, _LABEL[module.kind].format(name))
    if _WINDOWS in lines:
        lines.append(f"{name}=0, 0, 0, 0, C")
    return _joined(lines)
