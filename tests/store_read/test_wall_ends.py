"""However the process behind the second wall comes to its end, there is a sentence for it."""

import os
import subprocess
import sys
import time
from contextlib import suppress
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_workbook.errors import CrmError, Problem
from crm_workbook.store.reading import wall
from crm_workbook.store.reading.reader import read_book
from crm_workbook.store.reading.wall import Limits, Wall


def test_refusals_are_those_of_the_first_wall(make, ending):
    content = make.parts()
    bad = {
        "zip-bomb": {**content, "xl/styles.xml": "<a>" + " " * 30_000_000 + "</a>"},
        "document-type": {**content, "xl/workbook.xml": "<!DOCTYPE a><workbook/>"},
        "no-workbook": {**content, "xl/worksheets/sheet1.xml": None},
        "unreadable-sheet": {
            **content,
            "xl/worksheets/sheet1.xml": make.worksheet(
                make.row(1, '<c r="A1" t="s"><v>7</v></c>')
            ),
        },
        "far-cell": {
            **content,
            "xl/worksheets/sheet1.xml": make.worksheet(
                make.row(1048576, make.number("XFD1048576", 1))
            ),
        },
    }
    for code, parts in bad.items():
        data = make.pack(parts)
        said = []
        for untrusted in (False, True):
            with pytest.raises(CrmError) as caught:
                read_book(data, name="x", untrusted=untrusted)
            said.append((caught.value.code, caught.value.say("he"), caught.value.say("en")))
        assert said[0] == said[1]
        assert said[0][0] == code
    assert ending(b"") == "empty-file"


def test_every_problem_of_reading_is_known_behind_the_wall():
    """Every refusal that the reading modules declare can come through, each under its own name."""
    names = ("walled", "sheet_parser", "outline", "notes", "marks")
    code = (
        f"import sys; sys.path[:] = {sys.path!r}; from importlib import import_module\n"
        f"for name in {names}: import_module(f'crm_workbook.store.reading.{{name}}')\n"
        "print(*[m for m in sys.modules if m.startswith('crm_workbook.store.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    found = {}
    for name in loaded:
        for value in vars(import_module(name)).values():
            if isinstance(value, Problem):
                assert found.setdefault(value.code, value) is value
    missing = found.keys() - wall.PROBLEMS.keys()
    assert missing <= {
        "no-such-file",
        "is-a-folder",
        "no-workbook-in-folder",
        "not-a-file",
        "wrong-suffix",
        "lock-file",
    }


def large(make):
    rows = "".join(
        make.row(n, *(make.text(f"{c}{n}", f"{n * 7919:x}") for c in "ABCDEFGHIJ"))
        for n in range(1, 15_001)
    )
    return make.book(rows, "S")


def test_too_little_memory_or_time_is_a_sentence(make, ending):
    data = large(make)
    if sys.platform == "linux":
        ends = {ending(data, Limits(memory=mb << 20)) for mb in (18, 24, 32)}
        assert ends <= {"reading-too-large", "reading-broke-down"}
    assert ending(data, Limits(seconds=0.02)) == "reading-too-slow"
    assert ending(data, Limits(answer=10_000)) == "reading-too-large"
    assert ending(data, Limits(line=10_000)) == "reading-makes-no-sense"


@pytest.mark.skipif(os.name == "nt", reason="Windows limits no processor time")
def test_too_much_processor_time_is_a_sentence(ending):
    spin = (
        "import sys; sys.argv = ['', '0,1']; from crm_workbook.store.reading import walled;"
        "walled._give_up(1 << 31, 1)\nwhile True: pass"
    )
    begun = time.monotonic()
    assert ending(b"x", command=[sys.executable, "-c", spin]) == "reading-too-slow"
    assert time.monotonic() - begun < 30


TALK = "import sys, os, json, time; data = sys.stdin.buffer.read(); out = sys.stdout.buffer\n"
HEAD = {"tabs": [["S", "worksheet", True, []]]}
ROW = {"cells": [["a"]], "odd": []}
FACTS = {"names": {}, "epoch": 1900, "macros": False, "external": []}


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("os.abort()", "reading-broke-down"),
        ("os.kill(os.getpid(), 9)", "reading-broke-down"),
        ("sys.exit(3)", "reading-broke-down"),
        ("raise ValueError('דנה כהן')", "reading-broke-down"),
        ("out.write(b'{\"tabs\":')", "reading-broke-down"),
        ("out.write(b'\\n')", "reading-makes-no-sense"),
        ("out.write(b'[1]\\n')", "reading-makes-no-sense"),
        ("out.write(b'\\xff\\xfe\\n')", "reading-makes-no-sense"),
        ("out.write(b'[' * 200000 + b'\\n')", "reading-makes-no-sense"),
        ("out.write(b'{}\\n')", "reading-makes-no-sense"),
        ("out.write(b'{\"tabs\": [[1, 2, 3, 4]]}\\n')", "reading-makes-no-sense"),
        ('out.write(b\'{"refused": ["zip-bomb", {}]}\\n\')', "reading-makes-no-sense"),
        ('out.write(b\'{"refused": ["made-up", {}]}\\n\')', "reading-makes-no-sense"),
        (
            'out.write(b\'{"refused": ["zip-bomb", {"part": [1], "ratio": 2}]}\\n\')',
            "reading-makes-no-sense",
        ),
        ("out.write(b'{\"refused\": 7}\\n')", "reading-makes-no-sense"),
        ("os.close(1); time.sleep(60)", "reading-makes-no-sense"),
        ("time.sleep(60)", "reading-too-slow"),
    ],
)
def test_whatever_the_other_process_does(monkeypatch, script, code, ending):
    monkeypatch.setattr(wall, "_PATIENCE", 0.3)
    seconds = 1.0 if "slow" in code else 30.0
    assert (
        ending(b"x" * 300_000, Limits(seconds=seconds), [sys.executable, "-c", TALK + script])
        == code
    )


