import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_workbook.errors import CrmError
from crm_workbook.importers import csv_


def cells(text, **options):
    data = text if isinstance(text, bytes) else text.encode()
    return csv_.read(data, "list.csv", **options).grid.rows


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(delimiter):
    rows = [["שם", "טלפון", "עיר"], ["דנה כהן", "052-7654321", "חיפה"], ["רחל", None, "עכו"]]
    text = "\n".join(delimiter.join(cell or "" for cell in row) for row in rows)
    found = csv_.read(text.encode(), "list.csv")
    assert found.delimiter == delimiter
    assert found.grid.rows == rows


def test_commas_inside_amounts_do_not_cut():
    assert cells("שם;סכום\nדנה;12,5\nרחל;1,250\n")[1] == ["דנה", "12,5"]
    assert cells("שם\tעיר\tסכום\nדנה\tחיפה\t1,250\nרחל\tעכו\t2,300\n")[1][2] == "1,250"


def test_declared_delimiter_wins_and_lines_keep_their_numbers():
    found = csv_.read(b"sep=;\r\nname;town,street\r\nDana;Haifa, Hof\r\n", "x.csv")
    assert found.grid.rows == [["name", "town,street"], ["Dana", "Haifa, Hof"]]
    assert [found.grid.line(i) for i in range(2)] == [2, 3]


def test_a_single_column():
    assert cells("phone\n0521\n0522\n") == [["phone"], ["0521"], ["0522"]]


def test_abbreviations_with_quotation_marks():
    assert cells('שם,טל\'\nאבי בע"מ,03\n"חברה ""אור"" בע""מ",04\n"הבית" של דנה,05\n') == [
        ["שם", "טל'"],
        ['אבי בע"מ', "03"],
        ['חברה "אור" בע"מ', "04"],
        ["הבית של דנה", "05"],
    ]


def test_line_breaks_inside_cells_and_blank_lines():
    found = csv_.read(b'a,b\r\n\r\n"one\r\ntwo",3\r\n,\r\nx,4\r\n', "x.csv").grid
    assert found.rows == [["a", "b"], [], ["one\r\ntwo", "3"], [], ["x", "4"]]
    assert [found.line(i) for i in range(5)] == [1, 2, 3, 5, 6]


@pytest.mark.parametrize(
    "text",
    [
        'name,phone\nDana,1\n"Rachel,2\nNoa,3\n',
        'name,phone\nDana,1\n"Rachel,2\n"Noa",3\n',
        'name,phone\nDana,1\n"Rachel,2',
        'name,phone\nDana,1\n"Rachel,2\n' + "Noa,3\n" * 50_000,
    ],
)
def test_an_unclosed_quotation_mark_is_named_with_its_line(text):
    with pytest.raises(CrmError) as caught:
        cells(text)
    assert caught.value.code == "quote-unclosed"
    assert caught.value.values["line"] == 3


def test_limits():
    with pytest.raises(CrmError) as caught:
        cells("name\n" + "x" * 40_000)
    assert (caught.value.code, caught.value.values["line"]) == ("source-cell-too-long", 2)
    with pytest.raises(CrmError) as caught:
        cells("name\n" + "x" * 400_000)
    assert caught.value.code == "source-cell-too-long"
    with pytest.raises(CrmError) as caught:
        cells("x\n" * (csv_.ROW_LIMIT + 1))
    assert caught.value.code == "source-too-big"
    assert "1,048,576" in caught.value.say("he")


def test_shields_of_spreadsheet_programs_come_off_and_formulas_stay_text():
    row = cells('a,b,c,d,e\n\'=1+1,"=""0521""",=1+1,\'s,\'+972521\n')[1]
    assert row == ["=1+1", "0521", "=1+1", "'s", "+972521"]


def test_nuls_and_the_end_of_a_dos_file():
    assert cells("a,b\nx\0,y\n\x1a") == [["a", "b"], ["x", "y"]]


def test_visual_order_is_mended_cell_by_cell():
    found = csv_.read("םש,ןופלט\nןהכ הנד,052-1\nןתנ,03-2\n".encode("cp862"), "dos.csv")
    assert found.grid.rows == [["שם", "טלפון"], ["דנה כהן", "052-1"], ["נתן", "03-2"]]
    assert found.encoding == "cp862"


cell = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1).filter(
    lambda text: text[0] not in "'=" and "×" not in text and "׳" not in text
)


@given(
    st.integers(2, 5).flatmap(
        lambda n: st.lists(st.lists(cell, min_size=n, max_size=n), min_size=1, max_size=12)
    ),
    st.sampled_from(",;\t|"),
)
def test_whatever_python_writes_is_read_back(rows, delimiter):
    stream = io.StringIO()
    stream.write(f"sep={delimiter}\r\n")
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    assert cells("\ufeff" + stream.getvalue()) == rows


def test_columns_beyond_a_spreadsheet_s_are_refused():
    with pytest.raises(CrmError) as caught:
        cells("," * csv_.COLUMN_LIMIT)
    assert "16,384" in caught.value.say("en")
