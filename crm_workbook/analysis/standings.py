"""The rows of the targets sheet: what each aims at, and where it stands on a day."""

from __future__ import annotations

from datetime import date, timedelta
from math import fsum
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from crm_workbook.analysis import targets
from crm_workbook.analysis.calendar import ISRAEL, WEEKS
from crm_workbook.analysis.measures import Amounts, Measures, Share, dispersion
from crm_workbook.analysis.scopes import Scope, scope
from crm_workbook.model import key_text
from crm_workbook.schema.limits import limits
from crm_workbook.schema.typed import typed

if TYPE_CHECKING:
    from crm_workbook.analysis.calendar import WorkingWeek
    from crm_workbook.analysis.metrics import Analysis
    from crm_workbook.analysis.targets import Goal, Standing
    from crm_workbook.model import Book, Cell
    from crm_workbook.schema.typed import TypedTable

LOOK_BACK: Final = 3
"""What a period is compared with: as many periods of its length before it, if they are known."""

COMPUTED: Final = (
    "baseline", "actual", "expected_to_date", "gap", "needed_per_week", "forecast", "status",
    "result_per_action",
)  # fmt: skip


class Target(NamedTuple):
    """A row of the targets sheet and where it stands."""

    row: int
    """Its index in the table."""
    id: str
    name: str
    kind: Cell
    measure: str
    scope: Scope
    goal: Goal | None
    """None when the row lacks its measure, its value or its days."""
    standing: Standing | None
    """None when it cannot be told: `why` says it."""
    why: str = ""
    """A key of `telling_targets.UNTOLD`, or empty."""
    result_per_action: float | None = None
    effects: tuple[float, float] | None = None
    """For a result paired with an action, both measured: what doing more or less than planned
    brought so far, and what each action's bringing more or less did."""


def targets_of(book: Book, seen: Analysis) -> list[Target]:
    """Return every target of a workbook with its standing on the day of the analysis."""
    table = typed(book, "targets")
    if table is None or not len(table):
        return []
    measures = Measures(book, seen)
    week = WEEKS.get(str(book.settings.get("week_start")), ISRAEL)
    found = [_target(book, measures, seen, row, week) for row in _rows(table)]
    pairs = table.values("paired_with")
    by_id = {target.id: target for target in found if target.id}
    return [
        target if pair is None else _paired(target, by_id.get(key_text(pair)))
        for target, pair in zip(found, pairs, strict=True)
    ]


def columns(found: list[Target]) -> dict[str, list[Cell]]:
    """Return the computed columns of the targets sheet, one value a target."""
    told: dict[str, list[Cell]] = {name: [] for name in COMPUTED}
    for target in found:
        now = target.standing
        told["baseline"].append(_figure(now and now.baseline))
        told["actual"].append(_figure(now and now.actual))
        told["expected_to_date"].append(_figure(now and now.expected))
        told["gap"].append(_figure(now and now.gap))
        told["needed_per_week"].append(_figure(now and now.needed_per_week))
        told["forecast"].append(_figure(now and now.forecast))
        told["status"].append(now.status if now else None)
        told["result_per_action"].append(_figure(target.result_per_action))
    return told


class _Row(NamedTuple):
    row: int
    target_id: Cell
    name: Cell
    level: Cell
    level_value: Cell
    kind: Cell
    measure: Cell
    direction: Cell
    value: Cell
    start: Cell
    end: Cell


def _rows(table: TypedTable) -> list[_Row]:
    values = (table.values(name) for name in _Row._fields[1:])
    return [_Row(index, *cells) for index, cells in enumerate(zip(*values, strict=True))]


def _target(
    book: Book, measures: Measures, seen: Analysis, row: _Row, week: WorkingWeek
) -> Target:
    target = Target(
        row.row,
        "" if row.target_id is None else key_text(row.target_id),
        "" if row.name is None else str(row.name),
        row.kind,
        "" if row.measure is None else str(row.measure),
        Scope(),
        None,
        None,
    )
    start, end, value = _day(row.start), _day(row.end), row.value
    if not target.measure or start is None or end is None or not isinstance(value, float):
        return target._replace(why="incomplete")
    if end < start:
        return target._replace(why="reversed")
    least, most = limits(target.measure)
    if not least <= value <= most:
        return target._replace(why="impossible")
    whose = scope(book, row.level, row.level_value, row.kind)
    if whose is None:
        return target._replace(why="unknown_scope")
    goal = targets.Goal(value, start, end, row.direction == "at_most")
    target = target._replace(goal=goal, scope=whose)
    found = measures.measure(target.measure, whose, start, end)
    if found is None:
        return target._replace(why="not_measured")
    if isinstance(found, Amounts):
        reached = _reached(found, goal, seen.as_of, week)
        standing = targets.of_sum(goal, reached, as_of=seen.as_of, week=week)
    elif isinstance(found, Share):
        standing = targets.of_share(goal, found.hits, found.out_of, as_of=seen.as_of)
    else:
        standing = targets.of_mean(goal, found.scores, as_of=seen.as_of)
    return target._replace(standing=standing)


def _reached(found: Amounts, goal: Goal, as_of: date, week: WorkingWeek) -> targets.Sum:
    """Return what adds up in the period, and what the time before it promises.

    The time before is up to `LOOK_BACK` periods long and at least one, or it promises nothing;
    its sum is carried over by working days.
    """
    start, until = goal.start.toordinal(), min(goal.end, as_of).toordinal()
    length = goal.end.toordinal() - start + 1
    before = max(start - LOOK_BACK * length, found.since or start)
    now = found.between(start, until)
    past = found.between(before, min(start - 1, as_of.toordinal()))
    prior = None
    if start - before >= length and as_of >= goal.start:
        passed = week.weight(date.fromordinal(before), goal.start - timedelta(1))
        if passed:
            prior = fsum(past.tolist()) * week.weight(goal.start, goal.end) / passed
    spread = 1.0 if found.counts else dispersion(np.concatenate((past, now)))
    return targets.Sum(fsum(now.tolist()), spread, prior)


def _paired(target: Target, other: Target | None) -> Target:
    """Return a target with what one action brings, if it is paired with its other half."""
    if other is None or {target.kind, other.kind} != {"action", "result"}:
        return target
    action, result = (target, other) if target.kind == "action" else (other, target)
    if not action.standing or not result.standing:
        return target
    did, got = action.standing, result.standing
    if not did.actual or got.actual is None:
        return target
    told = None
    if did.expected is not None and got.expected is not None:
        told = targets.effects((did.expected, got.expected), (did.actual, got.actual))
    return target._replace(result_per_action=got.actual / did.actual, effects=told)


def _day(value: Cell) -> date | None:
    return date.fromordinal(value.toordinal()) if isinstance(value, date) else None


def _figure(value: float | None) -> Cell:
    return None if value is None else round(value, 2)
