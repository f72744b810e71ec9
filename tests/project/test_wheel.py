"""What ships: the wheel holds just what git holds, and works far from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
SHIPPED = ("templates", "macros", "examples")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def in_git(*folders: str) -> set[str]:
    told = subprocess.run(
        ["git", "ls-files", "-z", "--", *folders],
        cwd=PROJECT, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    return {name for name in told.split("\0") if name}


def test_the_wheel_holds_just_what_git_holds(wheel):
    if not (PROJECT / ".git").exists():
        pytest.skip("not a git checkout")
    expected = in_git("crm_workbook") | {f"crm_workbook/_data/{name}" for name in in_git(*SHIPPED)}
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    shared = {name for name in held if ".data/data/" in name}
    assert {name.partition(".data/data/")[2] for name in shared} == {"share/man/man1/crm.1"}
    assert held - shared == expected


def test_the_demo_runs_from_the_installed_wheel_in_an_empty_folder(wheel, tmp_path):
    site, empty = tmp_path / "site", tmp_path / "ריק"
    empty.mkdir()
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", str(site), str(wheel)], check=True)
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONUTF8": "1"}
    where = subprocess.run(
        [sys.executable, "-c", "import crm_workbook; print(crm_workbook.__file__)"],
        cwd=empty, env=environment, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert str(site) in where
    done = subprocess.run(
        [sys.executable, "-m", "crm_workbook", "demo", "--lang", "en"],
        cwd=empty, env=environment, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode in {0, 1}, done.stderr
    assert {path.name for path in (empty / "crm-demo").glob("*.xlsx")} == {
        "hebrew-shop.xlsx",
        "cdnow.xlsx",
    }
    assert "crm-demo" in done.stdout
