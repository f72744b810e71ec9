"""`crm doctor` as it is typed."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

WIDEST = 80


def crm(*words, cwd):
    command = [sys.executable, "-m", "crm_workbook", "doctor", *words]
    return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=cwd)


@pytest.mark.parametrize(
    ("lang", "first", "do"),
    [
        ("en", "The buttons will not work here", "What to do: "),
        ("he", "הכפתורים לא יפעלו כאן", "מה לעשות: "),
    ],
)  # fmt: skip
def test_a_fault_is_told_and_the_exit_code_is_one(shop, surgery, lang, first, do):
    surgery.parts(shop, vbaProject=lambda content: content[:2000])
    done = crm(shop.name, "--lang", lang, cwd=shop.parent)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[0].startswith(first)
    assert any(line.strip().startswith(do) for line in lines)
    assert max(map(len, lines)) < WIDEST
    assert done.stderr == ""


def test_commands_to_type_name_the_workbook(shop, surgery):
    odd = shop.rename(shop.with_name("my shop.xlsm"))
    surgery.parts(odd, customUI=lambda content: content.replace(b"crmTab", b"other"))
    told = " ".join(crm(odd.name, "--lang", "en", cwd=odd.parent).stdout.split())
    assert 'crm macros add "my shop.xlsm"' in told


def test_json_is_json_and_names_no_path(shop):
    done = crm(str(shop), "--format", "json", "--lang", "he", cwd=shop.parent)
    told = json.loads(done.stdout)
    assert told["faults"] == 0
    assert {"id", "state", "what", "do"} == set(told["answers"][0])
    assert str(shop) not in done.stdout


def test_the_computer_alone(tmp_path):
    done = crm("--lang", "en", cwd=tmp_path)
    assert done.returncode in {0, 1}
    assert "Python" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_excel_without_a_workbook_is_misuse(tmp_path):
    done = crm("--excel", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 2
    assert "a workbook has to be named" in done.stderr


def test_check_loads_nothing_of_it(shop):
    code = (
        "import sys; from crm_workbook.__main__ import main;"
        f"sys.argv = ['crm', 'check', {str(shop)!r}]; main();"
        "print('LOADED', *sorted(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")
    loaded = done.stdout.rpartition("LOADED")[2].split()
    assert "crm_workbook.jobs.check" in loaded
    ours = ("crm_workbook.checkup", "crm_workbook.runner.looking", "crm_workbook.jobs.doctor",
            "crm_workbook.store.anatomy", "crm_workbook.model.anatomy")  # fmt: skip
    assert not [name for name in loaded if name.startswith(ours)]
