"""The process behind the second wall: takes a workbook from standard input, answers in lines.

It first takes from itself what it does not need: memory and time without end, writing to files,
leaving an image of itself behind when it falls.
"""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from crm_workbook.errors import CrmError
from crm_workbook.store.reading.grids import NO_MEMORY
from crm_workbook.store.reading.opened import OpenedHere, in_turn
from crm_workbook.store.reading.preflight import examine
from crm_workbook.store.reading.strict import be_strict
from crm_workbook.store.reading.told_facts import facts_line, refusal, told_tables
from crm_workbook.store.reading.wire import blocks, pack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.store.reading.wire import Line


def main() -> None:
    """Read the workbook on standard input within the limits of the first argument."""
    memory, cpu = map(int, sys.argv[1].split(","))
    _give_up(memory, cpu)
    gc.disable()  # as `reader` does, and this process ends soon
    out = sys.stdout.buffer
    try:
        for line in _answer(sys.stdin.buffer.read()):
            out.write(pack(line))
    except CrmError as error:
        out.write(pack(refusal(error)))
    except MemoryError:
        out.write(pack(refusal(CrmError(NO_MEMORY, title=""))))
    out.flush()


def _answer(data: bytes) -> Iterator[Line]:
    survey = examine(data)
    be_strict(survey)
    opened = OpenedHere(survey)
    tables = [opened.tables(tab.title) if tab.cells else () for tab in opened.tabs]
    told = zip(opened.tabs, map(told_tables, tables), strict=True)
    yield {"tabs": [(*tab, tables) for tab, tables in told]}
    for tab in in_turn(opened.tabs):
        if tab.cells:
            rows = opened.rows(tab.title)
            yield from blocks(rows)
            yield {"sheet": tab.title, "rows": len(rows)}
    yield facts_line(opened.facts())


def _give_up(memory: int, cpu: int) -> None:
    """Limit this process, for good."""
    try:
        import resource
    except ImportError:
        return  # Windows; the other side of the wall looks at the clock
    for kind, soft, hard in (
        (resource.RLIMIT_AS, memory, memory),
        (resource.RLIMIT_CPU, cpu, cpu + 1),  # first the signal that says why, then the end
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        _, most = resource.getrlimit(kind)
        if most != resource.RLIM_INFINITY:
            soft, hard = min(soft, most), min(hard, most)  # noqa: PLW2901 - no more than allowed
        try:
            resource.setrlimit(kind, (soft, hard))
        except (ValueError, OSError):
            continue  # macOS has names for more limits than it keeps
