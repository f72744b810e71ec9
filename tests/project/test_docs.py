"""The pages say what is so: commands, options, outputs, links and pictures."""

from __future__ import annotations

import re
import runpy
import shlex
from pathlib import Path
from urllib.parse import unquote

import pytest

from crm_workbook import jobs
from crm_workbook.cli.parser import flag, leading, parse

PROJECT = Path(__file__).resolve().parents[2]
DOCS = PROJECT / "docs"
GUIDES = (DOCS / "guide.en.md", DOCS / "guide.he.md")
EXCEL = (DOCS / "excel.en.md", DOCS / "excel.he.md")
CHECK = (DOCS / "check.en.md", DOCS / "check.he.md")
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
    typed = re.findall(r"^(?:\$ | {4}|[ -]*(?:run: |- ))?(crm .+)$", read(page), re.MULTILINE)
    return {*typed, *re.findall(r"`(crm [^`]+)`", prose(page))}


def named(words: list[str]) -> tuple[str, list[str]]:
    """Return the job that a command's words begin with, one word or two, and the rest of them."""
    for count in (2, 1):
        name = "_".join(words[:count])
        if name in jobs.names():
            return name, words[count:]
    raise LookupError(words)


def test_the_reference_is_what_the_declarations_say_now():
    assert script("make_commands.py")["page"]() == read(DOCS / "commands.md")


@pytest.mark.parametrize("name", jobs.names())
def test_the_reference_names_every_option_in_both_languages(name):
    told, job = section(jobs.job(name).command), jobs.job(name)
    for option in job.options:
        word = flag(option)
        if option.positional:
            word = option.metavar or "\\|".join(option.choices) or option.name.upper()
        (line,) = re.findall(rf"^\| `{re.escape(word)}[ `].*$", told, re.MULTILINE)
        assert option.help.en in line
        assert option.help.he in line
        for choice in option.choices:
            assert choice in line
    assert ("| `--dry-run` |" in told) == job.writes
    assert "| `--lang " in told


@pytest.mark.parametrize(
    "page", [*GUIDES, *EXCEL, *CHECK, PROJECT / "README.md"], ids=lambda p: p.name
)
def test_every_command_line_can_be_typed(page):
    for line in command_lines(page):
        words = leading(shlex.split(re.split(r" [>|] ", line)[0])[1:]).rest
        if not words:  # such as `crm --version`
            continue
        if words[0].endswith(".xlsx"):
            words.insert(0, "check")
        name, rest = named(words)
        if rest or line not in prose(page):  # within a sentence `crm check` is but a name
            parse(jobs.job(name), rest)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda p: p.name)
def test_the_guide_leaves_no_command_out(guide):
    typed = (leading(line.split()[1:]).rest for line in command_lines(guide))
    assert {named(words)[0] for words in typed if words} >= set(jobs.names())


@pytest.mark.parametrize("page", EXCEL, ids=lambda p: p.name)
def test_the_page_on_excel_names_every_button(page):
    lang = page.name.split(".")[1]
    for job in jobs.buttons():
        assert f"| {job.button.label.say(lang)} |" in read(page)
        assert f"| `crm {job.command}` |" in read(page)


@pytest.mark.parametrize("page", EXCEL, ids=lambda p: p.name)
def test_the_page_on_excel_claims_nothing_that_was_not_tried(page):
    status = page.name.replace("excel.en", "excel-status").replace("excel.he", "excel-status.he")
    opening = read(page).split("\n## ")[0]
    untried = {
        "en": "None of this was tried in a real Excel yet",
        "he": "שום דבר מזה עוד לא נוסה ב-Excel אמיתי",
    }
    assert untried[page.name.split(".")[1]] in opening
    assert f"]({status})" in opening


@pytest.mark.parametrize("guide", [*GUIDES, *EXCEL, *CHECK], ids=lambda p: p.name)
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


@pytest.mark.parametrize("pages", [GUIDES, EXCEL, CHECK], ids=["guide", "excel", "check"])
@pytest.mark.parametrize(
    "told",
    [r"(?m)^(#+) ", r"(?<![\w-])--[a-z][a-z-]+", r"`[A-Za-z_]+`", r"`(crm [^`\"]+)", r"(?m)^\| "],
)
def test_both_languages_tell_the_same_story(pages, told):
    english, hebrew = (re.findall(told, prose(page)) for page in pages)
    assert english == hebrew


@pytest.mark.parametrize("pages", [EXCEL, CHECK], ids=["excel", "check"])
def test_both_languages_show_the_same_lines_to_type(pages):
    english, hebrew = (re.findall(r"(?ms)^```(?:sh|yaml)\n(.*?)^```", read(p)) for p in pages)
    assert english
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
