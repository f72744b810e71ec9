"""`crm check --watch`, by real processes and real saves."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time

import pytest
from openpyxl import load_workbook

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to one process there")
END = "Ctrl+C ends."
LONGEST = 20


class Watching:
    """A running `crm check --watch`, read round by round."""

    def __init__(self, command, environment, *words, cwd):
        self.process = subprocess.Popen(
            [*command, "check", *map(str, words), "--watch", "--lang", "en"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
            env=environment, cwd=cwd,
        )  # fmt: skip
        self.lines = queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def round(self, seconds=LONGEST):
        """Return the lines of the next round."""
        said = []
        while not said or not said[-1].endswith(END):
            said.append(self.lines.get(timeout=seconds))
        return said

    def silent(self, seconds):
        time.sleep(seconds)
        return self.lines.empty()

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=LONGEST), self.process.stderr.read()

    def end(self):
        self.process.kill()
        self.process.wait()
        self.reader.join()
        self.process.stdout.close()
        self.process.stderr.close()


@pytest.fixture
def watching(command, environment, tmp_path):
    started = []

    def start(*words):
        started.append(Watching(command, environment, *words, cwd=tmp_path))
        return started[-1]

    yield start
    for each in started:
        each.end()


def put(path, **cells):
    """Write into cells of the customers sheet and save in place, as openpyxl does."""
    book = load_workbook(path)
    for cell, value in cells.items():
        book["לקוחות"][cell] = value
    book.save(path)


def replace(path, data):
    """Save as Excel does: a new file takes the old one's place."""
    temporary = path.with_name("5A3B1000")
    temporary.write_bytes(data)
    os.replace(temporary, path)


def letter(path, heading):
    return next(c.column_letter for c in load_workbook(path)["לקוחות"][1] if c.value == heading)


def changes(said):
    return [line for line in said if line[:1] in {"+", "-"}]


def test_every_save_is_checked_and_compared(faulty, content, watching):
    phone = letter(faulty, "טלפון")
    watch = watching(faulty.name)
    first = watch.round()
    assert any("CRM121" in line for line in first)
    assert changes(first) == []

    put(faulty, **{f"{phone}2": "050-555-1234", f"{phone}4": "12"})
    said = watch.round()
    told = changes(said)
    assert told[0] == "+1 -1"
    assert told[1].startswith(f"+ customers!{phone}4")
    assert "CRM121" in told[1]
    assert told[2].startswith(f"- customers!{phone}2")
    assert len(told) == 3

    replace(faulty, content)
    assert changes(watch.round())[0] == "+1 -1"

    assert watch.silent(1), "nothing was saved"
    code, complaint = watch.stop()
    assert code == 130
    assert complaint.startswith("crm: Stopped.")


def test_a_save_in_the_middle_is_waited_for(faulty, content, watching):
    watch = watching(faulty.name)
    watch.round()
    faulty.rename(faulty.with_suffix(".away"))
    assert watch.silent(1.2), "gone for a moment is no news"
    faulty.write_bytes(content[: len(content) // 2])
    assert watch.silent(1.2), "half a file is not checked"
    faulty.write_bytes(content)
    assert changes(watch.round()) == ["+0 -0"]
    assert watch.stop()[1].count("\n") == 1


def test_a_workbook_that_stays_away_is_said_and_its_return_seen(faulty, content, watching):
    watch = watching(faulty.name)
    watch.round()
    faulty.unlink()
    said = watch.round()
    assert changes(said) == ["+0 -0"], "what cannot be read is not mended"
    faulty.write_bytes(content)
    assert any("CRM121" in line for line in watch.round())
    assert "crm: There is no file" in watch.stop()[1]


def test_a_folder_its_new_files_and_the_configuration(faulty, content, watching, tmp_path):
    watch = watching(".")
    assert "1 file" in watch.round()[-3]
    (tmp_path / "second.xlsx").write_bytes(content)
    said = watch.round()
    assert "2 files" in "\n".join(said)
    (heading,) = [line for line in said[said.index(changes(said)[0]) :] if "second" in line]
    assert "second.xlsx" in heading
    (tmp_path / "crm.toml").write_text('[check]\nignore = ["CRM121"]\n', encoding="utf-8")
    said = watch.round()
    assert all(line.startswith("-") and "CRM121" in line for line in changes(said)[1:])
    assert changes(said)[0] == "+0 -2"
    (tmp_path / "report.txt").write_text("x", encoding="utf-8")
    (tmp_path / f"~${faulty.name}").write_bytes(b"lock")
    assert watch.silent(1.2), "neither is a workbook"


def test_a_baseline_that_the_configuration_names(faulty, watching, crm, tmp_path):
    known, empty = tmp_path / "known.json", tmp_path / "empty.json"
    crm("check", faulty, "--write-baseline", known)
    crm("check", faulty, "--write-baseline", empty, "--select", "CRM001")
    (tmp_path / "crm.toml").write_text('[check]\nbaseline = "known.json"\n', encoding="utf-8")
    watch = watching(faulty.name)
    assert not any("CRM121" in line for line in watch.round())
    os.replace(empty, known)
    assert any("CRM121" in line for line in changes(watch.round()))


def test_the_report_file_is_written_again_each_time(faulty, watching, tmp_path):
    watch = watching(faulty.name, "--output", "report.csv")
    said = watch.round()
    assert said[0].startswith("Report: report.csv.")
    before = (tmp_path / "report.csv").read_text("utf-8")
    put(faulty, **{f"{letter(faulty, 'טלפון')}2": None})
    watch.round()
    after = (tmp_path / "report.csv").read_text("utf-8")
    assert ("CRM121" in before, "CRM121" in after) == (True, False)


def test_a_reader_who_left_ends_it(faulty, content, command, environment):
    process = subprocess.Popen(
        [*command, "check", str(faulty), "--watch"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment,
    )  # fmt: skip
    process.stdout.readline()
    process.stdout.close()
    time.sleep(0.5)
    replace(faulty, content)
    assert process.wait(timeout=LONGEST) == 1
    assert process.stderr.read() == b""
    process.stderr.close()


@pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="needs Linux's /proc")
def test_waiting_costs_next_to_nothing(faulty, watching):
    watch = watching(faulty.name)
    watch.round()

    def used():
        with open(f"/proc/{watch.process.pid}/stat", encoding="ascii") as stat:
            user, system = stat.read().split()[13:15]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    before = used()
    time.sleep(2)
    assert used() - before <= 0.06, "3 % of a core"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--fix"], "--fix"), (["--diff"], "--diff"), (["--add-ignore", "why"], "--add-ignore"),
        (["--write-baseline", "b.json"], "--write-baseline"), (["--format", "json"], "--format"),
        (["--annotate", "marked.xlsx"], "--annotate"),
    ],
)  # fmt: skip
def test_what_cannot_go_on_and_on_is_refused(words, told, faulty, crm):
    done = crm("check", faulty, "--watch", *words, "--lang", "en")
    assert done.returncode == 2
    assert done.stdout == b""
    assert f"--watch and {told}" in done.stderr.decode()


def test_a_name_of_nothing_is_not_waited_for(crm, faulty):
    done = crm("check", "gone.xlsx", "--watch", "--lang", "en", cwd=faulty.parent)
    assert done.returncode == 2
    assert b"There is no file" in done.stderr
    done = crm("--live", "check", faulty, "--watch", "--lang", "en")
    assert (done.returncode, b"--watch and --live" in done.stderr) == (2, True)
