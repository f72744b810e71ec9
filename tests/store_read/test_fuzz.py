"""Whatever is done to a good workbook, it is checked or refused with a sentence.

Never another exception, never without end (a watchdog ends the whole run), never much memory.
"""

import faulthandler
import random
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_workbook.errors import CrmError
from crm_workbook.jobs.check import run as check
from crm_workbook.store.reading.reader import read_book

TOKENS = [
    '<c r="XFD1048576"><v>1</v></c>', '<row r="1048576">', "</row>", "<!--", "-->", "<![CDATA[",
    "]]>", "<?x", "?>", "&", "&#0;", "&#xD800;", '"', "'", "<", ">", "/>", "</sheetData>",
    "<sheetData>", 't="e"', 't="s"', "<v>", "</v>", "<f>", "</f>", "\0", "\ufffe", 'r="',
    's="99999999999"', "<c", "<row", '<mergeCell ref="A1:XFD1048576"/>', "-1", "9" * 20, "NaN",
    "1e400", "\r\n", '<x:c r="ZZ9">', "<!DOCTYPE a>", 'Target="', 'hidden="1"', "A1", ".", "A0",
    "</c>", '<dimension ref="A1:B"/>', 'date1904="1"', "..", "/", "%2e", "%", "#",
]  # fmt: skip


STRICTER = ("broken-part", "duplicate-cell", "unclear-cell")
"""What only the process behind the wall looks at."""


@pytest.fixture(scope="module")
def good(make):
    rows = (
        make.customers()
        + make.row(
            4, '<c r="A4" t="e"><v>#REF!</v></c>', '<c r="B4"><f>A1&amp;"x"</f><v>5</v></c>'
        )
        + make.row(5, make.number("C5", 44000, 1), '<c r="D5" t="s"><v>1</v></c>')
    )
    before = '<dimension ref="A1:D5"/><sheetViews><sheetView rightToLeft="1"/></sheetViews>'
    after = '<mergeCells><mergeCell ref="A9:B9"/></mergeCells>'
    content = make.parts(
        {"לקוחות": make.worksheet(rows, before=before, after=after)},
        workbook_tail='<definedNames><definedName name="n" localSheetId="0">A1</definedName>'
        "</definedNames>",
    )
    content["xl/worksheets/_rels/sheet1.xml.rels"] = make.rels(("table", "../tables/t.xml"))
    content["xl/tables/t.xml"] = '<table displayName="T" ref="A1:C4"/>'
    return content


def mutated(rng, xml):
    at, other = rng.randrange(len(xml) + 1), rng.randrange(len(xml) + 1)
    action = rng.randrange(5)
    if action == 0:
        return xml[:at] + rng.choice(TOKENS) + xml[at:]
    if action == 1:
        return xml[:at] + xml[at + rng.randrange(1, 30) :]
    if action == 2:
        return xml[: max(at, other)] + xml[min(at, other) :]
    if action == 3:
        return xml[:at] + xml[other : other + 20] + xml[at + 20 :]
    return xml.replace(
        rng.choice(['r="A1"', "<c ", "Target", '"', "sheet", "1"]), rng.choice(TOKENS)
    )


def damaged(rng, data):
    found = bytearray(data)
    for _ in range(rng.randrange(1, 5)):
        at = rng.randrange(len(found))
        if rng.random() < 0.3:
            del found[at : at + rng.randrange(1, 50)]
        else:
            found[at] = rng.choice([0, 1, 127, 255, rng.randrange(256)])
    return bytes(found)


def spliced(rng, content):
    """Parts that stand in each other's places."""
    names = [name for name in content if content[name] is not None]
    one, other = rng.choice(names), rng.choice(names)
    action = rng.randrange(4)
    if action == 0:
        return {**content, one: content[other]}
    if action == 1:
        return {**content, one: content[other], other: content[one]}
    if action == 2:
        return {**content, one: None}
    return {**content, rng.choice([one.upper(), one + "/x", "xl/" + one, one[3:] or "x"]): "<a/>"}


