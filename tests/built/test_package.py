"""What Excel insists on, or else offers to repair the file, in the package's own parts."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from openpyxl.xml.functions import fromstring

from crm_workbook.build.workbook import build
from crm_workbook.schema import sheets

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# Limits of Excel: messages of validations (Microsoft's specifications), texts within a formula.
TITLE, MESSAGE, FORMULA_TEXT = 32, 255, 255


@pytest.fixture(scope="module", params=["he", "en"])
def parts(request):
    rows = {"customers": [{"customer_id": f"C-{n:04d}", "display_name": "דנה"} for n in range(9)]}
    with zipfile.ZipFile(io.BytesIO(build(request.param, rows=rows))) as package:
        return request.param, {name: package.read(name) for name in package.namelist()}


def trees(parts, pattern):
    found = {name: fromstring(data) for name, data in parts.items()
             if re.fullmatch(pattern, name)}  # fmt: skip
    assert found
    return found


def test_no_part_is_there_twice_and_every_part_has_a_content_type(parts):
    _, found = parts
    types = fromstring(found["[Content_Types].xml"])
    said = {node.get("PartName", "").lstrip("/") for node in types}
    endings = {node.get("Extension") for node in types} - {None}
    assert not [
        name for name in found if name not in said and name.rpartition(".")[2] not in endings
    ]


def test_tables_have_names_and_ids_of_their_own_and_headings_that_differ(parts):
    _, found = parts
    tables = trees(found, r"xl/tables/\w+\.xml").values()
    for attribute in ("id", "name", "displayName"):
        values = [table.get(attribute).lower() for table in tables]
        assert len(set(values)) == len(values)
    for table in tables:
        headings = [node.get("name").lower() for node in table.iter(f"{MAIN}tableColumn")]
        assert len(set(headings)) == len(headings), table.get("name")


def test_names_are_names_and_no_cells(parts):
    _, found = parts
    book = fromstring(found["xl/workbook.xml"])
    names = [n.get("name") for n in book.iter(f"{MAIN}definedName")]
    tables = [t.get("displayName") for t in trees(found, r"xl/tables/\w+\.xml").values()]
    mine = [name for name in names if not name.startswith("_xlnm.")]
    assert len({name.lower() for name in (*mine, *tables)}) == len(mine) + len(tables)
    for name in (*mine, *tables):
        assert re.fullmatch(r"[A-Za-z_\\][\w.\\]{0,254}", name)
        assert not re.fullmatch(r"[A-Za-z]{1,3}[0-9]+|[Rr]([0-9]*)([Cc][0-9]*)?|[Cc][0-9]*", name)


def test_tab_names_are_allowed(parts):
    _, found = parts
    book = fromstring(found["xl/workbook.xml"])
    titles = [node.get("name") for node in book.iter(f"{MAIN}sheet")]
    assert len({title.lower() for title in titles}) == len(titles)
    assert not [t for t in titles if len(t) > 31 or re.search(r"[:\\/?*\[\]]|^'|'$", t)]


def test_validations_keep_to_their_limits_and_say_everything(parts):
    lang, found = parts
    notes = {
        column.note.say(lang) for sheet in sheets().values() for column in sheet.columns
        if column.note
    }  # fmt: skip
    prompts = set()
    for name, tree in trees(found, r"xl/worksheets/sheet\d+\.xml").items():
        for rule in tree.iter(f"{MAIN}dataValidation"):
            for attribute, limit in (
                ("promptTitle", TITLE), ("errorTitle", TITLE),
                ("prompt", MESSAGE), ("error", MESSAGE),
            ):  # fmt: skip
                assert len(rule.get(attribute) or "") <= limit, (name, rule.attrib)
            for formula in rule:
                assert len(formula.text or "") <= MESSAGE
            prompts.add(rule.get("prompt"))
    # None is cut short on the way.
    assert prompts - {None} <= notes


def test_every_yes_or_no_is_chosen_from_a_list(parts):
    lang, found = parts
    yes_no = '"כן,לא"' if lang == "he" else '"Yes,No"'
    lists = [
        rule for tree in trees(found, r"xl/worksheets/sheet\d+\.xml").values()
        for rule in tree.iter(f"{MAIN}dataValidation")
        if rule.get("type") == "list" and rule[0].text == yes_no
    ]  # fmt: skip
    columns = [
        column for sheet in sheets().values() for column in sheet.columns
        if column.kind == "boolean" and column.role == "input" and sheet.id != "today"
    ]  # fmt: skip
    assert len(lists) == len(columns) + 1  # and one setting


def test_conditional_formats_have_ranks_of_their_own_and_looks_that_exist(parts):
    _, found = parts
    styles = fromstring(found["xl/styles.xml"])
    looks = styles.find(f"{MAIN}dxfs")
    seen = 0
    for tree in trees(found, r"xl/worksheets/sheet\d+\.xml").values():
        rules = list(tree.iter(f"{MAIN}cfRule"))
        ranks = [rule.get("priority") for rule in rules]
        assert len(set(ranks)) == len(ranks)
        seen += len(rules)
        assert all(int(rule.get("dxfId")) < len(looks) for rule in rules)
    assert seen > 20
    codes = {}
    for node in looks.iter(f"{MAIN}numFmt"):
        assert codes.setdefault(node.get("numFmtId"), node.get("formatCode")) == node.get(
            "formatCode"
        )


def test_texts_within_formulas_keep_to_their_limit(parts):
    _, found = parts
    for tree in trees(found, r"xl/worksheets/sheet\d+\.xml").values():
        for formula in tree.iter(f"{MAIN}f"):
            texts = re.findall(r'"((?:[^"]|"")*)"', formula.text)
            assert all(len(text) <= FORMULA_TEXT for text in texts)
            assert len(formula.text) <= 8192


def test_charts_are_titled_and_told_in_words(parts):
    lang, found = parts
    (drawing,) = trees(found, r"xl/drawings/drawing\d+\.xml").values()
    shapes = [node.attrib for node in drawing.iter() if node.tag.endswith("}cNvPr")]
    assert len({shape["name"] for shape in shapes}) == len(shapes) == 2
    assert len({shape["id"] for shape in shapes}) == 2
    assert all(len(shape["descr"]) > 40 for shape in shapes)
    for tree in trees(found, r"xl/charts/chart\d+\.xml").values():
        said = {node.tag.rpartition("}")[2]: node for node in tree.iter()}
        assert said["roundedCorners"].get("val") == "0"
        title = next(node for node in tree.iter() if node.tag.endswith("}title"))
        assert next(node.text for node in title.iter() if node.tag.endswith("}t"))
        paragraph = next(node for node in title.iter() if node.tag.endswith("}pPr"))
        assert paragraph.get("rtl") == ("1" if lang == "he" else "0")


def test_every_relation_leads_somewhere(parts):
    _, found = parts
    for name, tree in trees(found, r".*\.rels").items():
        folder = name.rpartition("_rels/")[0]
        for node in tree:
            target = node.get("Target")
            if node.get("TargetMode") == "External":
                continue
            path = target.lstrip("/") if target.startswith("/") else folder + target
            while ".." in path:
                path = re.sub(r"[^/]+/\.\./", "", path, count=1)
            assert path in found, (name, target)
