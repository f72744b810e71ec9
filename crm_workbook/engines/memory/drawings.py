"""The shapes of a workbook, read from its drawing parts: openpyxl knows charts and images only."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    import zipfile

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_ART = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"


class Drawn(NamedTuple):
    """A shape as the file has it.

    Attributes:
        name: Its name.
        macro: The macro a click runs (`Shape.OnAction`), or an empty text.
        text: What is written on it.
    """

    name: str
    macro: str
    text: str


def drawn_shapes(package: zipfile.ZipFile) -> dict[str, list[Drawn]]:
    """Return the shapes of each sheet, by the sheet's name; pictures and charts are left out."""
    targets = _targets(package, "xl/workbook.xml")
    found: dict[str, list[Drawn]] = {}
    for sheet in ET.fromstring(package.read("xl/workbook.xml")).iter(f"{_MAIN}sheet"):  # noqa: S314 - expat of this age resists entity bombs
        part = targets.get(sheet.get(f"{_REL}id", ""), "")
        drawings = [t for t in _targets(package, part).values() if "/drawings/drawing" in t]
        shapes = [shape for drawing in drawings for shape in _shapes(package, drawing)]
        if shapes:
            found[sheet.get("name", "")] = shapes
    return found


def _shapes(package: zipfile.ZipFile, part: str) -> list[Drawn]:
    root = ET.fromstring(package.read(part))  # noqa: S314 - as above
    return [_shape(node) for node in root.iter(f"{_DRAWING}sp")]


def _shape(node: ET.Element) -> Drawn:
    about = node.find(f"{_DRAWING}nvSpPr/{_DRAWING}cNvPr")
    macro = node.get("macro", "")
    return Drawn(
        name=about.get("name", "") if about is not None else "",
        macro=macro.removeprefix("[0]!"),
        text="".join(text.text or "" for text in node.iter(f"{_ART}t")),
    )


def _targets(package: zipfile.ZipFile, part: str) -> dict[str, str]:
    folder, name = posixpath.split(part)
    path = f"{folder}/_rels/{name}.rels"
    if path not in package.namelist():
        return {}
    return {
        link.get("Id", ""): posixpath.normpath(
            posixpath.join(
                "/" if link.get("Target", "").startswith("/") else folder, link.get("Target", "")
            )
        ).lstrip("/")
        for link in ET.fromstring(package.read(path)).iter(f"{_PACKAGE}Relationship")  # noqa: S314 - as above
        if link.get("TargetMode") != "External"
    }
