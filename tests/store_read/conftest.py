"""Workbooks made byte by byte, good ones and bad ones."""

import io
import zipfile
from collections.abc import Callable

import pytest

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns="{MAIN}" xmlns:r="{OFFICE}"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"

STYLES = (
    f"<styleSheet {NAMESPACES}><cellXfs>"
    '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="21"/><xf numFmtId="46"/>'
    "</cellXfs></styleSheet>"
)
"""Formats 0 to 3: general, date, time of day, duration."""

Content = dict[str, "str | bytes | None"]


def rels(*relations: tuple[str, str]) -> str:
    """Relations of a part: kind and target; a target with `://` is outside."""
    inner = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if '://' in target else ''}/>"
        for n, (kind, target) in enumerate(relations, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def worksheet(rows: str = "", *, before: str = "", after: str = "") -> str:
    return f"<worksheet {NAMESPACES}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"


def text(ref: str, value: str) -> str:
    return f'<c r="{ref}" t="inlineStr"><is><t>{value}</t></is></c>'


def number(ref: str, value: object, style: int = 0) -> str:
    return f'<c r="{ref}" s="{style}"><v>{value}</v></c>'


def row(n: int, *cells: str) -> str:
    return f'<row r="{n}">{"".join(cells)}</row>'


def parts(sheets: dict[str, str] | None = None, **more: str) -> Content:
    """The parts of a small good workbook; `sheets` are titles and contents."""
    if sheets is None:
        sheets = {"לקוחות": worksheet(customers())}
    listed = "".join(
        f'<sheet name="{title}" sheetId="{n}" r:id="rId{n}"/>' for n, title in enumerate(sheets, 1)
    )
    targets = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
    content: Content = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{TYPES}.styles+xml"/>'
        + "".join(
            f'<Override PartName="/xl/{target}" ContentType="{TYPES}.worksheet+xml"/>'
            for _, target in targets
        )
        + "</Types>",
        "_rels/.rels": rels(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f"<workbook {NAMESPACES}>{more.get('workbook_head', '')}"
        f"<sheets>{listed}</sheets>{more.get('workbook_tail', '')}</workbook>",
        "xl/_rels/workbook.xml.rels": rels(
            *targets, ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")
        ),
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f"<sst {NAMESPACES}>"
        "<si><t>ראשון</t></si><si><t>שני</t></si></sst>",
    }
    for (_, target), xml in zip(targets, sheets.values(), strict=True):
        content[f"xl/{target}"] = xml
    return content


def customers() -> str:
    """Rows that are recognised as customers, two of them."""
    return (
        row(1, text("A1", "שם"), text("B1", "טלפון"), text("C1", "עיר"))
        + row(2, text("A2", "דנה כהן"), text("B2", "050-1234567"), text("C2", "חיפה"))
        + row(3, text("A3", "יוסי לוי"), text("B3", "052-7654321"))
    )


def pack(content: Content, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package of these parts; a part of None is left out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as package:
        for name, data in content.items():
            if data is not None:
                package.writestr(name, data)
    return buffer.getvalue()


class Make:
    """What tests build workbooks from."""

    rels = staticmethod(rels)
    worksheet = staticmethod(worksheet)
    text = staticmethod(text)
    number = staticmethod(number)
    row = staticmethod(row)
    parts = staticmethod(parts)
    customers = staticmethod(customers)
    pack = staticmethod(pack)
    namespaces = NAMESPACES

    @staticmethod
    def book(rows: str, title: str = "לקוחות", **more: str) -> bytes:
        """A workbook of one sheet with these rows."""
        return pack(parts({title: worksheet(rows)}, **more))


@pytest.fixture(scope="session")
def make() -> type[Make]:
    return Make


@pytest.fixture
def refusal() -> Callable[..., str]:
    """The code of the problem with which a call ends; its sentences must be complete."""
    from crm_workbook.errors import CrmError

    def code(call: Callable[..., object], *arguments: object, **named: object) -> str:
        with pytest.raises(CrmError) as caught:
            call(*arguments, **named)
        for lang in ("he", "en"):
            sentence = caught.value.say(lang)
            assert "{" not in sentence
            assert len(sentence) > 20
        return caught.value.code

    return code


@pytest.fixture
def read_all() -> Callable[..., None]:
    """Takes everything there is from behind the second wall."""

    def of(behind):
        from crm_workbook.store.reading.opened import in_turn

        for tab in in_turn(behind.tabs):
            if tab.cells:
                behind.rows(tab.title)
        behind.facts()

    return of


@pytest.fixture
def ending(read_all) -> Callable[..., str]:
    """The code of the problem with which reading behind the second wall ends."""
    from crm_workbook.errors import CrmError
    from crm_workbook.store.reading.wall import LIMITS, Wall

    def of(data, limits=LIMITS, command=()):
        with pytest.raises(CrmError) as caught, Wall(data, limits, command) as behind:
            read_all(behind)
        assert "{" not in caught.value.say("he") + caught.value.say("en")
        return caught.value.code

    return of
