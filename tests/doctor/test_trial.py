"""The trial of a copy, on the in-memory engine in place of an Excel."""

from __future__ import annotations

import json
import os
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
import xlwings as xw

from crm_workbook import engines, vba
from crm_workbook.checkup import started, trial
from crm_workbook.checkup.behaviours import BEHAVIOURS
from crm_workbook.checkup.checks.mark_of_the_web import MARKED
from crm_workbook.checkup.checks.system import NOT_INSTALLED
from crm_workbook.engines.memory import simulate
from crm_workbook.jobs import buttons, doctor, macros_add
from crm_workbook.runner.looking import look_at

if TYPE_CHECKING:
    from pathlib import Path

JOBS = [job.name for job in buttons()]


@pytest.fixture
def start():
    """Start an application whose macros do what the stub in the copy does."""
    engines.use_memory()

    def begin():
        app = xw.App(visible=False, add_book=False)
        for job in JOBS:
            command = f"import crm_workbook.excel as x; x.{job}()"
            simulate.macro(app, macros_add.procedure(job), lambda c=command: heard(app, c))
        simulate.macro(app, "RunPython", lambda _: started.note())
        begun.append(app)
        return app

    begun = []
    begin.begun = begun
    return begin


def heard(app, command):
    app.books.active.sheets["xlwings.conf"]["D1"].value = command


def ask(windows, shop, start, **options):
    # Not Windows, so that the trial does not wait for a Python that Excel would start.
    computer = windows._replace(platform="linux", python=sys.version.split()[0])
    given = {"lang": "en", "excel": True, "computer": computer, "start": start, **options}
    return doctor.run(file=look_at(str(shop)), **given)


def content(outcome, ending):
    (file,) = [f for f in outcome.files if f.path.endswith(ending)]
    return file.data.decode()


@pytest.mark.parametrize(
    "behaviour", [b for b in BEHAVIOURS if not b.calculates], ids=lambda b: b.id
)
def test_the_engine_behaves(behaviour):
    engines.use_memory()
    book = xw.App(visible=False, add_book=False).books.add()
    got = behaviour.run(book.sheets[0])
    book.app.quit()
    assert got == behaviour.expected
    assert type(got) is type(behaviour.expected)


@pytest.mark.office
def test_libreoffice_behaves_and_calculates():
    engines.use_libreoffice()
    app = xw.App(visible=False, add_book=False)
    try:
        book = app.books.add()
        found = {each.id: each.run(book.sheets.add()) for each in BEHAVIOURS}
        book.close()
    finally:
        app.quit()
    assert found == {each.id: each.expected for each in BEHAVIOURS}


def test_names_of_behaviours_are_unlike():
    names = [each.id for each in BEHAVIOURS]
    assert len(set(names)) == len(names) >= 40


def test_a_trial_that_passes(windows, shop, start):
    before = shop.read_bytes()
    outcome = ask(windows, shop, start)
    assert not outcome.failed
    told = outcome.data["excel"]
    assert {b["state"] for b in told["behaviours"]} == {"passed", "skipped"}
    assert [(m["id"], m["state"]) for m in told["macros"]] == [
        *((macros_add.procedure(job), "passed") for job in JOBS),
        ("python-starts", "passed"),
    ]
    report = json.loads(content(outcome, ".json"))
    assert report["excel"] == told
    assert report["verdict"] == outcome.data["verdict"]
    text = content(outcome, ".txt")
    assert "passed" in text
    assert "crm-doctor-report.json, crm-doctor-report.txt" in outcome.summary[-1]
    assert shop.read_bytes() == before
    assert not os.path.exists(started.path())


def test_the_application_is_its_own_and_is_ended(windows, shop, start):
    engines.use_memory()
    users = xw.App(visible=False, add_book=False)
    users.books.add()
    ask(windows, shop, start)
    (own,) = start.begun
    assert own.impl is not users.impl
    assert not own.impl.running
    assert users.impl.running
    assert len(users.books) == 1
    users.quit()


def test_the_report_names_nobody(windows, shop, start):
    shop.with_name(".~lock.shop.xlsm#").write_text("Dana Cohen,dana,till,,;", encoding="utf-8")
    outcome = ask(windows, shop, start)
    assert any("Dana Cohen" in line for line in outcome.summary)
    for ending in (".json", ".txt"):
        report = content(outcome, ending)
        assert "Dana" not in report
        assert windows.home not in report
        assert str(shop) not in report


