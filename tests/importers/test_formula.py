import pytest

from crm_workbook.importers.formula import UnknownError, compute, spoken

ROW = {"Qty": 3.0, "Unit price": 10.1, "Off": None, "Name": "Dana", "Family": "Cohen", "Q[1]": 2.0}


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("[@Qty]*[@[Unit price]]", 3 * 10.1),
        ("Sales[[#This Row],[Qty]]*Sales[[#This Row],[Unit price]]", 3 * 10.1),
        ("Pur[[#This Row],Qty]+1", 4.0),
        ("Sales[@Qty] - [@Off]", 3.0),
        ("ROUND([@Qty]*[@[Unit price]]*1.18,2)", 35.75),
        ("ROUND(2.675,2)", 2.68),
        ("ROUND(-2.5,0)", -3.0),
        ("2+3*4/2-1", 7.0),
        ("-(2+1)*2", -6.0),
        ("[@Qty]*18%", 0.54),
        ('IF([@Off]="",[@Qty],[@Qty]-[@Off])', 3.0),
        ("IF([@Qty]>=4,1,0)", 0.0),
        ("SUM([@Qty],[@Off],1)", 4.0),
        ("PRODUCT([@Qty],2,[@Off])", 6.0),
        ('[@Name]&" "&[@Family]', "Dana Cohen"),
        ('TRIM(CONCATENATE([@Name]," ","the ""2nd"" "))', 'Dana the "2nd"'),
        ("[@[Q'[1']]]*2", 4.0),
    ],
)
def test_what_excel_would_show(formula, expected):
    assert compute(formula, ROW.__getitem__) == pytest.approx(expected)


@pytest.mark.parametrize(
    "formula",
    [
        "VLOOKUP([@Qty],A:B,2)", "A1*2", "[@Qty]*", "SUM(Sales[Qty])", "1/[@Off]", "[@Name]*2",
        "NOW()", "[@Gone]", "(" * 500 + "1" + ")" * 500, "-" * 500 + "1", "1+" * 3000 + "1", "",
        '"unclosed', "ROUND(1,9999999999)", "[@Qty]:[@Off]", "IF(1)", "ABS(1,2)", "1 2",
    ],
)  # fmt: skip
def test_what_is_not_known_is_not_guessed(formula):
    def field(heading):
        if heading not in ROW:
            raise UnknownError
        return ROW[heading]

    with pytest.raises(UnknownError):
        compute(formula, field)


def test_a_formula_is_told_as_excel_shows_it():
    assert spoken("Sales[[#This Row],[Unit price]]*2") == "=[@Unit price]*2"