def test_one_that_ends_without_taking_the_file(ending):
    assert ending(b"x" * 3_000_000, command=[sys.executable, "-c", "pass"]) == "reading-broke-down"


@pytest.mark.parametrize(
    "lines",
    [
        [{"sheet": "other", "rows": 0}],
        [{"sheet": "S", "rows": 1}],
        [{"cells": [["a"], ["b", "c"]], "odd": []}],
        [ROW, {"cells": [["a", "b"]], "odd": []}, {"sheet": "S", "rows": 2}],
        [{"cells": [[{}]], "odd": []}],
        [{"cells": [[None]], "odd": []}],
        [{"cells": [], "odd": []}],
        [{"cells": [[""]], "odd": [[0, "date", [10**9]]]}],
        [{"cells": [[""]], "odd": [[0, "date", ["x"]]]}],
        [{"cells": [[""]], "odd": [[1, "date", [1]]]}],
        [{"cells": [[""]], "odd": [[-1, "date", [1]]]}],
        [{"cells": [[""]], "odd": [[0, "date", [1, 2]]]}],
        [{"cells": [[""]], "odd": [[0, "code", [1]]]}],
        [{"cells": [[""]], "odd": [[0, "span", [[10**12, 0, 0]]]]}],
        [{"cells": [[""]], "odd": [[0, "error", [["x"]]]]}],
        [{"cells": [[""]]}],
        [{"sheet": "S", "rows": 0}, {}],
        [{"sheet": "S", "rows": 0}, {**FACTS, "titles": ["T"], "tabs": [{}]}],
        [{"sheet": "S", "rows": 0}, {**FACTS, "titles": [], "tabs": []}],
        [{"sheet": "S", "rows": 0}, {**FACTS, "titles": ["S"], "tabs": [{"state": "visible"}]}],
    ],
)  # fmt: skip
def test_answers_of_another_shape_are_not_taken(lines, ending):
    script = TALK + "".join(
        f"out.write(json.dumps({line!r}).encode() + b'\\n')\n" for line in [HEAD, *lines]
    )
    assert ending(b"x", command=[sys.executable, "-c", script]) == "reading-makes-no-sense"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(["cells", "odd", "titles", "tabs", "refused", "x"]), inner
            )
        ),
        max_leaves=20,
    )
)
def test_any_json_at_all_is_taken_or_garbled(value):
    from crm_workbook.store.reading.told_facts import ToldFacts, refusal_of, tables_of
    from crm_workbook.store.reading.wire import Garbled, rows_of

    for take in (
        rows_of,
        refusal_of,
        tables_of,
        lambda line: ToldFacts(line, lambda _: CrmError(wall.FELL)),
    ):
        with suppress(Garbled):
            take(value)


def test_no_process_stays_behind(make, read_all):
    data = make.pack(make.parts())
    behind = Wall(data)
    with pytest.raises(KeyError), behind:
        behind.tables("אין")
    assert behind._process.poll() is not None
    with Wall(data) as behind:
        read_all(behind)
    assert behind._process.poll() is not None


@pytest.mark.skipif(os.name == "nt", reason="there are no such limits on Windows")
def test_the_reading_process_can_write_no_file_and_leaves_no_image(tmp_path):
    path = tmp_path / "x"
    code = (
        "import resource; from crm_workbook.store.reading.walled import _give_up\n"
        "_give_up(1 << 31, 9)\n"
        "print(*map(resource.getrlimit, (resource.RLIMIT_CORE, resource.RLIMIT_CPU)))\n"
        f"try: open({str(path)!r}, 'wb', 0).write(b'1')\nexcept OSError as e: print(e.errno)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.split("\n")[:2] == ["(0, 0) (9, 10)", "27"], done.stderr
    assert path.stat().st_size == 0
