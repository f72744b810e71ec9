"""Our tab stands beside the tabs of others, and is written as Office wants it."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from crm_workbook.jobs import buttons
from crm_workbook.jobs.macros_add import macros, procedure

OLD = "http://schemas.microsoft.com/office/2006/01/customui"
NEW = "http://schemas.microsoft.com/office/2009/07/customui"
RELATIONS = {
    OLD: "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility",
    NEW: "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
}
PARTS = {OLD: "customUI/customUI.xml", NEW: "customUI/customUI14.xml"}
THEIRS = '<tab id="theirs" label="שלי"><group id="g1"><button id="b1" onAction="B"/></group></tab>'


def ui(inside: str) -> str:
    """A ribbon part of somebody else's."""
    return f'<customUI xmlns="{OLD}">{inside}</customUI>'


def parsed(part: bytes) -> ET.Element:
    return ET.fromstring(part)  # noqa: S314 - our own workbook


@pytest.fixture
def with_ribbon(parts, rewritten):
    """Write ribbon parts into a workbook, by the namespace of each."""

    def write(path, ribbons: dict[str, str]):
        rels = parts(path)["_rels/.rels"].decode()
        changes = {}
        for number, (namespace, ribbon) in enumerate(ribbons.items()):
            to = f'Type="{RELATIONS[namespace]}" Target="/{PARTS[namespace]}"'
            line = f'<Relationship Id="ui{number}" {to}/>'
            rels = rels.replace("</Relationships>", f"{line}</Relationships>")
            changes[PARTS[namespace]] = ribbon.encode()
        return rewritten(path, changes | {"_rels/.rels": rels.encode()})

    return write


@pytest.mark.parametrize("lang", ["he", "en"])
def test_the_ribbon_keeps_to_what_office_takes(lang):
    """MS-CUSTOMUI 2.2.2: ids are unique names; labels and tips have at most 1024 letters."""
    root = parsed(macros(lang).ribbon.encode())
    found = [e for e in root.iter() if e.get("id")]
    ids = [e.get("id") for e in found]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z_]\w*", name, re.ASCII) for name in ids)
    assert all(0 < len(e.get("label")) <= 1024 for e in found)
    shown = root.findall(f".//{{{OLD}}}button")
    assert [b.get("id") for b in shown] == [f"crm_{job.name}" for job in buttons()]
    for button in shown:
        assert len(button.get("screentip")) <= 1024
        assert 0 < len(button.get("supertip")) <= 1024
        assert button.get("onAction") == "CrmRibbon"
        assert re.fullmatch(r"[A-Z][A-Za-z0-9]+", button.get("imageMso"))
    he = any("א" <= letter <= "ת" for letter in root.find(f".//{{{OLD}}}tab").get("label"))
    assert he == (lang == "he")


def test_each_button_has_its_macro(wanted):
    code = wanted.modules[0].code
    for job in buttons():
        assert f'Public Sub {procedure(job.name)}()\n    CrmRun "{job.name}"\n' in code
    assert code.isascii()


@pytest.mark.parametrize(
    "ribbon",
    [
        f'<customUI xmlns="{OLD}"/>',
        ui(""),
        ui('<ribbon startFromScratch="false"/>'),
        ui("<ribbon><tabs/></ribbon>"),
        ui(f"<ribbon><tabs>{THEIRS}</tabs></ribbon>"),
        ui(
            '<commands><command idMso="Save" enabled="false"/></commands><ribbon><qat/><tabs>'
            f'{THEIRS}</tabs><contextualTabs><tabSet idMso="T"><tab id="c"/></tabSet>'
            "</contextualTabs></ribbon>"
        ),
        ui("<ribbon><qat/><contextualTabs/></ribbon>"),
        "\ufeff"
        + ui(
            f"<!-- <tabs> not these --><ribbon><tabs>{THEIRS}<!-- <tab id='crmTab'> --></tabs>"
            "</ribbon>"
        ),
        re.sub(
            r"<(/?)(?=\w)", r"<\1mso:", ui("<ribbon><tabs><tab id='theirs'/></tabs></ribbon>")
        ).replace("xmlns=", "xmlns:mso="),
    ],
)
def test_our_tab_comes_beside_others(plain, with_ribbon, added, parts, ribbon):
    path = with_ribbon(plain, {OLD: ribbon})
    made = added(path)
    new = parts(made)[PARTS[OLD]]
    tabs = parsed(new).findall(f"{{{OLD}}}ribbon/{{{OLD}}}tabs/{{{OLD}}}tab")
    assert tabs[-1].get("id") == "crmTab"
    assert len(tabs) == 1 + ("theirs" in ribbon)
    order = [child.tag.rpartition("}")[2] for child in parsed(new).find(f"{{{OLD}}}ribbon")]
    assert order == [n for n in ("qat", "tabs", "contextualTabs") if n in order]
    for piece in re.findall(r"<!--.*?-->|<tab id=\"theirs.*?</tab>|<tabSet.*?</tabSet>", ribbon):
        assert piece.encode() in new
    once = made.read_bytes()
    assert added(made).read_bytes() == once


