"""Compound files: read back by an independent reader, and never fooled."""

from __future__ import annotations

import contextlib
import io
import random
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_workbook.vba.compound import read_compound, write_compound
from crm_workbook.vba.compression import BadStreamError

olefile = pytest.importorskip("olefile")


def tree_of(count: int) -> dict:
    chance = random.Random(count)
    sizes = [0, 1, 63, 64, 65, 4095, 4096, 5000, 20_000]
    streams = {f"Sheet{n}": chance.randbytes(sizes[n % len(sizes)]) for n in range(count)}
    return {"PROJECT": b"x" * 700, "VBA": streams, "UserForm1": {"f": b"1", "o": b"2" * 4097}}


@pytest.mark.parametrize("count", [1, 2, 3, 7, 8, 30, 120, 200, 500])
def test_an_independent_reader_finds_every_stream(count):
    tree = tree_of(count)
    data = write_compound(tree)
    with olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_POTENTIAL) as found:
        assert not found.parsing_issues
        for name, content in tree["VBA"].items():
            assert found.openstream(["VBA", name]).read() == content
        assert found.openstream("UserForm1/o").read() == b"2" * 4097
    assert read_compound(data) == tree
    assert write_compound(tree) == data


@pytest.mark.parametrize("count", [*range(1, 40), 129, 200])
def test_the_search_tree_is_a_red_black_tree_in_order(count):
    """MS-CFB 2.6.4: ordered by length, then capital letters; equally many black on every path."""
    data = write_compound({f"S{n}": b"" for n in range(count)})
    with olefile.OleFileIO(io.BytesIO(data)) as found:
        entries = {e.sid: e for e in found.direntries if e is not None}

        def walk(sid: int) -> tuple[list[str], int]:
            if sid == olefile.NOSTREAM:
                return [], 1
            entry = entries[sid]
            red = entry.color == 0
            for child in (entry.sid_left, entry.sid_right):
                if red and child != olefile.NOSTREAM:
                    assert entries[child].color == 1
            left, black_left = walk(entry.sid_left)
            right, black_right = walk(entry.sid_right)
            assert black_left == black_right
            return [*left, entry.name, *right], black_left + (not red)

        names, _ = walk(found.root.sid_child)
    assert names == sorted(names, key=lambda name: (len(name), name.upper()))
    assert len(names) == count


def test_what_is_too_large_is_refused():
    with pytest.raises(BadStreamError):
        write_compound({"a": bytes(8_000_000)})


@settings(max_examples=300)
@given(st.data())
def test_damaged_bytes_are_refused_or_read(data):
    whole = bytearray(write_compound(tree_of(9)))
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    with contextlib.suppress(BadStreamError):
        read_compound(bytes(whole[: data.draw(st.integers(0, len(whole)))]))


def test_a_chain_that_loops_is_refused():
    whole = bytearray(write_compound({"long": bytes(20_000)}))
    first_fat = struct.unpack_from("<I", whole, 76)[0]
    at = (first_fat + 1) * 512
    for number in range(60):
        struct.pack_into("<I", whole, at + 4 * number, 3)
    with pytest.raises(BadStreamError):
        read_compound(bytes(whole))
