"""The compression of VBA streams, against the examples of the specification."""

from __future__ import annotations

import contextlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_workbook.vba.compression import BadStreamError, compress, decompress

# MS-OVBA 3.2.1 to 3.2.3: a text that does not shrink, a usual one, and one of a single letter.
EXAMPLES = [
    (
        b"abcdefghijklmnopqrstuv.",
        "01 19 B0 00 61 62 63 64 65 66 67 68 00 69 6A 6B 6C 6D 6E 6F 70 00 71 72 73 74 75 76 2E",
    ),
    (
        b"#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa",
        (
            "01 2F B0 00 23 61 61 61 62 63 64 65 82 66 00 70 61 67 68 69 6A 01 38 08 61 6B 6C 00 "
            "30 6D 6E 6F 70 06 71 02 70 04 10 72 73 74 75 76 10 77 78 79 7A 00 3C"
        ),
    ),
    (b"a" * 73, "01 03 B0 02 61 45 00"),
]


@pytest.mark.parametrize(("plain", "packed"), EXAMPLES)
def test_the_examples_of_the_specification(plain, packed):
    assert decompress(bytes.fromhex(packed)) == plain
    # Of copies of one length the specification's own compressor does not always take the nearest.
    assert len(compress(plain)) == len(bytes.fromhex(packed))
    assert decompress(compress(plain)) == plain


@given(st.binary(max_size=9000) | st.text("ab\r\n", max_size=9000).map(str.encode))
def test_everything_comes_back(data):
    back = decompress(compress(data))
    # A last chunk that cannot shrink is stored whole, so its end is filled with zeros.
    assert back[: len(data)] == data
    assert not back[len(data) :].strip(b"\0")


def test_what_cannot_shrink_is_stored():
    data = random.Random(1).randbytes(4096)
    packed = compress(data)
    assert packed == b"\x01\xff\x3f" + data
    assert decompress(packed) == data


def test_an_independent_reader_agrees():
    decompress_stream = pytest.importorskip("oletools.olevba").decompress_stream
    text = b"".join(b'    Case %d: CrmRun "job %d"\r\n' % (n, n * n) for n in range(900))
    assert decompress_stream(bytearray(compress(text))) == text


@given(st.binary(max_size=400))
def test_garbage_is_refused_or_read_but_never_more(data):
    with contextlib.suppress(BadStreamError):
        decompress(b"\x01" + data, most=10_000)


@pytest.mark.parametrize("data", [b"", b"\x02abc", b"\x01\x03\xb0\x02\x61\x45", b"\x01\x00\x00a"])
def test_damage_is_named(data):
    with pytest.raises(BadStreamError):
        decompress(data)


def test_a_bomb_is_refused():
    with pytest.raises(BadStreamError):
        decompress(compress(b"a" * 2_000_000), most=1_000_000)
