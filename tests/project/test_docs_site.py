"""The site's pages: everything the code declares is on one, and every link leads somewhere."""

from __future__ import annotations

import json
import posixpath
import re
import tomllib
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path

import jsonschema
import pytest

from crm_workbook import jobs
from crm_workbook.cli.help import entries
from crm_workbook.jobs.check import JOB as CHECK_JOB
from crm_workbook.reports import formats
from crm_workbook.rules import index
from crm_workbook.rules.deciding import configured
from crm_workbook.rules.page import page as manual
from crm_workbook.schema import described, sheets
from crm_workbook.schema.lists import LISTS
from crm_workbook.schema.settings import SETTINGS
from crm_workbook.text import LANGUAGES

DOCS = Path(__file__).resolve().parents[2] / "docs"
FENCE = re.compile(r"^(`{3,}).*?^\1$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?![a-z]+:)([^)\s]+)\)")
TOCTREE = re.compile(r"(?ms)^```\{toctree\}\n:hidden:\n(?::caption: [^\n]*\n)?\n(.*?)\n```$")
IN_ENGLISH_ONLY = {"numbers", "performance", "architecture"}


@pytest.fixture(scope="module")
def site():
    """Return the package that writes the pages; it lies beside them, not on the path."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(DOCS))
        yield lambda name: import_module(f"site_pages{name}")


@pytest.fixture(scope="module")
def every(site):
    return {lang: site("").pages(lang) for lang in LANGUAGES}


@pytest.fixture(scope="module", params=LANGUAGES)
def lang(request):
    return request.param


@pytest.fixture(scope="module")
def pages(every, lang):
    return every[lang]


def below(name: str, text: str) -> list[str]:
    """Return the pages that the hidden contents of a page name."""
    lines = "\n".join(TOCTREE.findall(text)).splitlines()
    names = (re.sub(r"^.*<(.+)>$", r"\1", line) for line in lines)
    return [posixpath.normpath(posixpath.join(posixpath.dirname(name), each)) for each in names]


@pytest.mark.parametrize("code", index())
def test_a_rule_has_its_page(pages, code, lang):
    text, rule = pages[f"rules/{code.lower()}"], manual(code)
    assert text.startswith(f"# {code}: ")
    assert rule.why.say(lang) in text
    assert text.count('<table class="spreadsheet">') == len(rule.bad) + len(rule.good)
    for place in rule.finds:
        assert f"- `{place}` " in text


@pytest.mark.parametrize("code", index())
def test_an_example_finds_on_the_site_what_its_manual_says(site, code, lang):
    module = site(".spreadsheet")
    rule = manual(code)
    found = module.found(module.in_language(rule.bad, lang), code, lang)
    assert sorted(str(each.ref) for each in found) == sorted(rule.finds)
    if rule.good:
        assert not module.found(module.in_language(rule.good, lang), code, lang)


@pytest.mark.parametrize("name", sheets())
def test_a_sheet_and_each_of_its_columns_has_a_page(pages, name, lang):
    sheet = sheets()[name]
    listed = pages[f"columns/{name}/index"]
    assert f"({name}/index.md)" in pages["columns/index"]
    assert sheet.title.say(lang) in listed
    for column in sheet.columns:
        assert f"]({column.id}.md)" in listed
        text = pages[f"columns/{name}/{column.id}"]
        for fact in described.column(f"{name}.{column.id}").render(lang).splitlines()[1:]:
            assert fact in text
        for choice in LISTS[column.choices].choices if column.choices else ():
            assert f"| `{choice.id}` |" in text


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_its_page_with_every_name_of_every_value(pages, name):
    text = pages[f"lists/{name}"].replace("\\", "")
    for choice in LISTS[name].choices:
        for word in (choice.id, choice.he, choice.en, *choice.synonyms):
            assert word in text


@pytest.mark.parametrize("name", jobs.names())
def test_a_command_has_its_page_and_each_option_an_anchor(pages, name, lang):
    job = jobs.job(name)
    text = pages[f"commands/{job.command.replace(' ', '-')}"]
    assert f"```{{program}} crm {job.command}\n```" in text
    for typed, told in entries(job):
        (entry,) = re.findall(rf"(?ms)^````\{{option\}} {re.escape(typed)}$(.*?)^````$", text)
        said = told.say(lang)
        assert said[1:] in entry.replace("\\", "")


def test_every_setting_has_an_anchor(pages, lang):
    for setting in SETTINGS:
        assert f"(setting-{setting.id})=\n## " in pages["settings"]
        assert setting.title.say(lang) in pages["settings"].replace("\\", "")


def test_every_format_has_its_words(pages):
    found = re.findall(r"(?m)^### ([a-z]+)$", pages["check"])
    assert sorted(found) == sorted(formats())


def test_every_template_is_shown(pages):
    for file in (DOCS.parent / "templates").glob("*.txt"):
        assert file.read_text(encoding="utf-8").strip() in pages["templates"]


def test_the_page_on_check_names_every_way_to_decide(pages):
    (example,) = re.findall(r"(?ms)^```toml crm\.toml\n(.*?)^```$", pages["check"])
    said = tomllib.loads(example)["check"]
    assert said.keys() == configured.KEYS.keys()
    assert configured.read("crm.toml", example.encode()).keys() == {
        key.replace("-", "_") for key in said
    }
    names = {n for s in sheets().values() for n in (s.id, s.he, s.en)}
    assert said["per-sheet-ignores"].keys() <= names
    options = {option.name.replace("_", "-") for option in CHECK_JOB.options}
    assert set(said) - {"per-sheet-ignores"} <= options


def test_every_other_configuration_shown_can_be_read(pages):
    shown = [
        block
        for name, text in pages.items()
        if name != "check"
        for block in re.findall(r"(?ms)^```toml\n(.*?)^```$", text)
    ]
    assert len(shown) > len(index()) - 10
    for block in shown:
        assert configured.read("crm.toml", block.encode())


def test_the_finding_shown_is_of_the_published_shape(pages):
    (block,) = re.findall(r"(?ms)^```json\n(.*?)^```$", pages["check"])
    schema = json.loads((DOCS / "report.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(
        json.loads(block), {**schema["$defs"]["finding"], "$defs": schema["$defs"]}
    )


def test_the_first_page_says_what_the_readme_says(every):
    opening = read(DOCS.parent / "README.md").split("\n\n")[1]
    assert opening in every["en"]["index"].replace("\\\n", "\n")


def test_both_languages_have_the_same_pages(every, lang):
    assert every[lang].keys() == every["en"].keys()


def test_every_page_but_the_first_stands_in_the_sidebar_once(pages):
    named = [each for name, text in pages.items() for each in below(name, text)]
    assert sorted(named) == sorted(pages.keys() - {"index"})


def test_every_link_leads_to_a_page(pages):
    anchors = set(re.findall(r"(?m)^\(([a-z0-9_-]+)\)=$", "\n".join(pages.values())))
    for name, text in pages.items():
        for link in LINK.findall(FENCE.sub("", text)):
            path, _, anchor = link.partition("#")
            if not path:
                assert anchor in anchors, (name, link)
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
            assert target.removesuffix(".md") in pages or (DOCS / target).is_file(), (name, link)


def test_the_other_language_is_linked_where_the_page_was_written_by_hand(pages, every, lang):
    other = next(each for each in LANGUAGES if each != lang)
    links = re.findall(r'<a href="\.\./(\w+)/(.+?)\.html"', "\n".join(pages.values()))
    assert {language for language, _ in links} == {other}
    assert {"guide", "excel", "excel-status", "check"} <= {name for _, name in links}
    assert {name for _, name in links} <= every[other].keys()


def test_hebrew_pages_are_hebrew(pages, lang):
    for name, text in pages.items():
        if name in IN_ENGLISH_ONLY:
            assert text.startswith("---\nspoken: en\n---\n") == (lang != "en")
            continue
        headings = re.findall(r"(?m)^## (.+)$", FENCE.sub("", text))
        hebrew = [heading for heading in headings if re.search("[א-ת]", heading)]
        if lang == "en":
            assert not hebrew, name
        elif name.startswith(("rules/crm", "columns/", "commands/")):
            assert len(hebrew) == len(headings), name


def test_a_rule_that_looks_at_columns_with_a_trait_does_so_in_its_example(site, lang):
    """What `TRAITS` says of a rule is held against what the rule does."""
    reach, spreadsheet = site(".reach"), site(".spreadsheet")
    known = {each.name for each in described.columns()}
    for code in reach.TRAITS:
        looked_at = {each.name for each in reach.columns_of(code)}
        for finding in spreadsheet.found(manual(code).bad, code, lang):
            place = f"{finding.ref.sheet}.{finding.ref.column}"
            assert place in looked_at or place not in known, (code, place)


def test_every_column_of_a_kind_is_looked_at_for_the_faults_of_the_kind(site):
    rules_of = site(".reach").rules_of
    assert {"CRM111", "CRM121", "CRM122", "CRM123"} <= set(rules_of("customers.phone2"))
    assert {"CRM131", "CRM134"} <= set(rules_of("customers.email"))
    assert {"CRM112", "CRM301"} <= set(rules_of("purchases.date"))
    assert "CRM141" in rules_of("customers.business_id")
    assert "CRM143" in rules_of("purchases.doc_no")
    assert "CRM150" not in rules_of("customers.notes")
    for each in described.columns():
        assert "CRM102" in rules_of(each.name)


class Loaded(HTMLParser):
    """Collects what a page loads from elsewhere."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        loads = {"script": "src", "img": "src", "link": "href", "iframe": "src"}
        if re.match(r"(https?:)?//", said.get(loads.get(tag, ""), "") or ""):
            self.found.append(said)


