"""How the parts of a package refer to each other, and what each of them is."""

from __future__ import annotations

from posixpath import basename, dirname, join, normpath, relpath
from typing import TYPE_CHECKING, Final

from crm_workbook.store.container import name_key
from crm_workbook.store.markup import (
    attribute,
    element_end,
    inserted,
    quote,
    replaced,
    tags,
)
from crm_workbook.store.parts import Relation, elements

if TYPE_CHECKING:
    from crm_workbook.store.package import Package

CONTENT_TYPES: Final = "[Content_Types].xml"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EMPTY: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b"</Relationships>"
)


def relations_name(part: str) -> str:
    """Return the name of the part that holds the relations of `part` (`""` is the package)."""
    return join(dirname(part), "_rels", f"{basename(part)}.rels")


def relations(package: Package, part: str) -> list[Relation]:
    """Return where a part points inside the package; the package itself is the part `""`."""
    name = relations_name(part)
    if name not in package:
        return []
    found = []
    for _, said, _ in elements(name, (package.read(name),), ("Relationship",)):
        if said.get("TargetMode") != "External":
            kind = said.get("Type", "").rpartition("/")[2]
            target = _inside(package, part, said.get("Target", ""))
            found.append(Relation(said.get("Id", ""), kind, target))
    return found


def _inside(package: Package, part: str, target: str) -> str:
    """Return the name of the part that a relation of `part` points to."""
    name = normpath(join("/", dirname(part), target.replace("\\", "/"))).lstrip("/")
    if name not in package and "%" in name:
        from urllib.parse import unquote

        return unquote(name)
    return name


def targets(package: Package, part: str, kind: str) -> list[str]:
    """Return the existing parts a part points to by one kind of relation."""
    return [r.target for r in relations(package, part) if r.kind == kind and r.target in package]


def relate(package: Package, part: str, kind: str, target: str) -> str:
    """Add a relation to another part of the package and return its id."""
    name = relations_name(part)
    source = package.read(name) if name in package else _EMPTY
    taken = {tag.get("Id") for tag in tags(source, "Relationship")}
    number = 1
    while f"rId{number}" in taken:
        number += 1
    prefix = next(tags(source, "Relationships")).prefix
    path = quote(relpath("/" + target, join("/", dirname(part))))
    new = b'<%sRelationship Id="rId%d" Type="%s/%s" Target="%s"/>'
    new %= (prefix, number, OFFICE.encode(), kind.encode(), path)
    package.write(name, inserted(source, "Relationships", new))
    return f"rId{number}"


def unrelate(package: Package, part: str, target: str) -> None:
    """Take every relation from a part to another out."""
    gone = {r.id for r in relations(package, part) if name_key(r.target) == name_key(target)}
    name = relations_name(part)
    source = package.read(name)
    for tag in reversed(list(tags(source, "Relationship"))):
        if tag.get("Id") in gone:
            source = replaced(source, tag.start, element_end(source, tag, "Relationship"), b"")
    package.write(name, source)


def declare(package: Package, part: str, content_type: str) -> None:
    """Say what a new part is."""
    source = package.read(CONTENT_TYPES)
    prefix = next(tags(source, "Types")).prefix
    new = b'<%sOverride PartName="/%s" ContentType="%s"/>'
    new %= (prefix, quote(part), content_type.encode())
    package.write(CONTENT_TYPES, inserted(source, "Types", new))


def withdraw(package: Package, part: str) -> None:
    """Forget what a removed part was."""
    source = package.read(CONTENT_TYPES)
    for tag in reversed(list(tags(source, "Override"))):
        if name_key((attribute(tag.source, "PartName") or "").lstrip("/")) == name_key(part):
            source = replaced(source, tag.start, element_end(source, tag, "Override"), b"")
    package.write(CONTENT_TYPES, source)


def drop(package: Package, owner: str, part: str) -> None:
    """Remove a part with its own relations, its owner's relation to it and its declaration."""
    unrelate(package, owner, part)
    withdraw(package, part)
    own = relations_name(part)
    if own in package:
        package.remove(own)
    package.remove(part)


def unused(package: Package, pattern: str) -> str:
    """Return the first free part name of a pattern with one `{}` for its number."""
    number = 1
    while pattern.format(number) in package:
        number += 1
    return pattern.format(number)