def test_a_button_that_starts_something_else(windows, shop, start):
    def other():
        app = start()
        simulate.macro(app, "CrmUndo", lambda: heard(app, "import os"))
        return app

    outcome = ask(windows, shop, other)
    assert outcome.failed
    (bad,) = [m for m in outcome.data["excel"]["macros"] if m["state"] == "failed"]
    assert bad["id"] == "CrmUndo"
    assert bad["expected"] == "'import crm_workbook.excel as x; x.undo()'"
    assert bad["got"] == "'import os'"
    assert outcome.data["answers"][0]["id"] == "excel-trial-failed"
    assert "got 'import os'" in content(outcome, ".txt")


def test_a_macro_that_does_nothing_is_no_pass(windows, shop, start):
    # A library that does not compile runs no macro and raises nothing.
    def silent():
        app = start()
        for job in JOBS:
            simulate.macro(app, macros_add.procedure(job), lambda: None)
        simulate.macro(app, "RunPython", lambda _: None)
        return app

    told = ask(windows, shop, silent).data["excel"]
    assert {m["state"] for m in told["macros"]} == {"failed"}


def test_an_excel_that_does_not_start(windows, shop):
    def no_start():
        raise OSError(-1743, "Not authorized to send Apple events")

    outcome = ask(windows, shop, no_start)
    assert outcome.failed
    first = outcome.data["answers"][0]
    assert first["id"] == "excel-trial-broke-off"
    assert "-1743" in first["what"]


def test_an_excel_that_goes_away(windows, shop, start):
    def leaves():
        app = start()
        simulate.macro(app, "CrmCheck", app.quit)
        return app

    outcome = ask(windows, shop, leaves)
    assert outcome.failed
    assert outcome.data["answers"][0]["id"] == "excel-trial-broke-off"
    # What was tried before is in the report all the same.
    told = json.loads(content(outcome, ".json"))["excel"]
    assert [m["id"] for m in told["macros"] if m["state"] == "passed"] == ["CrmRefresh"]
    assert len(told["behaviours"]) == len(BEHAVIOURS)


def test_no_trial_without_excel_or_buttons(windows, shop, surgery):
    outcome = doctor.run(
        lang="en", file=look_at(str(shop)), excel=True, computer=windows._replace(platform="linux")
    )
    told = {a["id"]: a for a in outcome.data["answers"]}
    assert "only on Windows or a Mac" in told["excel-trial"]["what"]
    assert told["excel-trial"]["state"] == "skipped"
    assert outcome.files == ()
    surgery.parts(shop, vbaProject=lambda _: b"")
    outcome = doctor.run(lang="en", file=look_at(str(shop)), excel=True, computer=windows)
    told = {a["id"]: a for a in outcome.data["answers"]}
    assert "have to be mended first" in told["excel-trial"]["what"]


def test_json_goes_to_the_output_beside_the_report(windows, shop, start):
    outcome = ask(windows, shop, start, format="json")
    assert [f.path for f in outcome.files] == [
        "crm-doctor-report.json", "crm-doctor-report.txt", "-",
    ]  # fmt: skip
    assert json.loads(content(outcome, "-")) == json.loads(content(outcome, ".json"))


def test_the_copy_differs_in_one_procedure_only(shop, tmp_path):
    wanted = macros_add.macros("he")
    patient = look_at(str(shop))
    copy = tmp_path / "copy.xlsm"
    copy.write_bytes(patient.with_macros(trial.recording(wanted)))

    def project(path: Path) -> vba.Project:
        with zipfile.ZipFile(path) as package:
            return vba.read_project(package.read("xl/vbaProject.bin"))

    old, new = project(shop), project(copy)
    assert [m.name for m in old.modules] == [m.name for m in new.modules]
    changed = [a.name for a, b in zip(old.modules, new.modules, strict=True) if a != b]
    assert changed == ["xlwings"]
    code = new.module("xlwings").source.decode()
    assert code.count("Function RunPython(") == 1
    assert "ExecuteWindows(False" not in code.partition("Sub ExecuteMac")[0]
    assert "Sub ExecuteMac" in code


def test_whether_excel_is_there_shows_by_starting_it(windows):
    assert trial.obstacle(windows, [NOT_INSTALLED], given=False) is None
    assert trial.obstacle(windows, [MARKED], given=False) is trial.NEEDS_MENDING