def test_nothing_is_loaded_from_the_network(pages):
    parser = Loaded()
    for part in (*pages.values(), *map(read, (DOCS / "_templates").rglob("*.html"))):
        parser.feed(part)
    assert not parser.found
    assert not re.search(r"url\(|@import", read(DOCS / "_static" / "site.css"))


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("css", "turned"),
    [
        ("a{left:0;right:-15em}", "a{right:0;left:-15em}"),
        ("a{margin-left:auto}", "a{margin-right:auto}"),
        ("a{padding:1px 2px 3px 4px}", "a{padding:1px 4px 3px 2px}"),
        ("a{padding:0 calc(1px + 2px) 3px 4em}", "a{padding:0 4em 3px calc(1px + 2px)}"),
        ("a{border-radius:1px 2px 3px 4px}", "a{border-radius:2px 1px 4px 3px}"),
        ("a{padding:1px 2px}", "a{padding:1px 2px}"),
        ("a{float:right;text-align:left}", "a{float:left;text-align:right}"),
        ("a{transition:left .25s}", "a{transition:right .25s}"),
        (".left b{color:red}", ".left b{color:red}"),
        ("@media(min-width:1em){a{left:0}}", "@media(min-width:1em){a{right:0}}"),
        ("a{--x:url('data:left;right')}", "a{--x:url('data:left;right')}"),
        ("a{border-top-left-radius:0}", "a{border-top-right-radius:0}"),
    ],
)
def test_a_stylesheet_is_turned_around(site, css, turned):
    mirrored = site(".mirror").mirrored
    assert mirrored(css) == turned
    assert mirrored(turned) == css
