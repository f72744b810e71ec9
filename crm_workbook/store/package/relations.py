"""How the parts of a package refer to each other, and what each of them is."""

from __future__ import annotations

from itertools import count
from posixpath import basename, dirname, join, normpath, relpath
from typing import TYPE_CHECKING, Final

from crm_workbook.store.package.markup import (
    attribute,
    element_end,
    inserted,
    quote,
    replaced,
    tags,
)
from crm_workbook.store.reading.container import name_key
from crm_workbook.store.reading.parts import Relation, elements

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

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
    return [
        relation._replace(target=_inside(package, part, relation.target))
        for relation in _listed(package, part)
        if not relation.external
    ]


def addresses(package: Package, part: str) -> dict[str, str]:
    """Return the addresses outside the package that a part points to, by the relation's id."""
    return {r.id: r.target for r in _listed(package, part) if r.external}


def _listed(package: Package, part: str) -> list[Relation]:
    name = relations_name(part)
    if name not in package:
        return []
    found = []
    for _, said, _ in elements(name, (package.read(name),), ("Relationship",)):
        kind = said.get("Type", "").rpartition("/")[2]
        external = said.get("TargetMode") == "External"
        found.append(Relation(said.get("Id", ""), kind, said.get("Target", ""), external))
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


def relate(package: Package, part: str, kind: str, target: str, namespace: str = OFFICE) -> str:
    """Add a relation to another part of the package and return its id."""
    path = relpath("/" + target, join("/", dirname(part)))
    return _add(package, part, f"{namespace}/{kind}", (path,), b"")[0]


def relate_outside(package: Package, part: str, kind: str, wanted: Sequence[str]) -> Sequence[str]:
    """Add relations to addresses outside the package and return their ids, in the same order."""
    kind = f"{OFFICE}/{kind}"
    return _add(package, part, kind, wanted, b' TargetMode="External"') if wanted else ()


def _add(package: Package, part: str, kind: str, wanted: Sequence[str], mode: bytes) -> list[str]:
    name = relations_name(part)
    source = package.read(name) if name in package else _EMPTY
    taken = {tag.get("Id") for tag in tags(source, "Relationship")}
    free = (f"rId{number}" for number in count(1) if f"rId{number}" not in taken)
    prefix = next(tags(source, "Relationships")).prefix
    start = b'<%sRelationship Id="%%s" Type="%s" Target="%%s"%s/>'
    start %= (prefix, kind.encode(), mode)
    ids = [rid for rid, _ in zip(free, wanted, strict=False)]
    new = [start % (rid.encode(), quote(to)) for rid, to in zip(ids, wanted, strict=True)]
    package.write(name, inserted(source, "Relationships", b"".join(new)))
    return ids


def unrelate(package: Package, part: str, target: str) -> None:
    """Take every relation from a part to another out."""
    gone = {r.id for r in relations(package, part) if name_key(r.target) == name_key(target)}
    forget(package, part, gone)


def forget(package: Package, part: str, ids: Collection[str]) -> None:
    """Take the relations with these ids out."""
    if not ids:
        return
    name = relations_name(part)
    source = package.read(name)
    kept, at = [], 0
    for tag in tags(source, "Relationship"):
        if tag.get("Id") in ids:
            kept.append(source[at : tag.start])
            at = element_end(source, tag, "Relationship")
    package.write(name, b"".join([*kept, source[at:]]))


def declare(package: Package, part: str, content_type: str) -> None:
    """Say what a new part is."""
    source = package.read(CONTENT_TYPES)
    prefix = next(tags(source, "Types")).prefix
    new = b'<%sOverride PartName="/%s" ContentType="%s"/>'
    new %= (prefix, quote(part), content_type.encode())
    package.write(CONTENT_TYPES, inserted(source, "Types", new))


def declare_ending(package: Package, ending: str, content_type: str) -> None:
    """Say what parts with an ending are, where the package does not say so yet."""
    source = package.read(CONTENT_TYPES)
    if any((tag.get("Extension") or "").lower() == ending for tag in tags(source, "Default")):
        return
    types = next(tags(source, "Types"))
    new = b'<%sDefault Extension="%s" ContentType="%s"/>'
    new %= (types.prefix, ending.encode(), content_type.encode())
    package.write(CONTENT_TYPES, replaced(source, types.end, types.end, new))


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
