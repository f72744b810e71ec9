"""What LibreOffice writes otherwise than Excel. No office is needed for these."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.libreoffice.accept import BadAddress, uno_url
from crm_workbook.engines.libreoffice.formats import excel_code
from crm_workbook.engines.libreoffice.formulas import to_excel, to_office, with_tables

# The separators and signs are those LibreOffice's own FormulaOpCodeMapper lists for its object
# model and for OOXML.
PAIRS = [
    ("=SUM(A1,B2)", "=SUM(A1;B2)"),
    ('=TEXTJOIN(",",TRUE,A1:A3)', '=TEXTJOIN(",";TRUE();A1:A3)'),
    ('="say ""a,b"""&A1', '="say ""a,b"""&A1'),
    ("=SUM({1,2;3,4})", "=SUM({1;2|3;4})"),
    ("=SUM((A1,B1:B2))", "=SUM((A1~B1:B2))"),
    ("=A1:C1 B1:B3", "=A1:C1!B1:B3"),
    ("=Data!A1+Data!$B$2:C3", "=$Data.A1+$Data.$B$2:C3"),
    ("='my data'!A1", "=$'my data'.A1"),
    ("='O''Neil'!A:A", "=$'O''Neil'.A:A"),
    ("=לקוחות!A1+1.5", "=$לקוחות.A1+1.5"),
    ("=SUM(Customers[סכום])", "=SUM(Customers[סכום])"),
    ("=SUM(Customers[[#All],[a]:[b]])", "=SUM(Customers[[#All];[a]:[b]])"),
    ("=STDEV.S(A1:A3)", "=STDEV.S(A1:A3)"),
    ("=IF(A1>=1,FALSE,#N/A)", "=IF(A1>=1;FALSE();#N/A)"),
    ("=IFERROR(1/0,)", "=IFERROR(1/0;)"),
    ("=10%*-A1", "=10%*-A1"),
]


@pytest.mark.parametrize(("excel", "office"), PAIRS)
def test_a_formula_goes_there_and_back(excel, office):
    assert to_office(excel) == office
    assert to_excel(office) == excel


@pytest.mark.parametrize(
    ("office", "excel"),
    [
        ("=A#REF!*2", "=#REF!*2"),
        ("=$Data.B#REF!+$Data.$A$#REF!", "=Data!#REF!+Data!#REF!"),
        ("=Data.A1", "=Data!A1"),
        ("=#REF!#REF!", "=#REF!"),
    ],
)
def test_references_as_libreoffice_leaves_them(office, excel):
    assert to_excel(office) == excel


def test_this_row_means_the_table_of_the_cell():
    # Using structured references with Excel tables: [@Column] within the table itself.
    assert to_office("=[@a]*2", "T") == "=T[[#This Row];[a]]*2"
    assert to_office("=T[@[a b]]") == "=T[[#This Row];[a b]]"
    with pytest.raises(ExcelError):
        to_office("=[@a]*2")


@pytest.mark.parametrize(
    "formula",
    [
        "='[other.xlsx]S'!A1",
        "=[1]S!A1",
        "='http://x/a.ods'#S.A1",
        "='/etc/x'!A1",
        "='\\\\h\\x'!A1",
    ],
)
def test_another_file_is_not_reached_for(formula):
    with pytest.raises(ExcelError):
        to_office(formula)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_a_text_in_a_formula_is_left_alone(text):
    quoted = '="' + text.replace('"', '""') + '"'
    assert to_office(quoted) == quoted
    assert to_excel(quoted) == quoted


def test_only_the_table_itself_is_renamed():
    formula = "=SUM(Data[Data])+Data.A1+Data(1)+\"Data\"&'Data'.A1+Database+data[#All]"
    renamed = with_tables(formula, lambda n, part: ("New" if n.lower() == "data" else n) + part)
    assert renamed == "=SUM(New[Data])+Data.A1+Data(1)+\"Data\"&'Data'.A1+Database+New[#All]"


@pytest.mark.parametrize(
    ("office", "excel"),
    [
        ("DD/MM/YYYY", "dd/mm/yyyy"),
        ("[H]:MM:SS", "[h]:mm:ss"),
        ("H:MM AM/PM", "h:mm AM/PM"),
        ("#,##0.00;[RED]-#,##0.00", "#,##0.00;[Red]-#,##0.00"),
        ("[$₪-40D] #,##0.00", "[$₪-40D] #,##0.00"),
        ('0 "DAYS"', '0 "DAYS"'),
        ("0.00E+00", "0.00E+00"),
        ("@", "@"),
        ("General", "General"),
        ("[>=100]0;0.0", "[>=100]0;0.0"),
    ],
)
def test_a_number_format_is_spelled_as_in_excel(office, excel):
    # Number format codes.
    assert excel_code(office) == excel


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("socket,host=127.0.0.1,port=2002", "socket,host=127.0.0.1,port=2002,tcpNoDelay=1"),
        ("socket,host=localhost,port=2002;urp;", "socket,host=127.0.0.1,port=2002,tcpNoDelay=1"),
        ("socket,port=2002,host=::1", "socket,host=::1,port=2002,tcpNoDelay=1"),
        ("pipe,name=office", "pipe,name=office"),
        ("uno:pipe,name=office;urp;StarOffice.ComponentContext", "pipe,name=office"),
    ],
)
def test_an_address_on_this_computer(address, url):
    assert uno_url(address) == f"uno:{url};urp;StarOffice.ComponentContext"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "2002",
        "socket,host=192.168.1.5,port=2002",
        "socket,host=0,port=2002",
        "socket,host=0.0.0.0,port=2002",
        "socket,host=shop.example,port=2002",
        "socket,host=127.0.0.1.shop.example,port=2002",
        "socket,host=127.0.0.1,port=0",
        "socket,host=127.0.0.1,port=99999",
        "socket,host=127.0.0.1,port=2002,host=192.168.1.5",
        "socket,host=127.0.0.1",
        "pipe,name=../office",
        "pipe,name=a,host=b",
        "tcp,host=127.0.0.1,port=2002",
    ],
)
def test_another_computer_is_refused(address):
    # The port of an office asks for no password.
    with pytest.raises(BadAddress):
        uno_url(address)
