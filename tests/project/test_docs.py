"""The pages say what is so: commands, options, outputs, links and pictures."""

from __future__ import annotations

import re
import runpy
import shlex
from pathlib import Path
from urllib.parse import unquote

import pytest

from crm_workbook import jobs
from crm_workbook.cli.parser import flag, parse

PROJECT = Path(__file__).resolve().parents[2]
DOCS = PROJECT / "docs"
GUIDES = (DOCS / "guide.en.md", DOCS / "guide.he.md")
PAGES = (PROJECT / "README.md", *sorted(DOCS.glob("*.md")))
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
LARGEST_PICTURE = 200_000


def script(name: str) -> dict:
    return runpy.run_path(str(DOCS / name))


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def prose(page: Path) -> str:
    return FENCE.sub("", read(page))


def section(name: str) -> str:
    found = re.search(rf"(?ms)^## crm {name}$(.*?)(?=^## |\Z)", read(DOCS / "commands.md"))
    assert found, name
    return found[1]


def anchors(page: Path) -> set[str]:
    """Return the names GitHub gives to a page's headings."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def command_lines(page: Path) -> set[str]:
    """Return every `crm ...` with an argument, from code blocks and from within sentences."""
    typed = re.findall(r"^(?:\$ | {4})?(crm .+)$", read(page), re.MULTILINE)
    return {*typed, *re.findall(r"`(crm [^`]+)`", prose(page))}


def test_the_reference_is_what_the_declarations_say_now():
    assert script("make_commands.py")["page"]() == read(DOCS / "commands.md")


@pytest.mark.parametrize("name", jobs.names())
def test_the_reference_names_every_option_in_both_languages(name):
    told, job = section(jobs.job(name).command), jobs.job(name)
    for option in job.options:
        word = option.metavar or option.name.upper() if option.positional else flag(option)
        (line,) = re.findall(rf"^\| `{re.escape(word)}[ `].*$", told, re.MULTILINE)
        assert option.help.en in line
        assert option.help.he in line
        for choice in option.choices:
            assert choice in line
    assert ("| `--dry-run` |" in told) == job.writes
    assert "| `--lang " in told


@pytest.mark.parametrize("page", [*GUIDES, PROJECT / "README.md"], ids=lambda p: p.name)
def test_every_command_line_can_be_typed(page):
    for line in command_lines(page):
        _, *words = shlex.split(line.partition(" > ")[0])
        if words[0] in {"--help", "--version"}:
            continue
        if words[0].endswith(".xlsx"):
            words.insert(0, "check")
        job = jobs.job(words[0])
        if words[1:] or line not in prose(page):  # within a sentence `crm check` is but a name
            parse(job, words[1:])


@pytest.mark.parametrize("guide", GUIDES, ids=lambda p: p.name)
def test_the_guide_leaves_no_command_out(guide):
    assert {line.split()[1] for line in command_lines(guide)} >= set(jobs.names())


@pytest.mark.parametrize("guide", GUIDES, ids=lambda p: p.name)
def test_the_guide_shows_what_its_commands_say(guide, tmp_path):
    page = read(guide)
    told = script("make_outputs.py")["told"](page, str(tmp_path))
    assert told.splitlines() == page.splitlines(), (
        "python docs/make_outputs.py brings it up to date"
    )


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "he"])
def test_what_is_quoted_from_the_demo_is_what_it_says(lang, tmp_path):
    run = script("make_outputs.py")["run"]
    heard = [
        run(f"$ crm {words} --lang {lang}", str(tmp_path))
        for words in ("demo", "check crm-demo/hebrew-shop.xlsx --diff")
    ]
    quoted = re.findall(r"(?ms)^```text\n(.*?)^```", read(DOCS / f"guide.{lang}.md"))
    assert quoted
    for line in "".join(quoted).splitlines():
        assert line in "".join(heard).splitlines()


def test_both_guides_tell_the_same_story():
    for told in (r"(?m)^(#+) ", r"(?<![\w-])--[a-z][a-z-]+", r"`[A-Za-z_]+`"):
        english, hebrew = (re.findall(told, prose(guide)) for guide in GUIDES)
        assert english == hebrew


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_link_and_picture_is_there(page):
    for link in re.findall(r"\]\(([^)\s]+)(?: \"[^\"]*\")?\)", prose(page)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if anchor and target.suffix == ".md":
            assert anchor in anchors(target), link


def test_every_picture_is_shown_and_light():
    shown = {
        (page.parent / link).resolve()
        for page in PAGES
        for link in re.findall(r"!\[[^\]]*\]\(([^)\s]+)", prose(page))
    }
    for picture in (DOCS / "pictures").iterdir():
        assert picture.resolve() in shown, f"{picture.name} is on no page"
        assert picture.read_bytes().startswith(b"\x89PNG\r\n")
        assert picture.stat().st_size < LARGEST_PICTURE
