"""The vetted parts of a workbook as a package of their own, for the fast reader.

The reader looks for parts under fixed names and not where the workbook points, so a package with
a second set of them would show it other data than Excel shows. Here it is handed exactly the
parts that were examined, under the names it looks for. Compressed bytes are copied as they are.
"""

from __future__ import annotations

import re
import struct
import zlib

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.store.reading.container import DEFLATED, STORED, packed

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from crm_workbook.store.reading.preflight import Survey

_LOCAL: Final = struct.Struct("<4s5H3L2H")
_ENTRY: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_ERROR_CELL: Final = rb"(<(?:[^<>\s:/]+:)?c\s(?:[^>]*\s)?)t\s*=\s*(?:\"e\"|'e')"
_VERSION: Final = 20
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"

Entry = tuple[str, int, int, int, "bytes | memoryview"]
"""Name, method, checksum, unpacked size and packed bytes."""


def extract(survey: Survey, as_text: Container[str] = ()) -> bytes:
    """Return a package of the worksheets alone, in the order of `survey.scans`.

    Args:
        survey: The examined workbook.
        as_text: The titles of sheets whose error values are to be texts: the reader gives up on
            a whole sheet for one error value it has not heard of, and every program has its own.
    """
    place = 0
    pieces: list[bytes | memoryview] = []
    listing: list[bytes] = []
    for name, method, crc, size, content in _entries(survey, as_text):
        raw = name.encode()
        common = (0, method, 0, 0x21, crc, len(content), size, len(raw), 0)
        pieces += (_LOCAL.pack(b"PK\3\4", _VERSION, *common), raw, content)
        listing.append(
            _ENTRY.pack(b"PK\1\2", _VERSION, _VERSION, *common, 0, 0, 0, 0, place) + raw
        )
        place += _LOCAL.size + len(raw) + len(content)
    directory = b"".join(listing)
    count = len(listing)
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), place, 0)
    return b"".join([*pieces, directory, end])


def _entries(survey: Survey, as_text: Container[str]) -> Iterator[Entry]:
    data = survey.parts.data
    sheets = [sheet for sheet in survey.workbook.sheets if sheet.title in survey.scans]
    chosen = {
        f"worksheets/sheet{n}.xml": survey.parts.get(sheet.part)
        for n, sheet in enumerate(sheets, 1)
    }
    chosen["sharedStrings.xml"] = survey.related("sharedStrings")
    chosen["styles.xml"] = survey.related("styles")
    # Sheets are asked for by number, so their titles stay here.
    listed = "".join(
        f'<sheet name="{n}" sheetId="{n}" r:id="rId{n}"/>' for n in range(1, len(sheets) + 1)
    )
    date1904 = int(survey.workbook.epoch == 1904)  # noqa: PLR2004 - the Macintosh epoch
    yield _made(
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr date1904="{date1904}"/>'
        f"<sheets>{listed}</sheets></workbook>",
    )
    yield _made("_rels/.rels", _relations(["officeDocument"], ["xl/workbook.xml"]))
    kinds = ["worksheet"] * len(sheets) + ["sharedStrings", "styles"]
    yield _made("xl/_rels/workbook.xml.rels", _relations(kinds, chosen))
    texts = {
        f"worksheets/sheet{n}.xml": sheet
        for n, sheet in enumerate(sheets, 1)
        if sheet.title in as_text
    }
    for name, part in chosen.items():
        if name in texts:
            yield _errors_as_text(f"xl/{name}", survey.pieces(texts[name]))
        elif part is not None:
            yield f"xl/{name}", part.method, part.crc, part.size, packed(data, part)


def _errors_as_text(name: str, pieces: Iterable[bytes]) -> Entry:
    from crm_workbook.store.reading.marks import whole_tags

    deflate = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
    chunks: list[bytes] = []
    size = crc = 0
    for stretch in whole_tags(pieces):
        content = re.sub(_ERROR_CELL, rb'\1t="str"', stretch)
        size += len(content)
        crc = zlib.crc32(content, crc)
        chunks.append(deflate.compress(content))
    chunks.append(deflate.flush())
    return name, DEFLATED, crc, size, b"".join(chunks)


def _relations(kinds: Iterable[str], targets: Iterable[str]) -> str:
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(zip(kinds, targets, strict=True), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{related}</Relationships>'


def _made(name: str, text: str) -> Entry:
    content = text.encode()
    return name, STORED, zlib.crc32(content), len(content), content