def test_both_ribbon_parts_get_the_tab(plain, with_ribbon, added, parts):
    """Office from 2010 on reads the newer part only, where both are there."""
    backstage = "<backstage><tab id='x'/></backstage>"
    ribbons = {
        ns: f'<customUI xmlns="{ns}"><ribbon><tabs>{THEIRS}</tabs></ribbon></customUI>'
        for ns in PARTS
    }
    ribbons[NEW] = f'<customUI xmlns="{NEW}">{backstage}</customUI>'
    made = parts(added(with_ribbon(plain, ribbons)))
    for namespace, part in PARTS.items():
        tab = f"{{{namespace}}}tab[@id='crmTab']"
        assert (
            parsed(made[part]).find(f"{{{namespace}}}ribbon/{{{namespace}}}tabs/{tab}") is not None
        )
    assert [c.tag.rpartition("}")[2] for c in parsed(made[PARTS[NEW]])] == ["ribbon", "backstage"]


@pytest.mark.parametrize(
    "ribbon",
    [
        "",
        "<customUI",
        ui("<ribbon><tabs></ribbon>"),
        f'<!DOCTYPE a><customUI xmlns="{OLD}"/>',
        "<other/>",
        ui('<ribbon><tabs><tab id="t"><group id="crmGroup"/></tab></tabs></ribbon>'),
        ui('<ribbon><tabs><tab id="t"><button id="crm_check"/></tab></tabs></ribbon>'),
    ],
)
def test_a_ribbon_that_is_damaged_or_has_our_ids(plain, with_ribbon, refused, ribbon):
    code = refused(with_ribbon(plain, {OLD: ribbon}))
    assert code == ("document-type" if "DOCTYPE" in ribbon else "ribbon-unusable")


def test_a_ribbon_in_other_letters(plain, with_ribbon, rewritten, refused):
    path = with_ribbon(plain, {OLD: ""})
    text = f'<?xml version="1.0" encoding="utf-16"?><customUI xmlns="{OLD}"/>'
    rewritten(path, {PARTS[OLD]: text.encode("utf-16")})
    assert refused(path) == "ribbon-unusable"


def test_a_part_that_nobody_relates_to_stays(plain, rewritten, added, parts):
    made = parts(added(rewritten(plain, {PARTS[OLD]: b"<left-over/>"})))
    assert made[PARTS[OLD]] == b"<left-over/>"
    assert b"crmTab" in made["customUI/customUI1.xml"]


def test_a_newer_ribbon_replaces_an_older_one_of_ours(plain, with_ribbon, added, parts):
    old = '<tab id="crmTab" label="old"><group id="crmGroup"><button id="crm_old"/></group></tab>'
    ribbon = f'<customUI xmlns="{OLD}"><ribbon><tabs>{old}{THEIRS}</tabs></ribbon></customUI>'
    new = parts(added(with_ribbon(plain, {OLD: ribbon})))[PARTS[OLD]]
    assert b"crm_old" not in new
    assert new.count(b"crmTab") == 1
    assert THEIRS.encode() in new
