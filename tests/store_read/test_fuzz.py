"""Whatever is done to a good workbook, the outcome is a `Book` or a refusal with a sentence."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_workbook.errors import CrmError
from crm_workbook.store.reader import read_book

TOKENS = [
    '<c r="XFD1048576"><v>1</v></c>', '<row r="1048576">', "</row>", "<!--", "-->", "<![CDATA[",
    "]]>", "<?x", "?>", "&", "&#0;", "&#xD800;", '"', "'", "<", ">", "/>", "</sheetData>",
    "<sheetData>", 't="e"', 't="s"', "<v>", "</v>", "<f>", "</f>", "\0", "\ufffe", 'r="',
    's="99999999999"', "<c", "<row", '<mergeCell ref="A1:XFD1048576"/>', "-1", "9" * 20, "NaN",
    "1e400", "\r\n", '<x:c r="ZZ9">', "<!DOCTYPE a>", 'Target="', 'hidden="1"', "A1", ".", "A0",
    "</c>", '<dimension ref="A1:B"/>', 'date1904="1"', "..", "/", "%2e", "%", "#",
]  # fmt: skip


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


def outcome(data):
    """Read everything there is to read; return how it ended."""
    begun = time.process_time()
    problem = None
    try:
        book = read_book(data, name="x")
        for title in book.facts.titles:
            book.facts.tab(title)
        assert book.facts.external is not None
    except CrmError as error:
        problem = error
    assert time.process_time() - begun < 5
    if problem is None:
        return "read"
    assert problem.say("he") != problem.say("en")
    return problem.code


def attack(make, good, seed):
    rng = random.Random(seed)
    content = dict(good)
    if seed % 4:
        for _ in range(rng.randrange(1, 4)):
            name = rng.choice([*content, "xl/worksheets/sheet1.xml"])
            content[name] = mutated(rng, str(content[name]))
    data = make.pack({k: v.encode("utf-8", "replace") for k, v in content.items()})
    return damaged(rng, data) if seed % 4 == 0 else data


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_fuzz(make, good, seed):
    outcome(attack(make, good, seed))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\3\4", b"PK\5\6", b"\xd0\xcf\x11\xe0"]))
def test_any_bytes_at_all(data, start):
    assert outcome(start + data) != "read"


@pytest.mark.slow
def test_fuzz_long(make, good):
    ends = {outcome(attack(make, good, seed)) for seed in range(20_000)}
    assert {"read", "broken-part", "damaged-container", "far-cell", "document-type"} <= ends
