"""A newer version of ours takes the place of the older; what the user made stays."""

from __future__ import annotations

import re

import pytest

from crm_workbook.store.macros import with_macros
from crm_workbook.vba import Module, read_project
from crm_workbook.vba.project import source

MINE = Module("MyMacros", source("MyMacros", "Option Explicit\nSub Mine()\nEnd Sub"))


def apply(data: bytes, macros):
    package = with_macros(data, macros)
    return package, read_project(package.content("xl/vbaProject.bin"))


@pytest.fixture
def older(wanted):
    """What an older version of ours, with an older xlwings, gave a workbook."""
    buttons, functions, xlwings, dictionary = wanted.modules
    mark = 'Public Const XLWINGS_VERSION As String = "0.33.1"'
    return wanted._replace(
        modules=(
            buttons._replace(code=buttons.code + "' older\n"),
            functions._replace(code=f"{functions.mark}\n"),
            xlwings._replace(code=xlwings.code.replace(xlwings.mark, mark), mark=mark),
            dictionary,
        ),
        buttons=(*wanted.buttons[1:], wanted.buttons[0]._replace(macro="CrmGone")),
    )


def test_older_modules_are_replaced_and_the_user_s_stay(shop, older, wanted):
    first, old = apply(shop.read_bytes(), older)
    mine = old.with_modules((MINE, old.module("ThisWorkbook")._replace(source=b"' mine\r\n")))
    first.write("xl/vbaProject.bin", mine.packed())
    package, new = apply(b"".join(first.pieces()), wanted)
    assert b"' older" not in new.module("CrmButtons").source
    assert b"0.33.1" not in new.module("xlwings").source
    assert wanted.modules[2].mark.encode() in new.module("xlwings").source
    assert b"CRM_PHONE" in new.module("CrmFunctions").source
    assert new.module("MyMacros") == MINE
    assert new.module("ThisWorkbook").source == b"' mine\r\n"
    assert [m.name for m in new.modules] == [m.name for m in mine.modules]
    drawing = next(
        package.read(n)
        for n in package.names()
        if "drawings/drawing" in n and b"CrmUndo" in package.read(n)
    )
    shown = re.findall(rb'macro="\[0\]!(\w+)"', drawing)
    assert sorted(shown) == sorted(b.macro.encode() for b in wanted.buttons)


def test_buttons_stay_where_the_user_moved_them(shop, wanted):
    """Excel saves an anchor as one of two cells; a picture with a like name is no button."""
    first, _ = apply(shop.read_bytes(), wanted)
    name = next(
        n for n in first.names() if "drawings/drawing" in n and b"CrmUndo" in first.read(n)
    )
    drawing = first.read(name)
    end = drawing.index(b"</xdr:oneCellAnchor>")
    moved = (
        drawing[:end]
        .replace(b"oneCellAnchor", b"twoCellAnchor")
        .replace(b"<xdr:col>3", b"<xdr:col>9")
        + b"</xdr:twoCellAnchor>"
        + drawing[end + len("</xdr:oneCellAnchor>") :]
    )
    logo = (
        b'<xdr:oneCellAnchor><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="77" name="crm_logo"/>'
        b"</xdr:nvPicPr></xdr:pic></xdr:oneCellAnchor>"
    )
    moved = moved.replace(b"</xdr:wsDr>", logo + b"</xdr:wsDr>")
    first.write(name, moved)
    package, _ = apply(b"".join(first.pieces()), wanted)
    assert not package.changed
    assert package.read(name) == moved


def test_a_project_that_excel_saved_is_not_written_again(shop, wanted):
    """Excel adds compiled code, which is no reason to write."""
    first, project = apply(shop.read_bytes(), wanted)
    compiled = project._replace(rest={"__SRP_9": b"cache"}).packed()
    first.write("xl/vbaProject.bin", compiled)
    package, _ = apply(b"".join(first.pieces()), wanted)
    assert not package.changed


def test_buttons_that_lost_their_macro_are_made_anew(shop, wanted):
    """LibreOffice saves the shapes, but not what they run."""
    first, _ = apply(shop.read_bytes(), wanted)
    name = next(
        n for n in first.names() if "drawings/drawing" in n and b"CrmUndo" in first.read(n)
    )
    drawing = first.read(name)
    first.write(name, re.sub(rb'macro="[^"]*"', b'macro=""', drawing))
    package, _ = apply(b"".join(first.pieces()), wanted)
    assert sorted(re.findall(rb'macro="([^"]*)"', package.read(name))) == sorted(
        re.findall(rb'macro="([^"]*)"', drawing)
    )
