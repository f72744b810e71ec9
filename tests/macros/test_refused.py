"""What macros cannot be added to: each has its own sentence, and the file stays as it was."""

from __future__ import annotations

import os
import random
import re
import shutil
import zipfile

import openpyxl
import pytest
import xlwings

from crm_workbook.errors import CrmError
from crm_workbook.store.macros import with_macros
from crm_workbook.vba import Module, new_project, read_project
from crm_workbook.vba.project import WORKBOOK, source

HOME = os.path.dirname(xlwings.__file__)
SIGNATURE = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" Type="http://schemas.microsoft.com/office/%s" '
    b'Target="vbaProjectSignature.bin"/></Relationships>'
)


def code(name: str, text: str = "Sub A()\nEnd Sub", kind="standard", base="") -> Module:
    return Module(name, source(name, text, kind, base), kind)


def packaged(name: str) -> bytes:
    with zipfile.ZipFile(os.path.join(HOME, name)) as package:
        return package.read("xl/vbaProject.bin")


@pytest.mark.parametrize(
    "kind",
    [
        b"2006/relationships/vbaProjectSignature",
        b"2014/relationships/vbaProjectSignatureAgile",
        b"2020/07/relationships/vbaProjectSignatureV3",
    ],
)
def test_signed_macros(plain, with_project, refused, kind):
    path = with_project(
        plain, new_project().with_modules((code("A"),)).packed(),
        **{"xl/_rels/vbaProject.bin.rels": SIGNATURE % kind, "xl/vbaProjectSignature.bin": b"0"},
    )  # fmt: skip
    assert refused(path) == "macros-signed"


def test_locked_macros(plain, with_project, refused):
    assert refused(with_project(plain, packaged("addin/xlwings.xlam"))) == "macros-locked"


@pytest.mark.parametrize("cut", [0, 7, 600, 5000])
def test_damaged_macros(plain, with_project, refused, cut):
    assert refused(with_project(plain, packaged("quickstart_standalone.xlsm")[:cut])) == (
        "macros-damaged"
    )


def test_any_damage_is_refused_or_harmless(plain, with_project, parts, wanted):
    """Some bytes of a project mean nothing; wherever others change, a sentence says it."""
    whole = read_project(packaged("quickstart.xlsm"))._replace(head=new_project().head)
    sound = whole.packed()
    chance = random.Random(3)
    codes = []
    for _ in range(60):
        broken = bytearray(sound)
        for _ in range(chance.randint(1, 20)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        path = with_project(plain, bytes(broken))
        code = _code_of(lambda path=path: with_macros(path.read_bytes(), wanted))
        codes.append(code)
        if not code:
            package = with_macros(path.read_bytes(), wanted)
            project = read_project(package.content("xl/vbaProject.bin"))
            for module in read_project(bytes(broken)).modules:
                assert project.module(module.name) is not None
            assert parts(path).keys() <= set(package.names())
    assert {"", "macros-damaged"} <= set(codes)
    assert all(code.startswith("macro") for code in codes if code)


def _code_of(act) -> str:
    """The refusal that comes of something, '' when it is done."""
    try:
        act()
    except CrmError as error:
        return error.problem.code
    return ""


def test_a_bomb_in_the_macro_part(plain, with_project, refused):
    assert refused(with_project(plain, bytes(40_000_000))) == "part-too-large"


@pytest.mark.parametrize(
    ("module", "problem"),
    [
        (code("CrmButtons"), "macro-name-taken"),
        (code("crmfunctions"), "macro-name-taken"),
        (code("xlwings", 'Public Const XLWINGS_VERSION = "0.11.0"'), "macro-other-version"),
        (code("Dictionary", "Public A", "class"), "macro-other-version"),
        (code("Mine", "Public Function RunPython(x)\nEnd Function"), "macro-ambiguous"),
        (code("Mine", "sub crmrefresh()\nend sub"), "macro-ambiguous"),
        (code("CrmButtons", "", "document", WORKBOOK), "macro-name-taken"),
    ],
)  # fmt: skip
def test_names_that_are_taken(plain, with_project, refused, module, problem):
    assert refused(with_project(plain, new_project().with_modules((module,)).packed())) == problem


def test_private_procedures_and_those_of_classes_are_nobody_s_business(
    plain, with_project, added, project
):
    modules = (
        code("Mine", "Private Sub CrmRefresh()\nEnd Sub\n' Sub CrmCheck()"),
        code("Other", "Public Sub CrmRefresh()\nEnd Sub", "class"),
    )
    made = added(with_project(plain, new_project().with_modules(modules).packed()))
    assert project(made).modules[:2] == modules


def test_the_add_in_of_xlwings(tmp_path, refused):
    """Its quickstart refers to the add-in, whose name a module cannot have then."""
    path = tmp_path / "quickstart.xlsm"
    shutil.copy(os.path.join(HOME, "quickstart.xlsm"), path)
    assert refused(path) == "macro-reference-taken"


@pytest.mark.parametrize("name", ["quickstart_addin.xlam", "quickstart_addin_ribbon.xlam"])
def test_an_add_in_is_no_workbook(tmp_path, refused, name):
    path = tmp_path / "addin.xlsm"
    shutil.copy(os.path.join(HOME, name), path)
    assert refused(path) == "add-in"


def test_a_locked_structure(plain, refused):
    book = openpyxl.load_workbook(plain)
    book.security.lockStructure = True
    book.save(plain)
    assert refused(plain) == "locked-structure"


def test_a_signed_package(plain, parts, rewritten, refused):
    rels = parts(plain)["_rels/.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="s" Type="http://schemas.openxmlformats.org/package/2006/relationships/'
        b'digital-signature/origin" Target="_xmlsignatures/origin.sigs"/></Relationships>',
    )
    assert refused(rewritten(plain, {"_rels/.rels": rels})) == "signed"


def test_a_macro_workbook_of_that_name_is_there(plain, refused):
    plain.with_suffix(".xlsm").write_bytes(b"mine")
    assert refused(plain) == "macro-workbook-there"


def test_without_xlwings_nothing_is_added(plain, refused, monkeypatch):
    from crm_workbook.jobs import macros_add

    monkeypatch.setattr(macros_add, "find_spec", lambda _: None)
    assert refused(plain) == "no-xlwings"


def test_streams_that_claim_the_same_sectors_are_no_bomb():
    """A directory in which many streams share their bytes would grow without end."""
    from crm_workbook.vba import BadStreamError
    from crm_workbook.vba.compound import read_compound, write_compound

    data = bytearray(write_compound({f"s{n}": bytes(5000) for n in range(8)}))
    entries = [m.start() for m in re.finditer(re.escape("s".encode("utf-16-le")), bytes(data))]
    first = next(at for at in entries if data[at + 66] == 2)
    for at in entries:
        if data[at + 66] == 2:
            data[at + 116 : at + 124] = data[first + 116 : first + 120] + (30_000).to_bytes(
                4, "little"
            )
    with pytest.raises(BadStreamError):
        read_compound(bytes(data))
