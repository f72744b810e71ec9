"""The zip container against `zipfile`, and against what is wrong with zips."""

import io
import random
import struct
import zipfile
import zlib

import pytest

from crm_workbook.errors import CrmError
from crm_workbook.store.reading.container import directory, packed, stream, unpack

NAMES = ["[Content_Types].xml", "xl/workbook.xml", "xl/מסמך.xml", "docProps/app.xml"]


def zipped(contents: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as package:
        for name, content in contents.items():
            package.writestr(name, content)
    return buffer.getvalue()


def contents(seed: int = 1) -> dict[str, bytes]:
    rng = random.Random(seed)
    return {name: rng.randbytes(rng.randrange(3000)) * rng.randrange(60) for name in NAMES}


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("chunk", [1, 7, 4096, 1 << 20])
def test_reads_what_zipfile_wrote(method, chunk):
    made = {name: data[:5000] if chunk == 1 else data for name, data in contents().items()}
    data = zipped(made, method)
    parts = directory(data)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert [p.name for p in parts] == package.namelist()
        for part, info in zip(parts, package.infolist(), strict=True):
            assert (part.size, part.packed, part.crc) == (
                info.file_size,
                info.compress_size,
                info.CRC,
            )
            pieces = list(stream(data, part, chunk))
            assert max(map(len, pieces), default=0) <= chunk
            assert b"".join(pieces) == package.read(info) == unpack(data, part)


def test_zip64_and_sizes_behind_the_data():
    buffer = io.BytesIO()

    class Unseekable(io.RawIOBase):
        def writable(self):
            return True

        def write(self, data):
            return buffer.write(data)

    with zipfile.ZipFile(Unseekable(), "w", zipfile.ZIP_DEFLATED) as package:
        with package.open("big.xml", "w", force_zip64=True) as part:
            part.write(b"x" * 5_000_000)
        package.writestr("small.xml", b"y")
    data = buffer.getvalue()
    big, small = directory(data)
    assert big.flags & 8
    assert unpack(data, big) == b"x" * 5_000_000
    assert unpack(data, small) == b"y"


def test_comment_and_padding_are_harmless():
    buffer = io.BytesIO(zipped(contents()))
    with zipfile.ZipFile(buffer, "a") as package:
        package.comment = b"made by somebody"
    assert [p.name for p in directory(buffer.getvalue())] == NAMES
    assert [p.name for p in directory(buffer.getvalue() + b"\0" * 100 + b"\r\n")] == NAMES


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b"PK\3\4 and nothing more", "truncated"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Workbook" * 99, "old-xls"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0" + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00", "old-xls"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "html-file"),
        (b"\xef\xbb\xbf\n <TABLE border=1>", "html-file"),
        (
            b'<?xml?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "xml-2003",
        ),
        ("שם,טלפון\nדנה,050-1234567\n".encode(), "text-file"),
        ("שם\tטלפון\r\nדנה\t1\r\n".encode("cp1255"), "text-file"),
        ("שם\tטלפון".encode("utf-16"), "text-file"),
        (b"%PDF-1.7 ...", "not-a-workbook"),
        (bytes(range(256)), "not-a-workbook"),
    ],
)
def test_says_what_the_file_is(data, code, refusal):
    assert refusal(directory, data) == code


def test_every_truncation_is_refused():
    data = zipped({"a.xml": b"abc", "b.xml": b"xyz" * 50})
    for length in range(len(data)):
        with pytest.raises(CrmError):
            directory(data[:length])


@pytest.mark.parametrize("more", [b"x", b"<html>502</html>", b"\0" * 80_000 + b"x" * 5])
def test_bytes_behind_the_end_are_not_called_a_missing_end(more):
    data = zipped(contents())
    with pytest.raises(CrmError) as caught:
        directory(data + more)
    assert caught.value.code == "bytes-behind-end"
    assert f"{len(more):}" in caught.value.say("he")
    assert f"{len(more):}" in caught.value.say("en")


def test_a_file_cut_behind_a_workbook_inside_it_is_cut_short(refusal):
    inner = zipped({"a.xml": b"abc"})
    data = zipped({"pad.xml": b"0" * 50, "inner.xlsx": inner}, zipfile.ZIP_STORED)
    cut = data.index(b"PK\5\6") + 40
    assert refusal(directory, data[:cut]) == "truncated"


def test_duplicates_in_any_letter_case(refusal):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("xl/Workbook.xml", b"1")
        package.writestr("xl\\workbook.xml", b"2")
    assert refusal(directory, buffer.getvalue()) == "duplicate-part"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unknown_compression(method, refusal):
    assert refusal(directory, zipped({"a.xml": b"0" * 9999}, method)) == "unknown-compression"