def lying(rng, data):
    """A directory that says other things than the entries."""
    found = bytearray(data)
    entries = [at for at in range(len(data)) if data.startswith(b"PK\1\2", at)]
    for _ in range(rng.randrange(1, 3)):
        if not entries:
            break
        entry = rng.choice(entries)
        if rng.random() < 0.2:  # twice the same
            length = 46 + sum(
                int.from_bytes(found[entry + n : entry + n + 2], "little") for n in (28, 30, 32)
            )
            end = found.index(b"PK\5\6", entry) if b"PK\5\6" in found[entry:] else len(found)
            found[end:end] = found[entry : entry + length]
            for at, size, more in ((8, 2, 1), (10, 2, 1), (12, 4, length)):
                place = slice(end + length + at, end + length + at + size)
                value = int.from_bytes(found[place], "little") + more
                found[place] = value.to_bytes(size, "little")
            break
        at, size = rng.choice(
            [(8, 2), (10, 2), (16, 4), (20, 4), (24, 4), (28, 2), (30, 2), (42, 4)]
        )
        place = slice(entry + at, entry + at + size)
        old = int.from_bytes(found[place], "little")
        new = rng.choice([0, 1, 8, old - 1, old + 1, old * 100, 2 ** (8 * size) - 1]) % 2 ** (
            8 * size
        )
        found[place] = new.to_bytes(size, "little")
    return bytes(found)


def outcome(data, *, untrusted=False):
    """Read and check everything there is; return how it ended."""
    faulthandler.dump_traceback_later(120, exit=True, file=sys.__stderr__)
    begun = time.process_time()
    problem = None
    try:
        book = read_book(data, name="x", untrusted=untrusted)
        for title in book.facts.titles:
            book.facts.tab(title)
        assert book.facts.external is not None
        check(book, lang="he")
    except CrmError as error:
        problem = error
    finally:
        faulthandler.cancel_dump_traceback_later()
    assert time.process_time() - begun < 5
    if problem is None:
        return "read"
    assert problem.say("he") != problem.say("en")
    return problem.code


def attack(make, good, seed):
    rng = random.Random(seed)
    content = dict(good)
    kind = seed % 6
    if kind == 0:
        content = spliced(rng, content)
    if kind:
        for _ in range(rng.randrange(1, 4)):
            name = rng.choice([*content, "xl/worksheets/sheet1.xml"])
            content[name] = mutated(rng, str(content[name]))
    encoded = {k: v if v is None else v.encode("utf-8", "replace") for k, v in content.items()}
    data = make.pack(encoded)
    if kind == 1:
        return damaged(rng, make.pack(good))
    if kind == 2:
        return lying(rng, make.pack(good))
    if kind == 3 and rng.random() < 0.1:
        return data[: rng.randrange(len(data))]
    return data


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_fuzz(make, good, seed):
    outcome(attack(make, good, seed))


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_fuzz_behind_the_wall(make, good, seed):
    data = attack(make, good, seed)
    assert outcome(data, untrusted=True) in {outcome(data), *STRICTER}


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\3\4", b"PK\5\6", b"\xd0\xcf\x11\xe0"]))
def test_any_bytes_at_all(data, start):
    assert outcome(start + data) != "read"


@pytest.mark.slow
def test_fuzz_long(make, good):
    """For a minute and a quarter, from where chance begins today: each run tries others."""
    resource = pytest.importorskip("resource")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    first = int(time.time()) << 20
    end = time.monotonic() + 75
    ends = set()
    seed = first
    while time.monotonic() < end:
        seed += 1
        try:
            data = attack(make, good, seed)
            ends.add(came := outcome(data))
            if seed % 200 == 0:
                assert outcome(data, untrusted=True) in {came, *STRICTER}
        except BaseException:
            print(f"seed {seed}", file=sys.__stderr__)
            raise
    assert {"read", "broken-part", "damaged-container", "wrong-size", "no-workbook"} <= ends
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < (400 << 20 if sys.platform == "darwin" else 400 << 10)