@pytest.mark.parametrize(
    "name",
    ["../evil.xml", "xl/../../evil", "/etc/passwd", "C:/a.xml", "..\\a", "a\nb", "xl//../a"],
)
def test_unsafe_names(name, refusal):
    assert refusal(directory, zipped({name: b"1"})) == "unsafe-part-name"


def test_backslashes_are_slashes():
    data = zipped({"aXb.xml": b"1"}).replace(b"aXb.xml", b"a\\b.xml")
    assert directory(data)[0].name == "a/b.xml"


def patched(data: bytes, at: int, form: str, value: int) -> bytes:
    size = struct.calcsize(form)
    return data[:at] + struct.pack(form, value) + data[at + size :]


@pytest.fixture
def one() -> tuple[bytes, int, int]:
    """A package of one part, where its directory entry begins and where the end record does."""
    data = zipped({"a.xml": b"abcdefghij" * 40})
    return data, data.index(b"PK\1\2"), data.index(b"PK\5\6")


def test_encrypted_part(one, refusal):
    data, entry, _ = one
    assert refusal(directory, patched(data, entry + 8, "<H", 1)) == "encrypted-part"


@pytest.mark.parametrize(
    ("offset", "form", "value"),
    [
        (20, "<L", 9999),  # packed size beyond the file
        (42, "<L", 7),  # a local header where there is none
        (42, "<L", 2**31),
        (28, "<H", 60000),  # a name longer than the directory
    ],
)
def test_lying_directory(one, refusal, offset, form, value):
    data, entry, _ = one
    assert refusal(directory, patched(data, entry + offset, form, value)) == "damaged-container"


def test_lying_end_record(one, refusal):
    data, _, end = one
    assert refusal(directory, patched(data, end + 16, "<L", 5)) == "damaged-container"
    assert refusal(directory, patched(data, end + 10, "<H", 2)) == "damaged-container"
    assert refusal(directory, patched(data, end + 12, "<L", 2**30)) == "damaged-container"


def test_bytes_before_the_package(one, refusal):
    data, _, _ = one
    assert refusal(directory, b"PK\3\4" + b"junk" + data) == "damaged-container"


def test_two_end_records_that_both_reach_the_end(refusal):
    inner = zipped({"b.xml": b"2"})
    outer = zipped({"a.xml": b"1"})
    both = outer[:-2] + struct.pack("<H", len(inner)) + inner
    assert refusal(directory, both) == "ambiguous-container"


def test_parts_that_share_their_bytes(refusal):
    data = zipped({"a.xml": b"1" * 500, "b.xml": b"1" * 500})
    second = data.index(b"PK\1\2", data.index(b"PK\1\2") + 4)
    shared = patched(data, second + 42, "<L", 0)
    assert refusal(directory, shared) == "damaged-container"


def test_local_name_differs(one, refusal):
    data, _, _ = one
    assert refusal(directory, data.replace(b"a.xml", b"z.xml", 1)) == "damaged-container"


def test_too_many_parts(refusal):
    data = zipped({f"{n}": b"" for n in range(20_001)}, zipfile.ZIP_STORED)
    assert refusal(directory, data) == "too-many-parts"


def test_second_name_in_an_extra_field(refusal):
    buffer = io.BytesIO()
    info = zipfile.ZipInfo("a.xml")
    other = b"b.xml"
    body = struct.pack("<BL", 1, zlib.crc32(b"a.xml")) + other
    info.extra = struct.pack("<HH", 0x7075, len(body)) + body
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(info, b"1")
    assert refusal(directory, buffer.getvalue()) == "ambiguous-container"


@pytest.mark.parametrize(("offset", "value"), [(24, 399), (24, 401), (24, 2**30), (16, 12345)])
def test_lying_size_or_checksum(one, refusal, offset, value):
    data, entry, _ = one
    (part,) = directory(patched(data, entry + offset, "<L", value))
    expected = "wrong-checksum" if offset == 16 else "wrong-size"
    assert refusal(unpack, data, part) == expected
    assert refusal(lambda: list(stream(data, part, 64))) == expected


def test_more_is_never_unpacked_than_claimed(refusal):
    data = zipped({"a.xml": b"\0" * 50_000_000})
    entry = data.index(b"PK\1\2")
    lying = patched(data, entry + 24, "<L", 1000)
    (part,) = directory(lying)
    pieces = []
    assert refusal(lambda: pieces.extend(stream(lying, part, 300))) == "wrong-size"
    assert sum(map(len, pieces)) <= 1000


def test_limit(one, refusal):
    data, _, _ = one
    (part,) = directory(data)
    assert refusal(unpack, data, part, 100) == "part-too-large"


def test_damaged_stream(one, refusal):
    data, _, _ = one
    (part,) = directory(data)
    start = data.index(bytes(packed(data, part)))
    broken = data[: start + 3] + bytes([data[start + 3] ^ 0xFF]) + data[start + 4 :]
    assert refusal(unpack, broken, part) in {"wrong-checksum", "wrong-size"}
